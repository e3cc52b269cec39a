import type { Action, Entry, Recorded, Seal } from '../../../src/core/audit/entry.ts';
import { layOut } from '../../../src/core/run/view/page.ts';
import { planOf } from '../../../src/core/run/plan.ts';
import type { Laid, Live } from '../../../src/core/run/view/project.ts';
import { emptyRun, replay, type RunState } from '../../../src/core/run/state.ts';
import { read } from '../runbook/read.ts';

// Logs as short lists of what happened.

/** A runbook laid out, with the ids of its steps in the order of the plan. */
export function laidOf(text: string): Laid & { readonly ids: readonly string[] } {
  const runbook = read(text, 'a.md');
  const plan = planOf(runbook);
  return { plan, page: layOut(runbook, markdown => markdown), ids: [...plan.steps.keys()] };
}

const opening = {
  type: 'open',
  fmt: 'handrail-log/1',
  crit: [],
  role: 'operator',
  signer: '',
  session: null,
  who: 'kim@example.org',
  keyStore: 'file',
  parents: [],
  runParents: [],
  runbook: { path: 'a.md', gitBlob: '', sha256: '', object: '' },
  roster: null,
  repo: null,
  env: { os: '', arch: '', vscode: '', ext: '' },
  capture: 'pty',
  maskRules: { version: 1, sha256: '' },
  unattended: false,
  boot: '',
} satisfies Entry;

type Happened = Action | Entry;

/** Entries as they are read back, each a second after the one before. */
export function recorded(happened: readonly Happened[]): readonly Recorded[] {
  return [opening, ...happened].map((entry, seq) => ({
    ...entry,
    run: 'r1',
    seg: 0,
    seq,
    prev: '',
    t: 1000 * (seq + 1),
    m: 0,
  }));
}

export function stateOf(happened: readonly Happened[]): RunState {
  return replay(emptyRun, recorded(happened));
}

export const live: Live = {
  revision: 1,
  held: new Set<string>(),
  trusted: true,
  outputs: new Map(),
  recording: { ok: true, entries: 0, unsigned: 0 },
  facts: { host: 'h', user: 'u', cwd: '/' },
  notices: [],
  shown: ({ text }) => text,
};

export const happened = {
  started: (step: string, attempt = 1): Action => ({ type: 'step.started', step, stepDigest: '', attempt }),
  ended: (step: string, how: 'run' | 'hand' = 'run'): Action => ({
    type: 'step.finished',
    step,
    stepDigest: '',
    attempt: 1,
    how,
    by: 'person',
  }),
  failed: (step: string): Action => ({
    type: 'step.failed',
    step,
    stepDigest: '',
    attempt: 1,
    reason: 'exit 1',
  }),
  skipped: (step: string): Action => ({
    type: 'step.skipped',
    step,
    stepDigest: '',
    attempt: 1,
    reason: 'why',
  }),
  begun: (step: string, attemptId: string, stmt = 0): Action => ({
    type: 'attempt.started',
    step,
    stmt,
    stmtDigest: '',
    attempt: 1,
    attemptId,
    cmd: 'true',
    cwd: '/',
    shell: 'bash',
    inputs: [],
  }),
  exited: (attemptId: string, exit: number): Action => ({
    type: 'attempt.finished',
    attemptId,
    outcome: 'exited',
    exit,
    durMs: 5,
    cwd: '/',
    outputs: [],
  }),
  lost: (attemptId: string): Entry => ({
    type: 'recovered',
    ref: { seg: 0, lines: 1, head: '' },
    tornBytes: 0,
    tornSha256: '',
    danglingAttempts: [attemptId],
  }),
  judged: (step: string, attemptId: string, decision: 'met' | 'differs'): Action => ({
    type: 'judged',
    step,
    attemptId,
    decision,
    by: 'person',
  }),
  ticked: (step: string, checked = true): Action => ({ type: 'check.set', step, checked, by: 'person' }),
  entered: (section: string): Action => ({ type: 'branch.entered', section, reason: 'it broke' }),
  reopened: (step: string): Action => ({ type: 'step.reopened', step, reason: 'again' }),
  noted: (step: string): Action => ({ type: 'note', step, text: 'seen' }),
  valued: (name: string, value?: string): Action => ({
    type: 'input.set',
    name,
    kind: value === undefined ? 'secret' : 'text',
    source: 'typed',
    ...(value === undefined ? {} : { value }),
  }),
  sealed: (end: Pick<Seal, 'result' | 'reason'> = { result: 'done' }): Action => ({
    type: 'seal',
    ...end,
    counts: { passed: 0, failed: 0, skipped: 0, byHand: 0, checked: 0 },
    parents: [],
    objects: 0,
  }),
} as const;
