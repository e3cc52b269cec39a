// What must come of what somebody does at a desk, said once more and in other words than the product's.
import { answersIn, type Asked, type Doing, type Ids, Ledger } from './ledger.ts';
import { commandsOf, type Book } from './book.ts';
import type { Fate } from '../model/model.ts';
import type { Deed } from './deed.ts';
import {
  hasGap,
  hasLooseEnd,
  isForked,
  isSealed,
  lastOf,
  offerIn,
  operatorsOf,
  type Part,
  type Story,
} from './story.ts';
import { mayApprove, mayOperate, maySignOver, type Name, type Team } from './team.ts';

/** What is answered, and the types of the lines that are written; undefined where the model does not say. */
export interface Meant {
  readonly reply: string | undefined;
  readonly lines?: readonly string[];
}

interface Known {
  readonly book: Book;
  readonly ids: Ids;
  readonly team: Team;
  /** Keys that the lists of whoever acts call stolen. */
  readonly isStolen: (key: string) => boolean;
  readonly now: number;
}

/** What decides is compared with whole seconds: a look at the clock takes time, and moves it. */
const soon = 2000;

const no = (reply: string, lines: readonly string[] = []): Meant => ({ reply, lines });
const ok = (...lines: readonly string[]): Meant => ({ reply: 'ok', lines });
const unsaid: Meant = { reply: undefined };

interface Wanted {
  readonly stmt: number;
  readonly text: string;
}

type AtDesk = Extract<Deed, { readonly death: unknown; readonly run: unknown }>;

export class Rules {
  readonly #story: Story;
  readonly #ledger: Ledger;
  readonly #known: Known;

  constructor(story: Story, known: Known) {
    this.#story = story;
    this.#known = known;
    this.#ledger = new Ledger(story, known);
  }

