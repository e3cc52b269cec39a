// A session that is no shell: each command ends as the test says. It stands at the port, so the walk cannot tell.
import type { Execution, ExecutionEnd } from '../../../src/core/ports.ts';
import type { Outcome } from '../../../src/core/run/outcome.ts';
import type { Observer, Stage } from '../../../src/runner/session/stage.ts';
import type { Fate } from './model.ts';

export class Puppet implements Stage {
  /** The text of every command that was given to it, in order. */
  readonly ran: string[] = [];
  fates: Fate[] = [];
  #hanging: ((outcome: Outcome) => void) | undefined;
  #onHang: (() => void) | undefined;

  /** Resolves when a command hangs. */
  hung(): Promise<void> {
    return this.#hanging === undefined ? new Promise(resolve => (this.#onHang = resolve)) : Promise.resolve();
  }

  async run(execution: Execution, observer: Observer): Promise<ExecutionEnd> {
    this.ran.push(execution.text);
    const fate = this.fates.shift() ?? 'ok';
    if (fate === 'ok' || fate === 'differs')
      await observer.take(Buffer.from(fate === 'ok' ? 'fine\n' : 'else\n'));
    const outcome = fate === 'hangs' ? await this.#hang(observer) : outcomes[fate];
    return { outcome, durationMs: 1, cwd: '/' };
  }

  /** The hanging command ends by itself. */
  release(): void {
    this.#end({ kind: 'exited', exit: 0 });
  }

  stop(): void {
    this.#end({ kind: 'stopped' });
  }

  force(): void {
    this.stop();
  }

  beginBlock(): void {}
  endBlock(): void {}
  type(): void {}
  press(): void {}
  resize(): void {}

  probe(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  process(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  extend(): boolean {
    return false;
  }

  variables(): readonly [] {
    return [];
  }

  environment(): undefined {
    return undefined;
  }

  jobs(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  gone(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set());
  }

  exits(): Promise<ReadonlyMap<number, number>> {
    return Promise.resolve(new Map());
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #hang(observer: Observer): Promise<Outcome> {
    this.#onHang?.();
    const outcome = await new Promise<Outcome>(resolve => (this.#hanging = resolve));
    if (outcome.kind === 'exited') await observer.take(Buffer.from('fine\n'));
    return outcome;
  }

  #end(outcome: Outcome): void {
    const end = this.#hanging;
    this.#hanging = undefined;
    end?.(outcome);
  }
}

const outcomes: Readonly<Record<Exclude<Fate, 'hangs'>, Outcome>> = {
  ok: { kind: 'exited', exit: 0 },
  differs: { kind: 'exited', exit: 0 },
  fails: { kind: 'exited', exit: 3 },
  signalled: { kind: 'signalled', signal: 'SIGSEGV' },
  notStarted: { kind: 'notStarted', reason: 'no shell' },
  lost: { kind: 'lost' },
};
