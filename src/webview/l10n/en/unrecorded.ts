/** English of why nothing can be recorded: a sentence for each code, and what it is about behind it. */
export const enUnrecorded = {
  'unrecorded.logVanished': 'The log was deleted, moved or replaced.',
  'unrecorded.logChanged': 'Another program wrote to the log.',
  'unrecorded.diskFull': 'The disk is full.',
  'unrecorded.writeFailed': 'The log could not be written.',
  'unrecorded.noFolder': 'The log cannot be kept in this folder. Name another one.',
  'unrecorded.inUse': 'This run is open elsewhere. Go on there, or close it there first.',
  'unrecorded.sealed': 'This run is closed: nothing can be added to it.',
  'unrecorded.notARun':
    'This log cannot be gone on with: it holds no run, or it was changed after it was written.',
  'unrecorded.notSigned': 'The key did not sign.',
  'unrecorded.ownRun': 'You walked this run, and this is for another person to do.',
  'unrecorded.offered': 'This run is offered to somebody else.',
  'unrecorded.notYours':
    'Another person walks this run now. What you see is how it was when it was last read here.',
  'unrecorded.system': 'The system did not let the log be written.',
  'unrecorded.letGo': 'This run was handed over here, and goes on elsewhere.',
  'unrecorded.path': 'Place: “{path}”.',
  'unrecorded.holder': 'Process {process} on {host} writes it.',
  'unrecorded.error': 'Error of the system: {code}.',
  'refused.unrecorded': 'Nothing was run: the log cannot be written. {reason}',
  'refused.sealUnsigned': 'The key did not sign. The run stays closed and can be signed later.',
  'refused.unreachable': 'The run does not answer. Nothing was run.',
} as const;
