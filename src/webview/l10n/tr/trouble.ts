import { trUnrecorded } from './unrecorded.ts';

/** Turkish of the moments when something goes wrong: what happened, what it means, what can be done. */
export const trTrouble = {
  ...trUnrecorded,
  'quiet.hangs': 'Çıktısız geçen süre: {span}. Hâlâ çalışıyor.',
  'quiet.process': 'Süreç {n} yaşıyor.',
  'stop.limit': 'Adım {limit} olunca kendiliğinden durur.',
  'resumed.ran': 'VS Code kapalıyken {number} çalışmayı sürdürdü ({span}). Hiçbir şey kaybolmadı.',
  'unknown.seen': 'Bu komutun nasıl bittiği görülmedi.',
  'unknown.started': 'Başlangıç {time}.',
  'unknown.saved': { one: '{n} satır çıktı kaydedildi.', other: '{n} satır çıktı kaydedildi.' },
  'unknown.text': 'Bitmiş, başarısız olmuş ya da yarıda kalmış olabilir.',
  'elsewhere.kube': 'Bulunduğunuz bağlam: {here}.',
  'elsewhere.step': 'Bu adım için gereken: {names}.',
  'elsewhere.policy': '{file} içindeki politikaya göre gereken: {names}.',
  'elsewhere.nothing': 'Hiçbir şey çalıştırılmadı.',
  'elsewhere.held': 'Sıradaki komutu bekletiliyor.',
  moved: '{number} çalışırken kube bağlamı değişti: {here}.',
  'say.moved': 'Kube bağlamı artık {here}. {number} kilitli.',
  'elsewhere.copy': 'Geçiş komutunu kopyala',
  'failed.notFound': '{name} bulunamadı (çıkış kodu 127).',
  'failed.someNotFound': 'Çıkış kodu 127, bir komutun bulunamadığını söyler.',
  'failed.notBegun': 'Bu komut başlamadı.',
  'choice.path': 'PATH değerini göster',
  'choice.path.text': 'Bu çalıştırmanın kabuğundaki ortam, bir düzenleyicide.',
  'output.masked': {
    one: 'Bu çıktının {n} yerinde gizli değer var; burada ve günlükte maskelendi. Karşıdaki sistem yine de kaydetmiş olabilir.',
    other:
      'Bu çıktının {n} yerinde gizli değer var; burada ve günlükte maskelendi. Karşıdaki sistem yine de kaydetmiş olabilir.',
  },
  'output.soFar': 'Şimdiye dek {size}. Gösterilen: son {n} satır. Tamamı diskte.',
  'output.inAll': '{size}. Gösterilen: son {n} satır. Tamamı diskte.',
  'output.firstError': 'İlk hata',
  'notRecording.because': 'Kaydedilmiyor. {reason}',
  'notRecording.runs': '{number} hâlâ çalışıyor.',
  'notRecording.again': 'Yeniden dene',
} as const;
