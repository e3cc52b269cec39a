import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ReadingFailed } from '../../src/extension/review/reader.ts';
import { unreadText } from '../../src/extension/review/unread.ts';

// Why something could not be read: a sentence in VS Code's language, and the system's own words behind it.

const turkish = JSON.parse(
  readFileSync(new URL('../../l10n/bundle.l10n.tr.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;

const l10n = {
  t: (message: string, ...values: readonly unknown[]) =>
    (turkish[message] ?? `untranslated: ${message}`).replace('{0}', String(values[0])),
};

const path = '/srv/a.jsonl';

test.each([
  ['ENOENT', '/srv/a.jsonl artık yerinde değil. “ENOENT: …”'],
  ['EACCES', 'Bu kullanıcının /srv/a.jsonl için okuma izni yok. “EACCES: …”'],
  ['EPERM', 'Bu kullanıcının /srv/a.jsonl için okuma izni yok. “EPERM: …”'],
  ['ELOOP', '/srv/a.jsonl yerinde bir bağlantı var; bağlantılar izlenmez. “ELOOP: …”'],
  ['EIO', 'Sistem /srv/a.jsonl için okumaya izin vermedi. “EIO: …”'],
])('%s', (system, said) => {
  expect(unreadText(l10n, new ReadingFailed(`Error: ${system}: …`, { path, system }))).toBe(said);
});

test('what has no path is a failure of the reading itself', () => {
  const sentence = 'Okuma işleminin kendisi başarısız oldu. Ayrıntılar VS Code’un kendi uzantı günlüğünde.';
  expect(unreadText(l10n, new ReadingFailed('it ended'))).toBe(`${sentence} “it ended”`);
  expect(unreadText(l10n, new ReadingFailed(undefined))).toBe(sentence);
});
