import type { enBadge } from '../en/badge.ts';
import type { Message } from '../message.ts';

/** The sentences of a badge, in Turkish. */
export const trBadge: { readonly [K in keyof typeof enBadge]: Message } = {
  'say.allSigned': {
    one: 'Tek kayıt sağlam ve bir imza kapsamında. Şimdi bu makinede, ağ olmadan denetlendi.',
    other:
      '{n} kaydın tümü sağlam, sırasında ve bir imza kapsamında. Şimdi bu makinede, ağ olmadan denetlendi.',
  },
  'say.endOpen': 'İmzalanan son kayıt {entry}, {at}. Sonrakiler eksik olabilir.',
  'say.nothingSigned': 'Henüz hiçbir kayıt bir imza kapsamında değil.',
  'say.unknownKey':
    'Kayıtlar birbirine uyuyor ve imzalı. Buradaki hiçbir imzacı listesi anahtarı içermiyor; anahtarın iddiası: {who}.',
  'say.expiredKey': 'Kayıtlar birbirine uyuyor ve imzalı, ancak anahtar o sırada geçerli değildi: {who}.',
  'say.revokedKey': 'Kayıtlar birbirine uyuyor ve imzalı, ancak anahtar iptal edilmiş: {who}.',
  'say.stolenKey':
    'Kayıtlar birbirine uyuyor ve imzalı, ancak anahtar çalınmış ve ondan önce başka kimse bunları imzalamamış: {who}.',
  'say.ambiguousKey':
    'Kayıtlar birbirine uyuyor ve imzalı, ancak imzacı listesi bu anahtarı birden çok kişiye veriyor.',
  'say.weakKey': 'İmzalayan anahtar, inanılmaması gereken bir anahtar.',
  'say.noSigners':
    'Kayıtlar birbirine uyuyor ve imzalı. Anahtarın kime ait olduğunu burada hiçbir şey söylemiyor; iddiası: {who}.',
  'say.newerFormat':
    'Daha yeni bir biçimde yazılmış. Bu sürüm onu doğrulayamaz ve hakkında bir şey söylemez.',
  'say.notALog': 'Bu dosya bir Handrail günlüğü değil.',
  'say.changed': 'Kayıt {entry} / {all}, imzalandıktan sonra değiştirildi.',
  'say.changedBetween':
    '{entry} ile {last} arasındaki kayıtlardan en az biri, toplam {all}, imzalandıktan sonra değiştirildi.',
  'say.gap':
    'Kayıt {entry} / {all}, bir öncekine uymuyor: değiştirildi ya da aralarındaki kayıtlar çıkarıldı.',
  'say.order': 'Kayıt {entry} / {all}, yerinde değil: önünden kayıtlar çıkarıldı, taşındı ya da eklendi.',
  'say.foreign': 'Kayıt {entry} / {all}, başka bir çalıştırmaya ait.',
  'say.form': 'Kayıt {entry} / {all}, imzalandığı gibi yazılı değil: değiştirildi.',
  'say.cutOff': 'Kayıt {entry} yerinden kesildi: bu çalıştırmanın sonraki bir bölümü daha fazlasını gördü.',
  'say.rewritten':
    'Kayıt {entry} ve sonrası yeniden yazıldı: bu çalıştırmanın sonraki bir bölümü başkalarını gördü.',
  'say.partMissing': 'Bu çalıştırmanın bir bölümü eksik, kayıt {entry} / {all} öncesinde.',
  'say.fork': 'Kayıt {entry} / {all} yerinden sonra bu çalıştırma iki kez yazıldı.',
  'say.lateReturn': '{who} bu çalıştırmayı devretmişti, yine de sürdürdü (kayıt {entry} / {all}).',
  'say.handedTwice':
    '{who} ve bir başkası bu çalıştırmayı aynı öneriyle devraldı: iki kez sürdü (kayıt {entry} / {all}).',
  'say.noHandover': '{who}, kendisine devredilmeden bu çalıştırmayı sürdürdü (kayıt {entry} / {all}).',
  'say.handoverUnsound':
    'Bir devir geçerli değil, devralan {who}: öneri başkasınaydı, geri alınmıştı ya da imzalı değil (kayıt {entry} / {all}).',
  'say.trailing': 'Kayıt {entry} yerinde, bir çökmenin bıraktığı baytlar değiştirildi ya da çıkarıldı.',
  'say.afterSeal': 'Bu çalıştırma, onu bitiren mühürden sonra sürüyor, kayıt {entry} / {all} yerinde.',
  'say.sealCount': 'Mühür, kayıt {entry} / {all}, olandan başka dosyalar sayıyor.',
  'say.fileUnreadable': 'Bu çalıştırmanın bir dosyası, kayıt {entry} yerinden sonra okunamıyor.',
  'say.outputChanged': '{step} çıktısı kaydedildikten sonra değiştirildi (kayıt {entry}).',
  'say.outputMissing': '{step} çıktısı eksik (kayıt {entry}).',
  'say.runbookChanged': 'Runbook metni kaydedildikten sonra değiştirildi (kayıt {entry}).',
  'say.runbookMissing': 'Runbook metni eksik (kayıt {entry}).',
  'say.contentChanged': 'Saklanan bir metin kaydedildikten sonra değiştirildi (kayıt {entry}).',
  'say.contentMissing': 'Saklanan bir metin eksik (kayıt {entry}).',
  'say.gatePassed': 'Bir kapıdan gereken onay olmadan geçildi (kayıt {entry}).',
  'say.approvalUnsound':
    'Bir onay geçerli değil: başka bir şey için verilmiş, önce kullanılmış, süresi dolmuş ya da isteyenin kendisinden gelmiş (kayıt {entry}).',
  'say.witness': 'Bu makine, bu çalıştırmanın buradakinden başka bir hâlini gördü.',
  'say.rely': 'Kayıt {entry} ve sonrasındaki hiçbir şeye güvenmeyin.',

  'say.unchanged': 'Hiçbir kayıt imzalandıktan sonra değiştirilmedi, çıkarılmadı ya da taşınmadı.',
  'say.sealed': 'Sonu burada: çalıştırma kapatıldı ve mühür imzalı.',
  'say.signedBy': 'İmzalayan anahtar: {who}.',
  'say.trustedGiven': {
    one: 'Verdiğiniz imzacı listesi bu anahtarı içeriyor.',
    other: 'Verdiğiniz imzacı listesi bu anahtarları içeriyor.',
  },
  'say.trustedSetting': {
    one: 'git ayarlarınızdaki imzacı listesi bu anahtarı içeriyor.',
    other: 'git ayarlarınızdaki imzacı listesi bu anahtarları içeriyor.',
  },
  'say.trustedBranch': {
    one: 'Temel daldaki imzacı listesi bu anahtarı içeriyor.',
    other: 'Temel daldaki imzacı listesi bu anahtarları içeriyor.',
  },
  'say.runbookText': 'Aşağıdaki runbook metni kaydedilmiş olan.',
  'say.contents': {
    one: 'Runbook metni ve aşağıdaki {n} çıktı, kaydedilmiş olanlar.',
    other: 'Runbook metni ve aşağıdaki {n} çıktı, kaydedilmiş olanlar.',
  },
  'say.witnessed': 'Bu makinenin daha önce gördüğü her şeyi içeriyor.',
  'say.signedUpTo': '1 ile {entry} arasındaki kayıtlar sağlam, sırasında ve imzalı.',
  'say.holds': '1 ile {to} arasındaki kayıtlar sağlam, sırasında ve imzalı. Anahtar: {who}.',
  'say.holdsUnknown':
    '1 ile {to} arasındaki kayıtlar sağlam, sırasında ve burada güvenilmeyen bir anahtarla imzalı.',
  'say.holdsFits':
    '{from} ile {to} arasındaki kayıtlar birbirine uyuyor. Geçerli hiçbir imza onları kapsamıyor.',
  'say.holdsNothing': 'Hiçbir kayıt kesin değil.',
  'say.notTheOne': 'Kayıt {entry}, imzalanmış olan kayıt değil.',
  'say.holdsFitsOne': 'Kayıt {entry} önündekine uyuyor. Geçerli hiçbir imza onu kapsamıyor.',
  'say.followOne': 'Kayıt {entry}, burada önünde duranın devamı değil.',
  'say.unsignedTailOne': 'Kayıt {entry}. İmzalı değil.',
  'say.follow': '{from} ile {to} arasındaki kayıtlar, burada önlerinde duranın devamı değil.',
  'say.entriesHold': '{n} kaydın tümü sağlam, sırasında ve imzalı.',
  'say.stranger': 'Bir bölüm, burada güvenilmeyen bir anahtarla imzalı. Anahtarın iddiası: {who}.',
  'say.redacted': {
    one: '{n} çıktı bilerek silindi. İmzalı bir kayıt bunu söylüyor.',
    other: '{n} çıktı bilerek silindi. İmzalı kayıtlar bunu söylüyor.',
  },
  'say.witnessDiffers':
    'Bu makine daha önce bu çalıştırmanın başka bir hâlini gördü: daha fazlasını ya da başka kayıtları.',

  'say.keyboard': 'Klavyenin başında {who} olduğunu. Anahtarı kanıtlar, kişiyi değil.',
  'say.keyOnly': 'Klavyenin başında kimin olduğunu. Bir anahtarı kanıtlar, bir kişiyi değil.',
  'say.time': 'Zamanı. Saat bilgisi çalıştıran makineden gelir: {host}.',
  'say.honest': 'Makinenin ({host}) dürüst kaydettiğini ya da başka bir terminalde bir şey yapılmadığını.',
  'say.anyTime': 'Zamanı. Saat bilgisi çalıştıran makineden gelir.',
  'say.anyHonest': 'Bu makinenin dürüst kaydettiğini ya da başka bir terminalde bir şey yapılmadığını.',
  'say.word': {
    one: 'Elle yapılan {n} adımın yapıldığını. Bu, bir kişinin sözü.',
    other: 'Elle yapılan {n} adımın yapıldığını. Bunlar, bir kişinin sözü.',
  },
  'say.reviewedBy': 'Doğrulayıp okuyan ve kabul eden: {who}.',
  'say.reviewedWith': {
    one: 'Doğrulayıp okuyan ve {n} bulguyla kabul eden: {who}.',
    other: 'Doğrulayıp okuyan ve {n} bulguyla kabul eden: {who}.',
  },
  'say.refusedBy': 'Doğrulayıp okuyan ve kabul etmeyen: {who}.',
  'say.refusedWith': {
    one: 'Doğrulayıp okuyan ve {n} bulguyla kabul etmeyen: {who}.',
    other: 'Doğrulayıp okuyan ve {n} bulguyla kabul etmeyen: {who}.',
  },
  'say.ownReview': 'Başka birinin onayladığını. İncelemeyi de çalıştıran kişi imzaladı: {who}.',
  'say.sawIt': 'İnceleyenin ({who}) olanı gördüğünü: doğruladı ve okudu, tanık olmadı.',
  'say.noReview': 'Başka birinin onayladığını. Bu günlükte imzalı bir inceleme yok.',
  'say.newest': 'Başka kimse görmeden daha yeni bir şeyin silinmediğini.',
  'say.unsignedTail': '{from} ile {to} arasındaki kayıtları. İmzalı değiller.',
  'say.noEnd': 'Sonun bu olduğunu. Çalıştırma kapatılmadı ya da son kayıtları çıkarıldı.',
  'say.torn': 'Son satırın ne dediğini. Bir çökmede olduğu gibi kesilmiş.',
  'say.whoseKey': 'Kimin anahtarıyla imzalandığını. İddiası: {who}.',
  'say.firstUse':
    'Anahtarın kime ait olduğunu. İmzacı listesi günlükle aynı klasörde: önceki anahtarın aynısı, fazlası değil.',
  'say.whatItSaid': 'Kayıt {entry} daha önce ne diyordu, onu kim, neden değiştirdi.',
  'say.whatWasThere': 'Orada daha önce ne vardı, onu kim, neden değiştirdi.',
  'say.diskOrPerson': 'Bunu bir disk hatasının mı yoksa bir kişinin mi yaptığı.',
};
