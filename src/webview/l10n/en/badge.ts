import type { SayingKey } from '../../../core/review/badgeSentences.ts';
import type { Message } from '../message.ts';

/** The sentences of a badge, in English. */
export const enBadge = {
  'say.allSigned': {
    one: 'The only entry is intact and covered by a signature. Checked on this machine now, without a network.',
    other:
      'All {n} entries are intact, in order, and covered by a signature. Checked on this machine now, without a network.',
  },
  'say.endOpen': 'The last signed entry is {entry}, {at}. Later ones may be missing.',
  'say.nothingSigned': 'No entry is covered by a signature yet.',
  'say.unknownKey':
    'The entries fit each other and are signed. No list of signers here names the key, which claims to be {who}.',
  'say.expiredKey': 'The entries fit each other and are signed, by a key of {who} that was not valid then.',
  'say.revokedKey': 'The entries fit each other and are signed, by a key of {who} that was revoked.',
  'say.stolenKey':
    'The entries fit each other and are signed, by a key of {who} that was stolen, and nobody else had signed over them before that.',
  'say.ambiguousKey':
    'The entries fit each other and are signed, by a key that the list of signers gives to more than one person.',
  'say.weakKey': 'The key that signed is one that must not be believed.',
  'say.noSigners':
    'The entries fit each other and are signed. Nothing here says whose key it is; it claims to be {who}.',
  'say.newerFormat': 'Written in a newer format. This version cannot verify it and says nothing about it.',
  'say.notALog': 'This file is not a Handrail log.',
  'say.changed': 'Entry {entry} of {all} was changed after it was signed.',
  'say.changedBetween':
    'At least one of the entries {entry} to {last}, of {all}, was changed after it was signed.',
  'say.gap':
    'Entry {entry} of {all} does not fit the one before it: it was changed, or entries between them were removed.',
  'say.order': 'Entry {entry} of {all} is out of place: entries were removed, moved or put in before it.',
  'say.foreign': 'Entry {entry} of {all} belongs to another run.',
  'say.form': 'Entry {entry} of {all} is not written as it was signed: it was changed.',
  'say.cutOff': 'Entries were cut off at {entry}: a later part of this run saw more of them.',
  'say.rewritten': 'Entries from {entry} on were rewritten: a later part of this run saw others.',
  'say.partMissing': 'A part of this run is missing, before entry {entry} of {all}.',
  'say.fork': 'From entry {entry} of {all} on, this run was written twice.',
  'say.lateReturn':
    '{who} had handed this run over, and went on with it all the same (entry {entry} of {all}).',
  'say.handedTwice':
    '{who} and somebody else took this run over from one offer: it went on twice (entry {entry} of {all}).',
  'say.noHandover': '{who} went on with this run without having been offered it (entry {entry} of {all}).',
  'say.handoverUnsound':
    'A hand-over to {who} does not hold: the offer was to somebody else, was taken back, or is not signed (entry {entry} of {all}).',
  'say.trailing': 'Where entry {entry} begins, bytes were changed or removed that a crash had left.',
  'say.afterSeal': 'This run goes on after the seal that ends it, at entry {entry} of {all}.',
  'say.sealCount': 'The seal, entry {entry} of {all}, counts other files than there are.',
  'say.fileUnreadable': 'A file of this run cannot be read, from entry {entry} on.',
  'say.outputChanged': 'The output of {step} was changed after it was recorded (entry {entry}).',
  'say.outputMissing': 'The output of {step} is missing (entry {entry}).',
  'say.runbookChanged': 'The text of the runbook was changed after it was recorded (entry {entry}).',
  'say.runbookMissing': 'The text of the runbook is missing (entry {entry}).',
  'say.contentChanged': 'A stored text was changed after it was recorded (entry {entry}).',
  'say.contentMissing': 'A stored text is missing (entry {entry}).',
  'say.gatePassed': 'A gate was passed without the approval that it needs (entry {entry}).',
  'say.approvalUnsound':
    'An approval does not hold: it was given for another command, used before, used too late, or given by whoever asked (entry {entry}).',
  'say.witness': 'This machine has seen another state of this run than the one that is here.',
  'say.rely': 'Do not rely on anything from entry {entry} on.',

  'say.unchanged': 'No entry was changed, removed or moved after it was signed.',
  'say.sealed': 'The end is here: the run was closed, and the seal is signed.',
  'say.signedBy': 'The key of {who} signed it.',
  'say.trustedGiven': {
    one: 'A list of signers that you gave names that key.',
    other: 'A list of signers that you gave names these keys.',
  },
  'say.trustedSetting': {
    one: 'The list of signers in your git settings names that key.',
    other: 'The list of signers in your git settings names these keys.',
  },
  'say.trustedBranch': {
    one: 'The list of signers on the base branch names that key.',
    other: 'The list of signers on the base branch names these keys.',
  },
  'say.runbookText': 'The runbook text below is the one that was recorded.',
  'say.contents': {
    one: 'The runbook text and the {n} output below are the ones that were recorded.',
    other: 'The runbook text and {n} outputs below are the ones that were recorded.',
  },
  'say.witnessed': 'It holds all that this machine has seen of it before.',
  'say.signedUpTo': 'Entries 1 to {entry} are intact, in order, and signed.',
  'say.holds': 'Entries 1 to {to} are intact, in order, and signed by the key of {who}.',
  'say.holdsUnknown': 'Entries 1 to {to} are intact, in order, and signed by a key that is not trusted here.',
  'say.holdsFits': 'Entries {from} to {to} fit each other. No signature that holds covers them.',
  'say.holdsNothing': 'No entry is certain.',
  'say.notTheOne': 'Entry {entry} is not the entry that was signed.',
  'say.holdsFitsOne': 'Entry {entry} fits what stands before it. No signature that holds covers it.',
  'say.followOne': 'Entry {entry} does not follow what stands before it here.',
  'say.unsignedTailOne': 'Entry {entry}. It is not signed.',
  'say.follow': 'Entries {from} to {to} do not follow what stands before them here.',
  'say.entriesHold': 'All {n} entries are intact, in order, and signed.',
  'say.stranger': 'A part is signed by a key that is not trusted here. It claims to be {who}.',
  'say.redacted': {
    one: '{n} output was deleted on purpose. A signed entry says so.',
    other: '{n} outputs were deleted on purpose. Signed entries say so.',
  },
  'say.witnessDiffers':
    'This machine has seen another state of this run before: more of it, or other entries.',

  'say.keyboard': 'That {who} was at the keyboard. It proves the key, not the person.',
  'say.keyOnly': 'Who was at the keyboard. It proves a key, not a person.',
  'say.time': 'The time. Clock readings come from the machine that ran it, {host}.',
  'say.honest': 'That {host} recorded honestly, or that nothing was done in another terminal.',
  'say.anyTime': 'The time. Clock readings come from the machine that ran it.',
  'say.anyHonest': 'That this machine recorded honestly, or that nothing was done in another terminal.',
  'say.word': {
    one: 'That the {n} step done by hand was done. It is one person’s word.',
    other: 'That the {n} steps done by hand were done. They are one person’s word.',
  },
  'say.reviewedBy': '{who} verified and read it, and accepted it.',
  'say.reviewedWith': {
    one: '{who} verified and read it, and accepted it with {n} finding.',
    other: '{who} verified and read it, and accepted it with {n} findings.',
  },
  'say.refusedBy': '{who} verified and read it, and did not accept it.',
  'say.refusedWith': {
    one: '{who} verified and read it, and did not accept it: {n} finding.',
    other: '{who} verified and read it, and did not accept it: {n} findings.',
  },
  'say.ownReview': 'That anybody else agrees. {who}, who walked it, signed the review too.',
  'say.sawIt': 'That {who} saw it happen: verified and read, not witnessed.',
  'say.noReview': 'That anybody else agrees. No review is signed in this log.',
  'say.newest': 'That nothing newer was deleted before anybody else saw it.',
  'say.unsignedTail': 'Entries {from} to {to}. They are not signed.',
  'say.noEnd': 'That this is the end. The run was not closed, or its last entries were removed.',
  'say.torn': 'What the last line said. It is cut off, as by a crash.',
  'say.whoseKey': 'Whose key signed it. It claims to be {who}.',
  'say.firstUse':
    'Whose key it is. The list of signers stands in the same folder as the log: the same key as before, no more.',
  'say.whatItSaid': 'What entry {entry} said before, who changed it, and why.',
  'say.whatWasThere': 'What stood there before, who changed it, and why.',
  'say.diskOrPerson': 'Whether a disk fault or a person did it.',
} as const satisfies Readonly<Record<`say.${SayingKey}`, Message>>;
