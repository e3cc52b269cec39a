import type { Message } from '../message.ts';
import type { enMine } from '../en/mine.ts';

/** What a review’s own panel says, in Turkish. */
export const trMine: { readonly [K in keyof typeof enMine]: Message } = {
  mine: 'İncelemeniz',
  'mine.result': 'Sonuç',
  'mine.accepted': 'Kabul et',
  'mine.accepted.says': 'Çalıştırma, yapıldığı hâliyle doğruydu.',
  'mine.findings': 'Bulgularla kabul et',
  'mine.findings.says': 'Doğru, ama bir şey değişmeli.',
  'mine.rejected': 'Kabul etme',
  'mine.rejected.says': 'Çalıştırmanın ardından yapılması gerekenler var.',
  'mine.text': 'Bulgular',
  'mine.about': 'Kayıt {entry} hakkında: {name}',
  'mine.drop': 'Kayıt {entry} hakkındaki bulguyu kaldır',
  'mine.add': 'Bunun hakkında bulgu ekle',
  'mine.sign': 'İmzala: {who}',
  'mine.says':
    'Çalıştırmanın ardına kendi imzalı kaydınızı ekler. Çalıştırmayı değiştirmez. Doğrulayıp okuduğunuzu söyler, olanı gördüğünüzü değil.',
  'mine.own': 'Bu çalıştırmayı siz yaptınız: {who}. İncelemeyi bir başkası yapar: birinden isteyin.',
  'mine.onlyRefuse':
    'Yalnızca kapatılmış ve tanınan bir anahtarla imzalanmış bir çalıştırma kabul edilebilir.',
  'mine.missing.choice': 'Çalıştırma için kararınızı seçin.',
  'mine.missing.words': 'Ne bulduğunuzu yazın.',
  'mine.missing.acceptsNone':
    'Kabul et, hiçbir şey bulunmadığını söyler: Bulgularla kabul et seçeneğini seçin.',
  'signing.asked': 'Bir kez daha doğrulanıyor ve imzalanıyor.',
  'signing.signed': 'İmzalandı. İncelemeniz çalıştırmanın ardında duruyor.',
  'signing.not-verified': 'Hiçbir şey imzalanmadı: günlük sonuna kadar doğrulanmıyor.',
  'signing.own-run': 'Hiçbir şey imzalanmadı: bu çalıştırmayı siz yaptınız.',
  'signing.not-signed': 'Hiçbir şey imzalanmadı: anahtar imzalamadı. Bir kez daha imzalayın.',
  'signing.not-listed':
    'Hiçbir şey imzalanmadı: imzacı listesi anahtarınızın incelemesine izin vermiyor. Ekibin bir yöneticisinden anahtarı eklemesini ya da reviewer rolünü vermesini isteyin.',
  'signing.in-use':
    'Hiçbir şey imzalanmadı: bu çalıştırma başka bir pencerede hâlâ açık. Onu orada kapatın, sonra yeniden imzalayın.',
  'signing.not-trusted-folder': 'Hiçbir şey imzalanmadı: bu klasöre VS Code içinde güvenilmiyor.',
  'signing.failed': 'Hiçbir şey imzalanmadı: yazılamadı.',
};
