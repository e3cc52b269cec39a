/** English of templates and records, which are filled in. */
export const enFilling = {
  'template.blank': 'Blank {n}',
  'template.copyDone': 'Copy and mark done',
  'template.copyOnly': 'Copy only',
  'template.left': { one: '{n} blank left', other: '{n} blanks left' },
  'record.reading': 'Reading',
  'record.hint': 'Limit',
  'record.now': 'Read now',
  'record.beyond': 'Outside the limit: {limit}',
  'record.save': 'Save the readings',
  'record.count': '{n} of {total} filled in',
  'record.empty': 'Nothing is filled in yet.',
  'say.filled': { one: '{number} saved, {n} value.', other: '{number} saved, {n} values.' },
} as const;
