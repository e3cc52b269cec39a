// What a walker does, without a window: it asks, and remembers what it was shown.
import { expect } from 'vitest';
import type { Outcome } from '../../src/core/run/outcome.ts';
import type { Page, RunView, StepView } from '../../src/core/run/view/view.ts';
import {
  reach,
  type RunnerHome,
  type RunnerLink,
  type Wanted,
} from '../../src/extension/walker/runnerLink.ts';
import type { Event, Reply } from '../../src/protocol/event.ts';
import type { KeyQuestion } from '../../src/protocol/key.ts';
import type { Request } from '../../src/protocol/request.ts';
import type { TerminalWish } from '../../src/protocol/terminalWish.ts';

/** What a walker knows: the last page and view, and whatever was ever shown as done. */
export class Viewer {
  readonly #replies = new Map<number, (reply: Reply) => void>();
  #link: RunnerLink | undefined;
  #page: Page | undefined;
  #view: RunView | undefined;
  #next = 1;
  #lost = false;
  /** Whether this window acts; undefined until it was told. */
  acts: boolean | undefined;
  /** Ids of attempts that were shown with an outcome, in order. */
  readonly done: string[] = [];
  /** What was asked about the key that signs, in order. */
  readonly questions: { readonly id: number; readonly question: KeyQuestion }[] = [];
  /** Everything that came, as it was written on the wire. */
  readonly heard: string[] = [];
  /** What this window's terminal was sent, byte by byte, and how often its screen was drawn anew. */
  screen = '';
  redraws = 0;
  /** The newest tail of each attempt. */
  readonly tails = new Map<string, readonly string[]>();

  async connect(home: RunnerHome, wanted: Wanted): Promise<void> {
    this.#link = await reach(home, wanted, {
      event: event => this.#take(event),
      lost: () => {
        this.#lost = true;
        for (const answer of this.#replies.values())
          answer({ ok: false, code: 'not-recording', message: 'lost' });
      },
    });
    await until('the first view', () => this.#view !== undefined);
  }

  get view(): RunView {
    if (this.#view === undefined) throw new Error('Nothing was shown yet.');
    return this.#view;
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('Nothing was shown yet.');
    return this.#page;
  }

  get lost(): boolean {
    return this.#lost;
  }

  /** The id of the step whose card has this title. */
  id(title: string): string {
    const cards = this.page.phases.flatMap(({ blocks }) =>
      blocks.flatMap(block => (block.type === 'card' ? [block.card] : [])),
    );
    const tasks = cards.flatMap(
      (card): readonly { readonly id: string; readonly title: string }[] => card.tasks ?? [card],
    );
    const found = tasks.find(card => card.title === title);
    if (found === undefined) throw new Error(`no step ${title}: ${tasks.map(task => task.title).join(', ')}`);
    return found.id;
  }

  step(title: string): StepView {
    const step = this.view.steps[this.id(title)];
    if (step === undefined) throw new Error(`no step ${title}`);
    return step;
  }

  async ask(request: Request): Promise<Reply> {
    const id = this.#next++;
    return await new Promise(resolve => {
      this.#replies.set(id, resolve);
      this.#link?.request(id, request);
    });
  }

  /** As `ask`, of what must be granted. */
  async do(request: Request): Promise<void> {
    expect(await this.ask(request)).toEqual({ ok: true });
  }

  /** Gives a value, and looks at what it makes of the commands: one that was not seen is not run. */
  async give(name: string, value: string): Promise<void> {
    const { revision } = this.view;
    await this.do({ type: 'input.set', name, value });
    const isSet = (): boolean => this.view.values.some(held => held.name === name && held.set);
    await until(`${name} is shown`, () => this.view.revision > revision && isSet());
  }

  async run(title: string): Promise<void> {
    await this.do({ type: 'run.step', step: this.id(title), revision: this.view.revision });
  }

  /** As `run`, by somebody who types the name that the page asks for. */
  async runNamed(title: string, asked: string): Promise<void> {
    expect(this.step(title).blocked).toMatchObject({ kind: 'name', name: asked });
    const { revision } = this.view;
    await this.do({ type: 'run.step', step: this.id(title), revision, confirm: asked });
  }

  /** Runs a step and waits for where it comes to rest. */
  async runTo(title: string, state: StepView['state']): Promise<StepView> {
    await this.run(title);
    await until(
      `${title} is ${state}`,
      () => this.step(title).state === state,
      () => this.step(title),
    );
    return this.step(title);
  }

  async settle(title: string, decision: 'finished' | 'failed' | 'again'): Promise<void> {
    await this.do({ type: 'settle', step: this.id(title), decision, reason: 'looked' });
  }

  answerKey(id: number, typed: string | undefined): void {
    this.#link?.answerKey(id, typed);
  }

  /** Says what this window's terminal wants. */
  terminal(wish: TerminalWish): void {
    this.#link?.terminal(wish);
  }

  trust(): void {
    this.#link?.trust();
  }

  /** Asks for a new run, as the page of a closed one does. */
  again(): void {
    this.#link?.again();
  }

  close(): void {
    this.#link?.close();
  }

  #take(event: Event): void {
    this.heard.push(JSON.stringify(event));
    switch (event.type) {
      case 'page':
        this.#page = event.page;
        return;
      case 'run':
        this.#view = event.view;
        this.#remember(event.view);
        return;
      case 'seat':
        this.acts = event.acts;
        return;
      case 'key':
        if (event.question !== undefined) this.questions.push({ id: event.id, question: event.question });
        return;
      case 'live':
        return;
      case 'terminal':
        if (event.redraw === true) this.redraws += 1;
        this.screen += Buffer.from(event.bytes, 'base64').toString('latin1');
        return;
      case 'output':
        this.tails.set(event.attemptId, event.output.tail);
        return;
      case 'reply':
        this.#replies.get(event.to)?.(event.reply);
        this.#replies.delete(event.to);
        return;
    }
  }

  #remember(view: RunView): void {
    for (const { commands } of Object.values(view.steps))
      for (const { attemptId, outcome } of commands)
        if (attemptId !== undefined && isKnown(outcome) && !this.done.includes(attemptId))
          this.done.push(attemptId);
  }
}

/** Waits until something holds; what was there instead is in the failure. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  instead: () => unknown = () => undefined,
): Promise<void> {
  await expect
    .poll(async () => ((await holds()) ? 'yes' : instead()), { interval: 20, message: what })
    .toBe('yes');
}

function isKnown(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && outcome.kind !== 'lost';
}
