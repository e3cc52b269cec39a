import { plainText } from '../markdown/plain.ts';
import { fold } from './durations.ts';
import { tellsToDo } from './instructions.ts';

// English, Turkish, German, Spanish, without accents. "Do not forget to run:", "Never run it before the backup:", "Avoid
// downtime:" and "Çalıştırma:" (running) stand above what is to be done.
const WRONG =
  /^\W*(?:(?:the )?wrong(?: (?:way|example|usage|command))?|bad(?: (?:example|practice|idea|way))?|incorrect(?: (?:way|example|usage|command))?|anti-?pattern|not recommended|not like this|yanlis(?: (?:kullanim|ornek|yontem|komut))?|hatali kullanim|kotu(?: (?:ornek|kullanim))?|boyle degil|falsch(?:e[rs]? (?:beispiel|weg|vorgehen|verwendung))?|schlecht(?:e[rs]? (?:beispiel|idee|praxis))?|nicht so|so (?:bitte )?nicht|nicht empfohlen|incorrecto|(?:uso|ejemplo) incorrecto|forma incorrecta|mal|mal ejemplo|mala practica|asi no)(?: \([^()]{1,60}\))?\W*$|^\W*(?:what (?:not|never) to do|things (?:not to do|to avoid|never to do)|(?:common )?anti-?patterns|ne(?:ler)? yapilmamali(?:dir)?|was (?:man )?(?:nicht|niemals|nie) (?:(?:tun|machen) (?:sollte|darf)|zu tun ist)|(?:lo )?que (?:no|nunca) (?:se debe )?hacer)(?: \([^()]{1,60}\))?\W*$/;
// What nobody can take for anything else: "Don't run this", "Bu komutu çalıştırmayın", "Diesen Befehl nicht ausführen".
const FORBIDS = [
  String.raw`(?:you )?(?:do not|don['’]?t|never|(?:must|should) (?:not|never)|shouldn['’]?t)(?: ever)? (?:do|run|use|execute|type|try|write)(?: (?:this|that|it|these|the following))?(?: commands?)?`,
  '(?:bunu |bunlari |sunu |asagidakini |bu komut(?:u|lari) )?(?:asla )?(?:yapmayin|calistirmayin|kullanmayin)(?:iz)?|(?:bunu |bunlari |asagidakini |bu komut(?:u|lari) )(?:asla )?(?:calistirma|kullanma)|(?:bunu |bunlari |sunu |asla )yapma',
  '(?:dies |das |folgendes |diesen befehl |diese befehle )?(?:bitte )?(?:nicht|niemals) (?:ausfuhren|machen|verwenden)',
  '(?:nunca|no) (?:lo )?(?:hagas?|hacer|haga|ejecute[s]?|ejecutar|uses?|usar)(?: (?:esto|lo siguiente|este comando|estos comandos))?',
].join('|');
// Alone they forbid; before other words they say what is not to be forgotten: "Don't: skip the backup".
const BARE = "do not|don['’]?t";
const AVOIDS =
  "don['’]?ts|avoid(?: (?:this|these|the following))?|kacinin|evite(?: (?:esto|lo siguiente))?|yapilmamasi gereken(?:ler)?";
