import type { Context, Recorded, Seal } from '../audit/entry.ts';
import { wrongPlace } from '../run/context.ts';
import { Elapsed } from '../run/elapsed.ts';
import { isApproval } from '../audit/gates/approval.ts';
import { isHandover } from '../audit/handover/handover.ts';
import { taskLimit } from '../run/expectation/limitInWords.ts';
import { tellApproval } from './approvalEvent.ts';
import { tellHandover } from './handoverEvent.ts';
import type { Attempt } from './attempt.ts';
import { Clocks } from './clocks.ts';
import type { Draft, RunEvent, Trust } from './event.ts';
import type { LogLine } from './line.ts';
import { tellReview } from './reviewEvent.ts';
import { tellStep, type Pending, type Told } from './stepEvent.ts';
import type { Named } from './steps.ts';

/** Entries up to `signed` are under signatures that hold; from `from` on stands what was changed. */
export interface Bounds {
  readonly signed: number;
  readonly from: number;
}

/** Turns lines into events, one after the other. */
export class Teller {
  readonly #named: Pick<Named, 'plan' | 'name' | 'section'>;
  readonly #attempts: ReadonlyMap<string, Attempt>;
  readonly #bounds: Bounds;
  readonly #events: RunEvent[] = [];
  readonly #pending = new Map<string, Pending>();
  #who = '';
  #last = 0;
  readonly #clocks = new Clocks();
  readonly #elapsed = new Elapsed();
  /** ms since the run began. */
  #since = 0;
  /** Whether the part that is told is an operator's: what others write beside it, or days later, is no part of the walk. */
  #walks = true;
  #place: Context | undefined;
  /** How many lines stand before each part, by its number. */
  readonly #before = new Map<number, number>();

  constructor(
    named: Pick<Named, 'plan' | 'name' | 'section'>,
    attempts: ReadonlyMap<string, Attempt>,
    bounds: Bounds,
  ) {
    this.#named = named;
    this.#attempts = attempts;
    this.#bounds = bounds;
  }

  take(line: LogLine): void {
    const { entry } = line;
    const at = entry?.t ?? line.at;
    const back = this.#clocks.backAt(line);
    this.#last = at ?? this.#last;
    if (entry?.type === 'open') this.#walks = entry.role === 'operator';
    if (this.#walks) this.#since = this.#elapsed.at(at);
    if (back !== undefined) this.#add(line, { kind: 'clock', facts: { ms: back }, tags: ['gaps'] });
    if (entry?.seq === 0) this.#before.set(entry.seg, line.number - 1);
    if (entry !== undefined && isApproval(entry)) {
      const draft = tellApproval(entry, this.#named.name);
      if (draft !== undefined) this.#add(line, draft);
      return;
    }
    if (entry === undefined) this.#add(line, strange(line));
    else if (isHandover(entry)) this.#add(line, tellHandover(entry, this.#who));
    else if ('step' in entry) this.#takeStep(line, entry);
    else this.#takeOther(line, entry);
  }

  /** The events; steps that were begun and never settled come last. */
  end(): readonly RunEvent[] {
    for (const [step, { startedAt, since, entry, attempts }] of this.#pending) {
      const name = this.#named.name(step);
      this.#push(entry, { kind: 'started', at: startedAt, since, step: name, attempts, tags: ['unknowns'] });
    }
    return this.#events;
  }

  #takeStep(line: LogLine, entry: Told['entry']): void {
    const told: Told = {
      entry,
      who: this.#who,
      since: this.#since,
      name: this.#named.name(entry.step),
      attempts: this.#attempts,
      pending: this.#pending.get(entry.step),
      ...askedOf(this.#named.plan, entry.step),
    };
    if (entry.type === 'step.started')
      this.#pending.set(entry.step, {
        startedAt: this.#last,
        since: this.#since,
        entry: line.number,
        attempt: entry.attempt,
        attempts: [],
      });
    if (entry.type === 'attempt.started') this.#pending.get(entry.step)?.attempts.push(entry.attemptId);
    const draft = tellStep(told);
    if (draft === undefined) return;
    if (entry.type.startsWith('step.')) this.#pending.delete(entry.step);
    this.#add(line, draft);
  }

