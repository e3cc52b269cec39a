import type { Channel } from '../../adapters/socket.ts';
import { liveWishes, type LiveWish } from '../../protocol/hello.ts';

/** What each window wants to see of the cluster; what is read is what the one that wants most wants. */
export class LiveWishes {
  readonly #wishes = new Map<Channel, LiveWish>();
  readonly #tell: (wish: LiveWish) => void;

  constructor(tell: (wish: LiveWish) => void) {
    this.#tell = tell;
  }

  take(channel: Channel, wish: LiveWish): void {
    this.#wishes.set(channel, wish);
    this.#told();
  }

  leave(channel: Channel): void {
    if (this.#wishes.delete(channel)) this.#told();
  }

  #told(): void {
    const wanted = [...this.#wishes.values()].map(wish => liveWishes.indexOf(wish));
    this.#tell(liveWishes[Math.max(0, ...wanted)] ?? 'off');
  }
}
