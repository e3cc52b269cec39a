// What a walk must do, as simply as it can be said: no log, no shell, no files. Where it and the product differ, one of them is wrong.
import { Board, editedName, type CommandState, type No, type Press } from './board.ts';
import { guardName, secretName, takenName, type Role } from './book.ts';

/** How the world answers a command. */
export type Fate = 'ok' | 'fails' | 'differs' | 'signalled' | 'notStarted' | 'lost' | 'hangs';

export class WalkModel extends Board {
  /** Every command that reached the shell, in order. */
  readonly ran: string[] = [];
  /** Whether anything was asked: a runbook that was only looked at leaves no run. */
  started = false;
  /** Whether a value was given since the page was first drawn. */
  textChanged = false;
  fates: Fate[] = [];
  /** Whether the press has not come to any command yet. */
  isFirst = false;

  // What may be asked

  run(
    at: number,
    how: { extent: Press['extent']; name?: string | undefined; stale: boolean },
  ): No | undefined {
    const no = this.refuse(at, ['open', 'paused', 'failed']) ?? this.refuseRun(at);
    if (no !== undefined) return no;
    const name = this.asks(at);
    if (name !== undefined && how.name !== name) return 'needs-name';
    if (how.stale && this.textChanged) return 'out-of-date';
    this.begin(at, how.extent, { name: how.name });
    return undefined;
  }

  /** Another text in the place of the next command, shown and then confirmed; what the runbook's own text lacks is nothing to it. */
  edit(at: number, { reason, name }: { reason: string; name: string | undefined }): No | undefined {
    const no = this.refuseEdit(at);
    if (no !== undefined) return no;
    if (reason === '') return 'needs-reason';
    if (this.doing(at).guarded && name !== guardName) return 'needs-name';
    this.step(at).edits.add(this.editOf(at).index);
    this.begin(at, 'one', { edited: true });
    return undefined;
  }

  /** What was confirmed in the place of the next command, once more: the reason was given then. */
  retry(at: number, name: string | undefined): No | undefined {
    const no = this.refuseEdit(at);
    if (no !== undefined) return no;
    if (!this.step(at).edits.has(this.editOf(at).index)) return 'out-of-date';
    if (this.doing(at).guarded && name !== guardName) return 'needs-name';
    this.begin(at, 'one', { edited: true });
    return undefined;
  }

  refuseEdit(at: number): No | undefined {
    const no = this.refuse(at, ['open', 'paused', 'failed']);
    if (no !== undefined) return no;
    if (this.doing(at).commands.length === 0) return 'not-allowed';
    if (!this.trusted) return 'untrusted';
    if (this.press !== undefined) return 'busy';
    return this.isHeldUp(at) ? 'earlier-step' : undefined;
  }

  tick(at: number, checked: boolean): No | undefined {
    const no = this.refuse(at, ['open', 'settled', 'failed']);
    if (no !== undefined) return no;
    if (this.doing(at).kind !== 'task') return 'not-allowed';
    this.step(at).status = checked ? 'by-hand' : 'open';
    return undefined;
  }

  hand(at: number, reason: string): No | undefined {
    const no = this.refuse(at, ['open', 'paused', 'failed']);
    if (no !== undefined) return no;
    if (this.doing(at).commands.length > 0 && reason === '') return 'needs-reason';
    this.step(at).status = 'by-hand';
    return undefined;
  }

  skip(at: number, reason: string): No | undefined {
    const no = this.refuse(at, ['open', 'paused', 'failed', 'judge']);
    if (no !== undefined) return no;
    if (reason === '') return 'needs-reason';
    this.step(at).status = 'skipped';
    return undefined;
  }

  reopen(at: number, reason: string): No | undefined {
    const no = this.refuse(at, ['settled', 'failed']);
    if (no !== undefined) return no;
    if (reason === '') return 'needs-reason';
    const commands = this.doing(at).commands.map(() => 'waiting' as const);
    this.steps[at] = { status: 'open', commands, edits: new Set() };
    return undefined;
  }

  judge(at: number, met: boolean): No | undefined {
    const no = this.refuse(at, ['judge']);
    if (no !== undefined) return no;
    this.rule(at, 'judge', met ? 'passed' : 'failed');
    return undefined;
  }

  settle(at: number, decision: 'finished' | 'failed' | 'again'): No | undefined {
    const no = this.refuse(at, ['unknown']);
    if (no !== undefined) return no;
    // To do it again is to run it; what is guarded or was edited only becomes a step that has failed, and asks for its name or a look.
    const runs = decision === 'again' && this.asks(at) === undefined && this.step(at).edited !== true;
    const cannot = runs ? this.refuseRun(at) : undefined;
    if (cannot !== undefined) return cannot;
    this.rule(at, 'unknown', decision === 'finished' ? 'passed' : 'failed');
    if (runs) this.begin(at, 'all', {});
    return undefined;
  }

  give(name: string): No | undefined {
    if (this.closed) return 'closed';
    if (!this.indexes.some(at => this.needs(at).includes(name))) return 'bad-request';
    this.values.add(name);
    this.textChanged = true;
    return undefined;
  }

