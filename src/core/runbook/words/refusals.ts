import { plainText } from '../markdown/plain.ts';
import { fold } from './durations.ts';

// English, Turkish, German, Spanish, without accents. "Do not forget to run:", "Never run it before the backup:", "Avoid
// downtime:" and "Çalıştırma:" (running) stand above what is to be done.
const WRONG =
  /^\W*(?:(?:the )?wrong(?: way)?|bad(?: (?:example|practice|idea))?|incorrect|anti-?pattern|not recommended|not like this|yanlis|kotu(?: ornek)?|boyle degil|falsch|schlecht|nicht so|nicht empfohlen|incorrecto|mal|mal ejemplo|asi no)(?: \([^()]{1,60}\))?\W*$|^\W*(?:what (?:not|never) to do|things (?:not to do|to avoid|never to do)|(?:common )?anti-?patterns|ne(?:ler)? yapilmamali(?:dir)?|was (?:man )?(?:nicht|niemals|nie) (?:(?:tun|machen) (?:sollte|darf)|zu tun ist)|(?:lo )?que (?:no|nunca) (?:se debe )?hacer)(?: \([^()]{1,60}\))?\W*$/;
const NEVER =
  /^\W*(?:(?:do not|don['’]?t|never|must not)(?: ever)? (?:do|run|use|execute|type|try|write)(?: (?:this|that|it|these|the following))?(?: commands?)?|(?:bunu |bunlari |asagidakini )?(?:asla )?(?:yapmayin|calistirmayin|kullanmayin)(?:iz)?|(?:bunu |bunlari |asagidakini )(?:asla )?(?:calistirma|kullanma)|(?:bunu |bunlari |sunu |asla )?yapma|yapilmamasi gereken(?:ler)?|(?:do not|don['’]?ts?|avoid(?: (?:this|these|the following))?|kacinin|vermeiden|evitar|evite(?: (?:esto|lo siguiente))?)|(?:never|asla|nicht|niemals|nunca)(?=\W*[:：])|(?:dies |das |folgendes )?(?:nicht|niemals) (?:ausfuhren|machen|verwenden)|(?:nunca|no) (?:hagas?|haga|ejecute[s]?|uses?)(?: (?:esto|lo siguiente))?)\W*$/;
// "Bunun yerine:" says what is done instead, and "findet montags statt." is no "statt".
const RATHER =
  /(?:^|[ ,(])(?:instead of|rather than|not as|but not|and not|anstelle von|aber nicht|en (?:vez|lugar) de|pero no)\W*$|^\W*statt\W*$/;
const MAY_REFUSE =
  /wrong|bad|incorrect|pattern|not|never|n['’]ts?\b|donts?\b|avoid|nicht|nie|instead|rather|yanl|k[öo]t[üu]|de[ğg]il|mamal[ıi]|ma(?:y[ıi]n|\W*$)|mamas|asla|ka[çc][ıi]n|vermeid|evit|falsch|schlecht|niemals|statt|anstelle|mal\b|no\b|nunca|vez de|lugar de/i;

/** True for a paragraph such as "Don't do this:", "❌ Wrong:" or "instead of": what it stands above is shown and never run. */
export function refusesBelow(paragraph: string): boolean {
  const text = paragraph.slice(-LONGEST);
  if (!MAY_REFUSE.test(text)) {
    return false;
  }
  const words = lastWords(text);
  return WRONG.test(words) || NEVER.test(words) || RATHER.test(words);
}

const RIGHT =
  /\binstead\b(?! of)|(?<!\bnot (?:the |a )?)\b(?:right|correct|proper|better) (?:way|command|one)\b|^\W*(?:do(?: this)?|right|correct|good|better|fix|solution|recommended|dogru(?:su)?|bunun yerine|iyi|cozum|richtig|stattdessen|besser|losung|correcto|bien|mejor|en su lugar|solucion)\W*$|\b(?:stattdessen|bunun yerine|en su lugar)\b/;

/** True for a paragraph such as "Do this instead:" or "✅ Right:", behind which a title's refusal no longer holds. */
export function allowsBelow(paragraph: string): boolean {
  const text = paragraph.slice(-LONGEST);
  return !refusesBelow(paragraph) && (RIGHT.test(lastWords(text)) || /^\W*✅/u.test(text));
}

function lastWords(text: string): string {
  const said = plainText(text.split('\n').at(-1) ?? '');
  return fold(said.split(/[.!?]\s+(?=\p{Lu})/u).at(-1) ?? '');
}

const LONGEST = 300;
