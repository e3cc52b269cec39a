/** English of what waits for somebody else's agreement. */
export const enGate = {
  'gate.closed': 'Somebody else has to approve this first. Nothing was run.',
  'gate.needed': 'This needs the approval of {role}. Nothing was run.',
  'gate.waiting': 'This waits for the approval of {role}. Nothing was run.',
  'gate.refused': 'The approval was refused. Ask again after a change. Nothing was run.',
  'gate.expired': 'The request to {role} has expired. Ask again. Nothing was run.',
} as const;
