// A run of many entries as the journal would have written it, made without its syncs.
import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { canonical, type JsonObject } from '../../src/core/audit/line/canonical.ts';
import { lineHash } from '../../src/adapters/audit/journal/moved.ts';
import { newSessionKey, type MemoryKey } from '../../src/adapters/audit/keys/sessionKey.ts';

const linesPerSegment = 200_000;
const runId = '20260101T000000Z-bench-aaaaaaaaaaaaa';

export interface Keys {
  readonly user: MemoryKey;
  readonly session: MemoryKey;
}

/** Writes a sealed run of about so many lines, with a signed checkpoint after every `every` of them. */
export function writeRun(folder: string, size: { readonly entries: number; readonly every: number }): Keys {
  const keys = { user: newSessionKey(), session: newSessionKey() };
  const parents: JsonObject[] = [];
  for (let left = size.entries, seg = 0; left > 0; left -= linesPerSegment, seg++) {
    const lines = Math.min(left, linesPerSegment);
    parents.push(
      writeSegment(folder, { keys, seg, lines, every: size.every, parents, last: left <= linesPerSegment }),
    );
  }
  return keys;
}

interface SegmentPlan {
  readonly keys: Keys;
  readonly seg: number;
  readonly lines: number;
  readonly every: number;
  readonly parents: readonly JsonObject[];
  readonly last: boolean;
}

function writeSegment(folder: string, plan: SegmentPlan): JsonObject {
  const fd = fs.openSync(join(folder, `${String(plan.seg).padStart(2, '0')}-bench-0000.jsonl`), 'wx');
  let buffered: Uint8Array[] = [];
  let [seq, prev, last] = [0, '0'.repeat(64), new Uint8Array()];
  const add = (entry: JsonObject): void => {
    const time = entry['type'] === 'sig' ? {} : { t: 1_767_225_600_000 + seq, m: seq * 1000 };
    last = Buffer.from(`${canonical({ ...entry, run: runId, seg: plan.seg, seq, prev, ...time })}\n`);
    prev = lineHash(last);
    seq++;
    buffered.push(last);
    if (buffered.length < 5000) return;
    fs.writeSync(fd, Buffer.concat(buffered));
    buffered = [];
  };
  const sign = (by: 'user' | 'session', ns: string): void =>
    add({ type: 'sig', by, ns, sig: plan.keys[by].sign(last, ns) });
  add(openOf(plan));
  sign('user', 'log.v1@handrail');
  while (seq < plan.lines - 2) {
    add(entryOf(seq));
    if (seq % plan.every < plan.every - 2) continue;
    add({ type: 'checkpoint', why: 'step' });
    sign('session', 'session.v1@handrail');
  }
  if (plan.last) add({ type: 'seal', result: 'done', counts: {}, parents: plan.parents, objects: 0 });
  else add({ type: 'checkpoint', why: 'rotate' });
  sign(plan.last ? 'user' : 'session', plan.last ? 'seal.v1@handrail' : 'session.v1@handrail');
  fs.writeSync(fd, Buffer.concat(buffered));
  fs.closeSync(fd);
  return { seg: plan.seg, lines: seq, head: prev };
}

function openOf(plan: SegmentPlan): JsonObject {
  return {
    type: 'open',
    fmt: 'handrail-log/1',
    crit: [],
    role: 'operator',
    signer: plan.keys.user.publicKey,
    session: plan.keys.session.publicKey,
    who: 'bench',
    keyStore: 'file',
    parents: plan.parents.slice(-1),
    runParents: [],
    runbook: { path: 'bench.md', gitBlob: '', sha256: '0'.repeat(64), object: '0'.repeat(64) },
    roster: null,
    repo: null,
    env: { os: 'linux', arch: 'x64', vscode: '', ext: '0' },
    capture: 'pty',
    maskRules: { version: 1, sha256: '0'.repeat(64) },
    unattended: true,
    boot: '0',
  };
}

/** The four entries of a step with one statement, in turn. */
export function entryOf(seq: number): JsonObject {
  const [step, attempt, attemptId] = [`deploy-service-${seq >> 2}`, 1, `a${seq >> 2}`];
  const stepDigest = hash('sha256', step, 'hex');
  switch (seq & 3) {
    case 0:
      return { type: 'step.started', step, stepDigest, attempt };
    case 1:
      return {
        ...{ type: 'attempt.started', step, stmt: 0, stmtDigest: stepDigest, attempt, attemptId },
        ...{
          cmd: `kubectl rollout status deploy/api-${seq}`,
          cwd: '/srv/app',
          shell: 'bash',
          inputs: ['VERSION'],
        },
      };
    case 2:
      return {
        type: 'attempt.finished',
        attemptId,
        outcome: 'exited',
        exit: 0,
        durMs: 812,
        cwd: '/srv/app',
        outputs: [],
      };
    default:
      return { type: 'step.finished', step, stepDigest, attempt, how: 'run', by: 'rule' };
  }
}
