import { expect, test } from 'vitest';
import type { Page, RunView } from '../../src/core/run/view/view.ts';
import { KeptSecrets } from '../../src/extension/walker/keptSecrets.ts';
import type { Listener, RunnerLink } from '../../src/extension/walker/runnerLink.ts';
import type { Event } from '../../src/protocol/event.ts';
import type { Request } from '../../src/protocol/request.ts';
import { folderOf, markOf, storesOf } from './keptStores.ts';

// What VS Code keeps of a run's secrets, and when a runner is given them: told by what passes between a runner and its page.

const page = {
  inputs: [
    { name: 'TOKEN', secret: true },
    { name: 'PASSWORD', secret: true },
    { name: 'tag', secret: false },
  ],
} as unknown as Page;

const names = ['TOKEN', 'PASSWORD', 'tag'];

function view(run: string, set: readonly string[], more: Partial<RunView> = {}): RunView {
  const values = names.map(name => ({ name, set: set.includes(name) }));
  const recording = run === '' ? {} : { folder: folderOf(run) };
  return { runId: run, values, recording, ...more } as unknown as RunView;
}

type Happening =
  /** A runner is reached; one that is new to the run has no secret. */
  | { readonly reach: string; readonly set?: readonly string[] }
  | { readonly give: string; readonly value: string; readonly keep?: true; readonly refused?: true }
  | { readonly view: RunView };

interface Case {
  readonly name: string;
  readonly happens: readonly Happening[];
  /** What a runner was given without anybody typing it. */
  readonly given?: readonly (readonly [name: string, value: string])[];
  /** The values that are kept in the end. */
  readonly kept?: Readonly<Record<string, string>>;
  /** What the storage holds of r1 at the beginning. */
  readonly stored?: string;
  /** The storage fails, whatever it is asked. */
  readonly broken?: true;
  readonly failures?: number;
}

const cases: readonly Case[] = [
  {
    name: 'a secret that nobody asked to keep is nowhere',
    happens: [{ reach: 'r1' }, { give: 'TOKEN', value: 's1' }, { reach: 'r1' }],
  },
  {
    name: 'a kept one is given to the next runner of the run, and to no page twice',
    happens: [
      { reach: 'r1' },
      { give: 'TOKEN', value: 's1', keep: true },
      { reach: 'r1' },
      { view: view('r1', []) },
    ],
    given: [['TOKEN', 's1']],
    kept: { TOKEN: 's1' },
  },
  {
    name: 'a runner that lived on has its secrets, and is given nothing',
    happens: [
      { reach: 'r1' },
      { give: 'TOKEN', value: 's1', keep: true },
      { reach: 'r1', set: ['TOKEN', 'PASSWORD'] },
    ],
    kept: { TOKEN: 's1' },
  },
  {
    name: 'several are kept beside each other',
    happens: [
      { reach: 'r1' },
      { give: 'TOKEN', value: 's1', keep: true },
      { give: 'PASSWORD', value: 's2', keep: true },
      { reach: 'r1' },
    ],
    given: [
      ['TOKEN', 's1'],
      ['PASSWORD', 's2'],
    ],
    kept: { TOKEN: 's1', PASSWORD: 's2' },
  },
  {
    name: 'what was refused is not kept',
    happens: [{ reach: 'r1' }, { give: 'TOKEN', value: 's1', keep: true, refused: true }, { reach: 'r1' }],
  },
  {
    name: 'another value that is not to be kept takes the place of one that was',
    happens: [
      { reach: 'r1' },
      { give: 'TOKEN', value: 's1', keep: true },
      { give: 'TOKEN', value: 's2' },
      { reach: 'r1' },
    ],
  },
  {
    name: 'the secrets of one run are not given to another, and end with it',
    happens: [{ reach: 'r1' }, { give: 'TOKEN', value: 's1', keep: true }, { reach: 'r2' }],
  },
  {
    name: 'a run that has not begun takes nothing from the one before',
    happens: [{ reach: 'r1' }, { give: 'TOKEN', value: 's1', keep: true }, { reach: '' }, { reach: 'r1' }],
    given: [['TOKEN', 's1']],
    kept: { TOKEN: 's1' },
  },
  {
    name: 'another run takes the place of the one before',
    happens: [
      { reach: 'r1' },
      { give: 'TOKEN', value: 's1', keep: true },
      { reach: 'r2' },
      { give: 'PASSWORD', value: 's2', keep: true },
    ],
    kept: { PASSWORD: 's2' },
  },
  {
    name: 'a closed run leaves nothing',
    happens: [
      { reach: 'r1' },
      { give: 'TOKEN', value: 's1', keep: true },
      { view: view('r1', ['TOKEN'], { closed: {} as never }) },
    ],
  },
  {
    name: 'nor does one that is offered to somebody else',
    happens: [
      { reach: 'r1' },
      { give: 'TOKEN', value: 's1', keep: true },
      { view: view('r1', ['TOKEN'], { offer: {} as never }) },
    ],
  },
  {
    name: 'a run that was closed out of sight leaves nothing once another is seen, though that lacks nothing',
    happens: [
      { reach: 'r1' },
      { give: 'TOKEN', value: 's1', keep: true },
      { reach: 'r2', set: ['TOKEN', 'PASSWORD'] },
    ],
  },
  {
    name: 'a value that is no secret is not kept, whatever is asked',
    happens: [{ reach: 'r1' }, { give: 'tag', value: 'v1', keep: true }],
  },
  { name: 'what is no store of ours is passed over', stored: '{"run":', happens: [{ reach: 'r1' }] },
  { name: 'nor is one of another shape', stored: '{"run":"r1","values":[3]}', happens: [{ reach: 'r1' }] },
  {
    name: 'a storage that fails is said to whoever wanted a secret kept, and the value stands',
    broken: true,
    happens: [
      { reach: 'r1', set: names },
      { give: 'TOKEN', value: 's1', keep: true },
    ],
    failures: 1,
  },
  {
    name: 'and again where something may be left in it',
    broken: true,
    happens: [
      { reach: 'r1', set: names },
      { give: 'TOKEN', value: 's1', keep: true },
      { view: view('r1', names, { closed: {} as never }) },
      { view: view('r1', names, { closed: {} as never }) },
    ],
    failures: 2,
  },
  {
    name: 'who keeps nothing never hears of it',
    broken: true,
    happens: [
      { reach: 'r1' },
      { give: 'tag', value: 'v1' },
      { give: 'TOKEN', value: 's1' },
      { reach: 'r1' },
      { reach: 'r2' },
      { view: view('r2', [], { offer: {} as never }) },
      { view: view('r2', [], { closed: {} as never }) },
    ],
  },
];

