import type { Page, RunView } from '../../core/run/view/view.ts';
import type { Event, Reply } from '../../protocol/event.ts';
import type { Request } from '../../protocol/request.ts';
import { fields, tableOf, text, type Of } from '../../protocol/shape.ts';
import { deleteKept, keptKey, markAt, storeKept, type KeptStores } from './keptMark.ts';
import type { Listener, RunnerLink } from './runnerLink.ts';

/** What stands in VS Code's secret storage for one runbook: secrets of its open run, by the names of their inputs. */
const kept = fields({ run: text(), values: tableOf(text()) });

type Kept = Of<typeof kept>;
type Given = Extract<Request, { readonly type: 'input.set' }>;

export interface KeepingOptions {
  readonly stores: KeptStores;
  /** URI of the runbook, which has one open run at most. */
  readonly runbook: string;
  /** The storage did not do what it was asked for. It is asked only once a person wanted a secret kept. */
  failed(): void;
}

/** The page counts its requests from 1, and the walker its own from a billion. */
const firstOwn = 2_000_000_000;

/**
 * Secrets that a person asked VS Code to keep until the run is closed. A runner has them in its memory alone; one that takes the place of
 * another is given them again.
 */
export class KeptSecrets {
  readonly #options: KeepingOptions;
  readonly #key: string;
  readonly #asked = new Map<number, Given>();
  #nextOwn = firstOwn;
  /** One change after the other, since each writes all that is kept. */
  #last: Promise<void> = Promise.resolve();
  #page: Page | undefined;
  #view: RunView | undefined;
  #isGiven = false;
  #isForgotten = false;
  /** The run whose beginning was seen: what is kept of one before it is of no use. */
  #begun = '';

  constructor(options: KeepingOptions) {
    this.#options = options;
    this.#key = keptKey(options.runbook);
  }

  /** Reaches a runner by `dial`, and stands between it and whoever listens. */
  async between(listener: Listener, dial: (listener: Listener) => Promise<RunnerLink>): Promise<RunnerLink> {
    // It may be another runner, which has no secret yet.
    this.#isGiven = false;
    this.#asked.clear();
    const linked = dial({
      event: event => {
        if (this.#hear(event, linked)) listener.event(event);
      },
      lost: () => listener.lost(),
    });
    const link = await linked;
    return {
      ...link,
      request: (id, request) => {
        if (request.type === 'input.set') this.#asked.set(id, request);
        link.request(id, request);
      },
    };
  }

  /** Answers whether an event is for others, too. */
  #hear(event: Event, linked: Promise<RunnerLink>): boolean {
    if (event.type === 'page') this.#page = event.page;
    if (event.type === 'run') {
      this.#view = event.view;
      this.#look(event.view, linked);
    }
    if (event.type !== 'reply') return true;
    this.#keep(event.to, event.reply);
    return event.to < firstOwn;
  }

  get #secret(): ReadonlySet<string> {
    return new Set(this.#page?.inputs.flatMap(input => (input.secret ? [input.name] : [])));
  }

  /** What the runner took is kept; a value that is not to be kept takes the place of one that was. */
  #keep(id: number, reply: Reply): void {
    const given = this.#asked.get(id);
    const view = this.#view;
    this.#asked.delete(id);
    if (given === undefined || !reply.ok || view === undefined || !this.#secret.has(given.name)) return;
    const { name, value, keep } = given;
    this.#then(async () => {
      const { [name]: old, ...others } = await this.#read(view.runId);
      if (keep === true) await this.#write(view, { ...others, [name]: value });
      else if (old !== undefined) await this.#write(view, others);
    });
  }

  /** Gives a runner what it lacks; once the run is closed or offered to somebody else, or another has begun, nothing is kept of it. */
  #look({ closed, offer, runId, values }: RunView, linked: Promise<RunnerLink>): void {
    if (closed !== undefined || offer !== undefined) {
      if (!this.#isForgotten) this.#then(() => this.#forget());
      this.#isForgotten = true;
      return;
    }
    this.#isForgotten = false;
    if (runId !== '' && runId !== this.#begun) {
      this.#begun = runId;
      this.#then(async () => {
        if (markAt(this.#options.stores, this.#key)?.run !== runId) await this.#forget();
      });
    }
    const secret = this.#secret;
    const lacking = values.flatMap(({ name, set }) => (!set && secret.has(name) ? [name] : []));
    if (this.#isGiven || lacking.length === 0) return;
    this.#isGiven = true;
    this.#then(async () => {
      const held = await this.#read(runId);
      const link = await linked;
      for (const name of lacking) {
        const value = held[name];
        if (value !== undefined) link.request(this.#nextOwn++, { type: 'input.set', name, value });
      }
    });
  }

  async #forget(): Promise<void> {
    await deleteKept(this.#options.stores, this.#key);
  }

  /** What is kept for a run. */
  async #read(run: string): Promise<Kept['values']> {
    const { stores } = this.#options;
    if (markAt(stores, this.#key)?.run !== run) return {};
    const stored = parsed(await stores.secrets.get(this.#key));
    return kept(stored) && stored.run === run ? stored.values : {};
  }

  async #write({ runId: run, recording }: RunView, values: Kept['values']): Promise<void> {
    if (Object.keys(values).length === 0) {
      await this.#forget();
      return;
    }
    const { folder } = recording;
    const secret = JSON.stringify({ run, values } satisfies Kept);
    const mark = { run, ...(folder === undefined ? {} : { folder }) };
    await storeKept(this.#options.stores, this.#key, { mark, secret });
  }

  #then(work: () => Promise<void>): void {
    this.#last = this.#last.then(work).catch(() => this.#options.failed());
  }
}

function parsed(stored: string | undefined): unknown {
  try {
    return stored === undefined ? undefined : JSON.parse(stored);
  } catch {
    return undefined;
  }
}
