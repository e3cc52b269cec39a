import { beforeAll, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { Terminal } from './atTerminal.ts';
import { bash, Place } from './handrail.ts';

// What was typed before a question was shown answers nothing, and is never echoed.

beforeAll(provideDist);

interface Case {
  readonly title: string;
  /** What the runbook does once the zone is known. */
  readonly then: string;
  readonly ahead: string;
  readonly question: string;
  readonly answer: string;
  readonly exit: number;
  readonly prints: string;
  readonly never?: string;
}

const cases: readonly Case[] = [
  {
    title: 'a value',
    then: bash('echo "of <zone> to <rack-name>"'),
    ahead: 'typed-ahead',
    question: 'rack-name (rack name): ',
    answer: 'r1',
    exit: 0,
    prints: 'of east to r1',
  },
  {
    title: 'a secret',
    then: bash('echo "of <zone> ${#API_TOKEN}"'),
    ahead: 'typed-ahead',
    question: 'API_TOKEN: ',
    answer: 'hidden-value',
    exit: 0,
    prints: 'of east 12',
    never: 'hidden-value',
  },
  {
    title: 'a judgement',
    then: bash('echo "of <zone>"', '# Expected: something good'),
    ahead: 'y',
    question: 'Is this what the runbook expects? [y/N] ',
    answer: 'n',
    exit: 1,
    prints: 'of east',
  },
  {
    title: 'a guard',
    then: '```bash guard=orders\necho "of <zone>"\n```\n',
    ahead: 'orders',
    question: 'Type orders to run it: ',
    answer: '',
    exit: 3,
    prints: 'orders',
    never: 'of east',
  },
  {
    title: 'a task that is ticked',
    then: `${bash('true <zone>')}\nText.\n\n- [ ] look around\n`,
    ahead: 'y',
    question: 'Done? [y/N] ',
    answer: 'n',
    exit: 3,
    prints: 'it is not done',
  },
];

/** How it is typed behind the answer before: what comes in one piece, and what comes in its own. */
const ways: readonly { readonly parts: (ahead: string) => readonly string[]; readonly gapMs: number }[] = [
  { parts: ahead => [`east\r${ahead}\r`], gapMs: 0 },
  { parts: ahead => [`east\r\n${ahead}\r\n`], gapMs: 0 },
  { parts: ahead => ['east\r', `${ahead}\r`], gapMs: 1 },
  { parts: ahead => ['east\r', ahead, '\r'], gapMs: 5 },
];

async function check(
  { then, ahead, question, answer, exit, prints, never }: Case,
  { parts, gapMs }: (typeof ways)[number],
): Promise<void> {
  using place = new Place({ 'a.md': `# D\n${then}` });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('zone: ', parts(ahead), gapMs);
  await terminal.answer(question, `${answer}\r`);
  expect(await terminal.exit, terminal.seen).toBe(exit);
  expect(terminal.seen).toContain(prints);
  // What comes a little later may have come to a command that was running by then.
  if (gapMs === 0) expect(terminal.seen).toContain('What was typed ahead was discarded.');
  // One line for each answer: what was typed ahead stands nowhere, and has answered nothing.
  expect(terminal.seen.split(question)).toHaveLength(2);
  expect(terminal.seen).not.toMatch(new RegExp(`^${ahead}\\r?$`, 'm'));
  for (const text of ['typed-ahead', never ?? 'typed-ahead']) {
    expect(terminal.seen).not.toContain(text);
    if (text !== 'of east') expect(place.everything()).not.toContain(text);
  }
}

test.each(cases)(
  'what was typed ahead does not answer $title',
  async one => {
    for (const way of ways) await check(one, way);
  },
  120_000,
);

test('what comes a moment behind a refused value is waited for, and answers nothing', async () => {
  const inputs = '---\ninputs:\n  zone:\n    choices: [east, west]\n---\n';
  using place = new Place({
    'a.md': `${inputs}# D\n${bash('echo "of <zone> to <rack-name> ${#API_TOKEN}"')}`,
  });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('zone (one of east, west): ', ['norht\r', 'west\r', 'typed-ahead\r'], 5);
  await terminal.answer(/must be one of.*zone \(one of east, west\): /s, 'east\r');
  await terminal.answer('rack-name (rack name): ', 'r1\r');
  await terminal.answer('API_TOKEN: ', 'hidden-value\r');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toContain('of east to r1 12');
  expect(terminal.seen + place.everything()).not.toMatch(/typed-ahead|hidden-value/);
});

test('input typed before the first question is discarded, and a lone Enter is not reported', async () => {
  using place = new Place({ 'a.md': `# D\n${bash('echo "of <zone>"')}` });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('', 'west\r');
  await terminal.answer('zone: ', 'east\r\n\r\n');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toContain('of east');
  expect(terminal.seen.split('was discarded')).toHaveLength(2);
});

test('what is typed is edited before it answers, a secret too', async () => {
  using place = new Place({ 'a.md': `# D\n${bash('echo "of <zone> ${#API_TOKEN}"')}` });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('zone: ', 'easr\u007Ft\r');
  await terminal.answer('API_TOKEN: ', 'not this\u0015hidden-valeu\u007F\u007Fue\r');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toContain('of east 12');
});

test('Ctrl-C between questions leaves the run and restores the terminal', async () => {
  using place = new Place({ 'a.md': `# D\n${bash('true <zone>')}\nText.\n\n- [ ] look around\n` });
  const terminal = new Terminal(place, ['run', 'a.md'], 'stty -a');
  await terminal.answer('zone: ', 'east\r\u0003');
  await terminal.exit;
  expect(terminal.seen).toContain('You left the run. It stays open.');
  expect(terminal.seen).not.toContain('Done?');
  expect(terminal.seen).toMatch(/ icanon .* echo /s);
});
