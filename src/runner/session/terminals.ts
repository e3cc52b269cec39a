import { usualSize, type TailSize } from '../../adapters/session/screen/outputTail.ts';
import type { Channel } from '../../adapters/socket.ts';
import type { Event } from '../../protocol/event.ts';
import type { TerminalWish } from '../../protocol/terminalWish.ts';
import type { Outputs } from '../output/outputs.ts';
import type { RunningAttempt, Stage } from './stage.ts';
import { TerminalReplies } from './terminalReplies.ts';

/** Bytes that one window is sent in a while, and that may wait for it: what comes beyond is left out, and the screen drawn anew. */
const most = 512 * 1024;

/** The while, in ms. */
const interval = 100;

/** The walk, as far as this concerns it. */
interface Shown {
  readonly outputs: Pick<Outputs, 'watch' | 'redraw' | 'resize'>;
  readonly options: { readonly stage: Pick<Stage, 'press' | 'resize'> };
  readonly running: RunningAttempt | undefined;
}

/** The terminals of the windows that watch the session of a run: all see it, and the one that acts types and gives it its size. */
export class Terminals {
  readonly #walk: Shown;
  readonly #acts: (channel: Channel) => boolean;
  readonly #watching = new Map<Channel, Watcher>();
  #size = usualSize;

  constructor(walk: Shown, acts: (channel: Channel) => boolean) {
    this.#walk = walk;
    this.#acts = acts;
  }

  take(channel: Channel, wish: TerminalWish): void {
    switch (wish.kind) {
      case 'watch':
        this.#watch(channel, wish);
        return;
      case 'size':
        this.#watching.get(channel)?.resize(wish);
        this.#settle();
        return;
      case 'keys':
        this.#press(channel, wish.keys);
        return;
      case 'leave':
        this.leave(channel);
        return;
    }
  }

  /** The window has closed its terminal, or has gone: then another one may act. */
  leave(channel: Channel): void {
    this.#watching.get(channel)?.end();
    this.#watching.delete(channel);
    this.#settle();
  }

  #press(channel: Channel, keys: string): void {
    const { running, options } = this.#walk;
    const watcher = this.#watching.get(channel);
    if (running === undefined || watcher === undefined || !this.#acts(channel)) return;
    if (watcher.replies.isWanted(keys, running.attemptId)) options.stage.press(keys);
  }

  #watch(channel: Channel, size: TailSize): void {
    this.#watching.get(channel)?.end();
    const watcher = new Watcher(channel, this.#walk, size);
    this.#watching.set(channel, watcher);
    // First its size, so that what is drawn fits.
    this.#settle();
    watcher.redraw();
  }

  #settle(): void {
    const acting = [...this.#watching].find(([channel]) => this.#acts(channel));
    const { columns, rows } = acting?.[1].size ?? usualSize;
    if (columns === this.#size.columns && rows === this.#size.rows) return;
    this.#size = { columns, rows };
    this.#walk.outputs.resize(this.#size);
    this.#walk.options.stage.resize(columns, rows);
  }
}

/** One window's terminal. It is sent what is printed as it comes; where that is too much, the screen as it is afterwards. */
class Watcher {
  readonly #channel: Channel;
  readonly #walk: Shown;
  readonly replies = new TerminalReplies();
  readonly #unwatch: () => void;
  #size: TailSize;
  /** Bytes of this while. */
  #sent = 0;
  /** What comes is left out until the screen is drawn anew. */
  #behind = true;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(channel: Channel, walk: Shown, size: TailSize) {
    this.#channel = channel;
    this.#walk = walk;
    this.#size = size;
    this.#unwatch = walk.outputs.watch(bytes => this.#take(bytes));
  }

  get size(): TailSize {
    return this.#size;
  }

  resize({ columns, rows }: TailSize): void {
    this.#size = { columns, rows };
  }

  redraw(): void {
    this.#behind = true;
    void this.#walk.outputs.redraw(screen => {
      if (this.#ended) return;
      this.#behind = false;
      this.replies.redrawn();
      this.#send({ type: 'terminal', bytes: base64(screen), redraw: true });
    });
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#unwatch();
  }

  #take(bytes: Uint8Array): void {
    if (this.#behind) return;
    this.#sent += bytes.length;
    this.#behind = this.#sent > most || this.#channel.waiting > most;
    if (!this.#behind) {
      this.replies.printed(bytes, this.#walk.running?.attemptId);
      this.#send({ type: 'terminal', bytes: base64(bytes) });
    }
    this.#timer ??= setTimeout(() => this.#goOn(), interval);
  }

  /** The while is over; whoever was left behind catches up, once what was sent has been taken. */
  #goOn(): void {
    this.#sent = 0;
    this.#timer = undefined;
    if (!this.#behind) return;
    if (this.#channel.waiting > most) this.#timer = setTimeout(() => this.#goOn(), interval);
    else this.redraw();
  }

  #send(event: Event): void {
    this.#channel.send(event);
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
