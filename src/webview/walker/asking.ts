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

  /** `form` is the one that is open in the place. */
  ask(place: string, request: Request, form: string | undefined): void {
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

/** What is asked beside a form: it stays open, and keeps its words, whatever comes of it. */
const aside: ReadonlySet<Request['type']> = new Set<Request['type']>([
  'attach',
  'wait.start',
  'wait.end',
  'context.check',
  'run.stop',
  'run.force',
  'run.extend',
  'terminal.type',
  'job.stop',
  'job.force',
  'log.retry',
  'look',
  'live.signIn',
  'approval.look',
  // A difference that is shown is for its form to go on with.
  'edit.propose',
]);

/** Whether what was asked is what the form asks for that was open there: a value is given by the form of its own name. */
export function answersForm({ request, form }: Pick<Asked, 'request' | 'form'>): boolean {
  return !aside.has(request.type) && (request.type !== 'input.set' || form === request.name);
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

/** Whether a request may end its step: the control that asked will vanish, so the focus goes to the step itself. */
export function endsStep(request: Request): boolean {
  return ending.includes(request.type);
}
