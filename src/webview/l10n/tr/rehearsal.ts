import type { enRehearsal } from '../en/rehearsal.ts';
import type { Message } from '../message.ts';

/** Turkish of a walk through the text in which nothing can run. */
export const trRehearsal = {
  'state.rehearsed': 'Prova edildi',
  'rehearse.fact': 'Prova: hiçbir şey çalışmaz, hiçbir şey kaydedilmez',
  'rehearse.now': 'Prova.',
  'rehearse.now.settled': 'Bütün adımlardan geçildi.',
  'rehearse.lost': 'Bu sayfa duruyor.',
  'rehearse.start': 'Provaya başla',
  'rehearse.noTrace': 'Hiçbir şey çalışmaz, hiçbir şey kaydedilmez. Değer girmek gerekmez.',
  'rehearse.draft': 'Siz yazdıkça sayfa metni izler; dosya kaydedilmemiş olsa da.',
  'rehearse.where': 'Bir çalıştırmanın etki edebileceği yer',
  'rehearse.run': '{number} çalıştırılırdı',
  'rehearse.past': '{number} adımını geç',
  'rehearse.fail': 'Başarısız olmuş gibi',
  'rehearse.skip': '{number} adımını atla',
  'rehearse.back': 'Geri al',
  'rehearse.asks': 'Bir çalıştırma bundan önce şunları ister:',
  'rehearse.asks.values': { one: '{names} değeri', other: '{names} değerleri' },
  'rehearse.asks.name': '{words} nedeniyle elle yazılan ad: {name}',
  'rehearse.asks.approval': { one: '{n} onay ({role})', other: '{n} onay ({role})' },
  'rehearse.failed': '{number} başarısız olmuş gibi.',
  'rehearse.failed.text':
    'Hiçbir şey çalıştırılmadı. Bir çalıştırma burada düzenleyip yeniden denemeyi, elle yapıldı demeyi ve sonlandırmayı da sunar.',
  'rehearse.retry': 'Yeniden deneme başarılı olmuş gibi',
  'rehearse.retry.text': 'Sonraki adımdan devam eder.',
  'rehearse.skip.text': 'Bir çalıştırma burada gerekçe ister.',
  'rehearse.branch': 'Geri al: {number} dalı',
  'rehearse.take': '{number} dalına gir',
  'rehearse.branch.text': 'Şuradan devam eder: {title}. Bir çalıştırma burada gerekçe ister.',
  'rehearse.end': 'Provanın sonu',
  'rehearse.sum': {
    one: '{total} adımın {n} tanesinden geçildi. Hiçbir şey çalıştırılmadı, hiçbir şey kaydedilmedi.',
    other: '{total} adımın {n} tanesinden geçildi. Hiçbir şey çalıştırılmadı, hiçbir şey kaydedilmedi.',
  },
  'rehearse.again': 'Baştan başla',
  'rehearse.leave': 'Kontrol listesi olarak aç',
  'say.rehearsed': '{number} prova edildi. Hiçbir şey çalıştırılmadı.',
  'say.rehearsedFailed': '{number} başarısız olmuş gibi. Sonra ne olacağını seçin.',
  'refused.rehearsal': 'Bu bir prova: hiçbir şey çalışmaz ve kaydedilmez.',
} as const satisfies Readonly<Record<keyof typeof enRehearsal, Message>>;
