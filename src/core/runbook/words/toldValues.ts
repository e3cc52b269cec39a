const SIGN = /replac|substitut|ersetz|değiştir|yerine|reempla[cz]|sustitu|remplac|替换/i;
const VALUE = '(?:`([^`\\n]{2,60})`|\\*\\*`?([^*`\\n]{2,60})`?\\*\\*|"([^"\\n]{2,60})"|“([^”\\n]{2,60})”)';
const OWN =
  '(?:the |an? )?(?:your|actual|real|correct|relevant|appropriate|respective|own|name\\b|value\\b|ids?\\b|address\\b|hostname\\b|one of your)(?! choice)';

// What says that a word is the reader's to replace: English, Turkish, German, Spanish, French, Chinese.
const SAYS: readonly RegExp[] = [
  `\\b(?:replace|substitute|replacing|substituting|and|,)\\s+(?:the |each |every |all )?(?:(?:values?|placeholders?|occurrences?|instances?)(?: of)? )?${VALUE}\\s+(?:(?:above|below|here)\\s+)?(?:with|by|for)\\s+${OWN}`,
  `${VALUE}(?:['’]?\\p{Ll}{1,3})?\\s+(?:(?:değeri|ifadesi|kısmı|alanı)\\p{Ll}*\\s+)?(?:yerine\\s+)?kendi\\s[^.\\n]{2,80}(?:yaz|gir|koy|kullan|değiştir)\\p{Ll}*`,
  `\\b[Ee]rsetzen?(?: Sie)?\\s+${VALUE}\\s+(?:durch|mit)\\s+(?:ihr|dein|eigen|d(?:en|ie|as|er)\\b)\\p{Ll}*`,
  `${VALUE}\\s+durch\\s+(?:ihr|dein|eigen|d(?:en|ie|as)\\b)[^.\\n]{2,80}(?:ersetzen|austauschen)`,
  `\\b(?:reempla[cz]|sustitu)\\p{Ll}*\\s+${VALUE}\\s+(?:por|con)\\s+(?:su|tu|el|la)s?\\s`,
  `\\bremplac\\p{Ll}*\\s+${VALUE}\\s+par\\s+(?:votre|vos|ton|le|la|l['’])`,
  `(?:将|把)\\s*${VALUE}\\s*替换[为成]`,
].map(pattern => new RegExp(pattern, 'giu'));

const MAX_LINE = 1000;

/** The words that the document itself says are to be replaced by the reader's own: "replace `my-cluster` with your cluster's name". */
export function valuesToReplace(lines: readonly string[]): readonly string[] {
  const found = new Set<string>();
  // Most documents say so nowhere, which is seen in one look.
  const saying = SIGN.test(lines.join('\n')) ? lines.filter(line => SIGN.test(line)) : [];
  for (const line of saying) {
    if (line.length > MAX_LINE) {
      continue;
    }
    for (const match of SAYS.flatMap(pattern => [...line.matchAll(pattern)])) {
      const value = match.slice(1).find(Boolean) ?? '';
      if (WORD.test(value)) {
        found.add(value);
      }
    }
  }
  return [...found];
}

// One word of letters, digits and the signs of names; holes in brackets are found by their spelling.
const WORD = /^[\p{L}\d][\p{L}\d_.:@/-]{1,58}$/u;
