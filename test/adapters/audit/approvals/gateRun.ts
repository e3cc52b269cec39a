import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Covered } from '../../../../src/core/audit/gates/approval.ts';
import {
  answerIn,
  answerText,
  keepAnswer,
  makeAnswer,
  type Decision,
} from '../../../../src/adapters/audit/approvals/answer.ts';
import { requestsIn, scanned } from '../../../../src/adapters/audit/approvals/answers.ts';
import { gatedSegments } from '../../../../src/adapters/audit/approvals/gateEntries.ts';
import type { Journal } from '../../../../src/adapters/audit/journal/journal.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { changeRoster } from '../../../../src/adapters/audit/roster/rosterFile.ts';
import type { RequestSeen } from '../../../../src/core/audit/gates/grant.ts';
import type { Member } from '../../../../src/core/audit/roster/roster.ts';
import type { Reference } from '../../../../src/core/audit/entry.ts';
import type { Verdict } from '../../../../src/core/audit/verdict.ts';
import { verifyRun } from '../../../../src/adapters/audit/verify.ts';
import { done, Machine } from '../kit.ts';
import { person, type Person } from '../roster/rosterTeam.ts';

// A run with a gate, written as an operator's own program could write it: honestly, or not.

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
export const bob = person();
/** Bob again, with another key. */
export const bobsOther = person();
export const carol = person();
export const dave = person();
export const stranger = person();
/** May walk a run and approve nothing. */
export const dan = person();
/** The operator again, with another key. */
export const alicesOther = person();

export class GateRun {
  readonly machine = new Machine();
  readonly clock = { now: () => this.at, monotonic: () => 0 };
  at = Date.now();
  journal!: Journal;
  members: readonly Member[] = [];
  #count = 0;

  get folder(): string {
    return this.journal.folder;
  }

  async begin({ quorum = 1, breakGlass = false } = {}): Promise<this> {
    const { state, signer } = this.machine;
    const members = [
      {
        principal: 'alice@corp',
        keys: [signer.publicKey, alicesOther.key.publicKey],
        roles: ['admin', 'operator', 'dba'],
      },
      { principal: 'bob@corp', keys: [bob.key.publicKey, bobsOther.key.publicKey], roles: ['dba'] },
      { principal: 'dan@corp', keys: [dan.key.publicKey], roles: ['operator'] },
      { principal: 'dave@corp', keys: [dave.key.publicKey], roles: ['dba'] },
      { principal: 'carol@corp', keys: [carol.key.publicKey], roles: ['approver'] },
    ];
    this.members = members;
    await changeRoster(state, { members, quorum: 1, reason: '' }, { signer, now: this.at - 60_000 });
    this.journal = await this.machine.create({ clock: this.clock });
    this.place('prod');
    this.need(quorum, breakGlass);
    return this;
  }

  /** Puts the gate up. */
  need(quorum = 1, breakGlass = false): void {
    this.journal.append({
      type: 'approval.needed',
      gate: 'migrate: dba',
      steps: ['s1', 's2'],
      role: 'dba',
      quorum,
      lastsMs: 3_600_000,
      from: 'front-matter',
      text: 'Migrate: dba',
      breakGlass,
    });
  }

  /** Who is in the team from now on. */
  async enrol(members: readonly Member[]): Promise<void> {
    const { state, signer } = this.machine;
    await changeRoster(state, { members, quorum: 1, reason: '' }, { signer, now: this.at });
  }

  /** The run goes on with another text, which has the same gate. */
  adopt(): void {
    const object = this.journal.store(Buffer.from('# New\n'), { role: 'runbook', media: 'text/markdown' });
    const diff = this.journal.store(Buffer.from('+# New\n'), { role: 'diff', media: 'text/x-diff' });
    const [from, to] = [digestOf('# Deploy\n'), digestOf('# New\n')];
    const said = { object, diff, reason: 'the text was wrong', reopened: [], by: 'person' } as const;
    this.journal.append({ type: 'runbook.adopted', from, to, ...said });
    this.need();
  }

  place(context: string): void {
    const kube = { context, namespace: 'db' };
    this.journal.append({ type: 'context', host: 'ops-1', user: 'alice', cwd: '/', git: null, kube });
  }

