import { plainText } from '../markdown/plain.ts';
import { fold } from './durations.ts';

// English, Turkish, German, Spanish, without accents. "Do not forget to run:" and "Never run it before the backup:" tell what to do.
const WRONG =
  /^\W*(?:(?:the )?wrong(?: way)?|bad(?: (?:example|practice|idea))?|incorrect|anti-?pattern|not recommended|not like this|yanlis|kotu(?: ornek)?|boyle degil|falsch|schlecht|nicht so|nicht empfohlen|incorrecto|mal|mal ejemplo|asi no)(?: \([^()]{1,60}\))?\W*$/;
const NEVER =
  /^\W*(?:(?:do not|don['’]?t|never|must not)(?: ever)? (?:do|run|use|execute|type|try|write)(?: (?:this|that|it|these|the following))?(?: commands?)?|(?:bunu |bunlari |asagidakini )?(?:asla )?(?:yapmayin|calistirmayin|kullanmayin)(?:iz)?|(?:dies |das |folgendes )?(?:nicht|niemals) (?:ausfuhren|machen|verwenden)|(?:nunca|no) (?:hagas?|haga|ejecute[s]?|uses?)(?: (?:esto|lo siguiente))?)\W*$/;
const RATHER =
  /(?:^|[ ,(])(?:instead of|rather than|not as|but not|and not|anstelle von|statt|aber nicht|en (?:vez|lugar) de|pero no|yerine)\W*$/;
const MAY_REFUSE =
  /wrong|bad|incorrect|pattern|not|n['’]t|nicht|never|instead|rather|yanl|k[öo]t[üu]|de[ğg]il|may[ıi]n|yerine|falsch|schlecht|niemals|statt|anstelle|mal\b|no\b|nunca|vez de|lugar de/i;

/** True for a paragraph such as "Don't do this:", "❌ Wrong:" or "instead of": what it stands above is shown and never run. */
export function refusesBelow(paragraph: string): boolean {
  const text = paragraph.slice(-LONGEST);
  if (!MAY_REFUSE.test(text)) {
    return false;
  }
  const said = plainText(text.split('\n').at(-1) ?? '');
  const words = fold(said.split(/[.!?]\s+(?=\p{Lu})/u).at(-1) ?? '');
  return WRONG.test(words) || NEVER.test(words) || RATHER.test(words);
}

const LONGEST = 300;
