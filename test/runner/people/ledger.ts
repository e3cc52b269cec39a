// The reference: what a run's own lines say of its steps and of its gate, as simply as it can be said.
import { commandsOf } from './book.ts';
import { digestOf, operatorsOf, textIn, type Line, type Part, type Story } from './story.ts';
import { mayApprove, type Name, type Team } from './team.ts';

export interface Covered {
  readonly step: string;
  readonly stmt: number;
  readonly digest: string;
}

/** What was asked at the gate and came of it. */
export interface Asked {
  readonly nonce: string;
  readonly line: Line;
  readonly part: Part;
  readonly covers: readonly Covered[];
  readonly expires: number;
  readonly quorum: number;
  readonly place: string;
  readonly agreed: Name[];
  refused: boolean;
  used: boolean;
  overridden: boolean;
  readonly spent: Set<number>;
}

export type Doing = 'prepare' | 'migrate';
type Command = 'waiting' | 'passed' | 'failed' | 'unknown';

export interface StepState {
  status: 'open' | 'begun' | 'failed' | 'passed';
  readonly commands: Command[];
}

/** How the gate stands for a command. */
export type Standing = 'needed' | 'waiting' | 'refused' | 'expired' | 'granted';

export type Ids = Readonly<Record<Doing, string>>;

export class Ledger {
  readonly steps: Readonly<Record<Doing, StepState>> = {
    prepare: { status: 'open', commands: ['waiting'] },
    migrate: { status: 'open', commands: ['waiting', 'waiting'] },
  };
  readonly #ids: Ids;
  readonly #attempts = new Map<string, { readonly step: Doing; readonly stmt: number }>();
  readonly #operators = new Set<Name | undefined>();
  /** Heads of the answers that the operators have taken. */
  readonly taken = new Set<string>();
  /** What was put in a command's place. */
  readonly edits = new Map<number, string>();
  /** Every request, also those that were taken back. */
  readonly requests = new Map<string, Asked>();
  asked: Asked | undefined;
  value: string | undefined;
  place = '';

  constructor(story: Pick<Story, 'walked'>, { ids, team }: { readonly ids: Ids; readonly team: Team }) {
    this.#ids = ids;
    for (const part of story.walked) {
      this.#operators.add(part.who);
      for (const line of part.lines) this.#take(line, part, team);
    }
  }

  /** Those of whom it is believed that they agreed: nobody approves what they have walked themselves. */
  get agreed(): number {
    return new Set(this.asked?.agreed.filter(who => !this.#operators.has(who)) ?? []).size;
  }

  standing(stmt: number, text: string, now: number): Standing {
    const { asked } = this;
    if (asked === undefined || !this.#covers(asked, stmt, text)) return 'needed';
    if (asked.refused) return 'refused';
    if (now > asked.expires) return 'expired';
    return this.agreed >= asked.quorum || asked.overridden ? 'granted' : 'waiting';
  }

  #covers(asked: Asked, stmt: number, text: string): boolean {
    const digest = digestOf(text);
    const named = asked.covers.some(
      one => one.step === this.#ids.migrate && one.stmt === stmt && one.digest === digest,
    );
    return named && asked.place === this.place && !asked.spent.has(stmt);
  }

  /** The command of a step that would run next; as many as it has where all have passed. */
  next(step: Doing): number {
    const { commands } = this.steps[step];
    const found = commands.findIndex(one => one !== 'passed');
    return found < 0 ? commands.length : found;
  }

  /** The texts that the next command may have: the runbook's, and what was put in its place. */
  texts(): readonly string[] {
    const stmt = this.next('migrate');
    const own = commandsOf('migrate', this.value)[stmt];
    const edit = this.edits.get(stmt);
    return own === undefined ? [] : [own, ...(edit === undefined ? [] : [edit])];
  }

  where(step: Doing): 'open' | 'paused' | 'unknown' | 'failed' | 'settled' {
    const { status, commands } = this.steps[step];
    if (status === 'open' || status === 'failed') return status;
    if (status === 'passed') return 'settled';
    return (['unknown', 'failed'] as const).find(one => commands.includes(one)) ?? 'paused';
  }

  isTrouble(step: Doing): boolean {
    return ['unknown', 'failed'].includes(this.where(step));
  }

  #take(line: Line, part: Part, team: Team): void {
    if (line.type.startsWith('approval.')) this.#takeApproval(line, part, team);
    else if (line.type === 'context') this.place = textIn(line, 'user');
    else if (line.type === 'input.set') this.value = textIn(line, 'value');
    else if (line.type === 'command.edited') this.edits.set(line['stmt'] as number, textIn(line, 'cmd'));
    else this.#takeWork(line);
  }

  #takeApproval(line: Line, part: Part, team: Team): void {
    const nonce = textIn(line, 'nonce');
    if (line.type === 'approval.requested') {
      const { covers, expires, quorum } = line as unknown as Asked;
      const fresh = { agreed: [], refused: false, used: false, overridden: false, spent: new Set<number>() };
      this.asked = { nonce, line, part, covers, expires, quorum, place: this.place, ...fresh };
      this.requests.set(nonce, this.asked);
    }
    if (this.asked?.nonce !== nonce) return;
    if (line.type === 'approval.withdrawn') this.asked = undefined;
    else if (line.type === 'approval.used') this.asked.used = true;
    else if (line.type === 'approval.overridden') this.asked.overridden = true;
    else if (line.type === 'approval.answered') this.#takeAnswer(this.asked, line, team);
  }

