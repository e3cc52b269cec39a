import { expect, test } from 'vitest';

import type { Because, RefusalCode } from '../../../src/core/run/refusal.ts';
import '../../../src/webview/l10n/turkish.ts';
import { wordsFor } from '../../../src/webview/l10n/words.ts';
import { refusalText } from '../../../src/webview/walker/decision/refusal.ts';
import { unrecordedText } from '../../../src/webview/walker/decision/unrecorded.ts';

const turkish = wordsFor('tr');

const cases: readonly (readonly [code: RefusalCode, because: Because | undefined, said: string])[] = [
  ['not-allowed', { kind: 'standing', standing: 'settled' }, 'Bu adım sonuçlandı. Önce geri alın.'],
  ['not-allowed', { kind: 'not-settled', title: 'Drain', more: 0 }, 'Sonuçlanmayan bir adım var: Drain.'],
  [
    'not-allowed',
    { kind: 'not-settled', title: 'Drain', more: 2 },
    'Sonuçlanmayanlar: Drain ve 2 adım daha.',
  ],
  ['not-allowed', undefined, 'Bu şu anda yapılamaz. Hiçbir şey değişmedi.'],
  ['not-allowed', { kind: 'no-task' }, 'Bu adım bir görev değil.'],
  [
    'problem',
    { kind: 'problem', code: 'syntax-error' },
    'Kabuk bu bloğu anlamaz, bu yüzden çalıştırılmaz. Dosyada düzeltin.',
  ],
  [
    'problem',
    { kind: 'problem', code: 'new-one' },
    'Bu, bu hâliyle çalıştırılamaz. Hiçbir şey çalıştırılmadı.',
  ],
  [
    'bad-request',
    { kind: 'value', name: 'SLOT', wrong: { kind: 'choice', wanted: ['a', 'b'] } },
    'SLOT şunlardan biri olmalı: a ve b.',
  ],
  [
    'bad-request',
    { kind: 'value', name: 'SLOT', wrong: { kind: 'pattern', wanted: 'v\\d' } },
    'SLOT şu desene uymalı: v\\d.',
  ],
  ['jobs-alive', undefined, 'Arka planda hâlâ çalışan var. Bitirilsin mi, bırakılsın mı, belirtin.'],
  ['not-running', { kind: 'job-ended' }, 'Bu arka plan komutu bitti.'],
  [
    'problem',
    { kind: 'edit', wrong: { kind: 'blanks', names: ['<a>', '<b>'] } },
    'Önce doldurun: <a> ve <b>.',
  ],
  [
    'not-allowed',
    { kind: 'mid-step', title: 'Drain' },
    'Şu adım sürüyor: “Drain”. Önce onu bitirin, sonra yeni metni kullanın.',
  ],
  [
    'problem',
    { kind: 'unfit', unfit: { kind: 'value', name: 'SLOT' } },
    'Yeni metin, SLOT için verilen değeri almıyor. Bu çalıştırma eldeki metinle sürer.',
  ],
  [
    'not-recording',
    { kind: 'unrecorded', why: { code: 'disk-full', path: '/a/00.jsonl', system: 'ENOSPC' } },
    'Hiçbir şey çalıştırılmadı: günlük yazılamıyor. Disk dolu.',
  ],
  [
    'not-recording',
    { kind: 'unrecorded', why: { code: 'in-use', holder: { process: 4711, host: 'ops1' } } },
    'Hiçbir şey çalıştırılmadı: günlük yazılamıyor. Bu çalıştırma başka yerde açık. Orada sürdürün ya da önce orada kapatın. Ona yazan: ops1 üzerinde süreç 4711.',
  ],
  [
    'not-recording',
    { kind: 'unrecorded', why: { code: 'no-folder', path: '/srv/.handrail', system: 'EACCES' } },
    'Hiçbir şey çalıştırılmadı: günlük yazılamıyor. Günlük bu klasörde tutulamaz. Başka bir klasör belirtin. Yeri: “/srv/.handrail”. Sistemin hatası: EACCES.',
  ],
  [
    'not-recording',
    { kind: 'seal-unsigned' },
    'Anahtar imzalamadı. Çalıştırma kapalı kalır ve sonra imzalanabilir.',
  ],
  ['not-recording', { kind: 'unreachable' }, 'Çalıştırma yanıt vermiyor. Hiçbir şey çalıştırılmadı.'],
  [
    'not-allowed',
    { kind: 'answer', doubt: { kind: 'lists' } },
    'Hiçbir yanıt kabul edilmiyor: buradaki kadroya veya geri alınan anahtarların listesine güvenilemiyor. Nedenini görmek için günlüğü doğrulayın.',
  ],
  [
    'not-allowed',
    { kind: 'answer', file: 'answer-3.jsonl', doubt: { kind: 'own', who: 'ada@corp' } },
    'answer-3.jsonl dosyasındaki yanıt kabul edilmedi. Bunu ada@corp istedi ve kendisi yanıtlayamaz.',
  ],
  [
    'not-allowed',
    { kind: 'answer', file: 'answer-3.jsonl', doubt: { kind: 'walked' } },
    'answer-3.jsonl dosyasındaki yanıt kabul edilmedi. Yanıt veren kişi bu çalıştırmayı yürütüyor veya yürüttü.',
  ],
  [
    'not-allowed',
    { kind: 'answer', file: 'answer-3.jsonl', doubt: { kind: 'not-in-role', who: 'ada@corp', role: 'dba' } },
    'answer-3.jsonl dosyasındaki yanıt kabul edilmedi. ada@corp kadroda dba rolünde değil.',
  ],
  [
    'not-allowed',
    { kind: 'answer', file: 'answer-3.jsonl', doubt: { kind: 'not-signed' } },
    'answer-3.jsonl dosyasındaki yanıt kabul edilmedi. İmzalanmamış veya değiştirilmiş.',
  ],
  [
    'bad-request',
    { kind: 'no-answer' },
    'Bu metinde bu çalıştırmanın bir isteğine yanıt yok. Hiçbir şey değişmedi.',
  ],
  ['not-allowed', { kind: 'rehearsal' }, 'Bu bir prova: hiçbir şey çalışmaz ve kaydedilmez.'],
  ['not-recording', undefined, 'Hiçbir şey çalıştırılmadı: günlük yazılamıyor.'],
  ['bad-request', undefined, 'Çalıştırma bu isteği tanımıyor. Hiçbir şey değişmedi.'],
];

test.each(cases)('%s because of %j, in Turkish', (code, because, said) => {
  const reply = {
    ok: false as const,
    code,
    message: 'In English.',
    ...(because === undefined ? {} : { because }),
  };
  expect(refusalText(turkish, reply)).toBe(said);
});

test('why nothing is recorded is said in English where a runner of an earlier version knows no code', () => {
  expect(unrecordedText(turkish, { reason: 'The disk is full.' })).toBe('The disk is full.');
  expect(unrecordedText(turkish, { reason: 'The disk is full.', why: { code: 'disk-full' } })).toBe(
    'Disk dolu.',
  );
});
