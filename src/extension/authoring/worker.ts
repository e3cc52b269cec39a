import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { wasmFolder } from '../../adapters/assets.ts';
import { findConfig, isIgnored, readConfig } from '../../adapters/config.ts';
import { loadGrammar } from '../../adapters/grammar.ts';
import { parseText } from '../../adapters/runbookFile.ts';
import { surroundingsOf } from '../../adapters/surroundings.ts';
import { completionsAt } from '../../core/authoring/completion.ts';
import { draftOf, type Draft } from '../../core/authoring/draft.ts';
import { glancesOf } from '../../core/authoring/glance.ts';
import { hoverAt } from '../../core/authoring/hover.ts';
import { ignoreEdit, withRuleOff } from '../../core/authoring/ignore.ts';
import { changeBetween } from '../../core/authoring/mend.ts';
import { foldsOf, outlineOf } from '../../core/authoring/outline.ts';
import { blockAt } from '../../core/authoring/place.ts';
import { renamableAt, renameAt } from '../../core/authoring/rename.ts';
import type { Edit, Finding } from '../../core/lint/finding.ts';
import { layOut } from '../../core/run/view/page.ts';
import { planOf } from '../../core/run/plan.ts';
import type { Laid } from '../../core/run/view/project.ts';
import { rehearse } from '../../core/run/rehearsal.ts';
import { renderMarkdown } from '../../core/runbook/markdown/render.ts';
import { fixAll } from '../../core/lint/fix.ts';
import { lint } from '../../core/lint/lint.ts';
import { defaultSettings, type LintSettings } from '../../core/lint/settings.ts';
import type { Grammar } from '../../core/shell/grammar.ts';
import type { Configuration, FromWorker, Kind, Questions, Sent, ToWorker } from './question.ts';

// The thread that holds the grammar and reads what is being written; nothing of it runs in the extension host's own.

interface Held {
  readonly version: number;
  readonly draft: Draft;
}

interface Asked {
  readonly draft: Draft;
  readonly path: string;
  readonly grammar: Grammar;
}

const answers: {
  readonly [K in Kind]: (asked: Asked, given: Questions[K]['with']) => Questions[K]['answer'];
} = {
  findings: asked => worst(findingsIn(asked)),
  configuration: ({ path }) => configurationFor(path),
  mended: mend,
  ignoring: ({ draft }, finding) => ignoreEdit(draft, finding),
  withRuleOff: (_asked, { config, code }) => withRuleOff(config, code),
  completions: ({ draft }, offset) => completionsAt(draft, offset),
  hover: ({ draft }, offset) => hoverAt(draft, offset),
  outline: ({ draft }) => outlineOf(draft),
  folds: ({ draft }) => foldsOf(draft),
  glances: ({ draft }) => glancesOf(draft),
  block: ({ draft }, line) => ({ opening: blockAt(draft.lines, line) }),
  phases: ({ draft }) =>
    laidOut(draft).page.phases.flatMap(({ id, number, line }) =>
      number === '' ? [] : [{ id, number, line }],
    ),
  renamable: ({ draft, grammar }, offset) => renamableAt(draft, offset, grammar),
  rehearsal: ({ draft, grammar }, { moves, revision, page }) => {
    const laid = laidOut(draft);
    return { ...rehearse(laid, moves, { grammar, revision }), ...(page ? { page: laid.page } : {}) };
  },
  rename: ({ draft, grammar }, renaming) => renameAt(draft, renaming, grammar),
};

const layouts = new WeakMap<Draft, Laid>();

/** Laid out once for each version: whoever rehearses asks after every press. */
function laidOut(draft: Draft): Laid {
  const { runbook } = draft;
  const known = layouts.get(draft) ?? { plan: planOf(runbook), page: layOut(runbook, renderMarkdown) };
  layouts.set(draft, known);
  return known;
}

// The editor shows no more for a file; the rest would only hold up the thread that shows them.
const mostFindings = 1000;
const order = ['error', 'warning', 'info', 'hint'];

function worst(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostFindings) return findings;
  return findings
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    .slice(0, mostFindings);
}

function findingsIn({ draft: { text, runbook }, path, grammar }: Asked): readonly Finding[] {
  const settings = settingsFor(path);
  if (settings === undefined) return [];
  return lint(text, runbook, { grammar, surroundings: surroundingsOf(path, new Date()), settings });
}

/** Undefined if the team's configuration leaves the file out; what cannot be read counts as if it said nothing, and is reported. */
function settingsFor(path: string): LintSettings | undefined {
  const read = readConfig(path === '' ? undefined : findConfig(path));
  if (!read.ok) return defaultSettings;
  return path !== '' && isIgnored(path, read.config) ? undefined : read.config.lint;
}

function configurationFor(file: string): Configuration | undefined {
  const path = file === '' ? undefined : findConfig(file);
  if (path === undefined) return undefined;
  const read = readConfig(path);
  const problems = (read.ok ? [] : read.problems).map(({ line = 1, column = 1, message, says }) => ({
    line,
    column,
    message,
    says,
  }));
  return { path, problems };
}

function mend(asked: Asked): Edit | undefined {
  const { path, grammar, draft } = asked;
  const { text } = fixAll(draft.text, now => findingsIn({ path, grammar, draft: read(now, path, grammar) }));
  return changeBetween(draft.text, text);
}

const held = new Map<string, Held>();
const loading = loadGrammar({ wasmFolder: wasmFolder() });

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'forget') {
    held.delete(message.key);
    return;
  }
  void answer(message).then(reply => parentPort?.postMessage(reply));
});

async function answer({
  id,
  of,
  kind,
  with: given,
}: Extract<ToWorker, { type: 'ask' }>): Promise<FromWorker> {
  // Outside of the catch: without the grammar there is nothing to go on with, and the host says so.
  const grammar = await loading;
  try {
    const draft = draftFor(of, grammar);
    const reply = answers[kind] as (asked: Asked, given: unknown) => unknown;
    return { id, answer: reply({ draft, path: of.path, grammar }, given) };
  } catch (error) {
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** One reading for each version, shared by all that asks about it. */
function draftFor({ key, path, version, text }: Sent, grammar: Grammar): Draft {
  const known = held.get(key);
  if (text === undefined) {
    if (known?.version === version) return known.draft;
    throw new Error(`version ${version} of ${key} was never sent`);
  }
  const draft = read(text, path, grammar);
  held.set(key, { version, draft });
  return draft;
}

function read(text: string, path: string, grammar: Grammar): Draft {
  const bytes = new TextEncoder().encode(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return draftOf(text, parseText({ path, bytes, sha256 }, grammar));
}