  #takeAnswer(asked: Asked, line: Line, team: Team): void {
    this.taken.add((line['ref'] as { readonly head: string }).head);
    const who = team.whose(textIn(line, 'key'));
    if (line['decision'] === 'denied') asked.refused = true;
    else if (who !== undefined) asked.agreed.push(who);
  }

  #takeWork(line: Line): void {
    const step = (['prepare', 'migrate'] as const).find(one => this.#ids[one] === line['step']);
    const attempt = this.#attempts.get(textIn(line, 'attemptId'));
    const state = step === undefined ? undefined : this.steps[step];
    if (line.type === 'attempt.started' && step !== undefined) this.#start(line, step);
    else if (line.type === 'attempt.finished' && attempt !== undefined)
      this.steps[attempt.step].commands[attempt.stmt] = line['exit'] === 0 ? 'passed' : 'failed';
    else if (line.type === 'judged' && attempt !== undefined)
      this.steps[attempt.step].commands[attempt.stmt] = line['decision'] === 'finished' ? 'passed' : 'failed';
    else if (state === undefined) return;
    else if (line.type === 'step.started') state.status = 'begun';
    else if (line.type === 'step.finished') state.status = 'passed';
    else if (line.type === 'step.failed') state.status = 'failed';
  }

  #start(line: Line, step: Doing): void {
    const stmt = line['stmt'] as number;
    this.#attempts.set(textIn(line, 'attemptId'), { step, stmt });
    // Until its end is written nobody knows it.
    this.steps[step].commands[stmt] = 'unknown';
    if (step !== 'migrate') return;
    const nonces = (line['approvals'] ?? []) as readonly string[];
    if (this.asked !== undefined && nonces.includes(this.asked.nonce)) this.asked.spent.add(stmt);
  }
}

/** An approver's part, and whether it opens anything as the lists here stand. */
export interface AnswerSeen {
  readonly who: Name | undefined;
  readonly nonce: string;
  readonly head: string;
  readonly granted: boolean;
  readonly holds: boolean;
}

/** The answers that came into a folder. */
export function answersIn(
  story: Story,
  requests: Ledger['requests'],
  { isStolen }: { readonly isStolen: (key: string) => boolean },
): readonly AnswerSeen[] {
  const operators = operatorsOf(story);
  return story.parts.flatMap(({ role, who, key, lines }): readonly AnswerSeen[] => {
    const said = lines.find(({ type }) => type === 'approval.granted' || type === 'approval.denied');
    if (role !== 'approver' || said === undefined) return [];
    const nonce = textIn(said, 'nonce');
    const right = requests.get(nonce)?.line.hash === said['request'];
    const holds =
      right &&
      lines.length === 3 &&
      who !== undefined &&
      mayApprove(who) &&
      !operators.has(who) &&
      !isStolen(key);
    return [{ who, nonce, head: said.hash, granted: said.type === 'approval.granted', holds }];
  });
}