  /** Hands the run over to dan. */
  async handOver(): Promise<void> {
    const offered = await this.journal.offer({
      type: 'handover.offered',
      text: 'yours',
      openItems: [],
      shell: null,
      host: 'ops-1',
      by: 'person',
    });
    const { seg = 0, seq = 0 } = offered ?? {};
    const line = fs.readFileSync(this.journal.path, 'utf8').split('\n')[seq] ?? '';
    const ref = { seg, lines: seq + 1, head: digestOf(`${line}\n`) };
    this.journal.close();
    const { journal } = await resumeRun(this.folder, {
      ...this.machine.options({ signer: dan.signer, operator: 'dan@corp', clock: this.clock }),
      turn: () => Promise.resolve({ type: 'handover.accepted', ref, by: 'person' }),
    });
    this.journal = journal;
    this.place('prod');
  }

  /** Asks; answers the request's name. */
  ask({
    quorum = 1,
    role = 'dba',
    covers,
  }: {
    readonly quorum?: number;
    readonly role?: string;
    readonly covers?: readonly Covered[];
  } = {}): string {
    const nonce = digestOf(`nonce ${this.#count++}`).slice(0, 32);
    this.journal.append({
      type: 'approval.requested',
      gate: 'migrate: dba',
      step: 's1',
      stepDigest: digestOf('s1'),
      role,
      quorum,
      plan: this.journal.store(Buffer.from(nonce), { role: 'plan', media: 'application/json' }),
      covers: covers ?? [{ step: 's1', stmt: 0, digest: digestOf('migrate') }],
      nonce,
      expires: this.at + 3_600_000,
    });
    this.journal.checkpoint('gate');
    return nonce;
  }

  request(nonce: string): RequestSeen {
    const seen = requestsIn(gatedSegments(this.folder, scanned(this.folder))).get(nonce);
    if (seen === undefined) throw new Error(`no request ${nonce}`);
    return seen;
  }

  /** Somebody's signed answer; where it stands. */
  async answer(
    nonce: string,
    who: Pick<Person, 'signer'>,
    change: Partial<Decision> = {},
  ): Promise<Reference> {
    const decision = { request: this.request(nonce), decision: 'granted', reason: '', ...change } as const;
    const made = await makeAnswer(this.folder, decision, {
      ...this.machine.options({ signer: who.signer, operator: 'bob@corp', clock: this.clock }),
      stateFolder: this.machine.state,
    });
    const again = answerIn(answerText(made));
    if (again === undefined) throw new Error('the pasted text is no answer');
    const path = keepAnswer(this.folder, again);
    if (path === undefined) throw new Error('another answer of that name is there');
    const [, line = ''] = fs.readFileSync(path, 'utf8').split('\n');
    const { seg } = JSON.parse(line) as { seg: number };
    return { seg, lines: 2, head: digestOf(`${line}\n`) };
  }

  withdraw(nonce: string): void {
    this.journal.append({ type: 'approval.withdrawn', gate: 'migrate: dba', nonce, by: 'person' });
  }

  breakGlass(nonce: string): void {
    const reason = 'the database is on fire';
    this.journal.append({ type: 'approval.overridden', gate: 'migrate: dba', nonce, reason, by: 'person' });
  }

  use(nonce: string, ...refs: readonly Reference[]): void {
    this.journal.append({ type: 'approval.used', gate: 'migrate: dba', nonce, refs });
  }

  run(text: string, approvals: readonly string[], step = 's1'): void {
    const attemptId = `a${this.#count++}`;
    this.journal.append({
      type: 'attempt.started',
      step,
      stmt: 0,
      stmtDigest: digestOf(text),
      attempt: 1,
      attemptId,
      cmd: text,
      cwd: '/',
      shell: 'bash',
      inputs: [],
      ...(approvals.length === 0 ? {} : { approvals }),
    });
    this.journal.append({
      type: 'attempt.finished',
      attemptId,
      outcome: 'exited',
      exit: 0,
      durMs: 1,
      cwd: '/',
      outputs: [],
    });
  }

  async close(): Promise<this> {
    await this.journal.seal(done);
    this.journal.close();
    return this;
  }

  get signers(): string {
    return join(this.machine.state, 'trust/allowed_signers');
  }

  get roster(): string {
    return join(this.machine.state, 'trust/roster.jsonl');
  }

  /** Keys that were withdrawn, where a test wrote some. */
  get revoked(): string | undefined {
    const path = join(this.machine.home, 'revoked');
    return fs.existsSync(path) ? path : undefined;
  }

  verify(): Promise<Verdict> {
    const { signers, roster, revoked } = this;
    return verifyRun(this.folder, {
      signers,
      roster,
      ...(revoked === undefined ? {} : { revoked }),
      privateFolder: join(this.machine.home, 'nothing'),
    });
  }
}
