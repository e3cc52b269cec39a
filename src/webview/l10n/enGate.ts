/** English of what waits for somebody else's agreement. */
export const enGate = {
  'state.needsApproval': 'Needs approval',
  'gate.title': 'Somebody else has to agree before this runs',
  'gate.asks': {
    one: 'Asked of one person with the role {role}.',
    other: 'Asked of {n} people with the role {role}.',
  },
  'gate.asked': {
    one: 'Waiting for {role} until {time}. One person has to agree.',
    other: 'Waiting for {role} until {time}. {have} of {n} agreed.',
  },
  'gate.refusedBy': '{who} refused: {reason} Change what they name, then ask again.',
  'gate.late': 'The request to {role} has expired. Ask again.',
  'gate.ask': 'Ask for approval',
  'gate.askAgain': 'Ask again',
  'gate.look': 'Look for the answer',
  'gate.copy': 'Copy the request',
  'gate.paste': 'Or paste the answer that you were sent',
  'gate.paste.hint':
    'They answer with handrail approve, beside this log or from the request that you copied.',
  'gate.paste.submit': 'Take the answer',
  'gate.closed': 'Somebody else has to approve this first. Nothing was run.',
  'gate.needed': 'This needs the approval of {role}. Nothing was run.',
  'gate.waiting': 'This waits for the approval of {role}. Nothing was run.',
  'gate.refused': 'The approval was refused. Ask again after a change. Nothing was run.',
  'gate.expired': 'The request to {role} has expired. Ask again. Nothing was run.',
} as const;
