import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Language, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';
import type { Grammar, SyntaxNode } from '../core/shell/grammar.ts';
import { withSingleHereDocuments } from '../core/shell/hereDocuments.ts';

export interface GrammarFiles {
  /** Holds both wasm files side by side, as `dist/` does, or their two npm packages, as `node_modules/` does. */
  readonly wasmFolder: string;
}

const loaded = new Map<string, Promise<Grammar>>();

/**
 * Loads tree-sitter's bash grammar; rejects where a file is missing. One parser serves the process: nothing frees a grammar that was
 * loaded, and a process that loads it for each of some hundred runs comes to the end of what WebAssembly gives it.
 */
export function loadGrammar(files: GrammarFiles): Promise<Grammar> {
  const { wasmFolder } = files;
  const known = loaded.get(wasmFolder);
  if (known !== undefined) return known;
  const loading = load(files);
  loaded.set(wasmFolder, loading);
  // A file that is missing may come.
  loading.catch(() => loaded.delete(wasmFolder));
  return loading;
}

async function load({ wasmFolder }: GrammarFiles): Promise<Grammar> {
  const locate = (name: string): string => {
    const beside = join(wasmFolder, name);
    return existsSync(beside) ? beside : join(wasmFolder, name.replace(/\.wasm$/, ''), name);
  };
  await Parser.init({ locateFile: locate });
  const language = await Language.load(locate('tree-sitter-bash.wasm'));
  const parser = new Parser();
  parser.setLanguage(language);
  const kinds = language.types.map((type, id) => ({ type, isNamed: language.nodeTypeIsNamed(id) }));
  return {
    parse(text) {
      if (nestsDeeper(text, deepest)) {
        return unparsed(text);
      }
      const tree = parser.parse(hideLeadingEscapes(withSingleHereDocuments(text)), null, {
        progressCallback: isOverdue(text),
      });
      if (tree === null) {
        parser.reset();
        return unparsed(text);
      }
      try {
        return copyTree(tree, kinds);
      } finally {
        tree.delete();
      }
    },
  };
}

// tree-sitter-bash 0.25 reads a here-document's body as words where it begins with an escape. An escape stands for
// itself, so letters in its place mean the same and keep all offsets.
function hideLeadingEscapes(text: string): string {
  return text.includes('<<')
    ? text.replaceAll(/(<<-?[ \t]*["'\\]?\w+[^\n]{0,500}\n)\\[$`\\]/g, '$1xx')
    : text;
}

// Brackets that stand open at once. No command has nearly as many, and where nothing closes them the parser's search for a way out
// takes the cube of their number: minutes for a few kilobytes.
const deepest = 100;

function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = text.search(/[()]/); at < text.length && at >= 0; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === 0x28) {
      depth += 1;
    } else if (letter === 0x29 && depth > 0) {
      depth -= 1;
    }
    if (depth > limit) {
      return true;
    }
  }
  return false;
}

// What is no shell at all can take the square of its length. Commands need some milliseconds for each kilobyte, so only such a text
// reaches the limit, however busy the machine.
function isOverdue(text: string): () => boolean {
  const end = performance.now() + 2000 + text.length / 20;
  return () => performance.now() > end;
}

function unparsed(text: string): SyntaxNode {
  const at = { startIndex: 0, endIndex: text.length };
  const error: SyntaxNode = {
    ...at,
    type: 'ERROR',
    isNamed: true,
    isError: true,
    isMissing: false,
    hasError: true,
    children: [],
  };
  return { ...error, type: 'program', isError: false, children: [error] };
}

interface Draft {
  type: string;
  startIndex: number;
  endIndex: number;
  isNamed: boolean;
  isError: boolean;
  isMissing: boolean;
  hasError: boolean;
  children: Draft[];
}

/** What the grammar says about each of its types, by their number. */
type Kinds = readonly { readonly type: string; readonly isNamed: boolean }[];

// What the parser could not read; it has no number in the grammar.
const unread = { type: 'ERROR', isNamed: true };

// Copies the tree out of WebAssembly's memory, which nothing else frees. One cursor visits each node once, without
// recursion: `node.children` would cost twice as much, and a deep tree must not overflow the stack. Each question to the
// cursor crosses into WebAssembly, so it is asked only what is not known otherwise.
function copyTree(tree: Tree, kinds: Kinds): SyntaxNode {
  const cursor = tree.walk();
  const { hasError } = tree.rootNode;
  const root = copyNode(cursor, kinds, hasError);
  const parents: Draft[] = [];
  const visited = [root];
  try {
    let current = root;
    while (advance(cursor, current, parents)) {
      current = copyNode(cursor, kinds, hasError);
      addChild(parents.at(-1), current);
      if (hasError) {
        visited.push(current);
      }
    }
  } finally {
    cursor.delete();
  }
  for (const node of visited.reverse()) {
    node.hasError = node.isError || node.isMissing || node.children.some(child => child.hasError);
  }
  return root;
}

// Most nodes are leaves, which share one list.
const none: Draft[] = [];

function addChild(parent: Draft | undefined, child: Draft): void {
  if (parent?.children === none) {
    parent.children = [child];
  } else {
    parent?.children.push(child);
  }
}

// Tokens have no children, and need not be asked for any: all that stands in quotes in the grammar's rules, and the named ones that
// most nodes are.
const tokens = new Set(['word', 'variable_name', 'string_content', 'comment', 'raw_string']);

// Moves to the next node in document order and keeps `parents` the path above it; false after the last node.
function advance(cursor: TreeCursor, current: Draft, parents: Draft[]): boolean {
  if (current.isNamed && !tokens.has(current.type) && cursor.gotoFirstChild()) {
    parents.push(current);
    return true;
  }
  while (!cursor.gotoNextSibling()) {
    if (!cursor.gotoParent()) {
      return false;
    }
    parents.pop();
  }
  return true;
}

function copyNode(cursor: TreeCursor, kinds: Kinds, mayBeMissing: boolean): Draft {
  const { type, isNamed } = kinds[cursor.nodeTypeId] ?? unread;
  return {
    type,
    startIndex: cursor.startIndex,
    endIndex: cursor.endIndex,
    isNamed,
    isError: type === 'ERROR',
    isMissing: mayBeMissing && cursor.nodeIsMissing,
    hasError: false,
    children: none,
  };
}
