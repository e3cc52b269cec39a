import type { Reply } from '../../protocol/event.ts';
import type { Request } from '../../protocol/request.ts';
import type { Port } from './port.ts';

/** The requests that are on their way, by the place on the page that made them, and what was refused there. */
export class Asking {
  readonly busy = new Set<string>();
  readonly refusals = new Map<string, Extract<Reply, { ok: false }>>();
  readonly #port: Port;
  readonly #pending = new Map<number, string>();
  #lastId = 0;

  constructor(port: Port) {
    this.#port = port;
  }

  ask(place: string, request: Request): void {
    this.#lastId += 1;
    this.#pending.set(this.#lastId, place);
    this.busy.add(place);
    this.refusals.delete(place);
    this.#port.post({ type: 'request', id: this.#lastId, request });
  }

  /** The place a reply belongs to; undefined where nobody waits for it. */
  settle(to: number, reply: Reply): string | undefined {
    const place = this.#pending.get(to);
    if (place === undefined) return undefined;
    this.#pending.delete(to);
    if (![...this.#pending.values()].includes(place)) this.busy.delete(place);
    if (!reply.ok) this.refusals.set(place, reply);
    return place;
  }

  /** Nobody will answer what was asked before the runner was lost; answers the places that waited. */
  forget(): readonly string[] {
    const places = [...this.#pending.values()];
    this.#pending.clear();
    this.busy.clear();
    return places;
  }
}

const ending: readonly Request['type'][] = [
  'run.step',
  'run.next',
  'step.hand',
  'step.skip',
  'step.copied',
  'judge',
  'settle',
  'branch.enter',
];

/** Whether a request may end its step: the control that asked will vanish, so the focus goes to the step itself. */
export function endsStep(request: Request): boolean {
  return ending.includes(request.type);
}
