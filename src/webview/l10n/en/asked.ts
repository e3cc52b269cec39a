/** What the page of a request says, in English. */
export const enAsked = {
  'ask.title': 'A request for approval',
  'ask.titlePasted': 'A request for approval that you were sent',
  'ask.commands': { one: 'This command would run', other: 'These {n} commands would run, in this order' },
  'ask.command': 'Command of {title}',
  'ask.edited': 'The operator put this in the place of the runbook’s own command.',
  'ask.values': 'Values in it',
  'ask.secret': 'secret, not shown to anybody',
  'ask.where': 'Where',
  'ask.kube': 'Kube context, namespace',
  'ask.host': 'User and host',
  'ask.folder': 'Folder',
  'ask.branch': 'Branch',
  'ask.runbook': 'Line of the runbook',
  'ask.who': 'Who asks, and why',
  'ask.operator': 'Asked by',
  'ask.operator.at': '{who} at {at}',
  'ask.why': 'What they say',
  'ask.rule': 'Because of',
  'ask.asked': 'Asked of',
  'ask.role': { one: 'one person with the role {role}', other: '{n} people with the role {role}' },
  'ask.agreed': 'Agreed so far',
  'ask.refused': 'Refused by',
  'ask.verified':
    'Verified up to this request, entry {line}: whole, in order, and signed by {who}, whose key is trusted here.',
  'ask.covers': {
    one: 'Your answer covers this command, once, until {at}. Another text, place or time needs a new one.',
    other:
      'Your answer covers these {n} commands, each once, until {at}. Another text, place or time needs a new one.',
  },
  'ask.reason': 'Your reason',
  'ask.reason.hint': 'Needed to refuse. The operator and everybody who reads the log sees it.',
  'ask.reason.missing':
    'Say what should be otherwise, so that the operator can change it. Nothing was signed.',
  'ask.grant': 'Approve as {who}',
  'ask.deny': 'Refuse as {who}',
  'ask.not.own':
    'You asked for this yourself, as {who}. Nobody approves what they asked for: somebody else has to.',
  'ask.not.role': '{who} does not have the role {role} in the roster, so this is not yours to answer.',
  'ask.not.unknown':
    'The list of signers here does not know your key, so your answer would not be believed. Ask an admin of the team to add it.',
  'ask.not.answered': 'You have answered this.',
  'ask.mine.granted': 'You approved this.',
  'ask.mine.denied': 'You refused this.',
  'ask.commitIt': 'Your signed answer is in the run’s folder. Commit and push it, or copy it and send it.',
  'ask.sendIt': 'Copy your signed answer and send it to the operator.',
  'ask.copy': 'Copy the answer',
  'ask.readRun': 'Read what happened in this run so far',
  'ask.none': 'Nothing is asked here. Where you expect a request, pull first.',
  'ask.late': {
    one: 'What was asked here has expired. The operator has to ask again.',
    other: '{n} requests here have expired. The operator has to ask again.',
  },
  'ask.problem.changed':
    'This log was changed. Do not approve anything of it; its review says what was changed.',
  'ask.problem.lists':
    'Nobody here can be believed, so nothing can be approved. Get the team’s roster and list of signers, then open this again.',
  'ask.problem.unknown-operator':
    'The list of signers here does not know the key of who asks, so nothing can be approved. An admin of the team can add it.',
  'ask.problem.not-signed':
    'The request is not signed, so it cannot be approved. The operator has to ask again.',
  'ask.problem.plan-missing':
    'What is to be approved is not here. Ask the operator for the request as a text.',
  'ask.problem.plan-differs':
    'What is shown is not what would run. Do not approve it, and tell the operator.',
  glass: {
    one: 'A step was gone on with without the approval that it needed, as the policy allows.',
    other: '{n} steps were gone on with without the approval that they needed, as the policy allows.',
  },
  'glass.one': '{at}, entry {entry}: {reason}',
  'answer.asked': 'Verifying once more, and signing.',
  'answer.signed': 'Signed.',
  'answer.gone': 'This is not asked any more: it was answered, changed or taken back. Nothing was signed.',
  'answer.not-yours':
    'The key that would sign may not answer this. Nothing was signed. Somebody else who is asked has to.',
  'answer.not-signed': 'The key did not sign, so nothing was answered. Answer once more.',
  'answer.not-trusted-folder':
    'This folder is not trusted in VS Code, so nothing was signed. Trust it, then answer once more.',
  'answer.failed': 'The answer could not be written into the run’s folder. Nothing was answered.',
} as const;
