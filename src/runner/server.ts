import { timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:net';
import { serve, type Channel, type Hearer } from '../adapters/socket.ts';
import type { Event } from '../protocol/event.ts';
import { fromClient, type FromClient } from '../protocol/hello.ts';
import { ask } from './answer.ts';
import { LiveWishes } from './cluster/liveWishes.ts';
import type { KeyDesk } from './people/keyDesk.ts';
import { Seats } from './seats.ts';
import { Terminals } from './session/terminals.ts';
import type { Walk } from './walk.ts';

export interface Reception {
  readonly path: string;
  readonly token: string;
  /** Passes prompts of the signing key to the acting view. */
  readonly desk: KeyDesk;
  /** Called with the number of connected views whenever it changes. */
  readonly watched: (clients: number) => void;
  /** Called after a reply once this process is of no further use: its shell has ended and the run goes on elsewhere. */
  readonly spent: () => void;
}

/** Listens for views on a socket. Whoever presents the token is sent the page, the run's view and all changes. */
export async function receive(walk: Walk, { path, token, desk, watched, spent }: Reception): Promise<Server> {
  let clients = 0;
  const seats = new Seats(desk);
  const wishes = new LiveWishes(wish => walk.live.wish(wish));
  const terminals = new Terminals(walk, channel => seats.acts(channel));
  const count = (change: 1 | -1): void => watched((clients += change));
  return await serve(path, () => clientOf({ walk, seats, wishes, terminals, desk, token, spent, count }));
}

interface Desk {
  readonly walk: Walk;
  readonly seats: Seats;
  readonly wishes: LiveWishes;
  readonly terminals: Terminals;
  readonly desk: KeyDesk;
  readonly token: string;
  readonly spent: () => void;
  readonly count: (change: 1 | -1) => void;
}

function clientOf(at: Desk): Hearer {
  const { walk, seats, wishes, terminals, token, spent, count } = at;
  let leave: (() => void) | undefined;
  return {
    message: (channel, raw) => {
      const message = fromClient.safeParse(raw);
      if (!message.success) refuseShape(channel, raw);
      else if (message.data.type === 'hello') {
        if (leave !== undefined || !same(message.data.token, token)) channel.close();
        else {
          count(1);
          const unsubscribe = walk.subscribe(event => channel.send(event));
          seats.take(channel);
          leave = () => {
            unsubscribe();
            seats.leave(channel);
            wishes.leave(channel);
            terminals.leave(channel);
          };
        }
      } else if (leave === undefined) channel.close();
      else if (message.data.type !== 'request') hear(at, channel, message.data);
      else if (!seats.allows(channel, message.data.request.type)) refuseReader(channel, message.data.id);
      else
        void reply(walk, channel, message.data).then(() => {
          if (walk.log.spent) spent();
        });
    },
    closed: () => {
      if (leave === undefined) return;
      leave();
      count(-1);
    },
  };
}

/** Messages of the view's host rather than of its page. */
function hear(
  { walk, wishes, terminals, desk, spent }: Desk,
  channel: Channel,
  message: Exclude<FromClient, { readonly type: 'hello' | 'request' }>,
): void {
  switch (message.type) {
    case 'trust':
      walk.trust();
      return;
    case 'live':
      wishes.take(channel, message.wish);
      return;
    case 'terminal':
      terminals.take(channel, message.wish);
      return;
    case 'again':
      if (walk.state.closed !== undefined) spent();
      return;
    case 'key':
      desk.take(channel, message.id, message.answer);
      return;
  }
}

async function reply(
  walk: Walk,
  channel: Channel,
  { id, request }: Extract<FromClient, { type: 'request' }>,
): Promise<void> {
  const event: Event = { type: 'reply', to: id, reply: await ask(walk, request) };
  walk.announce();
  channel.send(event);
}

/** Only one view may act: two people who cannot see each other's clicks would do things twice. */
function refuseReader(channel: Channel, id: number): void {
  const event: Event = {
    type: 'reply',
    to: id,
    reply: {
      ok: false,
      code: 'reading-along',
      message: 'This run is open in another window. Here you can read along.',
    },
  };
  channel.send(event);
}

/** Replies to a malformed request if it has a number, so that its sender does not wait forever. */
function refuseShape(channel: Channel, raw: unknown): void {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  if (typeof id !== 'number') return;
  const event: Event = {
    type: 'reply',
    to: id,
    reply: {
      ok: false,
      code: 'bad-request',
      message: 'This request has another shape than the runner knows.',
      because: { kind: 'unknown-request' },
    },
  };
  channel.send(event);
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
