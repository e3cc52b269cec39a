import type { Channel } from '../adapters/socket.ts';
import type { Event } from '../protocol/event.ts';
import type { RequestType } from '../protocol/request.ts';
import type { KeyDesk } from './people/keyDesk.ts';

/** What a read-only view may request. */
const looking: readonly RequestType[] = ['output.read', 'runbook.read', 'environment.read', 'look'];

/** The connected views in order of arrival. The first may act; the others are read-only until they become the first. */
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

  /** Whether a view is the one that may act. */
  acts(channel: Channel): boolean {
    return this.#channels[0] === channel;
  }

  /** Whether a view may send a request of this type. */
  allows(channel: Channel, type: RequestType): boolean {
    return this.acts(channel) || looking.includes(type);
  }
}

function tell(channel: Channel, acts: boolean): void {
  const event: Event = { type: 'seat', acts };
  channel.send(event);
}
