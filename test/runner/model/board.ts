// Where everything stands in a walk, and what may therefore be done: the half of the model that only looks.
import {
  guardName,
  holeName,
  secretName,
  takenName,
  type Book,
  type Command,
  type Doing,
  type Role,
} from './book.ts';

export type CommandState = 'waiting' | 'running' | 'judge' | 'passed' | 'failed' | 'unknown';
type Status = 'open' | 'begun' | 'failed' | 'passed' | 'skipped' | 'by-hand';
type Where = 'open' | 'paused' | 'running' | 'judge' | 'unknown' | 'failed' | 'settled' | 'superseded';

/** Why something is refused; the product's own codes. */
export type No = string;

interface StepModel {
  status: Status;
  commands: CommandState[];
  /** Whether what it ran last was another text in the place of a command. */
  edited?: boolean;
  /** The commands in whose place another text has been confirmed, by index. */
  readonly edits: Set<number>;
}

export interface Shown {
  readonly now: string;
  readonly steps: readonly { readonly state: string; readonly commands: readonly string[] }[];
}

/** A press that has not come to its end. */
export interface Press {
  step: number;
  readonly first: number;
  readonly extent: 'all' | 'one' | 'onward';
  /** How many commands may still begin. */
  left: number;
  /** Of `onward`: what comes behind the first. */
  rest: readonly number[] | undefined;
  halted: boolean;
  /** True where another text runs in the place of the command. */
  readonly edited: boolean;
  /** The name that was typed. */
  readonly name: string | undefined;
}

export class Board {
  readonly book: Book;
  readonly steps: StepModel[];
  readonly values = new Set<string>();
  readonly entered = new Set<Role>();
  trusted: boolean;
  closed = false;
  press: Press | undefined;

  constructor(book: Book) {
    this.book = book;
    this.trusted = book.trusted;
    this.steps = book.steps.map(({ commands }) => ({
      status: 'open',
      commands: commands.map(() => 'waiting'),
      edits: new Set(),
    }));
  }

  // What is shown

  shown(): Shown {
    return {
      now: this.now,
      steps: this.steps.map((step, at) => ({ state: this.stateOf(at), commands: [...step.commands] })),
    };
  }

  /** The step that the run waits for. */
  get waiting(): number | undefined {
    const trouble = (['unknown', 'failed', 'judge'] as const)
      .map(kind => this.troubles().find(at => this.where(at) === kind))
      .find(at => at !== undefined);
    return trouble ?? this.current;
  }

  get now(): string {
    if (this.closed) return 'closed';
    if (this.press !== undefined) return 'running';
    const at = this.waiting;
    if (at === undefined) return 'settled';
    const where = this.where(at);
    if (where === 'unknown' || where === 'failed' || where === 'judge') return where;
    const blocked = this.blockedBy(at);
    return blocked === undefined ? 'ready' : blocked === 'missing-values' ? 'values' : 'stuck';
  }

  stateOf(at: number): string {
    const where = this.where(at);
    switch (where) {
      case 'superseded':
        return 'superseded';
      case 'settled':
        return this.step(at).status;
      case 'open':
      case 'paused':
        if (this.blockedBy(at) !== undefined) return 'blocked';
        return where === 'paused' || at === this.current ? 'ready' : 'waiting';
      default:
        return where;
    }
  }

  // The rules

  /** A rollback that was entered takes the place of what was not begun on the path. */
  where(at: number): Where {
    const { status, commands } = this.step(at);
    if (status === 'open') return this.isReplaced(at) ? 'superseded' : 'open';
    if (status === 'failed') return 'failed';
    if (status !== 'begun') return 'settled';
    return (
      (['running', 'unknown', 'failed', 'judge'] as const).find(state => commands.includes(state)) ?? 'paused'
    );
  }

  refuse(at: number, allowed: readonly Where[]): No | undefined {
    if (this.closed) return 'closed';
    return allowed.includes(this.where(at)) ? undefined : 'not-allowed';
  }

  refuseRun(at: number): No | undefined {
    if (this.doing(at).commands.length === 0) return 'not-allowed';
    if (!this.trusted) return 'untrusted';
    return this.press === undefined ? this.refuseInItself(at) : 'busy';
  }

