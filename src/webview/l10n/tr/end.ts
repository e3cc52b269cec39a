import type { Message } from '../message.ts';
import type { enEnd } from '../en/end.ts';

/** Turkish of the end of a run. */
export const trEnd = {
  'end.title': 'Çalıştırmanın sonu',
  'end.close': 'Çalıştırmayı kapat',
  'end.seals': 'Kapatmak mührü yazar. Günlük bundan sonra büyümez.',
  'end.notRecording':
    'Günlük şu anda yazılamıyor; bu yüzden çalıştırma ne kapatılabilir ne de sonlandırılabilir.',
  'end.notYet': { one: '{n} adım henüz sonuçlanmadı.', other: '{n} adım henüz sonuçlanmadı.' },
  'end.passed': { one: '{n} başarılı', other: '{n} başarılı' },
  'end.failed': { one: '{n} başarısız', other: '{n} başarısız' },
  'end.skipped': { one: '{n} atlandı', other: '{n} atlandı' },
  'end.byHand': { one: '{n} elle yapıldı', other: '{n} elle yapıldı' },
  'end.open': { one: '{n} açık', other: '{n} açık' },
  'end.sum': { one: '{n} adım: {parts}.', other: '{n} adım: {parts}.' },
  'end.aside': {
    one: 'Bir dal, {n} adımın daha yerini aldı.',
    other: 'Bir dal, {n} adımın daha yerini aldı.',
  },
  'end.answered': {
    one: '{n} adım daha başarısız oldu, yerine başka bir yol izlendi.',
    other: '{n} adım daha başarısız oldu, yerine başka bir yol izlendi.',
  },
  'end.more': {
    one: 'Yapılması gerekmeyen {n} adım da yapıldı.',
    other: 'Yapılması gerekmeyen {n} adım da yapıldı.',
  },
  'end.closedAt': 'Kapandı: {time}',
  'end.abortedAt': 'Sonlandırıldı: {time}',
  'end.why': 'Neden:',
  'end.verify': 'Günlüğü doğrula',
  'end.openReview': 'İncelemeyi aç',
  'end.saveReport': 'Raporu kaydet…',
  'end.again': 'Yeni bir çalıştırma başlat',
} as const satisfies Readonly<Record<keyof typeof enEnd, Message>>;
