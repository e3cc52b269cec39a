import { fold } from '../../runbook/words/durations.ts';
import { tellsToDo } from '../../runbook/words/instructions.ts';
import { isTurkishCondition } from '../../runbook/words/turkish.ts';

/**
 * Whether a command runs only where something holds that nobody but a person sees: `rarely` for "If the login failed:" and
 * "If you use Istio:", which an ordinary walk passes over, `next` for what it comes to where all is well or is asked for by
 * need ("If validation passed, …", "… (if required)").
 */
export type Condition = 'rarely' | 'next';

// English, German, Spanish, without accents; Turkish says it by an ending. `if [ -f x ]` is shell.
const OPENS =
  /^(?:only |but |and |also |optionally,? )*(?:if(?! (?:\[|!|test |\(|\$))|in case(?: of)?|unless|should (?:the|this|that|it|a|an|any)|falls(?! (?:back|behind|over|through)\b)|wenn|sollten? (?:der|die|das|dies\w*|es|ein\w*)|nur (?:wenn|falls|bei)|bei (?:fehlern?|problemen|ausfall|storung\w*|abbruch)|si(?! units?\b)|en caso de|solo si|eger)(?: |$)/;
const WHEN = /^(?:only )?(?:when|wann immer|sobald|cuando) /;
const ELSE =
  /^(?:otherwise|or else|else if|andernfalls|ansonsten|sonst|de lo contrario|en caso contrario|aksi (?:halde|takdirde)|degilse)(?:[,: ]|$)/;
const FAILS =
  /\b(?:fail\w*|errors?|broken|breaks?|crash\w*|hangs?|stuck|(?:is|are) (?:still )?down|unhealthy|unavailable|degraded|goes wrong|timed? ?out|missing|fehl\w*|scheiter\w*|ausgefallen|falla\w*|error\w*|hata\w*|basarisiz\w*|sorun\w*)\b/;
const DENIES =
  /\b(?:not|no|never|cannot|nothing|nicht|kein\w*|nie|nunca|yok\w*|degil\w*)\b|n['’]t\b|(?:mazsa|mezse|s[iu]zs[ae])\b/;
const WELL =
  /\b(?:pass(?:es|ed)?|ok(?:ay)?|succe\w+|healthy|(?<!for )good|green|ready|complete[ds]?|finish\w*|done|works?|working|stable|all clear|clean|fine|as expected|up|erfolgreich|bestanden|fertig|bereit|exitos\w*|correct[oa]s?|basarili\w*|tamam\w*|hazir\w*|gecerse)\b/;
// What is said about the command below, or to be done elsewhere, and no reason to leave it out.
const NOTE =
  /^(?:please )?(?:see|read|refer|contact|ask|call|page|escalate|ignore|replace|change|adjust|edit|substitute|note|expect|answer|enter|type|choose|select|add|append|use|press|do not|don['’]t|skip|abort|stop|wait|go|continue|proceed|make sure|ensure|siehe|ersetz\w*|reemplac\w*|bakin|degistir\w*)\b/;
const NEED =
  /^(?:only |optionally,? )?(?:if|when|falls|wenn|sofern|si|en caso)(?: it is| this is| es)? (?:needed|required|necessary|applicable|possible|desired|notig|erforderlich|notwendig|zutreffend|moglich|(?:es )?necesario|procede|aplica)\b|^(?:gerekirse|gerekiyorsa|mumkunse)\b/;
// "Clear the cache if needed", "Enable maintenance mode (if required)", "Promote if tests pass".
const TRAILING =
  /\b(?:if|when|falls|wenn|sofern|si|en caso)(?: it is| es)? (?:needed|required|necessary|applicable|possible|desired|successful|notig|erforderlich|notwendig|zutreffend|moglich|(?:es )?necesario|procede|aplica|(?:\w+ ){1,4}(?:pass|passed|succeeded))\)?$|\((?:only )?(?:if|falls|wenn|sofern|si) [^()]{2,60}\)$|\b(?:gerekirse|gerekiyorsa|varsa)\)?$/;

/** What condition a comment above a command states; undefined where it states none. */
export function conditionOf(title: string): Condition | undefined {
  const shown = title
    .slice(0, LONGEST)
    .trim()
    .replace(/[:：]$/, '');
  const words = fold(shown);
  const opened = openedBy(shown, words);
  if (opened === undefined) {
    return TRAILING.test(words) ? 'next' : undefined;
  }
  const { clause, rest } = opened;
  if (rest !== '' && (!isOrder(rest) || NOTE.test(fold(rest)))) {
    return undefined;
  }
  if (/\b(?:prompted|asked)\b/.test(clause)) {
    return undefined;
  }
  if (NEED.test(clause)) {
    return 'next';
  }
  return WELL.test(clause) && !DENIES.test(clause) && !FAILS.test(clause) ? 'next' : 'rarely';
}

// "unban your IP" is an order although nobody lists the verb; "the index is missing" and "you can skip it" say something.
function isOrder(rest: string): boolean {
  return tellsToDo(rest) || (/^\p{Ll}[\p{L}-]+(?:\s|$)/u.test(rest) && !SAYS.test(fold(rest.slice(0, 60))));
}

const SAYS =
  /^(?:then )?(?:the|this|that|these|those|it|its|you|your|there|here|an?|no|not|we|they|all|some|only|because|since|as|and|or|nothing|something|der|die|das|es|sie|man|ein|eine|el|la|los|las|hay|se|bu|su)\b|\b(?:is|are|was|were|will|would|has|have|means?|might|may|should|can|could|ist|sind|wird|werden|hat|kann|esta|son|sera|puede)\b/;

interface Opened {
  /** Folded. */
  readonly clause: string;
  /** What is told to do where it holds; empty where the words are the condition alone. */
  readonly rest: string;
}

function openedBy(shown: string, words: string): Opened | undefined {
  const parts = /^([^,:：]{2,160})[,:：]\s*(.*)$/u.exec(shown);
  const clause = (parts?.[1] ?? shown).split(/[.!]\s/, 1)[0] ?? '';
  const rest = parts?.[2] ?? '';
  const folded = fold(clause);
  if (ELSE.test(words)) {
    return { clause: 'otherwise', rest: ELSE.test(folded) ? rest : '' };
  }
  const isOpened = OPENS.test(`${folded} `) || isTurkishCondition(clause);
  return isOpened || (WHEN.test(folded) && FAILS.test(folded)) ? { clause: folded, rest } : undefined;
}

const LONGEST = 300;
