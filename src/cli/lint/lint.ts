import { createHash } from 'node:crypto';
import { wasmFolder } from '../../adapters/assets.ts';
import { findConfig, isIgnored, readConfig, type Config } from '../../adapters/config.ts';
import { inFile } from '../../adapters/configFile.ts';
import { loadGrammar } from '../../adapters/grammar.ts';
import { parseText, readRunbook, standardInput } from '../../adapters/runbookFile.ts';
import { surroundingsOf } from '../../adapters/surroundings.ts';
import { fixAll } from '../../core/lint/fix.ts';
import type { Finding } from '../../core/lint/finding.ts';
import { lint as findIn, type LintOptions } from '../../core/lint/lint.ts';
import type { Grammar } from '../../core/shell/grammar.ts';
import { flag, option, readArguments, wrongUsage } from '../arguments.ts';
import { exitCodes } from '../exit.ts';
import { nameFiles } from './lintFiles.ts';
import { jsonReport, textReport, totalsOf, type Looked } from './lintReport.ts';
import { decodeText, encodeText, replaceFile, type FileText } from './lintText.ts';
import { sarifReport } from './sarif.ts';
import { complain } from '../complaint.ts';

const usage = `Usage: handrail lint [FILE|FOLDER|GLOB…] [OPTION…]

Says what is wrong with runbooks, as the editor does; without arguments, those of the current folder.
A single - reads standard input.

  --format FORMAT    text (default), json (docs/lint.md) or sarif (SARIF 2.1.0)
  --fix              mends what cannot change what a runbook means; with -, prints the mended text
  --quiet            shows errors and warnings only
  --config FILE      instead of the .handrail/config.yaml found above each file

Exit codes: 0 no error and no warning, 1 errors or warnings, 2 usage or configuration, 5 a file could not be read or written.
`;

const options = {
  format: { type: 'string' },
  fix: { type: 'boolean' },
  quiet: { type: 'boolean' },
  config: { type: 'string' },
} as const;

const formats = { text: textReport, json: jsonReport, sarif: sarifReport } as const;

/** `handrail lint`: 0 clean, 1 errors or warnings, 2 usage, 5 IO. */
export async function lint(args: readonly string[]): Promise<number> {
  const read = readArguments(args, options, usage);
  if (typeof read === 'number') return read;
  const format = option(read, 'format') ?? 'text';
  if (!isFormat(format)) return wrongUsage(`There is no format ${format}.`, usage);
  const named = await nameFiles(read.positionals.length === 0 ? ['.'] : read.positionals);
  const work = new Work(await loadGrammar({ wasmFolder: wasmFolder() }), {
    fix: flag(read, 'fix'),
    config: option(read, 'config'),
  });
  for (const sentence of named.missing) work.fail(sentence);
  for (const path of named.files) await work.look(path);
  if (work.badConfig) return exitCodes.usage;
  const shown = flag(read, 'quiet') ? work.files.map(weightyOnly) : work.files;
  // The mended text of standard input takes standard output.
  const out = flag(read, 'fix') && named.files.includes('-') ? process.stderr : process.stdout;
  // What could not be read was said; that nothing was found in nothing says no more.
  if (shown.length > 0 || !work.failed || format !== 'text') out.write(formats[format](shown));
  const { error, warning } = totalsOf(work.files);
  return work.failed ? exitCodes.io : error + warning > 0 ? exitCodes.failed : exitCodes.done;
}

function isFormat(format: string): format is keyof typeof formats {
  return Object.hasOwn(formats, format);
}

function weightyOnly(file: Looked): Looked {
  const findings = file.findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  return { ...file, findings };
}

interface Wishes {
  readonly fix: boolean;
  readonly config: string | undefined;
}

type FindBy = Pick<LintOptions, 'settings' | 'surroundings'>;

/** Looks at one file after the other; what goes wrong is said at once, and the others are still looked at. */
class Work {
  readonly files: Looked[] = [];
  failed = false;
  badConfig = false;
  readonly #grammar: Grammar;
  readonly #wishes: Wishes;
  readonly #configs = new Map<string | undefined, Config | undefined>();

  constructor(grammar: Grammar, wishes: Wishes) {
    this.#grammar = grammar;
    this.#wishes = wishes;
  }

  fail(message: string): void {
    complain(message);
    this.failed = true;
  }

  async look(path: string): Promise<void> {
    const config = this.#configOf(path);
    if (config === undefined || isIgnored(path, config)) return;
    const bytes = await this.#read(path === '-' ? standardInput : path);
    if (bytes === undefined) return;
    const before = decodeText(bytes);
    const surroundings = surroundingsOf(path, new Date());
    const find = (text: string): readonly Finding[] =>
      this.#find(path, { ...before, text }, { settings: config.lint, surroundings });
    const fixed =
      this.#wishes.fix && before.whole ? fixAll(before.text, find) : { text: before.text, mended: [] };
    const after = encodeText(fixed.text, before.encoding);
    if (this.#wishes.fix && path === '-') process.stdout.write(before.whole ? after : bytes);
    else if (fixed.mended.length > 0) {
      const refused = await replaceFile(path, { before: bytes, after });
      if (refused !== undefined) {
        this.fail(refused);
        return;
      }
    }
    this.files.push({ path, ...fixed, findings: find(fixed.text) });
  }

  async #read(path: string): Promise<Uint8Array | undefined> {
    const read = await readRunbook(path, Infinity);
    if (read.ok) return read.text.bytes;
    this.fail(read.failure.message);
    return undefined;
  }

  #find(path: string, { text, encoding }: FileText, by: FindBy): readonly Finding[] {
    const bytes = encodeText(text, encoding);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const runbook = parseText({ path, bytes, sha256 }, this.#grammar);
    return findIn(text, runbook, { grammar: this.#grammar, ...by });
  }

  #configOf(path: string): Config | undefined {
    const found = this.#wishes.config ?? findConfig(path);
    if (!this.#configs.has(found)) {
      const read = readConfig(found);
      if (!read.ok) {
        for (const problem of read.problems) complain(inFile(found ?? '', problem));
        this.badConfig = true;
      }
      this.#configs.set(found, read.ok ? read.config : undefined);
    }
    return this.#configs.get(found);
  }
}
