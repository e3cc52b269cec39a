import type { Action, InputSet } from '../core/audit/entry.ts';
import { project } from '../core/run/view/project.ts';
import { refuse, refuseAny, type Intent, type Moment } from '../core/run/refuse.ts';
import type { Refusal } from '../core/run/refusal.ts';
import type { RunState } from '../core/run/state.ts';
import { saidOfAll } from '../core/run/limit.ts';
import { inputSet } from '../core/run/value.ts';
import type { Facts, Notice, Preflight, RunView } from '../core/run/view/view.ts';
import type { Input } from '../core/runbook/runbook.ts';
import { fill } from '../core/shell/fill/fill.ts';
import type { Statement } from '../core/shell/statement.ts';
import type { Event } from '../protocol/event.ts';
import { declareGates } from './people/gates.ts';
import { Live } from './cluster/live.ts';
import { Outputs } from './output/outputs.ts';
import { changeNotice } from './text/changeNotice.ts';
import { Proposals } from './text/proposals.ts';
import { readToday } from './text/readToday.ts';
import { RunText, type ReadText } from './text/runText.ts';
import { withoutSecrets } from './log/withoutSecrets.ts';
import { LeftRunning } from './background/leftRunning.ts';
import { RunLog, type OpenedLog } from './log/runLog.ts';
import type { Sent } from './attempts/sent.ts';
import type { RunningAttempt } from './session/stage.ts';
import { Values } from './steps/values.ts';
import { Waits } from './steps/waits.ts';
import type { WalkOptions } from './walkOptions.ts';
import { contextEntry } from './session/whereabouts.ts';
import { Work } from './work.ts';

/** One walk of one runbook. It alone decides what is run and recorded; views only send requests. */
export class Walk {
  readonly options: WalkOptions;
  readonly log: RunLog;
  readonly values = new Values();
  readonly outputs: Outputs;
  readonly waits = new Waits(this);
  readonly work = new Work(error => this.log.failed(error));
  readonly proposals = new Proposals();
  readonly left: LeftRunning;
  readonly live: Live;
  readonly text: RunText;
  /** Answers to approval requests that arrived but were not accepted. */
  answerProblems: RunView['answerProblems'];
  /** The command that was sent to a nested shell and not judged yet. */
  sent: Sent | undefined;
  #facts: Facts;
  #notices: readonly Notice[];
  #trusted: boolean;
  #resumed: RunView['resumed'];
  #preflight: Preflight | undefined;
  #revision = 0;
  /** How many times the file was looked at. */
  #look = 0;
  /** Revision of the last change to the text that would run. */
  #textRevision = 0;
  #running: RunningAttempt | undefined;
  #announcing = false;
  readonly #listeners = new Set<(event: Event) => void>();

