// What takes something away runs only once its name was typed, right before it, and the log says who was asked for what.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CommandView, StepView } from '../../src/core/run/view/view.ts';
import type { Reply } from '../../src/protocol/event.ts';
import { fence, Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';
import { Within } from './within.ts';

const title = 'Clear';

/** A press on the step with this name, or with none; `stays` are the folders that are left then. */
interface Press {
  readonly name?: string;
  readonly extent?: 'run.step' | 'run.next' | 'run.from';
  readonly refused?: true;
  /** States of the commands once it has come to rest. */
  readonly states?: string;
  /** The name that is asked for then. */
  readonly asks?: string;
  readonly stays: string;
}

interface Case {
  readonly of: string;
  readonly commands: readonly string[];
  readonly policy?: string;
  readonly presses: readonly Press[];
  /** The names in the log, by their commands. */
  readonly typed?: readonly (readonly [command: string, name: string])[];
}

const cases: readonly Case[] = [
  {
    of: 'a name is asked for, and nothing else will do',
    commands: ['rm -r one'],
    presses: [
      { refused: true, asks: 'one', stays: 'one two' },
      { name: 'One', refused: true, asks: 'one', stays: 'one two' },
      { name: ' one', refused: true, asks: 'one', stays: 'one two' },
      { name: 'rm -r', refused: true, asks: 'one', stays: 'one two' },
      { name: 'one', states: 'passed', stays: 'two' },
    ],
    typed: [['rm -r one', 'one']],
  },
  {
    of: 'the look before it is seen first',
    commands: ['ls one', 'rm -r one', 'echo done'],
    presses: [
      { states: 'passed waiting waiting', asks: 'one', stays: 'one two' },
      { name: 'one', states: 'passed passed passed', stays: 'two' },
    ],
    typed: [['rm -r one', 'one']],
  },
  {
    of: 'each thing has its own name, and a name holds for the same thing',
    commands: ['rm -r one/inner', 'rmdir one', 'mkdir one', 'rmdir one', 'rm -r two'],
    presses: [
      { name: 'one/inner', states: 'passed waiting waiting waiting waiting', asks: 'one', stays: 'one two' },
      { name: 'one', states: 'passed passed passed passed waiting', asks: 'two', stays: 'two' },
      { name: 'one', refused: true, asks: 'two', stays: 'two' },
      { name: 'two', states: 'passed passed passed passed passed', stays: '' },
    ],
    typed: [
      ['rm -r one/inner', 'one/inner'],
      ['rmdir one', 'one'],
      ['rmdir one', 'one'],
      ['rm -r two', 'two'],
    ],
  },
  {
    of: 'one command by itself, and on from here',
    commands: ['true', 'rm -r one', 'rm -r two'],
    presses: [
      { extent: 'run.next', states: 'passed waiting waiting', asks: 'one', stays: 'one two' },
      { extent: 'run.next', refused: true, asks: 'one', stays: 'one two' },
      { extent: 'run.next', name: 'one', states: 'passed passed waiting', asks: 'two', stays: 'two' },
      { extent: 'run.from', refused: true, asks: 'two', stays: 'two' },
      { extent: 'run.from', name: 'two', states: 'passed passed passed', stays: '' },
    ],
    typed: [
      ['rm -r one', 'one'],
      ['rm -r two', 'two'],
    ],
  },
  {
    of: 'a failure is tried again with the name',
    commands: ['rm -rf one; test -e tried || { touch tried; false; }'],
    presses: [
      { name: 'one', states: 'failed', asks: 'one', stays: 'two' },
      { refused: true, asks: 'one', stays: 'two' },
      { name: 'one', states: 'passed', stays: 'two' },
    ],
    typed: [
      ['rm -rf one; test -e tried || { touch tried; false; }', 'one'],
      ['rm -rf one; test -e tried || { touch tried; false; }', 'one'],
    ],
  },
  {
    of: 'a policy that guards other risks',
    commands: ['rm -r one', 'git push --force . HEAD:two || true'],
    policy: 'policy:\n  guard: [force]\n',
    presses: [
      { states: 'passed waiting', asks: 'two', stays: 'two' },
      { name: 'two', states: 'passed passed', stays: 'two' },
    ],
    typed: [['git push --force . HEAD:two || true', 'two']],
  },
  {
    of: 'a policy that guards nothing',
    commands: ['rm -r one'],
    policy: 'policy:\n  guard: []\n',
    presses: [{ states: 'passed', stays: 'two' }],
    typed: [],
  },
];

test.each(cases)('$of', async ({ commands, policy, presses, typed = [] }) => {
  const place = new Place(`# G\n\n${fence(`# ${title}\n${commands.join('\n')}`)}\n`);
  fs.mkdirSync(join(place.workspace, 'one/inner'), { recursive: true });
  fs.mkdirSync(join(place.workspace, 'two'));
  if (policy !== undefined) {
    fs.mkdirSync(join(place.workspace, '.handrail'));
    fs.writeFileSync(join(place.workspace, '.handrail/config.yaml'), policy);
  }
  const viewer = await place.open();
  for (const one of presses) {
    const reply = await press(viewer, one);
    if (one.refused === true) expect(reply).toMatchObject({ ok: false, code: 'needs-name' });
    else await atRest(viewer, one.states);
    expect(nameOf(viewer.step(title))).toBe(one.asks);
    expect(['one', 'two'].filter(name => fs.existsSync(join(place.workspace, name))).join(' ')).toBe(
      one.stays,
    );
  }
  const { entries } = await place.log();
  expect(
    entries.flatMap(entry =>
      entry.type === 'attempt.started' && entry.confirmed !== undefined ? [[entry.cmd, entry.confirmed]] : [],
    ),
  ).toEqual(typed);
});

async function press(viewer: Viewer, { name, extent = 'run.step' }: Press): Promise<Reply> {
  const { revision } = viewer.view;
  const named = name === undefined ? {} : { confirm: name };
  return await viewer.ask({ type: extent, step: viewer.id(title), revision, ...named });
}

async function atRest(viewer: Viewer, states: string | undefined): Promise<void> {
  const seen = (): string =>
    viewer
      .step(title)
      .commands.map(({ state }) => state)
      .join(' ');
  await until('it has come to rest', () => seen() === states && viewer.view.now.kind !== 'running', seen);
}

function nameOf({ blocked }: StepView): string | undefined {
  return blocked?.kind === 'name' ? blocked.name : undefined;
}

test('an outcome that nobody saw is run again only with the name', async () => {
  const place = new Place(`# G\n\n${fence(`# ${title}\nrm -rf one; sleep 60`)}\n`);
  const viewer = await place.open();
  await viewer.runNamed(title, 'one');
  await until('it runs', () => viewer.step(title).state === 'running');
  viewer.close();
  await place.killRunner();
  const again = await place.open();
  await until('nobody knows', () => again.step(title).state === 'unknown');
  await again.settle(title, 'again');
  await until('it has failed', () => again.step(title).state === 'failed');
  expect(nameOf(again.step(title))).toBe('one');
  const { entries } = await place.log();
  expect(entries.filter(({ type }) => type === 'attempt.started')).toHaveLength(1);
});

test('what is typed into another shell asks for its name too', async () => {
  const place = new Place(`# G\n\n${fence(`# ${title}\nbash\nrm -r one\nexit`)}\n`);
  fs.mkdirSync(join(place.workspace, 'one'));
  const viewer = await place.open();
  await viewer.run(title);
  const within = new Within(viewer, title);
  await within.comes(1, { inside: 'send' });
  const command = (): CommandView | undefined => viewer.step(title).commands[1];
  expect(command()?.guard).toMatchObject({ name: 'one' });
  const send = { type: 'shell.send', step: viewer.id(title), statement: 1 } as const;
  const { revision } = viewer.view;
  expect(await viewer.ask({ ...send, revision })).toMatchObject({ code: 'needs-name' });
  expect(await viewer.ask({ ...send, revision, confirm: 'two' })).toMatchObject({ code: 'needs-name' });
  expect(command()?.state).toBe('waiting');
  await viewer.do({ ...send, revision: viewer.view.revision, confirm: 'one' });
  await until('it is gone', () => !fs.existsSync(join(place.workspace, 'one')));
  await viewer.do({ type: 'shell.judge', step: viewer.id(title), statement: 1, decision: 'met' });
  await within.send(2);
  await until('the step has passed', () => viewer.step(title).state === 'passed');
  const { entries } = await place.log();
  expect(
    entries.flatMap(entry => (entry.type === 'attempt.started' ? [[entry.cmd, entry.confirmed]] : [])),
  ).toEqual([
    ['bash', undefined],
    ['rm -r one', 'one'],
    ['exit', undefined],
  ]);
});
