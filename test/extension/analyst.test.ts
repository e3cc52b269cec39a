import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { root } from '../../scripts/project.ts';
import { Analyst, type Source } from '../../src/extension/authoring/analyst.ts';

const worker = join(root, 'src/extension/authoring/worker.ts');
const crashing = join(root, 'test/programs/crashing-worker.mjs');
const outline = { kind: 'outline', with: undefined } as const;

const made: Analyst[] = [];
afterEach(() => {
  for (const analyst of made.splice(0)) analyst.dispose();
});

function start(script = worker): { readonly analyst: Analyst; readonly said: readonly string[] } {
  const said: string[] = [];
  const analyst = new Analyst(script, (event, cause) => said.push(`${event}: ${cause}`));
  made.push(analyst);
  return { analyst, said };
}

class Document implements Source {
  readonly key: string;
  readonly path: string;
  version = 1;
  #text: string;
  /** How often the text was asked for. */
  sent = 0;

  constructor(text: string, key = 'a.md', path = '') {
    this.#text = text;
    this.key = key;
    this.path = path;
  }

  text(): string {
    this.sent += 1;
    return this.#text;
  }

  edit(text: string): void {
    this.#text = text;
    this.version += 1;
  }
}

test('the phases of a text are where its page has them, by their numbers', async () => {
  const { analyst } = start();
  const text =
    '# A\n\n## 1. Look\n\n- [ ] Look\n\n## Contacts\n\nKim.\n\n## 2. Do\n\n```bash\nls\n```\n\n## Rollback\n\n```bash\nls\n```\n';
  const phases = await analyst.ask(new Document(text), { kind: 'phases', with: undefined });
  expect(phases?.map(({ number, line }) => `${number} at ${line}`)).toEqual(['1 at 3', '2 at 11', 'R at 17']);
});

test('a text goes over once for each version, whatever is asked', async () => {
  const { analyst } = start();
  const document = new Document('# A\n\n```bash\nls <pod>\n');
  const [symbols, findings, hover] = await Promise.all([
    analyst.ask(document, outline),
    analyst.ask(document, { kind: 'findings', with: undefined }),
    analyst.ask(document, { kind: 'hover', with: document.text().indexOf('pod') }),
  ]);
  expect(symbols?.map(({ name }) => name)).toEqual(['A']);
  expect(findings?.map(({ code }) => code)).toContain('HR101');
  expect(hover?.sentences[0]?.values).toEqual(['<pod>', '4']);
  expect(document.sent).toBe(2);
  document.edit('# B\n');
  expect((await analyst.ask(document, outline))?.map(({ name }) => name)).toEqual(['B']);
  expect(document.sent).toBe(3);
});

test('a newer version replaces a waiting one, and what is no longer wanted is never asked', async () => {
  const { analyst } = start();
  const other = new Document('# Other\n', 'b.md');
  const document = new Document('# A\n');
  const running = analyst.ask(other, outline);
  const old = analyst.ask(document, outline);
  const unwanted = analyst.ask(other, outline, { isCancellationRequested: true });
  document.edit('# B\n');
  const recent = analyst.ask(document, outline);
  expect(await old).toBeUndefined();
  expect(await unwanted).toBeUndefined();
  expect((await running)?.length).toBe(1);
  expect((await recent)?.map(({ name }) => name)).toEqual(['B']);
  expect(document.sent).toBe(1);
});

test('a question that waits while its document changes is dropped', async () => {
  const { analyst } = start();
  const document = new Document('# A\n');
  const running = analyst.ask(new Document('# Other\n', 'b.md'), outline);
  const waiting = analyst.ask(document, outline);
  document.edit('# B\n');
  expect(await waiting).toBeUndefined();
  expect((await running)?.length).toBe(1);
  expect(document.sent).toBe(0);
});

test('a closed document is forgotten, and sent anew when it comes back', async () => {
  const { analyst } = start();
  const document = new Document('# A\n');
  await analyst.ask(document, outline);
  analyst.forget(document.key);
  expect((await analyst.ask(document, outline))?.length).toBe(1);
  expect(document.sent).toBe(2);
});

test('a configuration that cannot be read is said, with its line, until it can', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-config-'));
  try {
    const path = join(folder, '.handrail', 'config.yaml');
    const document = new Document('# A\n', 'a.md', join(folder, 'a.md'));
    const { analyst } = start();
    const ask = (): Promise<unknown> => analyst.ask(document, { kind: 'configuration', with: undefined });
    mkdirSync(join(folder, '.git'));
    expect(await ask()).toBeUndefined();
    mkdirSync(join(folder, '.handrail'));
    writeFileSync(path, 'lint:\n  rulez: {}\n');
    expect(await ask()).toEqual({
      path,
      problems: [
        {
          line: 2,
          column: 3,
          message: 'there is no setting lint.rulez. Did you mean rules?',
          says: [{ key: 'config.unknownMeant', values: { setting: 'lint.rulez', meant: 'rules' } }],
        },
      ],
    });
    writeFileSync(path, 'lint:\n  rules: {}\n');
    expect(await ask()).toEqual({ path, problems: [] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a bug in one answer is no answer, and the thread goes on', async () => {
  const { analyst, said } = start();
  const document = new Document('# A\n');
  const impossible = { kind: 'rename', with: undefined } as unknown as typeof outline;
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await analyst.ask(document, impossible)).toBeUndefined();
  expect(told.mock.calls).toEqual([[expect.stringMatching(/^Handrail: TypeError: [^]*renameAt/)]]);
  told.mockRestore();
  expect((await analyst.ask(document, outline))?.length).toBe(1);
  expect(said).toEqual([]);
});

test('a thread that dies is started once more, and then never again', async () => {
  const { analyst, said } = start(crashing);
  const document = new Document('# A\n');
  const ask = (): Promise<unknown> => analyst.ask(document, outline);
  expect([await ask(), await ask(), await ask(), await ask(), await ask()]).toEqual([
    1,
    undefined,
    1,
    undefined,
    undefined,
  ]);
  expect(said).toEqual(['restarted: out of luck', 'gone: out of luck']);
  expect(document.sent).toBe(2);
});

test('a rehearsal is answered from the text of today, with its page only where that is wanted', async () => {
  const { analyst } = start();
  const document = new Document('# A\n\n```bash\nrm -rf <path>\n```\n');
  const first = await analyst.ask(document, {
    kind: 'rehearsal',
    with: { moves: [], revision: 1, page: true },
  });
  const [step = ''] = Object.keys(first?.view.steps ?? {});
  expect(first?.page?.title).toBe('A');
  expect(first?.view.now).toEqual({ kind: 'ready', step });
  const moves = [{ kind: 'pass', step, at: 5 }] as const;
  const second = await analyst.ask(document, {
    kind: 'rehearsal',
    with: { moves, revision: 2, page: false },
  });
  expect(second?.page).toBeUndefined();
  expect(second?.view).toMatchObject({ revision: 2, now: { kind: 'settled' } });
  document.edit('# A\n\n```bash\nrm -rf <path>\n```\n\n- [ ] Look\n');
  const third = await analyst.ask(document, { kind: 'rehearsal', with: { moves, revision: 3, page: true } });
  expect(Object.values(third?.view.steps ?? {}).map(({ state }) => state)).toEqual(['by-hand', 'ready']);
});
