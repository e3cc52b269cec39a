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
