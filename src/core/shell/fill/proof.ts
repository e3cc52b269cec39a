import type { Grammar } from '../grammar.ts';
import { applyEdits, sameShape, type Edit, type Parsed } from './shape.ts';
import { flatten, textOf } from '../tree.ts';

/** The edited text, where the grammar shows that it is the text before with only those literals exchanged. */
export function proveEdits(
  text: string,
  { edits, before }: { readonly edits: readonly Edit[]; readonly before: Parsed },
  grammar: Grammar,
): string | undefined {
  const edited = applyEdits(text, edits);
  const after: Parsed = { text: edited, program: grammar.parse(edited) };
  const whole = !after.program.hasError && sameShape(before, after, edits);
  return whole && !endsHereDocument(after) ? edited : undefined;
}

// A line of a here-document's body that equals its end word would end it for bash, whatever the grammar made of it.
function endsHereDocument({ text, program }: Parsed): boolean {
  return flatten([program]).some(({ node }) => {
    if (node.type !== 'heredoc_redirect') {
      return false;
    }
    const start = node.children.find(child => child.type === 'heredoc_start');
    const body = node.children.find(child => child.type === 'heredoc_body');
    const word = start === undefined ? '' : textOf(text, start).replaceAll(/["'\\]/g, '');
    const lines = body === undefined ? [] : textOf(text, body).split('\n').slice(0, -1);
    return lines.some(line => line.replace(/^\t+/, '') === word);
  });
}
