import { Worker } from 'node:worker_threads';
import type { FromWorker, Kind, Questions, Sent, ToWorker } from './question.ts';

/** A document that changes while it is asked about; VS Code's own fits. */
export interface Source {
  readonly key: string;
  readonly path: string;
  readonly version: number;
  text(): string;
}

/** Whether the answer is still wanted; VS Code's CancellationToken fits. */
export interface Wanted {
  readonly isCancellationRequested: boolean;
}

interface Job {
  readonly source: Source;
  readonly version: number;
  readonly kind: Kind;
  readonly with: unknown;
  readonly wanted: Wanted;
  readonly resolve: (answer: unknown) => void;
}

const always: Wanted = { isCancellationRequested: false };
const mostRestarts = 1;
// More than any runbook needs; a worker that grows beyond it ends by itself and takes nothing else with it.
const limits = { maxOldGenerationSizeMb: 512 };

/**
 * Client of the worker that analyses runbooks while they are written. Sends one question at a time, so that outdated ones can be dropped
 * before they cost anything; those resolve to undefined.
 */
export class Analyst {
  readonly #script: string;
  readonly #say: (event: 'restarted' | 'gone', cause: string) => void;
  #worker: Worker | undefined;
  #running: Job | undefined;
  #waiting: Job[] = [];
  #held = new Map<string, number>();
  #crashes = 0;
  #id = 0;

  constructor(script: string, say: (event: 'restarted' | 'gone', cause: string) => void) {
    this.#script = script;
    this.#say = say;
  }

  /** Asks about the document as it is now. */
  ask<K extends Kind>(
    source: Source,
    question: { readonly kind: K; readonly with: Questions[K]['with'] },
    wanted: Wanted = always,
  ): Promise<Questions[K]['answer'] | undefined> {
    const { version } = source;
    this.#dropOlder(source.key, version);
    return new Promise(resolve => {
      const { kind } = question;
      const settle = (answer: unknown): void => resolve(answer as Questions[K]['answer'] | undefined);
      this.#waiting.push({ source, version, kind, with: question.with, wanted, resolve: settle });
      this.#next();
    });
  }

  /** The document is closed; with the last one the thread ends. */
  forget(key: string): void {
    this.#dropOlder(key, Infinity);
    if (!this.#held.delete(key)) return;
    if (this.#held.size > 0 || this.#waiting.length > 0) this.#post({ type: 'forget', key });
    else this.#end();
  }

  dispose(): void {
    for (const job of this.#waiting.splice(0)) job.resolve(undefined);
    this.#end();
  }

  #dropOlder(key: string, version: number): void {
    const isOld = (job: Job): boolean => job.source.key === key && job.version < version;
    for (const job of this.#waiting.filter(isOld)) job.resolve(undefined);
    this.#waiting = this.#waiting.filter(job => !isOld(job));
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    const isOutdated = job.source.version !== job.version || job.wanted.isCancellationRequested;
    if (isOutdated || this.#crashes > mostRestarts) {
      job.resolve(undefined);
      this.#next();
      return;
    }
    this.#running = job;
    this.#id += 1;
    this.#post({ type: 'ask', id: this.#id, of: this.#sent(job), kind: job.kind, with: job.with });
  }

  #sent({ source, version }: Job): Sent {
    const { key, path } = source;
    if (this.#held.get(key) === version) return { key, path, version };
    this.#held.set(key, version);
    return { key, path, version, text: source.text() };
  }

  #post(message: ToWorker): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { resourceLimits: limits });
    let cause = '';
    worker.on('message', (message: FromWorker) => this.#answered(message));
    worker.on('error', error => {
      cause = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#crashed(cause);
    });
    // The editor may close while a text is being read.
    worker.unref();
    return worker;
  }

  #answered(message: FromWorker): void {
    if (message.id !== this.#id) return;
    const job = this.#running;
    this.#running = undefined;
    if ('failed' in message) console.error(`Handrail: ${message.failed}`);
    job?.resolve('answer' in message ? message.answer : undefined);
    this.#next();
  }

  #crashed(cause: string): void {
    const job = this.#running;
    this.#end();
    this.#crashes += 1;
    job?.resolve(undefined);
    this.#say(this.#crashes > mostRestarts ? 'gone' : 'restarted', cause);
    this.#next();
  }

  #end(): void {
    const worker = this.#worker;
    const job = this.#running;
    this.#worker = undefined;
    this.#running = undefined;
    this.#held.clear();
    job?.resolve(undefined);
    void worker?.terminate();
  }
}