  constructor(options: WalkOptions) {
    this.options = options;
    this.text = new RunText(options.begins);
    this.#facts = options.facts;
    this.#trusted = options.trusted;
    this.#resumed = options.resumed;
    this.#notices = options.trusted ? options.notices : [...options.notices, { kind: 'untrusted' }];
    this.log = new RunLog({
      openLog: options.openLog,
      ...(options.offered === undefined ? {} : { offered: options.offered }),
      opened: log => this.#opened(log),
      changed: () => this.changed(),
      recorded: entry => options.observer?.recorded(entry),
    });
    this.outputs = new Outputs(() => this.log.recorder, {
      emit: event => this.#emit(event),
      echo: (attemptId, bytes) => options.observer?.output(attemptId, bytes),
    });
    this.left = new LeftRunning(this);
    this.live = new Live(this, options.cluster, event => this.#emit(event));
  }

  get state(): RunState {
    return this.log.state;
  }

  get running(): RunningAttempt | undefined {
    return this.#running;
  }

  get moment(): Moment {
    return {
      plan: this.text.plan,
      state: this.state,
      held: this.values,
      trusted: this.#trusted,
      facts: this.#facts,
      now: this.now(),
      ...(this.#running === undefined ? {} : { running: this.#running.attemptId }),
      ...(this.log.failure === undefined ? {} : { notRecording: this.log.failure }),
    };
  }

  /** ms since the epoch. */
  now(): number {
    return Date.now();
  }

  /** What the walker shows now. */
  view(): RunView {
    return project(this.text.laid, this.state, {
      revision: this.#revision,
      now: this.now(),
      ...(this.#running === undefined ? {} : { running: this.#running }),
      held: this.values,
      ...saidOfAll(this.#facts.policy, this.options),
      trusted: this.#trusted,
      waits: this.waits.started,
      outputs: this.outputs.shown(),
      proposals: this.proposals.shown(),
      recording: this.log.recording,
      facts: { ...this.#facts, cwd: this.values.mask(this.#facts.cwd) },
      ...this.left.view,
      notices: [...this.#notices, ...this.values.notices(), ...changeNotice(this.text, this.state)],
      answerProblems: this.answerProblems,
      ...(this.#resumed === undefined ? {} : { resumed: this.#resumed }),
      ...(this.#preflight === undefined ? {} : { preflight: this.#preflight }),
      ...(this.options.standing === undefined || this.log.wasOffered ? {} : { offer: this.options.standing }),
      shown: statement => this.shown(statement),
    });
  }

  /** Subscribes to events, beginning with the page and the view. Returns the function that unsubscribes. */
  subscribe(listener: (event: Event) => void): () => void {
    this.#listeners.add(listener);
    listener({ type: 'page', page: this.text.page });
    listener({ type: 'run', view: this.view() });
    if (this.live.view !== undefined) listener({ type: 'live', live: this.live.view });
    return () => this.#listeners.delete(listener);
  }

  /** The reason why an intent is refused for a step; undefined if it is allowed. */
  refuse(intent: Intent, step: string): Refusal | undefined {
    return refuse(intent, step, this.moment);
  }

  refuseAny(): Refusal | undefined {
    return refuseAny(this.moment);
  }

  /** True if the text that would run has changed since `revision`. */
  changedSince(revision: number): boolean {
    return revision < this.#textRevision;
  }

  /** Appends an entry; its effect shows only once it is durable. Throws `NotRecorded`. */
  record(action: Action): void {
    this.log.record(withoutSecrets(action, this.values));
  }

  /** Sets an input for the whole run; a secret is recorded by name only. Throws `NotRecorded`. */
  setInput(input: Input, value: string, source: InputSet['source']): void {
    this.record(inputSet(input, value, source));
    // After the record: a value that is not in the log must not be used.
    this.values.set(input, value);
    // They were compared with another text.
    this.proposals.clear();
    this.#textRevision = this.#revision;
  }

  /** Leaves an open run: stops commands, signs the log and releases it for another writer. */
  async leave(reason: 'left' | 'idle'): Promise<void> {
    this.waits.leave();
    this.live.end();
    await this.left.leave(() => this.work.idle());
    await this.log.leave(reason);
  }

  setRunning(running: RunningAttempt | undefined): void {
    this.#running = running;
    this.left.ran(running);
    this.changed();
  }

  get isTrusted(): boolean {
    return this.#trusted;
  }

  get facts(): Facts {
    return this.#facts;
  }

  /** Reads again where commands would act, and records a change. Throws `NotRecorded`. */
  async locate(): Promise<void> {
    if (!this.#trusted) return;
    const variables = this.options.stage.environment();
    const harmless = variables === undefined ? undefined : this.values.harmless(variables);
    const facts = await this.options.readFacts(this.#facts.cwd, harmless);
    if (JSON.stringify(facts) === JSON.stringify(this.#facts)) return;
    this.setFacts(facts);
    if (!this.log.isOpen || this.state.closed !== undefined) return;
    this.record(contextEntry(facts));
    declareGates(this);
  }

  setFacts(facts: Facts): void {
    this.#facts = facts;
    this.changed();
  }

  /** Reads what the preview shows (place, tools, last run). Records nothing unless a value that was already set has begun the log. */
  async look(): Promise<void> {
    if (this.options.look === undefined || this.options.stage.environment() !== undefined) return;
    const { plan } = this.text;
    const seen = await this.options.look(plan, { trusted: this.#trusted, own: this.state.runId });
    // The text was replaced meanwhile, and its own preview was read then.
    if (this.text.plan !== plan) return;
    this.#preflight = seen.preflight;
    // The first action may have come meanwhile, and recorded the session's own place.
    if (this.state.entries === 0) this.#facts = seen.facts;
    this.changed();
  }

  /** Compares the runbook's file with the text of the run. Nothing is known of a file that exists and cannot be read. */
  async compareToday(): Promise<void> {
    const look = (this.#look += 1);
    const read = await readToday(this.options.file);
    // A later look knows more.
    if (look !== this.#look) return;
    if (read.ok) {
      if (this.text.knows(read.text.sha256)) return;
      this.text.compare(this.options.file.lay(read.text, this.state.shell));
    } else if (read.failure.code !== 'missing' || !this.text.lose()) return;
    this.changed();
  }

  /** Switches to another text, whose adoption is already recorded. */
  adopt(read: ReadText): void {
    this.text.adopt(read);
    this.#takeText(read);
  }

  /** Switches to the same text, read with further blocks treated as shell. */
  understand(read: ReadText): void {
    this.text.understand(read);
    this.#takeText(read);
  }

  #takeText(read: ReadText): void {
    this.values.rebind(read.laid.plan.inputs);
    if (this.log.isOpen) declareGates(this);
    // They were compared with another text.
    this.proposals.clear();
    this.#textRevision = this.#revision + 1;
    this.#emit({ type: 'page', page: this.text.page });
    this.changed();
  }

  /** A view has connected again; `resumed` says what became of the shell meanwhile. */
  cameBack(resumed: NonNullable<RunView['resumed']>): void {
    this.#resumed = resumed;
    this.changed();
  }

  /** The workspace has become trusted: commands may be run. */
  trust(): void {
    this.#trusted = true;
    this.#notices = this.#notices.filter(({ kind }) => kind !== 'untrusted');
    void this.look();
    this.changed();
  }

  /** A statement with its values, through the core's one `fill`. */
  filled(statement: Statement): ReturnType<typeof fill> {
    return fill(statement, this.values.forText(), this.options.grammar);
  }

  /** Schedules one event to views for all changes of this turn of the event loop. */
  changed(): void {
    this.#revision += 1;
    if (this.#announcing || this.#listeners.size === 0) return;
    this.#announcing = true;
    setImmediate(() => this.announce());
  }

  /** Sends pending changes at once, so that a view has them before the reply to its request. */
  announce(): void {
    if (!this.#announcing) return;
    this.#announcing = false;
    this.#emit({ type: 'run', view: this.view() });
    this.live.consider();
  }

  #opened({ notices, entries }: OpenedLog): void {
    this.waits.takeUp(this.state);
    this.left.takeUp(entries);
    this.record(contextEntry(this.#facts));
    declareGates(this);
    this.#notices = [...this.#notices, ...notices];
  }

  /** A statement as it will run, or as it is written while values are missing; secrets are never in it. */
  shown(statement: Statement): string {
    const filled = this.filled(statement);
    return filled.ok ? filled.text : statement.text;
  }

  #emit(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }
}