  enter(role: Role): No | undefined {
    if (this.closed) return 'closed';
    if (!this.indexes.some(at => this.doing(at).role === role)) return 'unknown-step';
    this.entered.add(role);
    return undefined;
  }

  close(result: 'done' | 'aborted'): No | undefined {
    if (this.closed) return 'closed';
    if (this.press !== undefined) return 'busy';
    if (result === 'done' && this.current !== undefined) return 'not-allowed';
    this.closed = true;
    return undefined;
  }

  stop(at: number): No | undefined {
    const { press } = this;
    if (press?.step !== at) return 'not-running';
    press.halted = true;
    const index = this.runningIndex(at);
    const endless = this.command(at, index).kind === 'endless' && !press.edited;
    this.set(at, index, endless ? 'passed' : 'failed');
    // Stop is how such a command ends.
    if (endless) press.halted = false;
    this.goOn(endless);
    return undefined;
  }

  /** The command that hangs ends by itself, well. */
  release(): void {
    if (this.press === undefined) return;
    const { step } = this.press;
    this.goOn(this.ends(step, this.runningIndex(step), 'ok'));
  }

  /** The runner is killed, and somebody goes on with the run. */
  crash(): void {
    if (this.press !== undefined) this.set(this.press.step, this.runningIndex(this.press.step), 'unknown');
    this.press = undefined;
    this.values.delete(secretName);
    this.textChanged = false;
    this.trusted = this.book.trusted;
  }

  // How commands run

  begin(
    at: number,
    extent: Press['extent'],
    { edited = false, name }: { readonly edited?: boolean; readonly name?: string | undefined },
  ): void {
    const left = extent === 'one' ? 1 : Infinity;
    this.press = { step: at, first: at, extent, left, rest: undefined, halted: false, edited, name };
    this.isFirst = true;
    Object.assign(this.step(at), { status: 'begun', edited });
    this.goOn(true);
  }

  /** Runs what follows until something hangs, or the press has come to its end; not `good` ends the step. */
  goOn(good: boolean): void {
    for (let goesOn = good; ;) {
      const { press } = this;
      if (press === undefined) return;
      const next = goesOn && !press.halted && press.left > 0 ? this.nextIndex(press.step) : undefined;
      const index = next !== undefined && this.isLocked(press, next) ? undefined : next;
      goesOn = true;
      this.isFirst = false;
      if (index === undefined) {
        this.settleIfDone(press.step);
        if (!this.isFollowed(press)) this.press = undefined;
      } else {
        press.left -= 1;
        const { name } = this.command(press.step, index);
        this.ran.push(press.edited ? editedName(name) : name);
        const fate = this.fates.shift() ?? 'ok';
        if (fate === 'hangs') {
          this.set(press.step, index, 'running');
          return;
        }
        goesOn = this.ends(press.step, index, fate);
      }
    }
  }

  /** Whether a press ends before a command: behind the first of its step each asks for its own name. */
  isLocked({ step, name, edited }: Press, index: number): boolean {
    const { guarded, commands } = this.doing(step);
    return !this.isFirst && !guarded && !edited && commands[index]?.kind === 'takes' && name !== takenName;
  }

  /** Of `onward`: begins the next step where all is well and nobody is needed. */
  isFollowed(press: Press): boolean {
    if (press.extent !== 'onward' || press.halted) return false;
    if (this.where(press.first) !== 'settled' || this.where(press.step) !== 'settled') return false;
    press.rest ??= this.due.includes(press.first) ? this.due.filter(at => at > press.first) : [];
    const next = press.rest.find(at => this.where(at) !== 'settled');
    press.rest = press.rest.filter(at => next !== undefined && at > next);
    if (next === undefined || !this.mayFollow(next)) return false;
    press.step = next;
    Object.assign(this.step(next), { status: 'begun', edited: false });
    return true;
  }

  mayFollow(at: number): boolean {
    const { commands, guarded } = this.doing(at);
    if (guarded || commands.some(({ kind }) => kind === 'endless' || kind === 'takes')) return false;
    return (
      this.refuse(at, ['open', 'paused', 'failed']) === undefined && this.refuseInItself(at) === undefined
    );
  }

  /** A command has ended; true where the step goes on. */
  ends(at: number, index: number, fate: Fate): boolean {
    const { kind } = this.command(at, index);
    const excused = this.doing(at).commands[index + 1]?.kind === 'status';
    const exited = fate === 'ok' || fate === 'differs' || (fate === 'fails' && excused);
    if (fate === 'lost') this.set(at, index, 'unknown');
    else if (!exited) this.set(at, index, 'failed');
    else if (kind === 'asks') this.set(at, index, 'judge');
    else this.set(at, index, kind === 'expects' && fate !== 'ok' ? 'failed' : 'passed');
    return this.step(at).commands[index] === 'passed';
  }

  rule(at: number, from: CommandState, to: CommandState): void {
    this.set(at, this.step(at).commands.indexOf(from), to);
    this.settleIfDone(at);
  }

  settleIfDone(at: number): void {
    const step = this.step(at);
    if (step.status !== 'begun') return;
    if (step.commands.every(state => state === 'passed')) step.status = 'passed';
    else if (step.commands.includes('failed')) step.status = 'failed';
  }
}
