import type { Block } from '../markdown/blocks.ts';
import { fold } from '../words/durations.ts';
import { commandsIn, type Around } from './inlineCommands.ts';
import { tellsToDo } from '../words/instructions.ts';
import type { Draft, Page, Place } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { waitIn } from '../words/waits.ts';
import { requirementOf } from '../words/leadIns.ts';

/** A paragraph that tells somebody to type a command, such as "Run `kubectl get pods` and wait.", with the commands it names. */
export function toldSentence(page: Page, place: Place, block: Block): Draft[] {
  const { line, endLine, text } = block;
  if (!text.includes('`')) {
    return toldWait(page, place, block);
  }
  if (place.isInside === true || OTHER.test(text) || /[:：]\W*$/.test(text)) {
    return [];
  }
  const commands = commandsIn(page, block, isTold);
  const first = commands[0];
  if (first === undefined) {
    return [];
  }
  const shown = plainText(page.repair(text), page.references);
  // The command of a line on its own is offered with that line for a title.
  if (commands.length === 1 && line === endLine && shown.length <= LONGEST_TITLE) {
    return [{ ...first, body: { ...first.body, title: shown }, origin: 'said' }];
  }
  const title = titleOf(shown, first.body.title);
  return [toManual(page, place, { block, title, steps: commands })];
}

/** A paragraph that only tells somebody to wait or to watch for a time, such as "Wait 5 minutes." */
export function toldWait(page: Page, place: Place, block: Block): Draft[] {
  const { text } = block;
  if (place.isInside === true || text.length > LONGEST_TITLE || !/\d/.test(text) || OTHER.test(text)) {
    return [];
  }
  if (!MAY_WAIT.test(text)) {
    return [];
  }
  const title = plainText(page.repair(text), page.references);
  const isAlone = !/[.!?]\s+\p{Lu}/u.test(title) && !/[:：]$/.test(title);
  return isAlone && WAITS.test(fold(title)) && waitIn(title) !== undefined
    ? [toManual(page, place, { block, title, steps: [] })]
    : [];
}

const MAY_WAIT =
  /wait|paus|monitor|observ|watch|hold|soak|let |keep|warte|beobacht|esper|vigil|bekle|izle|g[oö]zle/i;
// A sentence that begins with waiting: "Wait 5 minutes.", "Then monitor for an hour."
const WAITS =
  /^\W*(?:(?:after|once|when) [^,.]{3,80}, )?(?:then,? |now,? |next,? |please )?(?:wait|pause|monitor|observe|watch|hold|soak|let (?:it|the \w+) (?:soak|bake|run)|keep (?:monitoring|watching)|warten|beobachten|esper[ae]\w*|observ[ae]\w*|monitore\w*|vigil[ae]\w*)\b|\b(?:bekleyin|bekle|izleyin|izle|gozlemleyin|beklenir|izlenir|warten|abwarten|beobachten)(?:iz)?\W*$|\band (?:then )?wait (?:for |up to |at least |about )*\d/;

interface Told {
  readonly block: Block;
  readonly title: string;
  readonly steps: readonly Draft[];
}

function toManual(page: Page, place: Place, { block, title, steps }: Told): Draft {
  const { line, endLine } = block;
  const required = requirementOf(title, place) ?? false;
  const raw = page.lines
    .slice(line - 1, endLine)
    .join('\n')
    .trim();
  const body = { kind: 'manual', line, endLine, required, title, text: page.repair(raw) } as const;
  return { body, words: raw, steps, origin: 'said' };
}

// A bold beginning names what follows, and is read with it; a link or a picture shows more than it says.
const OTHER = /^(?:\*\*|__|!\[|\[[^\]]*\]\([^)]*\)\s*$|(?:step|adım|schritt|paso)\s+#?\d)/i;

// The sentence that names the command, where the paragraph is longer than a title.
function titleOf(shown: string, command: string): string {
  const sentences = shown.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
  return (sentences.find(sentence => sentence.includes(command)) ?? shown).slice(0, LONGEST_TITLE);
}

const LONGEST_TITLE = 200;

function isTold({ before, command, after }: Around): boolean {
  const lead = before.slice(-LOOK_BACK).replaceAll(/\s+/g, ' ');
  const sentence = lead.split(/[.!?]\)?\s+(?=[\p{Lu}`])/u).at(-1) ?? lead;
  const said = sentence.replace(CONDITION, '');
  if (DESCRIBES.test(said)) {
    return false;
  }
  return (
    ORDER.test(said) ||
    (said !== sentence && /^then,?\s*$/i.test(said)) ||
    (MEANS.test(said) && /\S\s+\S+\s+\S/.test(command) && (tellsToDo(said) || YOU_CAN.test(said))) ||
    BEHIND.test(after.slice(0, LOOK_AHEAD).replaceAll(/\s+/g, ' '))
  );
}

const LOOK_BACK = 300;
const LOOK_AHEAD = 60;

// "If it is down, run `…`" tells what to do; "When you run `…`, it does …" and "the job that runs `…`" say what happens.
const CONDITION = /^\W*(?:if|when|once|after|before|where)\b[^,.;`]{3,200},\s*/i;
// A clause in which a command is only described: "… when you run `x`", "… which allows you to".
const DESCRIBES =
  /\b(?:when(?:ever)?|if|once|after|before|while|that|which|who|by default|this will|it will|used to|allows? (?:you|us) to|lets (?:you|us)|same as|similar to|equivalent to|instead of)\b[^.;]*$/i;
const ARTICLE =
  '(?:\\s+(?:the|this|a|an|following|commands?|script|again|simply|first|then|something like|e\\.g\\.,?|for example,?))*\\s*(?:\\*\\*)?$';
const ORDER = new RegExp(
  `(?:^|[:;,(]\\s*|\\b(?:and|then|please|can|could|should|must|may|or|now|also|simply|just|always|(?:need|have|want|remember|sure|order|possible) to)\\s+)(?:probably |also |simply |just |now |again )?(?:re-?)?(?:run|execute|type|enter|issue|invoke|use|try|führen sie|führe|starten sie|geben sie|nutzen sie|verwenden sie|ejecut(?:e|a|ar)|escrib(?:a|e)|us(?:e|a)|lan(?:ce|za))${ARTICLE}`,
  'i',
);
const MEANS = new RegExp(
  `\\b(?:with|via|using|by (?:running|executing|typing|issuing|using)|mit|ile|con|mediante)${ARTICLE}`,
  'i',
);
const YOU_CAN = /^\W*(?:\w+,? ){0,3}?(?:you|we) (?:can|should|must|need to|may|could)\b/i;
// "`systemctl restart nginx` komutunu çalıştırın", "`…` ausführen".
const BEHIND =
  /^(?:['’]?\p{Ll}{1,3})?\s*(?:(?:komut|betiğ)\p{Ll}*\s+)?(?:ile\s+)?(?:çalıştır|gir|yaz)\p{Ll}*[ıiuü]n(?:[ıiuü]z)?\b|^\s*(?:ausführen|eingeben|aufrufen|absetzen)\b/iu;
