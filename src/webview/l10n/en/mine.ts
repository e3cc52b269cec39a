/** What a review’s own panel says, in English. */
export const enMine = {
  mine: 'Your review',
  'mine.result': 'Result',
  'mine.accepted': 'Accept',
  'mine.accepted.says': 'The run was right as it was done.',
  'mine.findings': 'Accept with findings',
  'mine.findings.says': 'Right, and a change is needed.',
  'mine.rejected': 'Do not accept',
  'mine.rejected.says': 'The run needs follow-up.',
  'mine.text': 'Findings',
  'mine.about': 'About entry {entry}: {name}',
  'mine.drop': 'Remove the finding about entry {entry}',
  'mine.add': 'Add a finding about this',
  'mine.sign': 'Countersign as {who}',
  'mine.says':
    'Adds your own signed entry behind the run. It does not change the run. It states that you verified and read it, not that you saw it happen.',
  'mine.own': 'You walked this run, as {who}. A review is another person’s word: ask somebody else.',
  'mine.onlyRefuse':
    'Only a run that is closed, and signed by a key that somebody vouches for, can be accepted.',
  'mine.missing.choice': 'Choose what you make of the run.',
  'mine.missing.words': 'Say what you found.',
  'mine.missing.acceptsNone': 'Accept says that nothing was found: choose Accept with findings.',
  'signing.asked': 'Verifying once more, and signing.',
  'signing.signed': 'Signed. Your review stands behind the run.',
  'signing.not-verified': 'Nothing was signed: the log does not verify to its end.',
  'signing.own-run': 'Nothing was signed: you walked this run.',
  'signing.not-signed': 'Nothing was signed: the key did not sign. Sign once more.',
  'signing.not-listed':
    'Nothing was signed: the list of signers does not let your key review. Ask an admin of the team to add it, or for the role reviewer.',
  'signing.in-use':
    'Nothing was signed: this run is still open in another window. Close it there, then sign once more.',
  'signing.not-trusted-folder': 'Nothing was signed: this folder is not trusted in VS Code.',
  'signing.failed': 'Nothing was signed: it could not be written.',
} as const;
