// What each drawing does to what is scrolled: outputs follow their end only while they are scrolled to it, and nothing that is
// brought into view ends up behind the lines that stick.

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

/** What is brought into view stands clear of the lines that stick, however many rows they take. */
export function keepClear(): void {
  const [top = 0, now = 0] = ['.hr-top', '.hr-now'].map(
    lines => document.querySelector<HTMLElement>(lines)?.offsetHeight,
  );
  // In a narrow window only the Now line sticks, and what holds it has no height.
  document.documentElement.style.scrollPaddingTop = `${(top || now) + 8}px`;
}
