import type { Surroundings } from '../../../../src/core/lint/rule.ts';

const files: Readonly<Record<string, readonly string[]>> = {
  '': ['restart.md', 'images', 'docs', 'README.md'],
  'docs/': ['proxies.md', 'proxy.png'],
  'images/': ['logo.svg'],
};
/** A machine with one program less, and a runbook among a few files. */
export const surroundings: Surroundings = {
  today: '2030-06-15',
  hasCommand: name => !['kubctl', 'deployctl', 'bosh'].includes(name),
  readFile: path => {
    const cut = path.lastIndexOf('/') + 1;
    return files[path.slice(0, cut)]?.includes(path.slice(cut)) === true ? '' : undefined;
  },
  filesIn: folder => files[folder] ?? [],
};

export const bash = (...lines: readonly string[]): string => ['```bash', ...lines, '```', ''].join('\n');
export const consoleOf = (...lines: readonly string[]): string =>
  ['```console', ...lines, '```', ''].join('\n');

/** A text with one finding that matters, and what a fix of it writes. */
export interface Case {
  readonly title: string;
  readonly code: string;
  readonly before: string;
  /** Which of the offers; the first where nothing is said. */
  readonly nth?: number;
  /** The text behind the fix; absent where nothing may be offered. */
  readonly after?: string;
  /** Codes that are found only now: what stood behind the fault. */
  readonly then?: readonly string[];
  /** What the author is to write next. */
  readonly asks?: string;
}
