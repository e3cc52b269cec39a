/** English of the end of a run. */
export const enEnd = {
  'end.title': 'The end of the run',
  'end.close': 'Close the run',
  'end.seals': 'Closing writes the seal. The log cannot grow after it.',
  'end.notRecording': 'The log cannot be written now, so the run can be neither closed nor aborted.',
  'end.notYet': { one: '{n} step is not settled yet.', other: '{n} steps are not settled yet.' },
  'end.passed': '{n} passed',
  'end.failed': '{n} failed',
  'end.skipped': '{n} skipped',
  'end.byHand': '{n} by hand',
  'end.open': '{n} open',
  'end.sum': { one: '{n} step: {parts}.', other: '{n} steps: {parts}.' },
  'end.aside': {
    one: 'A branch took the place of {n} more step.',
    other: 'A branch took the place of {n} more steps.',
  },
  'end.answered': {
    one: '{n} more step failed, and another way was taken.',
    other: '{n} more steps failed, and another way was taken.',
  },
  'end.more': {
    one: '{n} step that need not be done was done too.',
    other: '{n} steps that need not be done were done too.',
  },
  'end.closedAt': 'Closed at {time}',
  'end.abortedAt': 'Aborted at {time}',
  'end.why': 'Reason:',
  'end.verify': 'Verify the log',
  'end.openReview': 'Open the review',
  'end.saveReport': 'Save the report…',
  'end.again': 'Start a new run',
} as const;
