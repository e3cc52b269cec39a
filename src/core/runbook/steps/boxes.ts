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
  return words === '' || !/\p{L}/u.test(words) || ANY.test(words) || hasBlank(words)
    ? undefined
    : { words, checked };
}

/** Whether lines with boxes are things to do, one after the other, and not the answers to choose from. */
export function areTasks(lines: readonly BoxLine[], said: string): boolean {
  const isOpen = lines.some(({ checked }) => !checked);
  if (!isOpen || CHOICE.test(said)) {
    return isOpen && lines.every(line => countWords(line) >= FEWEST);
  }
  return lines.some(line => countWords(line) >= FEWEST || (countWords(line) > 1 && tellsToDo(line.words)));
}

function countWords({ words }: BoxLine): number {
  return words.trim().split(/\s+/).length;
}

// "Go", "No-Go", "Not applicable" are answers; a sentence is something to look at.
const FEWEST = 3;
const CHOICE =
  /\b(?:choose|select|pick|tick|mark|decision|status|result|outcome|type|severity|level|one of|seçin|seç|karar|durum|sonuç|wählen|entscheidung|ergebnis|elija|decisión|estado|resultado)\b[^\n]{0,40}[:：?]?\W*$/iu;
