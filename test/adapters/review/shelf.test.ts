import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadGrammar } from '../../../src/adapters/grammar.ts';
import { ShelfReader } from '../../../src/adapters/review/shelf.ts';
import { attempt, done, Machine } from '../audit/kit.ts';

const grammar = await loadGrammar({ wasmFolder: join(import.meta.dirname, '../../../node_modules') });

const deploy = '# Deploy it\n\n**Owner:** Team A\n\n```bash\ntrue\n```\n';

/** A machine with files in the folder that its runs are told from. */
function library(files: Readonly<Record<string, string>>): {
  machine: Machine;
  at: (name: string) => string;
} {
  const machine = new Machine();
  const at = (name: string): string => join(machine.home, 'work', name);
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(at(name), text);
  return { machine, at };
}

test('a runbook has its title and owner, and where it has a run, how the newest one went', async () => {
  const { machine, at } = library({
    'deploy.md': deploy,
    'never.md': '---\nowner: B\nreview-by: 2027-01-01\n---\n\n- [ ] Ask\n',
  });
  const begin = { runbook: { path: 'deploy.md', source: Buffer.from(deploy) } };
  const first = await machine.create(begin);
  await attempt(first, 'a1', 'x\n');
  await first.seal(done);
  first.close();
  const shelf = new ShelfReader(grammar, machine.privateFolder);
  const asked = { named: [at('never.md'), at('deploy.md')], others: [], stateFolders: [machine.state] };
  const { startedAt } = (await shelf.list(asked))[0]?.last ?? {};
  expect(startedAt).toBeGreaterThan(0);
  const last = { folder: first.folder, startedAt, operator: 'alice@corp', result: 'done', clean: true };
  expect(await shelf.list(asked)).toEqual([
    { path: at('deploy.md'), title: 'Deploy it', owner: 'Team A', last },
    { path: at('never.md'), title: 'never.md', owner: 'B', reviewBy: '2027-01-01' },
  ]);
  fs.appendFileSync(at('deploy.md'), '\n- [ ] One more\n');
  const second = await machine.create(begin);
  second.close();
  const [changed] = await shelf.list(asked);
  expect(changed).toMatchObject({ changedSince: true, last: { folder: second.folder, result: 'open' } });
});

test('a file that was walked is listed, whatever it says of itself', async () => {
  const { machine, at } = library({ 'deploy.md': deploy, 'readme.md': deploy });
  const others = [at('deploy.md'), at('readme.md')];
  const shelf = new ShelfReader(grammar, machine.privateFolder);
  expect(await shelf.list({ named: [], others, stateFolders: [machine.state] })).toEqual([]);
  (await machine.create({ runbook: { path: 'deploy.md', source: Buffer.from(deploy) } })).close();
  const listed = await shelf.list({ named: [], others, stateFolders: [machine.state] });
  expect(listed).toMatchObject([{ path: at('deploy.md'), last: { result: 'open' } }]);
});

test.each([
  { what: 'a task', text: '# A\n\n- [ ] Do it\n', place: 'named', isListed: true },
  { what: 'a block of shell', text: '# A\n\n```bash\nls\n```\n', place: 'named', isListed: true },
  { what: 'nothing to do', text: '# A\n\nOnly words.\n', place: 'named', isListed: false },
  { what: 'nothing at all', text: '', place: 'named', isListed: false },
  {
    what: 'a task in a file that does not say it is a runbook',
    text: '# A\n\n- [ ] Do it\n',
    place: 'others',
    isListed: false,
  },
  {
    what: 'front matter that only a runbook has',
    text: '---\ninputs:\n  pod:\n---\n\n- [ ] Do it\n',
    place: 'others',
    isListed: true,
  },
  {
    what: 'a comment of ours',
    text: '# A\n\n<!-- handrail role=path -->\n\n- [ ] Do it\n',
    place: 'others',
    isListed: true,
  },
])('a file with $what is listed or not', async ({ text, place, isListed }) => {
  const { at } = library({ 'a.md': text });
  const asked = { named: [], others: [], stateFolders: [], [place]: [at('a.md')] };
  expect((await new ShelfReader(grammar).list(asked)).length > 0).toBe(isListed);
});

test('a file is read once while it stays as it is; what is gone or no file is left out', async () => {
  let parsed = 0;
  const counting: typeof grammar = {
    parse(text) {
      parsed += 1;
      return grammar.parse(text);
    },
  };
  const { at } = library({ 'a.md': deploy });
  fs.mkdirSync(at('folder.md'));
  const shelf = new ShelfReader(counting);
  const asked = { named: [at('a.md'), at('folder.md'), at('gone.md')], others: [], stateFolders: [] };
  expect((await shelf.list(asked)).map(({ path }) => path)).toEqual([at('a.md')]);
  const once = parsed;
  expect(once).toBeGreaterThan(0);
  await shelf.list(asked);
  expect(parsed).toBe(once);
  fs.writeFileSync(at('a.md'), deploy.replace('Deploy', 'Ship'));
  expect((await shelf.list(asked))[0]?.title).toBe('Ship it');
  expect(parsed).toBeGreaterThan(once);
  fs.rmSync(at('a.md'));
  expect(await shelf.list(asked)).toEqual([]);
});