  /** Of whoever has the run on their desk. */
  atDesk(deed: AtDesk): Meant {
    switch (deed.do) {
      case 'run':
        return this.#run(deed.step, deed.all, deed.fates);
      case 'edit':
        return this.#edit();
      case 'retry':
        return this.#retry(deed.fates);
      case 'ask':
        return this.#isEnding(this.#ledger.asked) ? unsaid : ok(...this.#requested());
      case 'take back':
        return this.#takeBack();
      case 'look': {
        const { lines, all } = this.#answered();
        return no(all.every(({ holds }) => holds) ? 'ok' : 'not-allowed', lines);
      }
      case 'break':
        return this.#break();
      case 'settle':
        return (['prepare', 'migrate'] as const).some(step => this.#ledger.where(step) === 'unknown')
          ? ok()
          : no('not-allowed');
      case 'offer':
        return ok('handover.offered');
      case 'seal':
        return ok('seal');
      default:
        return ok();
    }
  }

  #run(step: Doing, all: boolean, fates: readonly Fate[]): Meant {
    const { lines } = this.#answered();
    const refused = this.#refuse(step) ?? this.#refuseMissing(step);
    if (refused !== undefined) return no(refused, lines);
    // What has passed and was not said to have is said now; nothing of it runs again.
    if (step === 'prepare')
      return ok(...lines, ...(this.#ledger.next(step) === 0 ? ['attempt.started'] : []));
    const after = this.#afterAnswers();
    const next = this.#ledger.next(step);
    const texts = commandsOf(step, this.#ledger.value);
    const opens = this.#opens(after, next, texts[next] ?? '');
    if (opens === undefined) return unsaid;
    // What has come to its end, and was not said to have, ends by being looked at once more.
    if (next < texts.length && !opens) return no('needs-approval', lines);
    const wanted = texts.map((text, stmt) => ({ text, stmt })).slice(next, all ? texts.length : next + 1);
    return ok(...lines, ...this.#attempts(after, wanted, fates));
  }

  /** What is written of commands that are run in turn until one fails, or the gate is closed to it. */
  #attempts(asked: Asked | undefined, wanted: readonly Wanted[], fates: readonly Fate[]): readonly string[] {
    const lines: string[] = [];
    for (const [index, { stmt, text }] of wanted.entries()) {
      if (this.#opens(asked, stmt, text) !== true) break;
      if (asked?.used === false && !asked.overridden && lines.length === 0) lines.push('approval.used');
      lines.push('attempt.started');
      if (fates[index] === 'fails') break;
    }
    return lines;
  }

  /** Whether an approval may end at any moment. */
  #isEnding(asked: Asked | undefined): boolean {
    return asked !== undefined && Math.abs(asked.expires - this.#known.now) < soon;
  }

  /** Whether the gate is open to a command; undefined where it may end at any moment. */
  #opens(asked: Asked | undefined, stmt: number, text: string): boolean | undefined {
    const { now } = this.#known;
    if (this.#isEnding(asked)) return undefined;
    return this.#ledger.standing(stmt, text, now) === 'granted';
  }

  #edit(): Meant {
    const refused = this.#refuse('migrate');
    if (refused !== undefined) return no(refused);
    const next = this.#ledger.next('migrate');
    if (next >= commandsOf('migrate').length) return no('problem');
    // Nobody has been asked about a text that is new.
    return ok('command.edited');
  }

  #retry(fates: readonly Fate[]): Meant {
    const refused = this.#refuse('migrate');
    if (refused !== undefined) return no(refused);
    const next = this.#ledger.next('migrate');
    if (next >= commandsOf('migrate').length) return no('problem');
    const text = this.#ledger.edits.get(next);
    if (text === undefined) return no('out-of-date');
    const { asked } = this.#ledger;
    if (this.#opens(asked, next, text) === undefined) return unsaid;
    return ok(...this.#attempts(asked, [{ stmt: next, text }], fates));
  }

  #refuse(step: Doing): string | undefined {
    const where = this.#ledger.where(step);
    if (where === 'unknown' || where === 'settled') return 'not-allowed';
    return this.#ledger.isTrouble(step === 'prepare' ? 'migrate' : 'prepare') ? 'earlier-step' : undefined;
  }

  #refuseMissing(step: Doing): string | undefined {
    return step === 'migrate' && this.#ledger.value === undefined ? 'missing-values' : undefined;
  }

  #requested(): readonly string[] {
    const { now } = this.#known;
    const next = this.#ledger.next('migrate');
    const closed = this.#ledger.texts().some(text => {
      const standing = this.#ledger.standing(next, text, now);
      return standing !== 'waiting' && standing !== 'granted';
    });
    return closed ? ['approval.requested'] : [];
  }

  #takeBack(): Meant {
    const { asked } = this.#ledger;
    return asked === undefined || asked.used || asked.overridden
      ? no('not-allowed')
      : ok('approval.withdrawn');
  }

  #break(): Meant {
    if (!this.#known.book.breakGlass) return no('not-allowed');
    if (this.#isEnding(this.#ledger.asked)) return unsaid;
    const requested = this.#requested();
    const { asked } = this.#ledger;
    const fresh = requested.length > 0;
    if (!fresh && (asked === undefined || asked.overridden)) return ok();
    return ok(...requested, 'approval.overridden');
  }

  /** The answers here that the operator's program takes before it runs anything. */
  #answered(): { readonly lines: readonly string[]; readonly all: ReturnType<typeof answersIn> } {
    const { asked, taken, requests } = this.#ledger;
    const all = answersIn(this.#story, requests, this.#known);
    const fresh = all.filter(one => one.holds && one.nonce === asked?.nonce && !taken.has(one.head));
    return { lines: fresh.map(() => 'approval.answered'), all };
  }

  /** The request once they are taken. */
  #afterAnswers(): Asked | undefined {
    const { asked, taken } = this.#ledger;
    if (asked === undefined) return undefined;
    for (const one of this.#answered().all) {
      if (!one.holds || one.nonce !== asked.nonce || taken.has(one.head)) continue;
      if (one.granted && one.who !== undefined) asked.agreed.push(one.who);
      else asked.refused = true;
      taken.add(one.head);
    }
    return asked;
  }

  // Whose turn it is

  /** Whether somebody may go on, and whether the lines here can be gone on with at all. */
  goOn(who: Name): Meant {
    if (isForked(this.#story)) return unsaid;
    if (isSealed(this.#story)) return no('cannot be read');
    if (offerIn(this.#story) !== undefined) return no('offered');
    return lastOf(this.#story) === who ? { reply: 'ok' } : no('not-handed-over');
  }

  withdraw(who: Name): Meant {
    if (isForked(this.#story)) return unsaid;
    if (isSealed(this.#story)) return no('cannot be read');
    const offer = offerIn(this.#story);
    return offer !== undefined && lastOf(this.#story) === who
      ? ok('handover.withdrawn')
      : no('not-handed-over');
  }

  accept(who: Name): Meant {
    if (isForked(this.#story)) return unsaid;
    if (isSealed(this.#story)) return no('cannot be read');
    const offer = offerIn(this.#story);
    const to = offer?.['to'];
    const may =
      offer !== undefined && lastOf(this.#story) !== who && (to === undefined || to === `${who}@corp`);
    if (!may || !mayOperate(who) || hasGap(this.#story) || hasLooseEnd(this.#story)) return no('refused');
    return ok('handover.accepted');
  }

  /** What an approver's own program does about what is asked. */
  answer(who: Name): Meant {
    if (hasGap(this.#story) || isForked(this.#story) || isSealed(this.#story)) return { reply: 'nothing' };
    const { asked } = this.#ledger;
    const none = asked === undefined || asked.used || asked.overridden || !isSigned(asked, this.#story);
    if (none || asked.expires < this.#known.now - soon) return { reply: 'nothing' };
    if (asked.expires < this.#known.now + soon) return unsaid;
    const may = maySignOver(who) && mayApprove(who) && !operatorsOf(this.#story).has(who);
    return { reply: may ? 'signed' : 'not theirs' };
  }
}

/** Whether a signature reaches a request: one behind it, or a later part that names it. */
function isSigned({ line, part }: Asked, { parts }: Story): boolean {
  const own = part.lines.some(({ type, seq }) => type === 'sig' && seq > line.seq);
  const named = (other: Part): boolean =>
    (other.seen.get(part.seg) ?? 0) > line.seq && other.lines.some(({ type }) => type === 'sig');
  return own || parts.some(named);
}
