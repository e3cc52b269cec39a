import { hasBlank } from '../holes.ts';
import { tellsToDo } from '../words/instructions.ts';

// `☐ Stop the jobs`, `□ …`, `[ ] …` outside a list of tasks: whoever writes a box before an order wants it ticked.
const OPEN = /^(?:[\u2610\u25A1\u25FB\u2B1C]\uFE0F?|\\?\[ \\?\])[ \t]*(?=\S)/u;
const TICKED = /^(?:[\u2611\u2705\u2714\u2713]\uFE0F?|\\?\[[xX]\\?\])[ \t]*(?=\S)/u;
const ANY = /[\u2610\u2611\u25A1\u25FB\u2B1C]|\[[ xX]\\?\]/u;

/** A line that begins with a box. */
export interface BoxLine {
  /** What stands behind the box. */
  readonly words: string;
  readonly checked: boolean;
}

/** A line's box and words; undefined for a line without one, with several, or with a blank to write in. */
export function boxOf(line: string): BoxLine | undefined {
  const text = line.trimStart();
  const box = OPEN.exec(text) ?? TICKED.exec(text);
  const words = box === null ? '' : text.slice(box[0].length);
  const checked = !OPEN.test(text);
  return words === '' || LEGEND.test(words) || !/\p{L}/u.test(words) || ANY.test(words) || hasBlank(words)
    ? undefined
    : { words, checked };
}

/** Whether lines with boxes are things to do, one after the other, and not the answers to choose from. */
export function areTasks(lines: readonly BoxLine[], said: string): boolean {
  const isOpen = lines.some(({ checked }) => !checked);
  const asked = said.slice(-LONGEST);
  if (!isOpen || ONE.test(asked) || areAnswers(lines)) {
    return false;
  }
  if (CHOICE.test(asked) || LABEL.test(asked)) {
    return lines.every(line => countWords(line) > 1 && tellsToDo(line.words));
  }
  return lines.some(line => countWords(line) >= FEWEST || (countWords(line) > 1 && tellsToDo(line.words)));
}

// "No alerts" and "No errors" are two things to look at; "Yes, …" and "No, …" are one question's answers.
function areAnswers(lines: readonly BoxLine[]): boolean {
  const firsts = lines.map(({ words }) => ANSWER.exec(words)?.[0].toLowerCase());
  return new Set(firsts).size > 1 && !firsts.includes(undefined);
}

// "Choose one", "Tick exactly one:".
const ONE =
  /\b(?:check|choose|mark|pick|select|tick) (?:only |just |exactly )?one\b(?! by one|[^\n]{0,20} at a time)[^\n]{0,40}$/iu;
// Box labels that are answers: "Yes", "Low", "Hayır".
const ANSWER =
  /^(?:yes|no|n\/a|low|medium|high|critical|ja|nein|evet|hayır|düşük|orta|yüksek|niedrig|mittel|hoch|sí|bajo|medio|alto)(?!\p{L})/iu;
// `[x] stands for a step done` tells how to read the page.
const LEGEND =
  /^(?:(?:stands for|means|marks|indicates|denotes|steht für|bedeutet|significa)(?!\p{L})|[^.]{0,80}anlamına gelir\W*$)/u;

function countWords({ words }: BoxLine): number {
  return words.trim().split(/\s+/).length;
}

// "Go", "No-Go", "Not applicable" are answers; a sentence is something to look at.
const FEWEST = 3;
const LONGEST = 300;
// "Target environment:" asks which one; "Prepare the environment of the night shift:" does not.
const LABEL =
  /(?:^|\n)[^\p{L}\n]{0,8}(?:\p{L}+ )?(?:environment|priority|impact|urgency|region|choice|answer|ortam|öncelik|umgebung|priorität|dringlichkeit|entorno|prioridad)[^\p{L}\n]*$/iu;
// A question or label above boxes that are choices: "Severity:", "Which region?".
const CHOICE =
  /\?\W*$|\b(?:choose|select|pick|(?:tick|mark)(?! (?:each|every|off|them|it|the box|all (?:boxes|of)))|check (?:any|all) that|decision|status|result|outcome|type|severity|level|one of|seçin|seç|karar|durum|sonuç|wählen|entscheidung|ergebnis|elija|decisión|estado|resultado)\b[^\n]{0,40}[:：?]?\W*$/iu;
