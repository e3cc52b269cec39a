// The real walk and the real log, in this process, above a puppet for a session: thousands of actions in seconds.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { readRun, type RunRecord } from '../../../src/adapters/audit/runFolder.ts';
import { createRun, resumeRun } from '../../../src/adapters/audit/journal/run.ts';
import type { Journal } from '../../../src/adapters/audit/journal/journal.ts';
import type { Io } from '../../../src/adapters/audit/journal/segmentFile.ts';
import { emptyRun, replay, type RunState } from '../../../src/core/run/state.ts';
import type { RunView } from '../../../src/core/run/view/view.ts';
import type { Reply } from '../../../src/protocol/event.ts';
import type { Request } from '../../../src/protocol/request.ts';
import { ask } from '../../../src/runner/answer.ts';
import { guardAsync, recorderFor } from '../../../src/runner/log/journalRecorder.ts';
import { restoreValues } from '../../../src/runner/makeWalk.ts';
import { layText, prepare, type Prepared } from '../../../src/runner/prepare.ts';
import type { OpenedLog } from '../../../src/runner/log/runLog.ts';
import { Walk } from '../../../src/runner/walk.ts';
import type { Machine } from '../../adapters/audit/kit.ts';
import type { Fate } from './model.ts';
import type { Walked } from './pair.ts';
import { Puppet } from './puppet.ts';

// What is not waited for is not lost by a process that dies, only by a machine; the model has no machines.
const quick: Io = {
  writeSync: fs.writeSync,
  ftruncateSync: fs.ftruncateSync,
  fdatasyncSync: () => undefined,
};

const facts = { host: 'h', user: 'u', cwd: '/' };

export class Swift implements Walked {
  readonly #machine: Machine;
  #io: Io;
  readonly #trusted: boolean;
  readonly #path: string;
  readonly #ran: string[] = [];
  #puppet = new Puppet();
  #walk: Walk | undefined;
  #journal: Journal | undefined;

  /** `io` stands under the log until the first crash. */
  constructor(
    machine: Machine,
    book: { readonly markdown: string; readonly trusted: boolean },
    { io = quick }: { readonly io?: Io } = {},
  ) {
    this.#machine = machine;
    this.#io = io;
    this.#trusted = book.trusted;
    this.#path = join(fs.mkdtempSync(join(machine.home, 'book-')), 'walk.md');
    fs.writeFileSync(this.#path, book.markdown);
  }

  get walk(): Walk {
    if (this.#walk === undefined) throw new Error('The walk is not open.');
    return this.#walk;
  }

  /** The run's folder, once there is one. */
  get folder(): string | undefined {
    return this.#journal?.folder;
  }

  /** Begins, or goes on after a crash. */
  async open(): Promise<void> {
    const source =
      this.folder === undefined
        ? { kind: 'file' as const, path: this.#path }
        : { kind: 'resume' as const, folder: this.folder };
    const prepared = await prepare(source);
    if (!prepared.ok) throw new Error(prepared.message);
    this.#puppet = new Puppet();
    const walk = this.#make(prepared);
    this.#walk = walk;
    if (prepared.record !== undefined) await walk.log.start();
  }

  view(): RunView {
    return this.walk.view();
  }

  async ask(request: Request): Promise<Reply> {
    return await ask(this.walk, request);
  }

  get steps(): readonly string[] {
    return [...this.walk.text.plan.steps.keys()];
  }

  section(role: string): string | undefined {
    return [...this.walk.text.plan.steps.values()].find(step => step.role === role)?.sections.at(-1);
  }

  meet(fates: readonly Fate[]): void {
    this.#puppet.fates = [...fates];
  }

  ran(): readonly string[] {
    return [...this.#ran, ...this.#puppet.ran];
  }

  async rest(): Promise<void> {
    await Promise.race([this.walk.work.idle(), this.#puppet.hung()]);
  }

  release(): void {
    this.#puppet.release();
  }

  trust(): void {
    this.walk.trust();
  }

  /** Everything in memory is gone; what is on disk is all there is. */
  async crash(): Promise<void> {
    this.#ran.push(...this.#puppet.ran);
    this.#journal?.close();
    this.#io = quick;
    await this.open();
  }

  end(): void {
    this.#journal?.close();
    fs.rmSync(join(this.#path, '..'), { recursive: true });
    if (this.folder !== undefined) fs.rmSync(this.folder, { recursive: true });
  }

  async record(): Promise<RunRecord | undefined> {
    return this.folder === undefined ? undefined : await readRun(this.folder);
  }

  /** What the log on disk says of the run, and what the walk holds; what the journal adds by itself changes neither. */
  async states(): Promise<readonly [folded: unknown, held: unknown]> {
    const entries = (await this.record())?.entries ?? [];
    return [without(replay(emptyRun, entries)), without(this.walk.state)];
  }

  #make(prepared: Prepared): Walk {
    const walk: Walk = new Walk({
      begins: prepared,
      file: {
        read: () => Promise.resolve({ ok: true, text: prepared.text }),
        lay: text => layText(text, prepared.grammar),
      },
      grammar: prepared.grammar,
      facts,
      readFacts: () => Promise.resolve(facts),
      readAnswers: () => Promise.resolve({ answers: [], problems: [] }),
      notices: [],
      shellLeft: () => null,
      keepForOthers: () => undefined,
      author: 'person',
      trusted: this.#trusted,
      stage: this.#puppet,
      openLog: async () => {
        const log = await guardAsync(() => this.#openLog(prepared));
        restoreValues(walk, log.entries, new Set());
        return log;
      },
    });
    return walk;
  }

  async #openLog({ text, record }: Prepared): Promise<OpenedLog> {
    const options = this.#machine.options({
      io: this.#io,
      runbook: { path: text.path, source: text.bytes },
    });
    this.#journal =
      record === undefined ? await createRun(options) : (await resumeRun(record.folder, options)).journal;
    const { entries } = await readRun(this.#journal.folder);
    return { recorder: recorderFor(this.#journal), entries, notices: [] };
  }
}

function without({ steps, values, branches, closed, context, operator, runId }: RunState): unknown {
  return { steps, values, branches, closed, context, operator, runId };
}
