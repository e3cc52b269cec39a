// A model and a real walk side by side: whatever is done to one is done to the other, and then they are compared.
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { RunRecord } from '../../../src/adapters/audit/runFolder.ts';
import type { RunView } from '../../../src/core/run/view/view.ts';
import type { Reply } from '../../../src/protocol/event.ts';
import type { Request } from '../../../src/protocol/request.ts';
import { aimed, take, type Action, type Happening } from './action.ts';
import { requestOf } from './asking.ts';
import type { Book } from './book.ts';
import type { Shown } from './board.ts';
import { WalkModel, type Fate } from './model.ts';

/** Of a text that nobody was shown. */
const noDigest = '0'.repeat(64);

/** A walk that can be looked at, asked, and cut off. */
export interface Walked {
  /** Ids of the steps, in the order of the book; and of the section with a role. */
  readonly steps: readonly string[];
  section(role: string): string | undefined;
  view(): RunView;
  ask(request: Request): Promise<Reply>;
  /** How the world answers the next commands. */
  meet(fates: readonly Fate[]): void;
  /** What has reached the shell since the beginning, in order. */
  ran(): readonly string[];
  /** Resolves when nothing happens by itself any more, which is where `looks` says so or time is over. */
  rest(looks: () => boolean): Promise<void>;
  release(): void;
  trust(): void;
  crash(): Promise<void>;
  record(): Promise<RunRecord | undefined>;
}

export class Pair {
  readonly model: WalkModel;
  readonly #walked: Walked;

  constructor(book: Book, walked: Walked) {
    this.model = new WalkModel(book);
    this.#walked = walked;
  }

  async take(happening: Happening): Promise<void> {
    const { model } = this;
    const walked = this.#walked;
    const action = aimed(happening, model);
    // Nobody can go on with a run that is closed, or that was never begun.
    if (action.do === 'crash' && (model.closed || !model.started)) return;
    if (action.do === 'release' && model.press === undefined) return;
    // A block that nobody can read is one command to the product, and several here.
    if ((action.do === 'edit' || action.do === 'retry') && model.doing(action.step).broken) return;
    model.fates = [...happening.fates];
    walked.meet(happening.fates);
    const request = requestOf(action, {
      step: at => walked.steps[at] ?? '',
      section: role => walked.section(role) ?? 'nowhere',
      revision: walked.view().revision,
      edit: at => model.editOf(at),
      agreed: (at, index) =>
        walked.view().steps[walked.steps[at] ?? '']?.commands[index]?.edited?.digest ?? noDigest,
    });
    const no = take(model, action);
    if (request === undefined) await this.#do(action);
    else {
      model.started = true;
      const reply = action.do === 'edit' ? await this.#edit(request, action) : await walked.ask(request);
      expect(reply.ok ? undefined : reply.code).toBe(no);
    }
    await walked.rest(() => isDeepStrictEqual([this.#shown(), this.#ran()], [this.#meant(), model.ran]));
    this.#compare();
  }

  /** A text is shown first, and runs only by the digest of what was shown. */
  async #edit(proposal: Request, { reason, name }: Extract<Action, { do: 'edit' }>): Promise<Reply> {
    const shown = await this.#walked.ask(proposal);
    if (!shown.ok || proposal.type !== 'edit.propose') return shown;
    const { step, statement } = proposal;
    const view = this.#walked.view();
    const digest = view.steps[step]?.commands[statement]?.proposal?.digest ?? noDigest;
    const confirm = name === undefined ? {} : { confirm: name };
    return await this.#walked.ask({
      type: 'edit.confirm',
      step,
      statement,
      revision: view.revision,
      digest,
      reason,
      ...confirm,
    });
  }

  async #do(action: Action): Promise<void> {
    if (action.do === 'release') this.#walked.release();
    else if (action.do === 'trust') this.#walked.trust();
    else {
      await this.#walked.crash();
      const record = await this.#walked.record();
      // What nobody knows is said in the log, not only where it is read.
      expect(record?.dangling).toEqual([]);
    }
  }

  #compare(): void {
    expect(this.#shown()).toEqual(this.#meant());
    expect(this.#ran()).toEqual(this.model.ran);
    expect(this.#walked.ran().filter(text => /<target>|never/.test(text))).toEqual([]);
  }

  #ran(): readonly string[] {
    return this.#walked.ran().map(text => /^(?:\.\/act )?(\w+)/.exec(text)?.[1] ?? text);
  }

  #shown(): Shown {
    const view = this.#walked.view();
    return {
      now: view.now.kind,
      steps: this.#walked.steps.map(id => {
        const step = view.steps[id];
        return { state: step?.state ?? '', commands: step?.commands.map(({ state }) => state) ?? [] };
      }),
    };
  }

  /** A block that cannot be read has one statement, whatever was written in it. */
  #meant(): Shown {
    const shown = this.model.shown();
    const isBroken = (at: number): boolean => this.model.book.steps[at]?.broken === true;
    const steps = shown.steps.map((step, at) => (isBroken(at) ? { ...step, commands: ['waiting'] } : step));
    return { ...shown, steps };
  }
}