  #takeOther(line: LogLine, entry: OtherEntry): void {
    switch (entry.type) {
      case 'open':
        // What an approver answers is told where the operator's log takes it.
        if (entry.role === 'approver') return;
        this.#who = entry.who;
        // What a reviewer says comes after it; that they began to says nothing.
        if (entry.role === 'reviewer') return;
        this.#add(line, {
          kind: entry.parents.length > 0 ? 'resumed' : 'began',
          by: entry.who,
          ...(entry.unattended ? { author: 'unattended' as const } : {}),
          tags: [],
        });
        return;
      case 'context':
        this.#add(line, this.#placed(entry));
        return;
      case 'finding':
      case 'countersigned':
        this.#add(
          line,
          tellReview(entry, seg => this.#before.get(seg) ?? 0),
        );
        return;
      case 'attempt.finished':
        if (entry.outcome === 'lost') this.#unknown(line, [entry.attemptId]);
        return;
      case 'recovered':
        this.#add(line, {
          kind: 'interrupted',
          facts: { torn: entry.tornBytes, commands: entry.danglingAttempts.length },
          tags: ['gaps'],
        });
        this.#unknown(line, entry.danglingAttempts);
        return;
      default: {
        const draft = tellRun(entry, this.#who, id => this.#named.section(id));
        if (draft !== undefined) this.#add(line, draft);
      }
    }
  }

  #placed(entry: Recorded<Context>): Draft {
    const wrong = wrongPlace(this.#named.plan.demands, {
      host: entry.host,
      user: entry.user,
      cwd: entry.cwd,
      ...(entry.git === null ? {} : { git: entry.git }),
      ...(entry.kube === null ? {} : { kube: entry.kube }),
      ...(entry.cloud === undefined ? {} : { cloud: entry.cloud }),
      ...(entry.policy === undefined ? {} : { policy: entry.policy }),
    });
    const changed = this.#place !== undefined;
    this.#place = entry;
    const facts = {
      host: entry.host,
      user: entry.user,
      cwd: entry.cwd,
      branch: entry.git?.branch ?? '',
      kube: entry.kube === null ? '' : `${entry.kube.context} / ${entry.kube.namespace}`,
      changed: changed ? 1 : 0,
    };
    return wrong === undefined
      ? { kind: 'place', facts, tags: [] }
      : { kind: 'wrongPlace', facts, text: wrong, tags: ['places'] };
  }

  #unknown(line: LogLine, ids: readonly string[]): void {
    for (const id of ids) {
      const attempt = this.#attempts.get(id);
      if (attempt === undefined) continue;
      this.#add(line, {
        kind: 'unknown',
        step: this.#named.name(attempt.step),
        attempts: [id],
        facts: { command: attempt.index + 1, commands: attempt.of },
        tags: ['unknowns'],
      });
    }
  }

  #add(line: LogLine, draft: Draft): void {
    this.#push(line.number, draft);
  }

  #push(entry: number, draft: Draft): void {
    const id = this.#events.length;
    const by = 'author' in draft && draft.author === 'rule' ? {} : { by: draft.by ?? this.#who };
    this.#events.push({
      ...by,
      at: this.#last,
      since: this.#since,
      ...draft,
      id,
      entry,
      trust: this.#trust(entry),
    });
  }

  #trust(entry: number): Trust {
    if (entry <= this.#bounds.signed) return 'held';
    return entry < this.#bounds.from ? 'loose' : 'broken';
  }
}

/** What a step asks to be read. */
function askedOf({ steps }: Named['plan'], id: string): Pick<Told, 'fields' | 'limit'> {
  const planned = steps.get(id);
  const limit = planned === undefined ? undefined : taskLimit(planned);
  return {
    fields: planned?.step.kind === 'record' ? planned.step.fields : [],
    ...(limit === undefined ? {} : { limit }),
  };
}

function strange({ type }: LogLine): Draft {
  if (type === undefined) return { kind: 'unreadable', tags: [], odd: true };
  return { kind: 'other', facts: { type }, tags: [] };
}

type OtherEntry = Exclude<Recorded, { readonly step: string } | { readonly type: `approval.${string}` }>;
type AboutRun = Exclude<
  Recorded,
  { readonly step: string } | { readonly type: 'finding' | 'countersigned' | `approval.${string}` }
>;

/** What concerns the whole run; the log's own bookkeeping is not told. */
function tellRun(entry: AboutRun, who: string, section: (id: string) => string): Draft | undefined {
  switch (entry.type) {
    case 'input.set':
      return {
        kind: 'value',
        facts: { name: entry.name, source: entry.source, secret: entry.value === undefined ? 1 : 0 },
        ...(entry.value === undefined ? {} : { text: entry.value }),
        tags: [],
      };
    case 'branch.entered':
      return {
        kind: 'branch',
        text: entry.reason,
        facts: { section: entry.section, title: section(entry.section) },
        tags: ['branches'],
      };
    case 'runbook.adopted':
      return {
        kind: 'newText',
        text: entry.reason,
        facts: { steps: entry.reopened.length },
        tags: ['overrides', 'edits'],
      };
    case 'redaction':
      return { kind: 'deleted', by: entry.by, text: entry.reason, tags: ['gaps'] };
    case 'session.ended': {
      const { reason } = entry;
      const tags = reason === 'lost' || reason === 'exited' ? (['gaps'] as const) : [];
      return { kind: 'shellEnded', facts: { reason }, tags };
    }
    case 'seal':
      return sealed(entry, who);
    default:
      return undefined;
  }
}

function sealed({ result, reason }: Recorded<Seal>, who: string): Draft {
  if (result === 'done') return { kind: 'closed', by: who, tags: [] };
  return { kind: 'aborted', by: who, ...(reason === undefined ? {} : { text: reason }), tags: ['failures'] };
}
