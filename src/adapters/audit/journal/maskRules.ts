import { createHash } from 'node:crypto';

// The forms in which the redactor finds a secret; a log names them, so that a reader knows what was looked for.
const forms = ['plain', 'base64', 'url', 'json', 'shell'];

/** What `open` records of the masking in force. */
export const maskRules = {
  version: 1,
  sha256: createHash('sha256').update(JSON.stringify(forms)).digest('hex'),
} as const;
