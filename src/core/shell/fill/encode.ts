import { jsonPlaces, plainText, readContent } from '../content.ts';
import type { Grammar, SyntaxNode } from '../grammar.ts';
import { maskHoles, type Hole } from '../holes/hole.ts';
import { quotingAt } from './place.ts';
import { placeHoles, type PlacedHole } from '../holes/placeholders.ts';
import { proveEdits } from './proof.ts';
import { isPlain, quote, quoteJson, quoteReference, type Quoting } from './quote.ts';
import { namesClient, queryOf, type Query } from './query.ts';
import { fitsQuery } from './queryValue.ts';
import { containerOf, scriptIn } from './script.ts';
import { applyEdits, type Edit, type Parsed } from './shape.ts';
import { flatten, textOf } from '../tree.ts';

export interface FilledHole extends Hole {
  readonly value: string;
  /** A secret stays out of the text, which names a variable of the environment instead. */
  readonly isSecret: boolean;
}

export interface Encoding {
  readonly text: string;
  readonly holes: readonly FilledHole[];
  readonly grammar: Grammar;
  /** Whether a value that needs no quotes is written without. */
  readonly style: 'plain' | 'quoted';
  /** How many shells deep: `ssh host "sh -c '…'"`. */
  readonly depth: number;
}

interface Encoded {
  /** In the text's order, one for each hole. */
  readonly edits: readonly Edit[];
  /** The text with a word or number of the hole's length in each hole. */
  readonly before: Parsed;
  /** In the order of their holes; their edits hold a plain word. */
  readonly secrets: readonly Secret[];
}

interface Secret {
  readonly hole: FilledHole;
  readonly quoting: Quoting;
  /** As the variable must hold it. */
  readonly value: string;
}

