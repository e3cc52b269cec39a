import type { FailureFacts } from '../../core/audit/failure.ts';
import { Worker } from 'node:worker_threads';
import type { KeyTyped } from '../../adapters/review/hostAsker.ts';
import type { FromReader, Kind, Questions, StreamKind, Streams, ToReader } from './question.ts';

// Enough for the longest log that is listed; a thread that grows beyond it ends by itself and takes nothing else with it.
const limits = { maxOldGenerationSizeMb: 2048 };

/** The reading worker ended, or could not do what it was asked. */
export class ReadingFailed extends Error {
  /** What the system said it could not do, and with what; empty if it was something else. */
  readonly facts: FailureFacts;

  constructor(message: string | undefined, facts: FailureFacts = {}) {
    super(message);
    this.facts = facts;
  }
}

interface Waiting {
  answered(answer: unknown): void;
  part(part: unknown): void;
  failed(error: ReadingFailed): void;
}

/** Client of the worker that reads and verifies runs. It starts with the first question, and again after it has ended. */
export class Reader {
  readonly #script: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #id = 0;

  constructor(script: string) {
    this.#script = script;
  }

  /** Rejects with `ReadingFailed` where there is no answer. */
  ask<K extends Kind>(kind: K, given: Questions[K]['with']): Promise<Questions[K]['answer']> {
    return new Promise((resolve, reject) => {
      const id = this.#await({
        answered: answer => resolve(answer as Questions[K]['answer']),
        part: () => undefined,
        failed: reject,
      });
      this.#post({ type: 'ask', id, kind, with: given });
    });
  }

  /** Begins what is told in parts, some of which can be replied to; `done` comes once at its end, whatever ends it. The function that is given back ends it early. */
  begin<K extends StreamKind>(
    kind: K,
    given: Streams[K]['with'],
    hear: { part(part: Streams[K]['part'], reply: (typed: KeyTyped) => void): void; done(): void },
  ): () => void {
    const id = this.#await({
      answered: () => hear.done(),
      part: part =>
        hear.part(part as Streams[K]['part'], typed => this.#post({ type: 'reply', id, with: typed })),
      failed: () => hear.done(),
    });
    this.#post({ type: 'begin', id, kind, with: given });
    return () => {
      if (this.#waiting.delete(id)) this.#post({ type: 'end', id });
    };
  }

  /** What is held of a run may go. */
  forget(folder: string): void {
    if (this.#worker !== undefined) this.#post({ type: 'forget', folder });
  }

  dispose(): void {
    this.#end('the extension was closed');
  }

  #await(waiting: Waiting): number {
    this.#id += 1;
    this.#waiting.set(this.#id, waiting);
    return this.#id;
  }

  #post(message: ToReader): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { resourceLimits: limits });
    let cause = 'it ended';
    worker.on('message', (message: FromReader) => this.#take(message));
    worker.on('error', error => {
      cause = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#end(cause);
    });
    worker.unref();
    return worker;
  }

  #take(message: FromReader): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    if ('part' in message) {
      waiting.part(message.part);
      return;
    }
    this.#waiting.delete(message.id);
    if ('failed' in message) {
      console.error(`Handrail: ${message.failed}`);
      waiting.failed(new ReadingFailed(message.failed.split('\n')[0], message.facts));
    } else waiting.answered('answer' in message ? message.answer : undefined);
  }

  #end(cause: string): void {
    const worker = this.#worker;
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const one of waiting) one.failed(new ReadingFailed(cause));
    void worker?.terminate();
  }
}
