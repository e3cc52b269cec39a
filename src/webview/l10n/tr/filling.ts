/** Turkish of templates and records, which are filled in. */
export const trFilling = {
  'template.blank': 'Boşluk {n}',
  'template.copyDone': 'Kopyala ve yapıldı say',
  'template.copyOnly': 'Yalnız kopyala',
  'template.left': { one: '{n} boşluk kaldı', other: '{n} boşluk kaldı' },
  'record.reading': 'Ölçüm',
  'record.hint': 'Sınır',
  'record.now': 'Okunan',
  'record.beyond': 'Sınırın dışında: {limit}',
  'record.save': 'Ölçümleri kaydet',
  'record.count': { one: '{n}/{total} dolduruldu', other: '{n}/{total} dolduruldu' },
  'record.empty': 'Henüz hiçbir şey doldurulmadı.',
  'say.filled': { one: '{number} kaydedildi, {n} değer.', other: '{number} kaydedildi, {n} değer.' },
} as const;
