import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { indexText } from '../lint/document.ts';
import type { TextRange } from '../lint/finding.ts';
import { rowAt } from '../shell/lines.ts';
import type { Draft } from './draft.ts';

/** The name of an input where front matter declares it, without the quotes around it. */
export interface DeclaredName {
  readonly name: string;
  readonly range: TextRange;
}

/**
 * The inputs that front matter declares, in any way that YAML writes them. Only what the parser has read is read again, which
 * bounds its size and depth; a name that is escaped in the text has no place there and is left out.
 */
export function declaredNames({ lines, starts, runbook }: Draft): readonly DeclaredName[] {
  if (runbook.meta.frontMatter['inputs'] === undefined) {
    return [];
  }
  const close = lines.findIndex((text, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(text));
  const body = lines.slice(1, close).join('\n');
  const rows = indexText(body).starts;
  const document = parseDocument(body, { prettyErrors: false, logLevel: 'error' });
  return nameNodes(document).flatMap(node => {
    if (!isScalar(node) || node.range === undefined || node.range === null) {
      return [];
    }
    const name = String(node.value);
    const from = node.range[0] + (/^["']/.test(body.slice(node.range[0])) ? 1 : 0);
    const row = rowAt(rows, from);
    const start = (starts[row + 1] ?? 0) + from - (rows[row] ?? 0);
    return body.startsWith(name, from) ? [{ name, range: [start, start + name.length] as const }] : [];
  });
}

// A map by name, or a list of names, of maps that hold their name, and of maps by name.
function nameNodes(document: Document): readonly unknown[] {
  const inputs = resolved(document, document.get('inputs', true));
  if (isMap(inputs)) {
    return inputs.items.map(({ key }) => key);
  }
  return !isSeq(inputs)
    ? []
    : inputs.items.flatMap(each => {
        const item = resolved(document, each);
        if (!isMap(item)) {
          return [item];
        }
        const named = item.items.find(({ key }) => isScalar(key) && key.value === 'name')?.value;
        return isScalar(named) && typeof named.value === 'string'
          ? [named]
          : item.items.map(({ key }) => key);
      });
}

function resolved(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}
