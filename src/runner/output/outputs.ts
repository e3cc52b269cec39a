import { stripVTControlCharacters } from 'node:util';
import type { RunRecord } from '../../adapters/audit/runFolder.ts';
import { OutputTail, usualSize, type TailSize } from '../../adapters/session/screen/outputTail.ts';
import type { OutputSummary } from '../../core/audit/entry.ts';
import { Redactor } from '../../core/output/redactor.ts';
import { ruleSight } from '../../core/run/expectation/decision.ts';
import type { OutputView } from '../../core/run/view/outputView.ts';
import type { Event } from '../../protocol/event.ts';
import { ByteTail, lastBytes } from '../../adapters/session/lastBytes.ts';
import type { OutputSink, Recorder } from '../log/recorder.ts';
import { ShownOutputs } from './shownOutputs.ts';

/** Milliseconds between two tails of a running command: ten a second read as live. */
const interval = 100;

/** Who hears of outputs. */
export interface Hearers {
  readonly emit: (event: Event) => void;
  readonly echo: (attemptId: string, bytes: Uint8Array) => void;
}

/** What commands write: masked, then to disk, then to whoever looks; in that order. */
export class Outputs {
  readonly #recorder: () => Recorder;
  readonly #hearers: Hearers;
  readonly #shown = new ShownOutputs();
  /** Those that are under way, the one that was begun last at the end. */
  readonly #open = new Set<Capture>();
  readonly #watchers = new Set<(bytes: Uint8Array) => void>();
  #size = usualSize;
  /** The one that ended last, whose screen stands until another one draws. */
  #ended: Capture | undefined;

  constructor(recorder: () => Recorder, hearers: Hearers) {
    this.#recorder = recorder;
    this.#hearers = hearers;
  }

  /** The newest tail of each attempt. */
  shown(): ReadonlyMap<string, OutputView> {
    return this.#shown.all;
  }

  /** Captures one attempt's output from its first byte to its last. */
  begin(step: string, attemptId: string, secrets: readonly string[]): Capture {
    const capture = new Capture(this.#recorder().output(attemptId), secrets, {
      size: this.#size,
      echo: bytes => {
        this.#hearers.echo(attemptId, bytes);
        this.pass(bytes);
      },
      show: output => {
        this.#shown.show(attemptId, output);
        this.#hearers.emit({ type: 'output', step, attemptId, output });
      },
      ended: () => {
        this.#open.delete(capture);
        this.#ended?.dispose();
        this.#ended = capture;
      },
    });
    this.#open.add(capture);
    return capture;
  }

  /** Subscribes to every masked byte of the session. Returns the function that unsubscribes. */
  watch(watcher: (bytes: Uint8Array) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Hands masked bytes to who watches the session. */
  pass(bytes: Uint8Array): void {
    for (const watcher of this.#watchers) watcher(bytes);
  }

  /** Gives out what redraws the present screen, before the next byte is passed on; empty where nothing was printed yet. */
  async redraw(take: (redraw: Uint8Array) => void): Promise<void> {
    const capture = [...this.#open].at(-1) ?? this.#ended;
    if (capture === undefined) take(new Uint8Array(0));
    else await capture.redraw(take);
  }

  /** The session's terminal has another size. */
  resize(size: TailSize): void {
    this.#size = size;
    for (const capture of this.#open) capture.resize(size);
    this.#ended?.resize(size);
  }

  /** At most the last `limit` bytes of what an attempt wrote, without control sequences. */
  async text(attemptId: string, limit: number): Promise<string> {
    return plain(await this.#recorder().readOutput(attemptId, limit));
  }

  /** Shows again what attempts of an earlier session wrote. */
  async recall(record: RunRecord, attempts: readonly string[]): Promise<void> {
    for (const attemptId of attempts) {
      const bytes = lastBytes(record.output(attemptId), ruleSight);
      if (bytes.length === 0) continue;
      const tail = new OutputTail();
      tail.write(bytes);
      this.#shown.show(attemptId, await tail.view());
      tail.dispose();
    }
  }
}

interface Showing {
  readonly size: TailSize;
  readonly echo: (bytes: Uint8Array) => void;
  readonly show: (output: OutputView) => void;
  /** Every byte is on disk, and the last tail was shown. */
  readonly ended: () => void;
}

/** One attempt's output on its way. */
export class Capture {
  readonly #sink: OutputSink;
  readonly #redactor: Redactor;
  readonly #showing: Showing;
  readonly #tail: OutputTail;
  readonly #recent = new ByteTail(ruleSight);
  #timer: NodeJS.Timeout | undefined;

  constructor(sink: OutputSink, secrets: readonly string[], showing: Showing) {
    this.#sink = sink;
    this.#redactor = new Redactor(secrets);
    this.#showing = showing;
    this.#tail = new OutputTail(showing.size);
  }

  /** Takes raw bytes; while the promise is pending, the command should be held back. */
  take(bytes: Uint8Array): Promise<void> | undefined {
    return this.#keep(this.#redactor.push(bytes));
  }

  /** Resolves when every byte is on disk; the last tail has then been shown. */
  async end(): Promise<readonly OutputSummary[]> {
    await this.#keep(this.#redactor.end());
    const summaries = await this.#sink.end(this.#redactor.masked);
    clearTimeout(this.#timer);
    await this.#show();
    this.#showing.ended();
    return summaries;
  }

  /** Its screen is not asked for any more. */
  dispose(): void {
    this.#tail.dispose();
  }

  /** Gives out what redraws its screen, all that has come counted in. */
  async redraw(take: (redraw: Uint8Array) => void): Promise<void> {
    await this.#tail.redraw(take);
  }

  resize(size: TailSize): void {
    this.#tail.resize(size);
  }

  /** The end of the output as a rule compares it. */
  text(): string {
    return plain(this.#recent.bytes());
  }

  /** Whether the output is longer than that. */
  get isCut(): boolean {
    return this.#recent.isCut;
  }

  #keep(masked: Uint8Array): Promise<void> | undefined {
    if (masked.length === 0) return undefined;
    const written = this.#sink.write(masked);
    this.#tail.write(masked);
    this.#recent.push(masked);
    this.#showing.echo(masked);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#show();
    }, interval);
    return written;
  }

  async #show(): Promise<void> {
    const view = await this.#tail.view();
    this.#showing.show({ ...view, masked: this.#redactor.masked });
  }
}

/** A text with every secret in it masked, in all its written forms. */
export function maskText(text: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return text;
  const redactor = new Redactor(secrets);
  return Buffer.concat([redactor.push(Buffer.from(text)), redactor.end()]).toString('utf8');
}

function plain(bytes: Uint8Array): string {
  return stripVTControlCharacters(Buffer.from(bytes).toString('utf8')).replaceAll('\r\n', '\n');
}
