import type { Block } from '../markdown/blocks.ts';
import type { Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { fold } from './durations.ts';
import { sentencesOf, type Sentence } from './sentences.ts';
import { isTurkishCondition } from './turkish.ts';

// Without accents, in English, Turkish, German and Spanish.
const ANSWER = /^\W*(?:if )?(?:yes|no|not|ok|evet|hayir|ja|nein|si)\b/;
const CONDITION =
  /^\W*(?:if|when|in case|should|otherwise|else|unless|eger|aksi|degilse|falls|wenn|sobald|sonst|andernfalls|cuando|en caso|de lo contrario)\b|\b(?:ise|durumunda|halinde)\b/;
const GOES =
  /\b(?:go|jump|skip|proceed|continue|move|switch|return)\b[^.;]{0,30}\b(?:to|with|at|from)\b|\b(?:see|follow|execute|perform|start)\b|\b(?:weiter|fortfahren|gehen?|springen?|siehe)\b|\b(?:git|gidin\w*|gec|gecin\w*|don(?!['’]t)|donun\w*|atla\w*|devam|bakin\w*)\b|\b(?:vaya|pase|ir|consulte|siga)\b/;
const MAY_GO =
  /go |jump|skip|proceed|continue|move|switch|return|see|follow|execute|perform|start|weiter|fortfahren|gehe|spring|siehe|git|gid|geç|dön|atla|devam|bak|vaya|pase|\bir\b|consulte|siga/i;
const LONGEST = 400;

/** Sentences that say under a condition to go on somewhere else; an answer is told with the question above it. */
export function jumpsOf(page: Page, blocks: readonly Block[]): Sentence[] {
  let question = '';
  return blocks.flatMap(block => {
    if (block.kind === 'paragraph') {
      // Most paragraphs are no question; reading their marks would cost more than all the rest.
      const asks = block.text.length <= LONGEST && /\?[\s*_]*$/.test(block.text.slice(-8));
      question = asks ? plainText(page.repair(block.text), page.references) : '';
    }
    return [...sentencesOf(page, [block], MAY_GO)].flatMap(({ text, line }) => {
      const words = fold(text);
      if (text.length > LONGEST || !GOES.test(words)) {
        return [];
      }
      if (ANSWER.test(words)) {
        return [{ text: question === '' ? text : `${question} ${text}`, line }];
      }
      return CONDITION.test(words) || isTurkishCondition(text) ? [{ text, line }] : [];
    });
  });
}
