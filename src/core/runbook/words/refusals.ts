import { plainText } from '../markdown/plain.ts';
import { fold } from './durations.ts';
import { tellsToDo } from './instructions.ts';

// English, Turkish, German, Spanish, without accents. "Do not forget to run:", "Never run it before the backup:", "Avoid
// downtime:" and "Çalıştırma:" (running) stand above what is to be done.
const WRONG =
  /^\W*(?:(?:the )?wrong(?: (?:way|example|usage|command))?|bad(?: (?:example|practice|idea|way))?|incorrect(?: (?:way|example|usage|command))?|anti-?pattern|not recommended|not like this|yanlis(?: (?:kullanim|ornek|yontem|komut))?|hatali kullanim|kotu(?: (?:ornek|kullanim))?|boyle degil|falsch(?:e[rs]? (?:beispiel|weg|vorgehen|verwendung))?|schlecht(?:e[rs]? (?:beispiel|idee|praxis))?|nicht so|so (?:bitte )?nicht|nicht empfohlen|incorrecto|(?:uso|ejemplo) incorrecto|forma incorrecta|mal|mal ejemplo|mala practica|asi no)(?: \([^()]{1,60}\))?\W*$|^\W*(?:what (?:not|never) to do|things (?:not to do|to avoid|never to do)|(?:common )?anti-?patterns|ne(?:ler)? yapilmamali(?:dir)?|was (?:man )?(?:nicht|niemals|nie) (?:(?:tun|machen) (?:sollte|darf)|zu tun ist)|(?:lo )?que (?:no|nunca) (?:se debe )?hacer)(?: \([^()]{1,60}\))?\W*$/;
const NEVER =
  /^\W*(?:please )?(?:(?:you )?(?:do not|don['’]?t|never|(?:must|should) (?:not|never)|shouldn['’]?t)(?: ever)? (?:do|run|use|execute|type|try|write)(?: (?:this|that|it|these|the following))?(?: commands?)?|(?:bunu |bunlari |asagidakini )?(?:asla )?(?:yapmayin|calistirmayin|kullanmayin)(?:iz)?|(?:bunu |bunlari |asagidakini )(?:asla )?(?:calistirma|kullanma)|(?:bunu |bunlari |sunu |asla )?yapma|yapilmamasi gereken(?:ler)?|(?:do not|don['’]?ts?|avoid(?: (?:this|these|the following))?|kacinin|vermeiden|evitar|evite(?: (?:esto|lo siguiente))?)|(?:never|asla|nicht|niemals|nunca)(?=\W*[:：])|(?:dies |das |folgendes )?(?:nicht|niemals) (?:ausfuhren|machen|verwenden)|(?:nunca|no) (?:lo )?(?:hagas?|hacer|haga|ejecute[s]?|ejecutar|uses?|usar)(?: (?:esto|lo siguiente))?)\W*$/;
// "Bunun yerine:" says what is done instead, and "findet montags statt." is no "statt".
const RATHER =
  /(?:^|[ ,(])(?:instead of|rather than|not as|but not|and not|anstelle von|aber nicht|en (?:vez|lugar) de|pero no)\W*$|^\W*statt\W*$/;
const MAY_REFUSE =
  /wrong|bad|incorrect|pattern|not|never|n['’]ts?\b|donts?\b|avoid|nicht|nie|instead|rather|yanl|k[öo]t[üu]|de[ğg]il|mamal[ıi]|ma(?:y[ıi]n|\W*$)|mamas|asla|ka[çc][ıi]n|vermeid|evit|falsch|schlecht|niemals|statt|anstelle|mal\b|no\b|nunca|vez de|lugar de|mala\b|hatal[ıi]|❌/i;

/** True for a paragraph such as "Don't do this:", "❌ Wrong:" or "instead of": what it stands above is shown and never run. */
export function refusesBelow(paragraph: string): boolean {
  const text = paragraph.slice(-LONGEST);
  if (!MAY_REFUSE.test(text)) {
    return false;
  }
  const words = lastWords(text);
  return WRONG.test(words) || NEVER.test(words) || RATHER.test(words) || CROSS.test(text);
}

const CROSS = /(?:^|\n)[\s*_]*[❌⛔🚫]\uFE0F?[\s*_:]*$/u;

/** The same of a comment above commands, which may say why: "# BAD: loses the orders". */
export function refusesComment(comment: string): boolean {
  return refusesBelow(comment) || (MAY_REFUSE.test(comment) && saysWhy(comment));
}

// "Incorrect: fix the permissions" tells to do something.
function saysWhy(comment: string): boolean {
  const [said, why = ''] = comment.split(/\s*(?:[:：]|\s[-–—])\s+/, 2);
  return why !== '' && !tellsToDo(why) && WRONG.test(fold(plainText(said ?? '')));
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
