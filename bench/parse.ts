// Cost of reading a runbook: parse and shell analysis against bare markdown-it plus bare tree-sitter over the same text, how that
// grows with size, and what lint costs on top. Ratios within one run, of processor time: other programs of a busy machine do not
// count, absolute times depend on the machine.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { Language, Parser } from 'web-tree-sitter';
import { loadGrammar } from '../src/adapters/grammar.ts';
import { lint } from '../src/core/lint/lint.ts';
import { defaultSettings } from '../src/core/lint/settings.ts';
import { isShell, readFenceInfo } from '../src/core/runbook/markdown/fenceInfo.ts';
import { parseRunbook } from '../src/core/runbook/parse.ts';
import type { Runbook } from '../src/core/runbook/runbook.ts';
import { grown } from './texts/grown.ts';

const root = join(import.meta.dirname, '..');
const modules = join(root, 'node_modules');

const grammar = await loadGrammar({ wasmFolder: modules });
const require = createRequire(import.meta.url);
const bare = new Parser();
bare.setLanguage(
  await Language.load(
    join(dirname(require.resolve('tree-sitter-bash/package.json')), 'tree-sitter-bash.wasm'),
  ),
);
const markdown = MarkdownIt({ html: true });

/** As each side is given it: Handrail reads a file's bytes. */
interface Text {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** What the libraries alone cost: all tokens of the text, and one tree for each fence that is tagged as shell. */
function readBare({ text }: Text): void {
  for (const token of markdown.parse(text, {})) {
    if (token.type === 'fence' && isShell(readFenceInfo(token.info).language)) {
      bare.parse(token.content)?.delete();
    }
  }
}

function readWhole({ bytes }: Text): Runbook {
  return parseRunbook({ path: 'bench.md', bytes, sha256: '0'.repeat(64) }, grammar);
}

function lintWhole({ text }: Text, runbook: Runbook): void {
  lint(text, runbook, { grammar, surroundings: {}, settings: defaultSettings });
}

/** Milliseconds of processor time: of this thread, which is what somebody waits for, and of all, which adds collecting garbage. */
interface Used {
  readonly thread: number;
  readonly all: number;
}

function time(work: () => void): Used {
  globalThis.gc?.();
  const [thread, all] = [process.threadCpuUsage(), process.cpuUsage()];
  work();
  const [threadAfter, allAfter] = [process.threadCpuUsage(thread), process.cpuUsage(all)];
  return {
    thread: (threadAfter.user + threadAfter.system) / 1000,
    all: (allAfter.user + allAfter.system) / 1000,
  };
}

interface Compared {
  readonly libraries: Used;
  readonly whole: Used;
  readonly linted: Used;
}

const none: Used = { thread: Infinity, all: Infinity };

/** The least of several rounds, all sides in turn, so that none has the warmer machine. */
function compare(given: readonly string[], rounds: number): Compared {
  const texts = given.map(text => ({ text, bytes: new TextEncoder().encode(text) }));
  let [libraries, whole, linted] = [none, none, none];
  const characters = given.reduce((sum, text) => sum + text.length, 0);
  // A few milliseconds say nothing: short texts are read again and again.
  const times = Math.max(1, Math.round(1e6 / characters));
  const each = (read: (text: Text, at: number) => void): Used => {
    const { thread, all } = time(() => {
      for (let count = 0; count < times; count += 1) texts.forEach(read);
    });
    return { thread: thread / times, all: all / times };
  };
  for (let round = 0; round < rounds; round += 1) {
    libraries = least(libraries, each(readBare));
    const runbooks: Runbook[] = [];
    whole = least(
      whole,
      each((text, at) => (runbooks[at] = readWhole(text))),
    );
    linted = least(
      linted,
      each((text, at) => lintWhole(text, runbooks[at] ?? readWhole(text))),
    );
  }
  return { libraries, whole, linted };
}

function least(a: Used, b: Used): Used {
  return { thread: Math.min(a.thread, b.thread), all: Math.min(a.all, b.all) };
}

function markdownIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return names.filter(name => name.endsWith('.md')).map(name => readFileSync(join(folder, name), 'utf8'));
}

function row(name: string, texts: readonly string[], rounds = 5): Record<string, string> {
  const size = texts.reduce((sum, text) => sum + text.length, 0) / 1e6;
  const { libraries, whole, linted } = compare(texts, rounds);
  return {
    text: name,
    MB: size.toFixed(2),
    'libraries ms': libraries.thread.toFixed(1),
    'handrail ms': whole.thread.toFixed(1),
    ratio: (whole.thread / libraries.thread).toFixed(2),
    'all threads': (whole.all / libraries.all).toFixed(2),
    'ms per MB': (whole.thread / size).toFixed(0),
    'lint / parse': (linted.thread / whole.thread).toFixed(2),
  };
}

const shared = join(root, '../shared');
const real = [
  ['runbooks', markdownIn(join(root, 'runbooks'))],
  ['seeds', markdownIn(join(shared, 'seeds'))],
  ['corpus', markdownIn(join(shared, 'corpus'))],
] as const;

// Both sides are compiled before anything counts.
compare([grown(2e5), ...real.flatMap(([, texts]) => texts)], 3);
console.table([
  ...real.filter(([, texts]) => texts.length > 0).map(([name, texts]) => row(name, texts)),
  ...[0.1, 0.5, 1, 2, 5].map(megabytes =>
    row(`grown to ${megabytes} MB`, [grown(megabytes * 1e6)], megabytes > 1 ? 2 : 3),
  ),
]);
console.log('Target: ratio at most 2, and "ms per MB" of the grown texts level.');
