import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { AuditFailure } from '../../src/adapters/audit/failure.ts';
import type { Finding } from '../../src/core/audit/finding.ts';
import { findingText } from '../../src/extension/finding.ts';
import { failureText } from '../../src/extension/keys/failure.ts';
import type { L10n } from '../../src/extension/l10n.ts';
import { reformat, scene } from '../adapters/audit/scene.ts';

// What VS Code would say in Turkish; an English sentence that has no Turkish one fails here.
const bundle = JSON.parse(readFileSync(join(root, 'l10n/bundle.l10n.tr.json'), 'utf8')) as Readonly<
  Record<string, string>
>;
const turkish: L10n = {
  t: (message, ...args) =>
    (bundle[message] ?? `not in Turkish: ${message}`).replace(/\{(\d)\}/g, (_, at: string) =>
      String(args[Number(at)]),
    ),
};

const findings: readonly (readonly [Pick<Finding, 'code' | 'file' | 'line'>, said: string])[] = [
  [
    { code: 'CHAIN_BREAK', file: '00-alice-1f9c.jsonl', line: 7 },
    'Kayıt yazıldıktan sonra değiştirildi ya da yanındaki kayıtlar çıkarıldı (00-alice-1f9c.jsonl, satır 7).',
  ],
  [
    { code: 'UNREADABLE', file: '00-alice-1f9c.jsonl' },
    'Bu çalıştırmanın bir dosyası okunamıyor (00-alice-1f9c.jsonl).',
  ],
  [{ code: 'NOT_SEALED' }, 'Çalıştırma kapatılmadı ya da son kayıtları çıkarıldı.'],
  [{ code: 'NO_SIGNERS' }, 'Anahtarın kime ait olduğunu burada hiçbir imzacı listesi söylemiyor.'],
];

test.each(findings)('verification finds %j, in Turkish', (found, said) => {
  expect(findingText(turkish, found)).toBe(said);
});

test('what is wrong with a real log is said with the place where it stands', async () => {
  const made = await scene();
  reformat(made, text => text.replace('looks', '\u202e'));
  const { worst } = await made.machine.verify(made.folder);
  expect(worst === undefined ? '' : findingText(turkish, worst)).toMatch(
    /^Kayıtta görünmeyen karakterler var \(00-[\w-]+\.jsonl, satır \d+\)\.$/,
  );
});

const failures: readonly (readonly [AuditFailure, said: string])[] = [
  [
    new AuditFailure('in-use', 'In English.', { facts: { holder: { process: 4711, host: 'ops1' } } }),
    'Bu çalıştırma başka yerde açık; önce orada kapatın (ops1 üzerinde süreç 4711).',
  ],
  [
    new AuditFailure('write-failed', 'In English.', { facts: { path: '/srv/00.jsonl', system: 'EIO' } }),
    'Günlük yazılamadı (/srv/00.jsonl, EIO).',
  ],
  [
    new AuditFailure('not-signed', 'In English.'),
    'Bu çalıştırmanın sonunu yalnızca onu açan anahtar imzalayabilir ve o burada imzalamadı.',
  ],
];

test.each(failures)('a log fails with %o, in Turkish', (failure, said) => {
  expect(failureText(turkish, failure)).toBe(said);
});