  /** As `refuseRun`, whatever else runs. */
  refuseInItself(at: number): No | undefined {
    if (this.doing(at).commands.length === 0) return 'not-allowed';
    if (!this.trusted) return 'untrusted';
    if (this.doing(at).broken) return 'problem';
    if (this.isHeldUp(at)) return 'earlier-step';
    const missing = this.needs(at).some(name => !this.values.has(name));
    return missing ? 'missing-values' : undefined;
  }

  blockedBy(at: number): No | undefined {
    if (this.doing(at).commands.length === 0) return undefined;
    // The page does not dim everything while something runs.
    return this.refuseInItself(at) ?? (this.asks(at) === undefined ? undefined : 'needs-name');
  }

  /** The name that has to be typed before a step goes on: the author's, or that of what its next command takes away. */
  asks(at: number): string | undefined {
    const { guarded, commands } = this.doing(at);
    if (guarded) return guardName;
    return commands[this.nextIndex(at) ?? 0]?.kind === 'takes' ? takenName : undefined;
  }

  needs(at: number): readonly string[] {
    const kinds = this.doing(at).commands.map(({ kind }) => kind);
    return [...(kinds.includes('hole') ? [holeName] : []), ...(kinds.includes('secret') ? [secretName] : [])];
  }

  /** What waits for a person's word. A failure on the path needs none once a rollback answers it, or another way was begun. */
  troubles(): readonly number[] {
    return this.indexes.filter(at => {
      const where = this.where(at);
      if (where === 'failed') return !this.isReplaced(at) && !this.isDoneAnotherWay(at);
      return where === 'judge' || where === 'unknown';
    });
  }

  /** While something on the path waits for a word, nothing else on it runs; off it, only what may still be going on counts. */
  isHeldUp(at: number): boolean {
    return this.troubles().some(other => {
      if (other === at) return false;
      // That the first way has failed is why there is another.
      if (this.where(other) === 'failed' && this.doing(at).insteadOf === other) return false;
      if (this.doing(at).role === 'path' || this.doing(other).role !== 'path') return true;
      return this.where(other) === 'unknown';
    });
  }

  /** The steps that have to be settled before the run is done. */
  get due(): readonly number[] {
    return this.indexes.filter(at => {
      const { role, insteadOf } = this.doing(at);
      const { status } = this.step(at);
      const givenUp = status === 'open' || status === 'failed';
      if (givenUp && (this.isReplaced(at) || this.isDoneAnotherWay(at))) return false;
      // Another way is passed over unless somebody took it.
      if (insteadOf !== undefined && !this.isTaken(at)) return false;
      return role === 'path' || this.entered.has(role);
    });
  }

  get current(): number | undefined {
    return this.due.find(at => this.where(at) !== 'settled');
  }

  // Looking things up

  get indexes(): readonly number[] {
    return [...this.steps.keys()];
  }

  isReplaced(at: number): boolean {
    return this.entered.has('rollback') && this.doing(at).role === 'path';
  }

  isDoneAnotherWay(at: number): boolean {
    return this.indexes.some(other => this.doing(other).insteadOf === at && this.isTaken(other));
  }

  isTaken(at: number): boolean {
    const { status } = this.step(at);
    return status !== 'open' && status !== 'skipped';
  }

  nextIndex(at: number): number | undefined {
    const index = this.step(at).commands.findIndex(state => state !== 'passed');
    return index < 0 ? undefined : index;
  }

  runningIndex(at: number): number {
    return this.step(at).commands.indexOf('running');
  }

  /** What a person writes in the place of the command that would run next: it prints the same, and ends by itself. */
  editOf(at: number): { readonly index: number; readonly text: string } {
    const index = this.nextIndex(at) ?? 0;
    return { index, text: `./act ${editedName(this.doing(at).commands[index]?.name ?? 'c')}` };
  }

  set(at: number, index: number, state: CommandState): void {
    this.step(at).commands[index] = state;
  }

  step(at: number): StepModel {
    const step = this.steps[at];
    if (step === undefined) throw new Error(`no step ${at}`);
    return step;
  }

  doing(at: number): Doing {
    const doing = this.book.steps[at];
    if (doing === undefined) throw new Error(`no step ${at}`);
    return doing;
  }

  command(at: number, index: number): Command {
    const command = this.doing(at).commands[index];
    if (command === undefined) throw new Error(`no command ${index} in step ${at}`);
    return command;
  }
}

/** What the shell is given in the place of a command. */
export function editedName(name: string): string {
  return name.replace(/^c/, 'e');
}
