import type { CommandView } from '../../src/core/run/view/view.ts';
import type { Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';

/** A step that opens another shell, as who walks it sees it. */
export class Within {
  readonly #viewer: Viewer;
  readonly #title: string;

  constructor(viewer: Viewer, title: string) {
    this.#viewer = viewer;
    this.#title = title;
  }

  get commands(): readonly CommandView[] {
    return this.#viewer.step(this.#title).commands;
  }

  async comes(at: number, want: Partial<CommandView>): Promise<void> {
    const shown = (): CommandView | undefined => this.commands[at];
    await until(
      `command ${String(at)} is ${JSON.stringify(want)}`,
      () => Object.entries(want).every(([name, value]) => shown()?.[name as keyof CommandView] === value),
      shown,
    );
  }

  /** Sends a command once its turn has come, waits for what it prints, and says that it is as expected. */
  async send(at: number, prints?: string | RegExp): Promise<void> {
    await this.comes(at, { inside: 'send' });
    const step = this.#viewer.id(this.#title);
    const { revision } = this.#viewer.view;
    await this.#viewer.do({ type: 'shell.send', step, statement: at, revision });
    if (prints === undefined) return;
    await this.comes(at, { state: 'running', inside: 'judge' });
    await until(
      `${String(prints)} is printed`,
      () => (typeof prints === 'string' ? this.tail(at).includes(prints) : prints.test(this.tail(at))),
      () => this.tail(at),
    );
    await this.#viewer.do({ type: 'shell.judge', step, statement: at, decision: 'met' });
  }

  tail(at: number): string {
    return this.#viewer.tails.get(this.commands[at]?.attemptId ?? '')?.join('\n') ?? '';
  }
}

/** The exit code that was recorded for each command, or how it ended otherwise; and what was made of it. */
export async function recorded(place: Place, step?: string): Promise<readonly string[]> {
  const { entries } = await place.log();
  return entries.flatMap(entry => {
    if (entry.type !== 'attempt.started' || (step !== undefined && entry.step !== step)) return [];
    const { attemptId, stmt } = entry;
    const ended = entries.find(one => one.type === 'attempt.finished' && one.attemptId === attemptId);
    const word = entries.find(one => one.type === 'judged' && one.attemptId === attemptId);
    const how =
      ended?.type === 'attempt.finished' ? `${ended.outcome} ${String(ended.exit ?? '')}`.trim() : 'nothing';
    return [`${String(stmt)} ${how}${word?.type === 'judged' ? ` ${word.decision} by ${word.by}` : ''}`];
  });
}
