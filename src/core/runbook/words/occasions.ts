import type { Block } from '../markdown/blocks.ts';
import { fold } from './durations.ts';
import type { Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { sentencesOf, type Sentence } from './sentences.ts';
import { isTurkishCondition } from './turkish.ts';

const PART =
  '(?:this|the following) (?:(?:whole |entire )?(?:section|procedure|part|chapter|process|method|path|route|variant|scenario)s? )?';
const ONLY = 'applies|apply|is needed|is required|is necessary|is relevant|is applicable|is for|is meant for';
const TEIL = 'diese[rs]? (?:abschnitt|teil|kapitel|verfahren|vorgehen|schritte?)';
const PARTE =
  '(?:esta seccion|este (?:apartado|procedimiento|capitulo|paso)|este metodo|esta parte|estos pasos)';
const BOLUM = 'bu (?:bolum|kisim|prosedur|yontem|adimlar)';

// What says that a part is for one occasion, and not for every walk: English, Turkish, German, Spanish, without accents.
const SAYS = new RegExp(
  [
    `^${PART}(?:only (?:${ONLY}|is|are)|(?:${ONLY}) only|is only (?:needed|required|necessary|relevant|applicable|for|used|done)|are only (?:needed|required|necessary|relevant|applicable|for)) ?(?:if|when|where|for|to|in|after|on|during)\\b`,
    `^(?:use|follow|do|perform|run|execute|apply) ${PART}only (?:if|when|where|for|in|after|on)\\b`,
    `^only (?:use|follow|do|perform|run|execute|apply) ${PART}(?:if|when|where|for|in|after|on)\\b`,
    `^skip (?:this|the following) (?:(?:section|procedure|part|chapter)s? )?unless\\b`,
    `^${TEIL} (?:gilt|gelten|ist|sind|wird|betrifft) nur (?:notig|notwendig|erforderlich|relevant|gebraucht|benotigt|fur|wenn|falls|bei)\\b`,
    `^${PARTE} solo (?:se aplica|aplica|es necesari[oa]|es relevante|hace falta|se usa)\\b`,
    `^${BOLUM}\\b[^.]{0,120}\\b(?:yalnizca|sadece)\\b`,
  ].join('|'),
);
// The same without the part's name, which only counts as the very first words.
const BEGINS = new RegExp(
  [
    '^(?:only )?(?:needed|required|necessary|applicable|relevant) only (?:if|when|where|for|in|after|on)\\b',
    '^only (?:needed|required|necessary|applicable|relevant) (?:if|when|where|for|in|after|on)\\b',
    '^only (?:if|when) [^.]{3,160}[:.]$',
    '^nur (?:(?:notig|notwendig|erforderlich|relevant),? )?(?:wenn|falls|bei|fur)\\b',
    '^solo (?:si|cuando|es necesari[oa])\\b',
    '^(?:yalnizca|sadece) [^.]{3,160}(?:ise|durumunda|oldugunda|gerektiginde|icin) (?:gerek|uygulan|kullanil|gecerli)',
  ].join('|'),
);
// "If this fails, …" behind another way, and "If the deployment fails:" above all that a part holds.
const FAILED = new RegExp(
  [
    "^(?:if|when|in case|should) (?:this|that|it|the above|those|these|both|nothing|all else|all of (?:this|that|these)|(?:none|neither) of (?:this|these|those|the above)|(?:the |this |that )(?:above |previous |first |last |preceding )?(?:steps?|approach|methods?|commands?|options?|section|procedure|attempt|fix))(?: still| also| again)? (?:fails?|failed|helps?|works|(?:does|do|did)(?: not|n['’]t) (?:work|help|succeed|resolve|fix|solve|suffice)|(?:is|are|was|were) (?:still )?not (?:successful|enough|sufficient))\\b",
    '^(?:falls|wenn|sollte) (?:dies|das|es|nichts(?: davon)?|auch das|(?:diese[rs]?|de[rm]|das|die)(?: (?:vorherige|obige|letzte|erste)n?)? (?:schritte?|weg|befehle?|versuch|verfahren|vorgehen))(?: immer noch| auch)? (?:fehlschlag\\w*|scheiter\\w*|hilft|funktioniert|nicht (?:funktionier\\w*|helfen|hilft|klappt|ausreicht|ausreichen|moglich ist|erfolgreich ist|zum erfolg))\\b',
    '^(?:si|en caso de que) (?:esto|eso|lo anterior|(?:el|este) paso(?: anterior)?|nada(?: de esto)?|todo lo demas)(?: tampoco| aun)? (?:no )?(?:falla\\w*|funciona|resuelve|ayuda|basta|sirve)\\b',
    '^(?:eger )?(?:bu|bunlar|bu adim|bu yontem|yukaridaki(?:ler)?|onceki adim|hicbiri)(?: da| de| hala)? (?:basarisiz olursa|ise yaramazsa|calismazsa|yetmezse|cozmezse|yardimci olmazsa|yeterli olmazsa)\\b',
  ].join('|'),
);
// The sentence sends the reader elsewhere: "see …", "escalate to …".
const ELSEWHERE =
  /\b(?:stop|abort|cancel|see|refer|go (?:to|back)|return to|contact|escalate|skip|continue|proceed|roll back|siehe|abbrechen|weiter mit|kontaktier\w*|vea|consulte|continue|detenga|bakin|durdurun|devam|iletisim)\b/;
// A condition for everything below it: "If the disk is full:".
const ALL_BELOW =
  /^(?:if|in case(?: of)?|falls|sollte|bei|si|en caso de(?: que)?)\b[^.,]{3,160}[:：]$|^[^.]{3,160}(?:olursa|olmazsa|durumunda|calismazsa|duzelmezse|kalirsa|donerse)[:：]$/;
// Words of trouble: "fails", "is down", "does not start".
const FAILURE =
  /\b(?:fail\w*|errors?|broken|breaks?|crash\w*|hangs?|stuck|(?:is|are) down|unhealthy|unavailable|degraded|goes wrong|accidental\w*|versehentlich\w*|yanlislikla|por accidente|accidentalmente|(?:issue|alert|alarm|symptom)s? (?:still )?(?:persist|continue|remain|recur)s?|(?:does|do|did)(?: not|n['’]t) \w+|fehl\w*|scheiter\w*|ausfall\w*|problem\w*|falla\w*|error\w*|problemas?|hata\w*|basarisiz\w*|sorun\w*)\b/;
const READER =
  /^(?:if|in case|falls|si) (?:you|you're|your|using|sie|ihre?|du|dein\w*|usted|usa|utiliza|su|tu)\b/;
// A paragraph that is a case of its own: "Otherwise, …", "If not, …".
const OTHERWISE =
  /^\W*(?:if|otherwise|else|in case|when|falls|ansonsten|andernfalls|sonst|wenn|si|en caso|de lo contrario|eger|aksi)\b/;

// What every such part holds, or begins with: found much faster than its sentences are cut.
const SIGN =
  /only|unless|nur|s[oó]lo|yaln|sadece|^\W*(?:if|in case|when|should|falls|wenn|soll|bei|si|en caso|e[gğ]er|bu|yukar|[oö]nceki|hi[cç]biri)|(?:olursa|olmazsa|durumunda|mazsa|mezse|l[ıi]rsa|erse)[:：]/i;
// "Note:", "Important!" and punctuation before the words.
const LEAD =
  /^(?:\W*(?:note|important|warning|caution|info|hinweis|wichtig|achtung|nota|importante|not|onemli)\s*[:!]\s*)?\W*/;

/** For which occasion alone a part is, in its author's words. */
export interface Occasion {
  readonly said: Sentence;
  readonly role: 'option' | 'troubleshooting';
}

/** The words in the first sentences of a part that say for which occasion alone it is; undefined where it is for every walk. */
export function occasionOf(page: Page, blocks: readonly Block[]): Occasion | undefined {
  const first = blocks.find(({ kind }) => kind !== 'html' && kind !== 'rule');
  if (first === undefined || !/^(?:paragraph|quote|admonition)$/.test(first.kind)) {
    return undefined;
  }
  const sentences = [...sentencesOf(page, [first], SIGN)].slice(0, MOST);
  const option = sentences.find(({ text }, at) => {
    const words = wordsOf(text);
    return SAYS.test(words) || (at === 0 && BEGINS.test(words));
  });
  if (option !== undefined) {
    return { said: option, role: 'option' };
  }
  const [said] = sentences;
  const role =
    said === undefined
      ? undefined
      : roleIn(wordsOf(said.text), sentences.length, () => branches(page, first, blocks));
  return said === undefined || role === undefined ? undefined : { said, role };
}

// "When the queue is full", but not "when done" or "when it is complete".
const WHEN =
  /^(?:when|cuando|sobald) (?!(?:to|not|done|finished|ready)\b)(?!.*\b(?:complete|completed|finished|successful)\b)/;
// A title that is a condition: "If the broker is down", but not "If needed".
const TITLE =
  /^(?:(?:if|in case(?: of)?|falls(?! (?:back|behind|over|through)\b)|sollten?|si(?! units?\b)|en caso(?: de(?: que)?)?) (?!(?:it is |es )?(?:needed|required|necessary|possible|applicable|desired|es necesario|necesario|aplica|hace falta)\b)\S|bei (?:fehlern?|problemen|ausfall|storung\w*|abbruch)\b)/;

/** True for words that tell of trouble: "Region outage", "Disk full", "Veri kaybı". */
export function tellsOfFailure(words: string): boolean {
  const folded = fold(words.slice(0, LONGEST));
  return FAILURE.test(folded) || TROUBLE.test(folded);
}

// Nouns of trouble: "outage", "data loss", "arıza".
const TROUBLE =
  /\b(?:outages?|loss|lost|corrupt\w*|breach|compromised?|full|exhaust\w*|leak\w*|attack|cok(?:me\w*|tu)|kayb\w*|kayip|ihlal\w*|bozul\w*|ariza\w*|verlust|kompromittiert|fehlschlag\w*|caid[ao]|perdida|corrupcion|brecha|fallos?|compromiso)\b/;

/** What a title that begins with a condition says, such as "If the broker is down": for which occasion alone its part is. */
export function occasionOfTitle(title: string, line: number): Occasion | undefined {
  const words = fold(title.slice(0, LONGEST)).replace(/^[^\p{L}]+/u, '');
  const isCondition = TITLE.test(words) || isTurkishCondition(title);
  return isCondition || (WHEN.test(words) && FAILURE.test(words))
    ? { said: { text: title, line }, role: FAILURE.test(words) ? 'troubleshooting' : 'option' }
    : undefined;
}

// "When to use: …", "Use this when: …".
const USED =
  /^(?:when to use(?: this| it)?|use (?:this |it )?when|(?:when|if) to use|cuando (?:usar|utilizar|ejecutar|aplicar)(?:lo|la)?|ne zaman (?:kullan|uygula|calistir)\w*|wann (?:zu )?(?:verwenden|nutzen|anwenden|einsetzen))\s*[:：]\s*\S/;
const MAY_STATE = /^\W*(?:when|use|if|cu[aá]ndo|ne|wann)\s/i;

/** True for a part whose first words say what it is for, such as "**When to use:** the primary is gone". */
export function statesItsUse(page: Page, blocks: readonly Block[]): boolean {
  const first = blocks.find(({ kind }) => kind !== 'html' && kind !== 'rule');
  return (
    first?.kind === 'paragraph' &&
    MAY_STATE.test(first.text) &&
    USED.test(wordsOf(plainText(page.repair(first.text.slice(0, LONGEST)), page.references)))
  );
}

function wordsOf(text: string): string {
  return fold(text.slice(0, LONGEST)).replace(LEAD, '');
}

function roleIn(
  words: string,
  sentences: number,
  isOneOfSeveral: () => boolean,
): Occasion['role'] | undefined {
  if (FAILED.test(words) && !ELSEWHERE.test(words)) {
    return 'troubleshooting';
  }
  if (sentences > 1 || !ALL_BELOW.test(words.trim()) || isOneOfSeveral()) {
    return undefined;
  }
  return FAILURE.test(words) ? 'troubleshooting' : READER.test(words) ? 'option' : undefined;
}

// "If you use Helm:" beside "Otherwise:" are two ways of one part that everybody takes.
function branches(page: Page, first: Block, blocks: readonly Block[]): boolean {
  return blocks.some(
    block =>
      block !== first &&
      block.kind === 'paragraph' &&
      OTHERWISE.test(fold(page.repair(block.text.slice(0, LONGEST)))),
  );
}

/** True where the first words of a part are a condition, at most behind one sentence: of several such parts, one is taken. */
export function beginsWithCondition(page: Page, blocks: readonly Block[]): boolean {
  const [first, second] = blocks.filter(({ kind }) => kind !== 'html' && kind !== 'rule');
  if (first?.kind !== 'paragraph' || !(CONDITION.test(first.text) || CONDITION.test(second?.text ?? ''))) {
    return false;
  }
  const sentences = [...sentencesOf(page, [first], /\p{L}/u)];
  const others =
    sentences.length > 1 || second?.kind !== 'paragraph' ? [] : sentencesOf(page, [second], SIGN);
  const [other] = others;
  return [sentences[0], other].some(said => said !== undefined && isCondition(wordsOf(said.text)));
}

const CONDITION = /^\W*(?:if|in case|should|falls|sollte|si|en caso|e[gğ]er)\b/i;

function isCondition(words: string): boolean {
  return /^(?:if|in case|should|falls|sollte|si|en caso|eger)\b/.test(words) && !ELSEWHERE.test(words);
}

const MOST = 3;
const LONGEST = 400;
