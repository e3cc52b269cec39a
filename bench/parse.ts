// Cost of reading a runbook: parse and shell analysis against bare markdown-it plus bare tree-sitter over the same text, and
// how that grows with size. Ratios within one run; absolute times depend on the machine.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { Language, Parser } from 'web-tree-sitter';
import { loadGrammar } from '../src/adapters/grammar.ts';
import { isShell, readFenceInfo } from '../src/core/runbook/fenceInfo.ts';
import { parseRunbook } from '../src/core/runbook/parse.ts';

const root = join(import.meta.dirname, '..');
const modules = join(root, 'node_modules');
const rounds = 5;

const grammar = await loadGrammar({ wasmFolder: modules });
const require = createRequire(import.meta.url);
const bare = new Parser();
bare.setLanguage(
  await Language.load(
    join(dirname(require.resolve('tree-sitter-bash/package.json')), 'tree-sitter-bash.wasm'),
  ),
);
const markdown = MarkdownIt({ html: true });

/** What the libraries alone cost: all tokens of the text, and one tree for each shell fence. */
function readBare(text: string): void {
  for (const token of markdown.parse(text, {})) {
    if (token.type === 'fence' && isShell(readFenceInfo(token.info).language)) {
      bare.parse(token.content)?.delete();
    }
  }
}

function readWhole(text: string): void {
  parseRunbook({ path: 'bench.md', bytes: new TextEncoder().encode(text), sha256: '0'.repeat(64) }, grammar);
}

/** The least of several rounds, both sides in turn, so that neither has the warmer machine. */
function compare(texts: readonly string[]): { readonly whole: number; readonly libraries: number } {
  const times = { whole: Infinity, libraries: Infinity };
  for (let round = 0; round < rounds; round += 1) {
    times.libraries = Math.min(times.libraries, time(texts, readBare));
    times.whole = Math.min(times.whole, time(texts, readWhole));
  }
  return times;
}

function time(texts: readonly string[], read: (text: string) => void): number {
  globalThis.gc?.();
  const start = performance.now();
  texts.forEach(read);
  return performance.now() - start;
}

function markdownIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return names.filter(name => name.endsWith('.md')).map(name => readFileSync(join(folder, name), 'utf8'));
}

/** A runbook of about so many characters, no two sections alike. */
function grow(characters: number): string {
  const parts: string[] = ['# Grown runbook\n'];
  for (let at = 1, size = 0; size < characters; at += 1) {
    const part = section(at);
    parts.push(part);
    size += part.length;
  }
  return parts.join('\n');
}

function section(at: number): string {
  return `## Step ${at}: Deploy service ${at} (10-20 min)

Text about service **${at}** with \`code\`, a [link](https://example.com/${at}) and more words than one line would hold.

- [ ] Service ${at} is announced
- [ ] Backup ${at} is fresh
  - [ ] and was restored once

| Metric | Target | Actual |
|--------|--------|--------|
| Errors ${at} | < 1% | ____% |

\`\`\`bash
# Roll out service ${at}
export VERSION_${at}=v1.${at}.0
kubectl set image deployment/service-${at} app=registry/service:$VERSION_${at} -n prod
kubectl rollout status deployment/service-${at} -n prod | grep -v Running
# Expected: successfully rolled out
for pod in $(kubectl get pods -o name); do
  kubectl logs "$pod" --tail=10
done
\`\`\`

1. Look at dashboard ${at}
2. Tell the team of service ${at}
`;
}

function row(name: string, texts: readonly string[]): Record<string, string> {
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  const { whole, libraries } = compare(texts);
  return {
    text: name,
    MB: (size / 1e6).toFixed(2),
    'libraries ms': libraries.toFixed(1),
    'handrail ms': whole.toFixed(1),
    ratio: (whole / libraries).toFixed(2),
    'ms per MB': (whole / (size / 1e6)).toFixed(0),
  };
}

const shared = join(root, '../shared');
const real = ['seeds', 'corpus'].map(name => [name, markdownIn(join(shared, name))] as const);
const cases = markdownIn(join(root, 'test/cases/runbook'));
console.table([
  ...real.filter(([, texts]) => texts.length > 0).map(([name, texts]) => row(name, texts)),
  row('test cases', cases),
  ...[0.1, 0.5, 1, 2, 5].map(megabytes => row(`grown to ${megabytes} MB`, [grow(megabytes * 1e6)])),
]);
console.log('Target: ratio at most 2, and "ms per MB" of the grown texts level.');
