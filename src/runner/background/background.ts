import { randomUUID } from 'node:crypto';
import { OutputTail, usualSize } from '../../adapters/session/screen/outputTail.ts';
import type { Action } from '../../core/audit/entry.ts';
import type { OutputView } from '../../core/run/view/outputView.ts';
import { Capture } from '../output/outputs.ts';
import { NotRecorded, type OutputSink } from '../log/recorder.ts';

/** What the background needs of its run. */
export interface BackgroundHost {
  sink(of: string): OutputSink;
  secrets(): readonly string[];
  /** The attempts that had jobs alive in a time; ms since the epoch. */
  attempts(time: { readonly from: number; readonly to: number }): Promise<readonly string[]>;
  record(action: Action): void;
  /** There is more to show. */
  changed(): void;
  echo(of: string, bytes: Uint8Array): void;
}

interface Stream {
  readonly of: string;
  readonly capture: Capture;
  readonly from: number;
}

/**
 * What is printed while no command runs: masked, on disk, and nobody's attempt. A stream ends where a command begins, so the log says
 * between which commands something was printed, and a value that was given meanwhile is masked in what comes after it.
 */
export class Background {
  readonly #host: BackgroundHost;
  readonly #tail = new OutputTail();
  #stream: Stream | undefined;
  #masked = 0;
  #view: OutputView | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(host: BackgroundHost) {
    this.#host = host;
  }

  /** The end of all of it, as a terminal would show it; undefined before there is any. */
  get view(): OutputView | undefined {
    return this.#view;
  }

  /** Takes raw bytes; while the promise is pending, they are to be held back. */
  take(bytes: Uint8Array): Promise<void> | undefined {
    this.#stream ??= this.#begin();
    return this.#stream.capture.take(bytes);
  }

  /** What comes from here on is another stream. */
  rest(): void {
    const stream = this.#stream;
    if (stream === undefined) return;
    this.#stream = undefined;
    const to = Date.now();
    this.#ended = this.#ended.then(() => this.#end(stream, to));
  }

  /** Resolves when all that has come is on disk and in the log. */
  async ended(): Promise<void> {
    this.rest();
    await this.#ended;
  }

  #begin(): Stream {
    const of = randomUUID();
    const masked = this.#masked;
    const capture = new Capture(this.#host.sink(of), this.#host.secrets(), {
      size: usualSize,
      echo: bytes => {
        this.#tail.write(bytes);
        this.#host.echo(of, bytes);
      },
      show: output => {
        this.#masked = masked + output.masked;
        void this.#show();
      },
      ended: () => capture.dispose(),
    });
    return { of, capture, from: Date.now() };
  }

  async #show(): Promise<void> {
    this.#view = { ...(await this.#tail.view()), masked: this.#masked };
    this.#host.changed();
  }

  async #end({ of, capture, from }: Stream, to: number): Promise<void> {
    try {
      const outputs = await capture.end();
      const attempts = await this.#host.attempts({ from, to });
      this.#host.record({ type: 'background', of, attempts, outputs });
    } catch (error) {
      // The view already says that nothing is recorded.
      if (!(error instanceof NotRecorded)) throw error;
    }
  }
}