export interface Written {
  readonly text: string;
  /** The variables that the text names in place of secrets. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The text with its values, proven to parse as before; undefined where that cannot be shown. */
export function write(encoding: Encoding): Written | undefined {
  const { text, grammar } = encoding;
  const encoded = encodeAll(encoding);
  const proven = encoded === undefined ? undefined : proveEdits(text, encoded, grammar);
  if (encoded === undefined || proven === undefined) {
    return undefined;
  }
  return encoded.secrets.length === 0
    ? { text: proven, environment: {} }
    : nameSecrets(text, encoded, grammar);
}

// The proof was made with a plain word where now a reference in quotes of its own stands.
function nameSecrets(text: string, { edits, secrets }: Encoded, grammar: Grammar): Written | undefined {
  const environment: Record<string, string> = {};
  const references = new Map<number, string>();
  for (const { hole, quoting, value } of secrets) {
    const variable = freeName(`HANDRAIL_${hole.name.replaceAll(/\W/g, '_')}`, value, environment);
    const reference = quoteReference(variable, quoting);
    if (reference === undefined) {
      return undefined;
    }
    environment[variable] = value;
    references.set(hole.start, reference);
  }
  const named = edits.map(edit => ({ ...edit, text: references.get(edit.start) ?? edit.text }));
  const written = applyEdits(text, named);
  return grammar.parse(written).hasError ? undefined : { text: written, environment };
}

// One secret may be needed in two encodings.
function freeName(name: string, value: string, taken: Readonly<Record<string, string>>): string {
  let free = name;
  for (let count = 2; Object.hasOwn(taken, free) && taken[free] !== value; count += 1) {
    free = `${name}_${count}`;
  }
  return free;
}

const deepest = 3;

/** Quotes each value for the place of its hole; undefined where one cannot stand there. */
function encodeAll(encoding: Encoding): Encoded | undefined {
  const { text, holes, grammar } = encoding;
  const masked = maskHoles(text, holes);
  const program = grammar.parse(masked);
  if (program.hasError || encoding.depth > deepest) {
    return undefined;
  }
  const placed = placeHoles(holes, flatten([program]));
  const edits: Edit[] = [];
  const secrets: Secret[] = [];
  let numbered = masked;
  for (const [index, hole] of holes.entries()) {
    const at = placed[index] ?? { hole };
    const quoting = quotingAt(at, masked);
    const value = encode({ ...encoding, text: masked }, at);
    if (quoting === undefined || value === undefined) {
      return undefined;
    }
    const written = quote(hole.isSecret ? 'x' : value, quoting, encoding.style);
    if (written === undefined) {
      return undefined;
    }
    if (hole.isSecret) {
      secrets.push({ hole, quoting, value });
    }
    if (quoting.kind === 'number') {
      const digits = '1'.repeat(hole.end - hole.start);
      numbered = numbered.slice(0, hole.start) + digits + numbered.slice(hole.end);
    }
    edits.push({ start: hole.start, end: hole.end, text: written });
  }
  const before =
    numbered === masked ? { text: masked, program } : { text: numbered, program: grammar.parse(numbered) };
  return { edits, before, secrets };
}

// A value as what stands around its hole reads it, before the shell's own quoting.
function encode(encoding: Encoding, at: PlacedHole): string | undefined {
  const hole = encoding.holes.find(candidate => candidate.start === at.hole.start);
  if (hole === undefined || at.leaf === undefined) {
    return undefined;
  }
  const container = containerOf(at.leaf);
  switch (scriptIn(container, encoding.text)) {
    case 'script':
      return encodeNested(encoding, container.node, hole);
    case 'plain':
      return meansItself(hole.value, textOf(encoding.text, container.node)) ? hole.value : undefined;
    case undefined: {
      const query = queryOf(container, encoding.text);
      return query === undefined
        ? encodeJson(encoding, container.node, hole)
        : encodeQuery(encoding, { container: container.node, hole, query });
    }
  }
}

interface InQuery {
  readonly container: SyntaxNode;
  readonly hole: FilledHole;
  readonly query: Query;
}

function encodeQuery(encoding: Encoding, { container, hole, query }: InQuery): string | undefined {
  const { text, holes } = plainText(readContent(encoding.text, container, holesIn(encoding, container)));
  const start = holes.get(hole.start);
  if (start === undefined) {
    return undefined;
  }
  const place = { ...query, text, start, end: start + hole.end - hole.start };
  return fitsQuery(hole.value, place) ? hole.value : undefined;
}

/** Whether what keeps a value out is the query that it stands in, and not the shell. */
export function standsInQuery({
  text,
  holes,
  grammar,
}: Pick<Encoding, 'text' | 'holes' | 'grammar'>): boolean {
  const masked = maskHoles(text, holes);
  const placed = placeHoles(holes, flatten([grammar.parse(masked)]));
  return placed.some(({ leaf }) => leaf !== undefined && queryOf(containerOf(leaf), masked) !== undefined);
}

function holesIn(encoding: Encoding, node: SyntaxNode): readonly FilledHole[] {
  return encoding.holes.filter(hole => hole.start >= node.startIndex && hole.end <= node.endIndex);
}

function encodeJson(encoding: Encoding, container: SyntaxNode, hole: FilledHole): string {
  const quoted = container.type !== 'word' && container.type !== 'command_name';
  const pieces = quoted ? readContent(encoding.text, container, holesIn(encoding, container)) : [];
  const place = jsonPlaces(pieces)?.get(hole.start);
  return place === undefined ? hole.value : quoteJson(hole.value, place);
}

// A plain word does in every script, but for a query in it, which may have a column of that name.
function meansItself(value: string, script: string): boolean {
  return isPlain(value) && (/^\d+$/.test(value) || !namesClient(script));
}

// A value inside a script for another shell is quoted for that shell first.
function encodeNested(encoding: Encoding, container: SyntaxNode, hole: FilledHole): string | undefined {
  if (meansItself(hole.value, textOf(encoding.text, container))) {
    return hole.value;
  }
  const inner = plainText(readContent(encoding.text, container, holesIn(encoding, container)));
  const start = inner.holes.get(hole.start);
  if (start === undefined) {
    return undefined;
  }
  const moved = { ...hole, isSecret: false, start, end: start + hole.end - hole.start };
  const encoded = encodeAll({ ...encoding, text: inner.text, holes: [moved], depth: encoding.depth + 1 });
  const proven = encoded !== undefined && proveEdits(inner.text, encoded, encoding.grammar) !== undefined;
  return proven ? encoded.edits[0]?.text : undefined;
}
