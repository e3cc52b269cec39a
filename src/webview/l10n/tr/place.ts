import type { Message } from '../message.ts';
import type { enPlace } from '../en/place.ts';

/** Turkish of where commands may act. */
export const trPlace = {
  'place.kube': 'kube bağlamı',
  'place.namespace': 'ad alanı',
  'place.host': 'makine',
  'place.user': 'kullanıcı',
  'place.branch': 'dal',
  'place.aws': 'AWS profili',
  'place.gcp': 'Google Cloud projesi',
  'place.azure': 'Azure aboneliği',
  'place.is': 'Şu anki {what}: {here}.',
  'place.unset': 'Seçili {what} yok.',
  'place.runbookNeeds': 'Bu runbook şunu ister: {names}.',
  'place.policyNeeds': '{file} içindeki politika şunu ister: {names}.',
  'place.elsewhere': 'Komutlar başka bir yerde etki ederdi; hiçbiri çalıştırılmaz',
  'place.here': 'Komutlar istenen yerde çalışır',
  'place.limit':
    'Yazarı süre vermemişse bir komut en çok {time} sürebilir; {file} içindeki politika böyle der.',
  'place.badPolicy': 'Ekibin ne istediği anlaşılmıyor; hiçbir komut çalıştırılmaz',
} as const satisfies Readonly<Record<keyof typeof enPlace, Message>>;
