// What people do to a run, and what happens to them; most of it makes no sense at most times, and is then passed over.
import { fc } from '../../seeded.ts';
import type { Fate } from '../model/model.ts';
import { lastsMs } from './book.ts';
import type { Parcel } from './clone.ts';
import type { Death } from './desk.ts';
import { deceits, type Deceit } from './deceit.ts';
import { names, type Name } from './team.ts';

/** One of two runs of the same runbook. */
export type Which = 0 | 1;

interface AtDesk {
  readonly run: Which;
  /** The disk under the log dies while it is done. */
  readonly death: Death | undefined;
}

/** What somebody does who has the run before them. */
export type DeskDeed = Extract<Deed, AtDesk> & { readonly do: Exclude<Deed['do'], Sitting['do']> };
/** How somebody gets it before them. */
export type Sitting = Extract<Deed, { readonly key: number; readonly death: Death | undefined }>;

export type Deed =
  | {
      readonly do: 'begin' | 'go on' | 'accept' | 'withdraw';
      readonly who: Name;
      readonly run: Which;
      readonly key: number;
      readonly death: Death | undefined;
    }
  | ({
      readonly do: 'run';
      readonly step: 'prepare' | 'migrate';
      readonly all: boolean;
      readonly fates: readonly Fate[];
    } & AtDesk)
  | ({ readonly do: 'edit' | 'retry'; readonly fates: readonly Fate[] } & AtDesk)
  | ({ readonly do: 'give'; readonly value: string } & AtDesk)
  | ({ readonly do: 'ask' | 'take back' | 'look' | 'break' | 'seal' | 'leave' } & AtDesk)
  | ({ readonly do: 'settle'; readonly decision: 'finished' | 'failed' } & AtDesk)
  | ({ readonly do: 'offer'; readonly to: Name | undefined } & AtDesk)
  | { readonly do: 'paste'; readonly run: Which; readonly which: number }
  | { readonly do: 'second window'; readonly run: Which }
  | {
      readonly do: 'answer';
      readonly who: Name;
      readonly key: number;
      readonly run: Which;
      readonly granted: boolean;
      readonly byText: boolean;
    }
  | { readonly do: 'publish' | 'pull'; readonly who: Name; readonly run: Which; readonly parcel: Parcel }
  | { readonly do: 'share'; readonly run: Which }
  | { readonly do: 'kill'; readonly run: Which; readonly torn: boolean }
  | { readonly do: 'clock'; readonly who: Name; readonly ms: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'wait for the end'; readonly run: Which; readonly ticks: number }
  | { readonly do: 'report stolen'; readonly who: Name }
  | { readonly do: 'review'; readonly who: Name; readonly run: Which; readonly accepted: boolean }
  | { readonly do: 'deceive'; readonly run: Which; readonly how: Deceit };

const which = fc.oneof({ weight: 4, arbitrary: fc.constant(0 as const) }, fc.constant(1 as const));
const name = fc.constantFrom(...names);
const key = fc.constantFrom(0, 0, 1);
const moment = fc.constantFrom('before' as const, 'half' as const, 'after' as const);
const death = fc.oneof(
  { weight: 12, arbitrary: fc.constant(undefined) },
  fc.record({ at: fc.integer({ min: 1, max: 9 }), moment }),
);
const fates = fc.array(fc.constantFrom<Fate>('ok', 'ok', 'ok', 'fails'), { maxLength: 2 });
const desk = { run: which, death };
const parcel = fc.record({
  files: fc.oneof({ weight: 4, arbitrary: fc.constant(31) }, fc.integer({ min: 0, max: 31 })),
  outputs: fc.boolean(),
});
const hours = fc.integer({ min: -5, max: 5 }).map(count => count * 3_600_000);
const minutes = fc.integer({ min: -90, max: 90 }).map(count => count * 60_000);

/** Whatever may happen, the usual more often. */
export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  of(4, { do: fc.constantFrom('begin'), who: name, run: which, key, death }),
  of(5, { do: fc.constantFrom('go on', 'withdraw'), who: name, run: which, key, death }),
  of(5, { do: fc.constant('accept'), who: name, run: which, key, death }),
  of(8, {
    do: fc.constant('run'),
    step: fc.constantFrom('migrate', 'migrate', 'prepare'),
    all: fc.boolean(),
    fates,
    ...desk,
  }),
  of(3, { do: fc.constantFrom('edit', 'retry'), fates, ...desk }),
  of(3, { do: fc.constant('give'), value: fc.constantFrom('blue', 'blue', 'green'), ...desk }),
  of(8, { do: fc.constant('ask'), ...desk }),
  of(4, { do: fc.constantFrom('look', 'take back', 'break'), ...desk }),
  of(2, { do: fc.constantFrom('seal', 'leave', 'leave'), ...desk }),
  of(1, { do: fc.constant('settle'), decision: fc.constantFrom('finished', 'failed'), ...desk }),
  of(5, { do: fc.constant('offer'), to: fc.constantFrom(undefined, undefined, ...names), ...desk }),
  of(2, { do: fc.constant('paste'), run: which, which: fc.nat(9) }),
  of(1, { do: fc.constant('second window'), run: which }),
  of(12, {
    do: fc.constant('answer'),
    who: name,
    key,
    run: which,
    granted: fc.constantFrom(true, true, true, true, false),
    byText: fc.constantFrom(true, false, false),
  }),
  of(4, { do: fc.constantFrom('publish', 'pull'), who: name, run: which, parcel }),
  of(14, { do: fc.constant('share'), run: which }),
  of(2, { do: fc.constant('kill'), run: which, torn: fc.boolean() }),
  of(2, { do: fc.constant('clock'), who: name, ms: fc.oneof(hours, minutes, fc.constant(0)) }),
  of(1, { do: fc.constant('wait'), ms: fc.constantFrom(1000, 60_000, lastsMs / 2, lastsMs + 1) }),
  of(1, { do: fc.constant('wait for the end'), run: which, ticks: fc.integer({ min: 0, max: 40 }) }),
  of(1, { do: fc.constant('report stolen'), who: fc.constantFrom('bob', 'carol', 'dave') }),
  of(3, { do: fc.constant('review'), who: name, run: which, accepted: fc.boolean() }),
  of(4, { do: fc.constant('deceive'), run: which, how: fc.constantFrom(...deceits) }),
);

function of(
  weight: number,
  model: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): { readonly weight: number; readonly arbitrary: fc.Arbitrary<Deed> } {
  // What a deed says decides which members it has; the generator cannot see that.
  return { weight, arbitrary: fc.record(model) as unknown as fc.Arbitrary<Deed> };
}
