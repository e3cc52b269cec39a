/** Turkish of why nothing can be recorded: a sentence for each code, and what it is about behind it. */
export const trUnrecorded = {
  'unrecorded.logVanished': 'Günlük silindi, taşındı ya da yerine başkası kondu.',
  'unrecorded.logChanged': 'Günlüğe başka bir program yazdı.',
  'unrecorded.diskFull': 'Disk dolu.',
  'unrecorded.writeFailed': 'Günlük yazılamadı.',
  'unrecorded.noFolder': 'Günlük bu klasörde tutulamaz. Başka bir klasör belirtin.',
  'unrecorded.inUse': 'Bu çalıştırma başka yerde açık. Orada sürdürün ya da önce orada kapatın.',
  'unrecorded.sealed': 'Bu çalıştırma kapandı: ona bir şey eklenemez.',
  'unrecorded.notARun':
    'Bu günlük sürdürülemez: içinde çalıştırma yok ya da yazıldıktan sonra değiştirilmiş.',
  'unrecorded.notSigned': 'Anahtar imzalamadı.',
  'unrecorded.ownRun': 'Bu çalıştırmayı siz yaptınız; bu iş başka birine düşer.',
  'unrecorded.offered': 'Bu çalıştırma başka birine devredilmek üzere.',
  'unrecorded.notYours':
    'Bu çalıştırmayı artık başka biri yürütüyor. Gördüğünüz, burada en son okunduğu andaki hâlidir.',
  'unrecorded.system': 'Sistem günlüğün yazılmasına izin vermedi.',
  'unrecorded.letGo': 'Bu çalıştırma burada devredildi ve başka yerde sürüyor.',
  'unrecorded.path': 'Yeri: “{path}”.',
  'unrecorded.holder': 'Ona yazan: {host} üzerinde süreç {process}.',
  'unrecorded.error': 'Sistemin hatası: {code}.',
  'refused.unrecorded': 'Hiçbir şey çalıştırılmadı: günlük yazılamıyor. {reason}',
  'refused.sealUnsigned': 'Anahtar imzalamadı. Çalıştırma kapalı kalır ve sonra imzalanabilir.',
  'refused.unreachable': 'Çalıştırma yanıt vermiyor. Hiçbir şey çalıştırılmadı.',
} as const;
