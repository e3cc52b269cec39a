import type { Channel } from '../adapters/socket.ts';
import type { Event } from '../protocol/event.ts';
import type { RequestType } from '../protocol/request.ts';
import type { KeyDesk } from './people/keyDesk.ts';

/** What whoever reads along may ask: it changes nothing. */
const looking: readonly RequestType[] = ['output.read', 'runbook.read', 'environment.read', 'look'];

/** Who watches a run, in the order they came: the first acts, the others read along until it is their turn. */
export class Seats {
  readonly #desk: KeyDesk;
  #channels: readonly Channel[] = [];

  constructor(desk: KeyDesk) {
    this.#desk = desk;
  }

  take(channel: Channel): void {
    this.#channels = [...this.#channels, channel];
    tell(channel, this.#channels[0] === channel);
    this.#desk.seat(this.#channels[0]);
  }

  leave(channel: Channel): void {
    const [first] = this.#channels;
    this.#channels = this.#channels.filter(other => other !== channel);
    const [next] = this.#channels;
    if (first === channel && next !== undefined) tell(next, true);
    this.#desk.seat(next);
  }

  /** Whether a watcher is the one that acts. */
  acts(channel: Channel): boolean {
    return this.#channels[0] === channel;
  }

  /** Whether a watcher may ask this. */
  allows(channel: Channel, type: RequestType): boolean {
    return this.acts(channel) || looking.includes(type);
  }
}

function tell(channel: Channel, acts: boolean): void {
  const event: Event = { type: 'seat', acts };
  channel.send(event);
}
