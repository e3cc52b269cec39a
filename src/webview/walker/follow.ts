// Outputs follow their end only while they are scrolled to it.

const slack = 4;

/** Remembers which outputs stand at their end; the returned function scrolls those, and new ones, to their new end. */
export function followOutputs(root: ParentNode): () => void {
  const left = new Set<Element>();
  const known = new Set<Element>();
  for (const box of outputs(root)) {
    known.add(box);
    if (box.scrollHeight - box.scrollTop - box.clientHeight > slack) left.add(box);
  }
  return () => {
    for (const box of outputs(root)) {
      if (!known.has(box) || !left.has(box)) box.scrollTop = box.scrollHeight;
    }
  };
}

function outputs(root: ParentNode): NodeListOf<Element> {
  return root.querySelectorAll('[data-follow]');
}

const errorWords = /\b(?:error|fail(?:ed|ure)?|fatal|panic|exception|denied|refused|not found)\b/iu;

/** Whether one of these lines says that something went wrong. */
export function namesError(lines: readonly string[]): boolean {
  return lines.some(line => errorWords.test(line));
}

/** Scrolls an output to the first line that names an error; false where none does. */
export function showFirstError(box: HTMLElement): boolean {
  const texts = [...(box.querySelector('pre')?.childNodes ?? [])].filter(node => node instanceof Text);
  const text = texts.find(node => errorWords.test(node.data));
  const found = errorWords.exec(text?.data ?? '');
  if (text === undefined || found === null) return false;
  const range = document.createRange();
  range.setStart(text, found.index);
  range.setEnd(text, found.index + found[0].length);
  box.scrollTop += range.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
  return true;
}
