import { fold } from './durations.ts';

// The verb's ending says "if": "boşalmazsa", "sürüyorsa", "doluysa", "kapandıysa", "onaylanacaksa", also of "you" and "they":
// "alırsanız", "yaşarlarsa". Without accents.
const ENDING =
  /\b\w{2,}(?:(?:[iua]rsa|mazsa|yorsa|acaksa)(?:n(?:iz)?|lar)?|(?:mezse|ecekse)(?:n(?:iz)?|ler)?|s[iu]zs[ae]|[aeiu]ys[ae](?:n(?:iz)?|l[ae]r)?)\b|\b(?:varsa|degilse|mumkunse)\b|\b(?:yoksa|ise)(?=\s*(?:[,:]|\W*$))|\b(?:durumunda|halinde)\W*$/;
// "reverse", "diverse", "conectarse" and "reunirse" end like "çökerse" and "bitirirse", and have no letter of Turkish alone.
const OF_TURKISH =
  /[çğıöşü]\p{L}*erse(?:n(?:iz)?)?(?!\p{L})|(?<!\p{L})(?:bit|ed|gid|in|ist|kes|yet)erse(?:n(?:iz)?)?(?!\p{L})|m[ıiuü]şs[ae](?!\p{L})|\p{L}ürse(?:n(?:iz)?)?(?!\p{L})|\p{L}larsa(?!\p{L})/u;
// Verbs with front vowels in the conditional: "gelirse", "silinirse".
const FRONT =
  /\b(?:gel|gir|ver|bil|gerek|\w*(?:edil|veril|kesil|silin|cekil|getir|bitir|gecik|yenil|iste?n|le?n|[ae]bil|iletil))irse\b/;
const FRONT_OF_TURKISH = /\p{L}{2,}irse(?!\p{L})/u;
const LETTER = /[çğışö]/u;

// What every such ending holds; most words do not, and are asked nothing else.
const MAY_END = /[ikzlnrsy]s[ae]|durumunda|halinde/;

const LONGEST = 400;

/** True for words of Turkish that state a condition by an ending: "Disk dolarsa", "Pod silinirse", "Yedek yoksa". */
export function isTurkishCondition(words: string): boolean {
  const shown = words.slice(0, LONGEST);
  const folded = fold(shown);
  if (!MAY_END.test(folded)) {
    return false;
  }
  const lower = shown.normalize('NFC').toLowerCase().replaceAll('\u0307', '');
  return (
    ENDING.test(folded) ||
    FRONT.test(folded) ||
    OF_TURKISH.test(lower) ||
    (LETTER.test(lower) && FRONT_OF_TURKISH.test(lower))
  );
}