class Runner implements Pick<RunnerLink, 'request'> {
  readonly asked: (readonly [id: number, request: Request])[] = [];
  readonly listener: Listener;

  constructor(listener: Listener) {
    this.listener = listener;
  }

  request = (id: number, request: Request): void => void this.asked.push([id, request]);

  tell(event: Event): void {
    this.listener.event(event);
  }
}

/** Every promise that was under way has come to its end. */
const still = (): Promise<void> => new Promise(done => setTimeout(done, 0));

async function check({ happens, given = [], kept = {}, stored, broken, failures = 0 }: Case): Promise<void> {
  const kit = storesOf(broken === true);
  const key = 'handrail.secrets file:///r.md';
  if (stored !== undefined) {
    kit.secrets.set(key, stored);
    kit.marks.set(key, markOf('r1'));
  }
  let failed = 0;
  const secrets = new KeptSecrets({
    stores: kit.stores,
    runbook: 'file:///r.md',
    failed: () => void (failed += 1),
  });
  const heard: Event[] = [];
  const own: (readonly [name: string, value: string])[] = [];
  let at: { runner: Runner; link: RunnerLink; run: string; set: Set<string> } | undefined;
  let nextId = 1;
  const take = (): void => {
    for (const [id, request] of at?.runner.asked.splice(0) ?? []) {
      if (request.type !== 'input.set') continue;
      own.push([request.name, request.value]);
      at?.set.add(request.name);
      at?.runner.tell({ type: 'reply', to: id, reply: { ok: true } });
    }
  };
  for (const one of happens) {
    if ('reach' in one) {
      let runner: Runner | undefined;
      const link = await secrets.between(
        { event: event => heard.push(event), lost: () => undefined },
        listener => Promise.resolve((runner = new Runner(listener)) as unknown as RunnerLink),
      );
      if (runner === undefined) throw new Error('nobody was reached');
      at = { runner, link, run: one.reach, set: new Set(one.set) };
      runner.tell({ type: 'page', page });
      runner.tell({ type: 'run', view: view(one.reach, [...at.set]) });
    } else if ('view' in one) at?.runner.tell({ type: 'run', view: one.view });
    else if (at !== undefined) {
      const id = nextId++;
      const { give: name, value, keep, refused } = one;
      at.link.request(id, { type: 'input.set', name, value, ...(keep === undefined ? {} : { keep }) });
      at.runner.asked.pop();
      at.set.add(name);
      at.runner.tell({ type: 'run', view: view(at.run, [...at.set]) });
      const reply =
        refused === true
          ? { ok: false as const, code: 'bad-request' as const, message: '' }
          : { ok: true as const };
      at.runner.tell({ type: 'reply', to: id, reply });
    }
    await still();
    take();
    await still();
  }
  expect(own).toEqual(given);
  expect(heard.filter(event => event.type === 'reply').map(event => event.to)).toEqual(
    Array.from({ length: nextId - 1 }, (_, index) => index + 1),
  );
  const left = kit.secrets.get(key);
  expect(
    left === undefined || left === stored ? {} : (JSON.parse(left) as { values: unknown }).values,
  ).toEqual(kept);
  expect(failed).toBe(failures);
  if (broken !== true) expect(kit.marks.has(key)).toBe(left !== undefined);
  const isWanted = stored !== undefined || happens.some(one => 'give' in one && one.keep === true);
  if (!isWanted) expect(kit.asked).toBe(0);
}

test.each(cases)('$name', check);
