// What people and machines do to a walk, one thing at a time, and what the model says to it.
import { fc } from '../../seeded.ts';
import { guardName, holeName, secretName, takenName } from './book.ts';
import type { No } from './board.ts';
import type { Fate, WalkModel } from './model.ts';

export const reason = 'as agreed with the lead';

/** A step is a number that is taken modulo how many there are; see `aimed`. */
export type Action =
  | {
      readonly do: 'run';
      readonly step: number;
      readonly extent: 'all' | 'one' | 'onward';
      readonly name: string | undefined;
      readonly stale: boolean;
    }
  | { readonly do: 'edit'; readonly step: number; readonly reason: string; readonly name: string | undefined }
  | { readonly do: 'retry'; readonly step: number; readonly name: string | undefined }
  | { readonly do: 'tick'; readonly step: number; readonly checked: boolean }
  | { readonly do: 'hand' | 'skip' | 'reopen'; readonly step: number; readonly reason: string }
  | { readonly do: 'judge'; readonly step: number; readonly met: boolean }
  | { readonly do: 'settle'; readonly step: number; readonly decision: 'finished' | 'failed' | 'again' }
  | { readonly do: 'give'; readonly name: string }
  | { readonly do: 'enter'; readonly role: 'rollback' | 'troubleshooting' }
  | { readonly do: 'close'; readonly result: 'done' | 'aborted' }
  | { readonly do: 'stop'; readonly step: number }
  | { readonly do: 'release' | 'crash' | 'trust' };

/** Whatever the run waits for; which of several is up to the number. */
interface Answer {
  readonly do: 'answer';
  readonly which: number;
}

/** An action, and how the world answers the commands that it runs. */
export interface Happening {
  readonly action: Action | Answer;
  /** Whether it is meant for a step where it makes sense, if there is one. */
  readonly aims: boolean;
  readonly fates: readonly Fate[];
}

const step = fc.nat(20);
const said = fc.constantFrom(reason, reason, reason, '');

const action: fc.Arbitrary<Action | Answer> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ do: fc.constant('answer' as const), which: fc.nat(20) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('run' as const),
      step,
      extent: fc.constantFrom('all', 'one', 'onward'),
      name: fc.constantFrom(undefined, undefined, undefined, takenName, 'prod-us'),
      stale: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      step,
      reason: said,
      name: fc.constantFrom(undefined, guardName, 'prod-us'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('retry' as const),
      step,
      name: fc.constantFrom(undefined, guardName, 'prod-us'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tick' as const), step, checked: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('hand', 'skip', 'reopen'), step, reason: said }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('judge' as const), step, met: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      step,
      decision: fc.constantFrom('finished', 'failed', 'again'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('give' as const), name: fc.constantFrom(holeName, secretName) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('enter' as const),
      role: fc.constantFrom('rollback', 'troubleshooting'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      result: fc.constantFrom('done', 'done', 'done', 'aborted'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('stop' as const), step }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('release', 'crash', 'trust') }) },
);

/** Happenings in a world that holds these fates besides all going well. */
export function happenings(fates: readonly Fate[]): fc.Arbitrary<Happening> {
  const fate = fc.constantFrom('ok' as const, 'ok' as const, 'ok' as const, ...fates);
  const aims = fc.constantFrom(true, true, true, false);
  return fc.record({ action, aims, fates: fc.array(fate, { maxLength: 8 }) });
}

const sense: Readonly<Partial<Record<Action['do'], readonly string[]>>> = {
  run: ['open', 'paused', 'failed'],
  edit: ['open', 'paused', 'failed', 'failed'],
  retry: ['failed', 'paused'],
  hand: ['open', 'paused', 'failed'],
  skip: ['open', 'failed', 'judge'],
  reopen: ['settled', 'failed'],
  judge: ['judge'],
  settle: ['unknown'],
  stop: ['running'],
};

/** The action with the number of its step, and what it is likely to be meant for where it aims. */
export function aimed({ action: asked, aims }: Happening, model: WalkModel): Action {
  if (asked.do === 'answer') return answerTo(model, asked.which);
  if (!('step' in asked)) return asked;
  const wanted = aims ? (sense[asked.do] ?? []) : [];
  const likely = model.indexes.filter(at => wanted.includes(model.where(at)));
  const among = likely.length > 0 ? likely : model.indexes;
  const at = among[asked.step % among.length] ?? 0;
  const name = aims && asked.do === 'run' && asked.name === undefined ? { name: model.asks(at) } : {};
  return { ...asked, step: at, ...name };
}

function answerTo(model: WalkModel, which: number): Action {
  const { now } = model;
  const at = model.press?.step ?? model.waiting ?? 0;
  const run = { do: 'run', step: at, extent: 'all', name: model.asks(at), stale: false } as const;
  const skip = { do: 'skip', step: at, reason } as const;
  const answers: Readonly<Record<string, readonly Action[]>> = {
    running: [{ do: 'stop', step: at }, { do: 'release' }],
    unknown: (['finished', 'failed', 'again'] as const).map(decision => ({
      do: 'settle',
      step: at,
      decision,
    })),
    failed: [
      run,
      skip,
      { do: 'edit', step: at, reason, name: guardName },
      { do: 'retry', step: at, name: guardName },
    ],
    judge: [true, true, false].map(met => ({ do: 'judge', step: at, met })),
    values: [
      { do: 'give', name: holeName },
      { do: 'give', name: secretName },
    ],
    stuck: [run, skip, { do: 'trust' }],
    ready: [
      run,
      { ...run, extent: 'onward' },
      { ...run, extent: 'one' },
      { do: 'tick', step: at, checked: true },
    ],
    settled: [
      { do: 'enter', role: 'rollback' },
      { do: 'enter', role: 'troubleshooting' },
      { do: 'close', result: 'done' },
    ],
  };
  const likely = answers[now] ?? [run];
  return likely[which % likely.length] ?? run;
}

/** What the model says to an action: why it is refused, or undefined. */
export function take(model: WalkModel, asked: Action): No | undefined {
  const at = 'step' in asked ? asked.step : 0;
  switch (asked.do) {
    case 'run':
      return model.run(at, asked);
    case 'edit':
      return model.edit(at, asked);
    case 'retry':
      return model.retry(at, asked.name);
    case 'tick':
      return model.tick(at, asked.checked);
    case 'hand':
    case 'skip':
    case 'reopen':
      return model[asked.do](at, asked.reason);
    case 'judge':
      return model.judge(at, asked.met);
    case 'settle':
      return model.settle(at, asked.decision);
    case 'give':
      return model.give(asked.name);
    case 'enter':
      return model.enter(asked.role);
    case 'close':
      return model.close(asked.result);
    case 'stop':
      return model.stop(at);
    case 'release':
      model.release();
      return undefined;
    case 'crash':
      model.crash();
      return undefined;
    case 'trust':
      model.trusted = true;
      return undefined;
  }
}
