import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notBegunText } from '../../src/extension/walker/notBegun.ts';
import { RunnerFailed, RunnerSilent } from '../../src/extension/walker/runnerLink.ts';
import { notBegunCodes } from '../../src/protocol/hello.ts';

// Why a checklist cannot be opened, as VS Code says it in its own language.

const turkish = JSON.parse(
  readFileSync(new URL('../../l10n/bundle.l10n.tr.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;

/** As VS Code does, of texts that have no translation what it is given. */
const l10n = {
  t: (message: string, ...values: readonly unknown[]) =>
    (turkish[message] ?? `untranslated: ${message}`).replace(/\{(\d)\}/g, (_, at: string) =>
      String(values[Number(at)]),
    ),
} as unknown as Parameters<typeof notBegunText>[0];

test.each(notBegunCodes)('%s is said in Turkish, with what it is about', code => {
  const said = notBegunText(l10n, new RunnerFailed('In English.', { code, path: '/srv/a.md' }));
  expect(said).not.toContain('untranslated');
  expect(said).not.toContain('English');
  const names = !code.startsWith('profile') && code !== 'sealed';
  expect(said.includes('/srv/a.md')).toBe(names);
});

test('a runner that left no word is told of by its log, and what nobody foresaw as the system says it', () => {
  expect(notBegunText(l10n, new RunnerSilent('/tmp/r.log'))).toBe(
    'Çalıştırıcı başlamadı. Nedeni /tmp/r.log dosyasında.',
  );
  expect(notBegunText(l10n, new Error('EMFILE'))).toBe('Çalıştırıcıya ulaşılamadı (EMFILE).');
});
