/** What the page of a request says, in Turkish. */
export const trAsked = {
  'ask.title': 'Onay isteği',
  'ask.titlePasted': 'Size gönderilen onay isteği',
  'ask.commands': { one: 'Şu komut çalışacak', other: 'Şu {n} komut bu sırayla çalışacak' },
  'ask.command': 'Komut: {title}',
  'ask.edited': 'Operatör bunu runbook’un kendi komutunun yerine koydu.',
  'ask.values': 'İçindeki değerler',
  'ask.secret': 'gizli, kimseye gösterilmez',
  'ask.where': 'Nerede',
  'ask.kube': 'Kube bağlamı, ad alanı',
  'ask.host': 'Kullanıcı ve makine',
  'ask.folder': 'Klasör',
  'ask.branch': 'Dal',
  'ask.runbook': 'Runbook satırı',
  'ask.who': 'Kim, neden istiyor',
  'ask.operator': 'İsteyen',
  'ask.operator.at': '{who}, saat {at}',
  'ask.why': 'Söylediği',
  'ask.rule': 'Dayanağı',
  'ask.asked': 'Kimden',
  'ask.role': { one: '{role} rolündeki bir kişi', other: '{role} rolündeki {n} kişi' },
  'ask.agreed': 'Şimdiye kadar onaylayanlar',
  'ask.refused': 'Reddeden',
  'ask.verified':
    'Bu isteğe (kayıt {line}) kadar doğrulandı: eksiksiz, sıralı ve {who} tarafından, burada güvenilen bir anahtarla imzalı.',
  'ask.covers': {
    one: 'Yanıtınız bu komutu bir kez, {at} saatine kadar kapsar. Başka metin, yer veya zaman için yenisi gerekir.',
    other:
      'Yanıtınız bu {n} komutu birer kez, {at} saatine kadar kapsar. Başka metin, yer veya zaman için yenisi gerekir.',
  },
  'ask.reason': 'Gerekçeniz',
  'ask.reason.hint': 'Reddetmek için gereklidir. Operatör ve günlüğü okuyan herkes görür.',
  'ask.reason.missing':
    'Neyin farklı olması gerektiğini yazın ki operatör değiştirebilsin. Hiçbir şey imzalanmadı.',
  'ask.grant': '{who} olarak onayla',
  'ask.deny': '{who} olarak reddet',
  'ask.not.own': 'Bunu {who} olarak siz istediniz. Kimse kendi isteğini onaylayamaz: başka biri onaylamalı.',
  'ask.not.role':
    'Ekip listesinde {who} için {role} rolü yok; bu istek sizin yanıtlayacağınız bir istek değil.',
  'ask.not.unknown':
    'Buradaki imzacı listesi anahtarınızı tanımıyor; yanıtınıza inanılmaz. Ekibin bir yöneticisinden anahtarı eklemesini isteyin.',
  'ask.not.answered': 'Bunu yanıtladınız.',
  'ask.mine.granted': 'Bunu onayladınız.',
  'ask.mine.denied': 'Bunu reddettiniz.',
  'ask.commitIt': 'İmzalı yanıtınız çalıştırmanın klasöründe. Commit edip gönderin veya kopyalayıp iletin.',
  'ask.sendIt': 'İmzalı yanıtınızı kopyalayıp operatöre gönderin.',
  'ask.copy': 'Yanıtı kopyala',
  'ask.readRun': 'Bu çalıştırmada şimdiye kadar olanları oku',
  'ask.none': 'Burada istenen bir şey yok. Bir istek bekliyorsanız önce depoyu güncelleyin.',
  'ask.late': {
    one: 'Burada istenenin süresi doldu. Operatör yeniden istemeli.',
    other: 'Buradaki {n} isteğin süresi doldu. Operatör yeniden istemeli.',
  },
  'ask.problem.changed':
    'Bu günlük değiştirilmiş. İçinden hiçbir şeyi onaylamayın; neyin değiştiği incelemesinde yazar.',
  'ask.problem.lists':
    'Burada kimseye inanılamıyor; hiçbir şey onaylanamaz. Ekip listesini ve imzacı listesini alın, sonra bunu yeniden açın.',
  'ask.problem.unknown-operator':
    'Buradaki imzacı listesi, isteyen kişinin anahtarını tanımıyor; hiçbir şey onaylanamaz. Ekibin bir yöneticisi onu ekleyebilir.',
  'ask.problem.not-signed': 'İstek imzalı değil; onaylanamaz. Operatör yeniden istemeli.',
  'ask.problem.plan-missing': 'Onaylanacak şey burada yok. Operatörden isteği metin olarak isteyin.',
  'ask.problem.plan-differs': 'Gösterilen, çalışacak olan değil. Onaylamayın ve operatöre bildirin.',
  glass: {
    one: 'Bir adıma gereken onay olmadan devam edildi; politika buna izin verir.',
    other: '{n} adıma gereken onay olmadan devam edildi; politika buna izin verir.',
  },
  'glass.one': '{at}, kayıt {entry}: {reason}',
  'answer.asked': 'Bir kez daha doğrulanıyor ve imzalanıyor.',
  'answer.signed': 'İmzalandı.',
  'answer.gone': 'Bu artık istenmiyor: yanıtlandı, değişti veya geri alındı. Hiçbir şey imzalanmadı.',
  'answer.not-yours':
    'İmzalayacak anahtar bunu yanıtlayamaz. Hiçbir şey imzalanmadı. Yanıtı istenen başka biri vermeli.',
  'answer.not-signed': 'Anahtar imzalamadı; yanıt verilmedi. Bir kez daha yanıtlayın.',
  'answer.not-trusted-folder':
    'Bu klasöre VS Code içinde güvenilmiyor; hiçbir şey imzalanmadı. Klasöre güvenin, sonra bir kez daha yanıtlayın.',
  'answer.failed': 'Yanıt, çalıştırmanın klasörüne yazılamadı. Yanıt verilmedi.',
} as const;