// Without a subject they may also be the noun or a task: "Yapma" is making, "Evitar" is to avoid something.
const UNSURE = 'yapma|vermeiden|evitar';
const ALONE = String.raw`(?:never|asla|nicht|niemals|nunca)(?=\W*[:：])`;
const ASKING = String.raw`^\W*(?:please |bitte |lutfen |por favor,? )?`;
const NEVER = new RegExp(String.raw`${ASKING}(?:${FORBIDS}|${BARE}|${AVOIDS}|${UNSURE}|${ALONE})\W*$`);
const NEVER_IN_COMMENT = new RegExp(String.raw`${ASKING}(?:${FORBIDS}|${BARE}|${AVOIDS}|${ALONE})\W*$`);
const FORBIDDEN = new RegExp(String.raw`${ASKING}(?:${FORBIDS})\W*$`);
const BARELY = new RegExp(String.raw`${ASKING}(?:${BARE})\W*$`);
// "Bunun yerine:" says what is done instead, and "findet montags statt." is no "statt".
const RATHER =
  /(?:^|[ ,(])(?:instead of|rather than|not as|but not|and not|anstelle von|aber nicht|en (?:vez|lugar) de|pero no)\W*$|^\W*statt\W*$/;
// Cheap test for any word of a refusal.
const MAY_REFUSE =
  /wrong|bad|incorrect|pattern|not|never|n['’]ts?\b|donts?\b|avoid|nicht|nie|instead|rather|yanl|k[öo]t[üu]|de[ğg]il|mamal[ıi]|ma(?:y[ıi]n|\W*$)|mamas|asla|ka[çc][ıi]n|vermeid|evit|falsch|schlecht|niemals|statt|anstelle|mal\b|no\b|nunca|vez de|lugar de|mala\b|hatal[ıi]|[❌⛔🚫]/iu;

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

/** How a comment above commands refuses them: without doubt, or as one of a pair, by a label with a reason. */
export type Refusal = 'plain' | 'label';

/** Whether a comment is nothing but a refusal, or one with its reason: "Don't do this: it drops the data", "BAD: loses the orders". */
export function refusalIn(comment: string): Refusal | undefined {
  const text = comment.slice(0, LONGEST);
  if (!MAY_REFUSE.test(text)) {
    return undefined;
  }
  const words = fold(plainText(text));
  if (comment.length <= LONGEST && isRefusal(text, words)) {
    return 'plain';
  }
  const sign = SEPARATOR.exec(text);
  const said = sign === null ? words : fold(plainText(text.slice(0, sign.index)));
  const why = sign === null ? '' : text.slice(sign.index + sign[0].length).trim();
  if (why !== '' && !DEPENDS.test(fold(why))) {
    // "Don't: skip the backup" forbids something else than what stands below it.
    if (FORBIDDEN.test(said) || (BARELY.test(said) && !tellsToDo(why))) return 'plain';
  }
  // "Not recommended: only when the pod is stuck" is what is done then.
  const isLabel = WRONG.test(said) && !ADVISES.test(said) && (why !== '' || said.includes('('));
  return isLabel ? 'label' : undefined;
}

function isRefusal(text: string, words: string): boolean {
  return (
    (WRONG.test(words) && !words.includes('(')) ||
    NEVER_IN_COMMENT.test(words) ||
    RATHER_ALONE.test(words) ||
    CROSS.test(text)
  );
}

const SEPARATOR = /[:：](?=\s)|：|\s[-–—](?=\s)/;
const RATHER_ALONE = /^\W*(?:instead of|rather than|anstelle von|statt|en (?:vez|lugar) de)\s?[:：]\W*$/;
const ADVISES = /recommended|empfohlen/;
// "Don't run this - before the backup is done": what is forbidden until then is done later.
const DEPENDS =
  /^\W*(?:unless|until|till|before|after|if|when|while|whilst|without|except|only|during|yet|as long as|once|in|on|from|bevor|bis|wenn|falls|solange|sobald|ohne|ausser|nur|vor|nach|wahrend|si|sin|antes|hasta|cuando|mientras|salvo|solo|en|sadece|yalniz\w*|eger)\b/;

/** True for a comment that says what is right, beside one that says what is wrong: "GOOD: keeps them". */
export function isPartner(comment: string): boolean {
  return PARTNER.test(comment.slice(0, LONGEST));
}

// A comment that says what is right: "✅", "GOOD:", "Do this instead".
const PARTNER =
  /^[^\p{L}\d]*(?:✅|(?:the )?(?:right|correct|good|better|recommended|do(?: this)?(?: instead)?|instead|do[gğ]ru(?:su)?|iyi|bunun yerine|richtig|besser|gut|stattdessen|correcto|bien|mejor|bueno|en su lugar)(?: (?:way|example|usage|command|practice|idea|kullanım|örnek|yöntem|komut))?(?: \([^()]{1,60}\))?(?:[^\p{L}\d]*$|\s?[:：]|\s[-–—]\s))/iu;

// Words after which the right commands follow: "instead:", "The right way:".
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
