import type { Reply } from '../../protocol/event.ts';
import type { Request } from '../../protocol/request.ts';
import type { FromWalker } from '../../protocol/webview.ts';
import type { Port } from '../port.ts';

/** What was asked of the runner. */
export interface Asked {
  readonly place: string;
  readonly request: Request;
  /** The form that was open there by then: what is opened while the answer is on its way has not been answered. */
  readonly form: string | undefined;
}

/** The requests that are on their way, by the place on the page that made them, and what was refused there. */
export class Asking {
  readonly busy = new Set<string>();
  readonly refusals = new Map<string, Extract<Reply, { ok: false }>>();
  readonly #port: Port<FromWalker>;
  readonly #pending = new Map<number, Asked>();
  #lastId = 0;

  constructor(port: Port<FromWalker>) {
    this.#port = port;
  }

  /** `form` is the one that is open in the place. A key that is held, or pressed twice, has asked for one thing. */
  ask(place: string, request: Request, form: string | undefined): void {
    const isAsked = [...this.#pending.values()].some(other => same(other.request, request));
    // The same that is typed into a shell again is typed twice.
    if (isAsked && request.type !== 'terminal.type') return;
    this.#lastId += 1;
    this.#pending.set(this.#lastId, { place, request, form });
    this.busy.add(place);
    this.refusals.delete(place);
    this.#port.post({ type: 'request', id: this.#lastId, request });
  }

  /** The place a reply belongs to, and what was asked there; undefined where nobody waits for it. */
  settle(to: number, reply: Reply): Asked | undefined {
    const asked = this.#pending.get(to);
    if (asked === undefined) return undefined;
    const { place } = asked;
    this.#pending.delete(to);
    if (![...this.#pending.values()].some(other => other.place === place)) this.busy.delete(place);
    if (!reply.ok) this.refusals.set(place, reply);
    return asked;
  }

  /** Nobody will answer what was asked before the runner was lost; answers the places that waited. */
  forget(): readonly string[] {
    const places = [...this.#pending.values()].map(({ place }) => place);
    this.#pending.clear();
    this.busy.clear();
    return places;
  }
}

function same(one: Request, other: Request): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The field that the words of a form are typed into. */
export function fieldOf({ place, request, form = '' }: Asked): string {
  return request.type === 'input.set' ? `${place}/value/${request.name}` : `${place}/form/${form}`;
}

/** Whether what stands in its form is what was sent: what was typed for something else, or since, was not. */
export function isSent({ request }: Asked, typed: string | undefined): boolean {
  if (request.type === 'input.set') return typed === undefined || typed === request.value;
  const said = request.type === 'handover.offer' ? request.text : 'reason' in request && request.reason;
  return typed?.trim() === said;
}

/** The note that a signature took with it; undefined of what signs nothing. */
export function noteIn(request: Request): string | undefined {
  if (request.type === 'check.set') return request.checked ? (request.note ?? '') : undefined;
  return request.type === 'step.hand' ? request.reason : undefined;
}

const ending: readonly Request['type'][] = [
  'run.step',
  'run.next',
  'edit.confirm',
  'edit.retry',
  'step.hand',
  'record.fill',
  'step.skip',
  'step.copied',
  'judge',
  'settle',
  'branch.enter',
];

/** Whether what is open for a step is put away with what was asked, whatever it was opened for. */
export function putsAway(request: Request): boolean {
  return endsStep(request) || request.type === 'run.from' || request.type === 'check.set';
}

/** Whether a request may end its step: the control that asked will vanish, so the focus goes to the step itself. */
export function endsStep(request: Request): boolean {
  return ending.includes(request.type);
}
