import type { remarks } from '../../../core/message/remarks.ts';

/** Turkish of what reading a runbook finds; the editor says the same. */
export const trRemarks: Readonly<Record<keyof typeof remarks, string>> = {
  'remark.unclosedFence':
    'Bu çit hiç kapatılmıyor, bu yüzden {endLine}. satıra kadar her şey onun içinde. Bloğun bittiği yere kapanış çitini ekleyin.',
  'remark.unclosedFenceLikely':
    'Bu çit hiç kapatılmıyor, bu yüzden {endLine}. satıra kadar her şey onun içinde. {line}. satır kapanışına benziyor ama ona uymuyor. Bloğun bittiği yere kapanış çitini ekleyin.',
  'remark.unclosedBlock': 'Bloğun kapanış çiti yok, nerede bittiği bilinmiyor. Çalıştırmadan önce kapatın.',
  'remark.fenceInFence':
    '{inner}. satır, {outer}. satırdaki çitin içinde yeni bir çit açıyor; önce onu kapatın.',
  'remark.overindentedFence':
    'Bu çit işareti sayılmayacak kadar içeride. Ait olduğu çit veya liste maddesi gibi, en çok üç boşluk fazla girintileyin.',
  'remark.fenceOutsideItem':
    'Bu çit, ait olduğu liste maddesinin dışında duruyor. Maddenin metni gibi girintileyin.',
  'remark.malformedTask':
    'Bu bir göreve benziyor ama GitHub kurallarına göre görev değil. Önüne "- [ ] " yazın.',
  'remark.markdownInHtml':
    'Bu Markdown bir HTML bloğunun içinde ve okunmuyor. Üstündeki HTML etiketinden sonra boş bir satır bırakın.',
  'remark.zeroWidth': 'Bu satırda görünmeyen bir karakter var; bir adım veya komut tanınmayabilir. Silin.',
  'remark.mojibake.one':
    'UTF-8 metin {encoding} olarak okunup yeniden kaydedilmiş (1 satır). Düz metin onarılmış gösterilir, komutlar gösterilmez; dosyayı harfleri onarılmış olarak kaydedin.',
  'remark.mojibake.many':
    'UTF-8 metin {encoding} olarak okunup yeniden kaydedilmiş ({count} satır). Düz metin onarılmış gösterilir, komutlar gösterilmez; dosyayı harfleri onarılmış olarak kaydedin.',
  'remark.notUtf8': 'Dosyanın kodlaması {encoding}; UTF-8 olarak kaydedin.',
  'remark.invalidUtf8.one':
    '1 satırda UTF-8 olmayan baytlar var, \uFFFD olarak gösterilir; dosyayı UTF-8 olarak kaydedin.',
  'remark.invalidUtf8.many':
    '{count} satırda UTF-8 olmayan baytlar var, \uFFFD olarak gösterilir; dosyayı UTF-8 olarak kaydedin.',
  'remark.nul': 'Metinde bir NUL karakteri var, \uFFFD olarak gösterilir; silin.',
  'remark.frontMatterUnclosed': 'Ön bilginin (front matter) kapanış --- satırı yok; ekleyin.',
  'remark.frontMatterToml': 'TOML biçimindeki ön bilgi okunmaz; --- satırları arasına YAML yazın.',
  'remark.frontMatterTooLarge': 'Ön bilgi okunamayacak kadar büyük veya iç içe.',
  'remark.frontMatterNoMap': 'Ön bilgi, anahtar ve değerlerden oluşmuyor.',
  'remark.frontMatterYaml': 'Ön bilgi YAML olarak okunamıyor: {reason}.',
  'remark.frontMatterTwice': '{key}, ön bilgide iki kez veriliyor; sonuncusu geçerli. Birini silin.',
  'remark.frontMatterAKeyTwice': 'Bu anahtar ön bilgide iki kez veriliyor; sonuncusu geçerli. Birini silin.',
  'remark.badTimeout':
    'timeout={text} bir süre değil, bu yüzden hiçbir sınır konmuyor. 90s, 10m veya 1h30m gibi yazın.',
  'remark.badPattern':
    'expect={text} eğik çizgiler arasında bir düzenli ifade değil, bu yüzden çıktıya bir kişi karar verir.',
  'remark.badJsonPlace':
    'expect-json={text} JSON içinde bir yer göstermiyor, bu yüzden çıktıya bir kişi karar verir. $.status.phase == Running gibi yazın.',
  'remark.setLater':
    '${name} burada kullanılıyor ama ancak aşağıda atanıyor. Daha önce atayın veya ön bilgide `inputs` ile sorun.',
  'remark.hereDocument':
    'Burada başlayan here-document bölümünün bitiş satırı yok, bu yüzden blok çalıştırılmaz. Bitiş sözcüğünü tek başına, önünde ve arkasında boşluk olmadan bir satıra yazın.',
  'remark.syntax':
    'Kabuk burada başlayan komutu anlamaz, bu yüzden blok çalıştırılmaz. Dosyada düzeltin veya çiti `text` olarak etiketleyip metin olarak gösterin.',
  'remark.syntaxMark':
    'Burada duran `{mark}` hiç kapatılmıyor, bu yüzden blok çalıştırılmaz. Dosyada düzeltin veya çiti `text` olarak etiketleyip metin olarak gösterin.',
  'remark.syntaxBacktick':
    'Burada duran ters kesme işareti hiç kapatılmıyor, bu yüzden blok çalıştırılmaz. Dosyada düzeltin veya çiti `text` olarak etiketleyip metin olarak gösterin.',
  'remark.zshSyntax':
    'Bu blok zsh içindir ve bash içinde çalışır; bash `{words}` ifadesini başka okur ya da hiç okumaz. Orada ne yaptığına bakın veya elle çalıştırın.',
  'remark.commentInCommand':
    'Bu komutun içinde bir yorum var ve bash komutu orada bitirir: altındakiler başka bir komut olarak çalıştırılırdı. Yorumu komutun üstüne taşıyın.',
  'remark.otherLanguage':
    'Çiti bir kabuk adı taşısa da bu blok {language} gibi okunuyor; bu yüzden içindeki hiçbir şey çalıştırılmaz. Çiti `{tag}` ile etiketleyin ya da metni onu okuyan programa verin.',
  'remark.notACommand':
    'Bu satır komut gibi değil, bir kişiye yazılmış metin gibi okunuyor; bu yüzden çalıştırılmaz.',
  'remark.hidden':
    'Komutta görünmeyen veya başkasıyla kolayca karışan karakterler var: {kinds}. Çalışmadan önce gösterileni denetleyin.',
  'hidden.noBreakSpace': 'bölünmez boşluk',
  'hidden.zeroWidth': 'sıfır genişlikli',
  'hidden.bidirectional': 'iki yönlü yazı işareti',
  'hidden.control': 'denetim karakteri',
  'hidden.misEncoded': 'kodlaması bozuk',
  'hidden.lookAlike': 'benzer görünümlü',
  'remark.rootPrompt': 'Runbook bu komutu, önceki komutun açtığı bir root isteminde gösteriyor.',
  'fill.noValue': '{text} için henüz bir değer yok. Önce doldurun.',
  'fill.empty': '{text} için verilen değer boş. Önce doldurun.',
  'fill.notPossible': '{text} için verilen değerde hiçbir komutun taşıyamayacağı bir karakter var.',
  'fill.changesQuery':
    'Şunların değeri bu sorgunun ne istediğini değiştirebilir, bu yüzden sorguya yazılmaz: {names}. Düz bir sözcük veya sayı kullanın ya da komutu bu çalıştırma için düzenleyin.',
  'fill.changesMeaning':
    'Şunların değeri, kabuğun okuduğunu değiştirmeden bu komuta yazılamaz: {names}. Daha yalın bir değer kullanın veya komutu düzenleyin.',
};
