import { html, type TemplateResult } from 'lit-html';

// Words by which an output says that something went wrong. They are pointed at, and decide nothing.

const words = /\b(?:error|fail(?:ed|ure)?|fatal|panic|exception|denied|refused|not found)\b/iu;
const each = new RegExp(`(${words.source})`, 'giu');

/** Whether one of these lines says that something went wrong. */
export function namesError(lines: readonly string[]): boolean {
  return lines.some(line => words.test(line));
}

/** A text with these words marked in it. */
export function marked(text: string): readonly (string | TemplateResult)[] {
  return text.split(each).map((part, i) => (i % 2 === 0 ? part : html`<mark>${part}</mark>`));
}

/** Scrolls an output to the first of these words; false where there is none. */
export function showFirstError(box: HTMLElement): boolean {
  const pre = box.querySelector('pre');
  if (pre === null) return false;
  // In colours or marked, a word is no child of the output itself.
  const texts = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() !== null) {
    const { currentNode: node } = texts;
    const found = words.exec(node.textContent ?? '');
    if (found === null) continue;
    const range = document.createRange();
    range.setStart(node, found.index);
    range.setEnd(node, found.index + found[0].length);
    box.scrollTop += range.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
    return true;
  }
  return false;
}
