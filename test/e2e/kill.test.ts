// Whatever is killed, the walker comes back with the same run, and says what nobody knows.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

/** Its slow step waits in the third and the tenth of its twenty ticks until the test lets it on: `PLACE-go-3`, `PLACE-go-10`. */
const runbookAt = (place: string) => `# Killed

Whatever is killed here, nothing is lost.

## Work

- [ ] Everybody knows

Now something to remember.

\`\`\`bash
# Remember
where=$(mktemp -d); cd "$where"; echo "pid $$"
\`\`\`

\`\`\`bash
# Count slowly
for i in $(seq 1 20); do
  echo "tick $i"
  case $i in
    3 | 10) echo "$i" >'${place}-at-'"$i"; until [ -e '${place}-go-'"$i" ]; do sleep 0.1; done ;;
  esac
done
\`\`\`

\`\`\`bash
# Still there?
test "$PWD" = "$where" && echo "same place, pid $$"
\`\`\`
`;

const everyTick = Array.from({ length: 20 }, (_, index) => `tick ${index + 1}`).join('\n');

let vscode: Vscode | undefined;

afterAll(async () => {
  await vscode?.close();
});

/** A run up to the middle of its slow step. */
interface Slow {
  readonly window: Vscode;
  readonly walker: WalkerPage;
  readonly name: string;
  /** Its runner. */
  readonly runner: number;
  readonly letOn: (tick: 3 | 10) => Promise<void>;
  readonly reaches: (tick: 3 | 10) => Promise<void>;
}

/** One window serves all that is killed: what is left of the run before is shut first. */
async function intoTheMiddle(name: string): Promise<Slow> {
  vscode ??= await Vscode.open();
  const window = vscode;
  await window.command('View: Close All Editors');
  const place = join(window.workspace, name);
  await writeFile(`${place}.md`, runbookAt(place));
  const others = new Set(await runners(window));
  const walker = await walk(window, `${name}.md`);
  await walker.tick('Everybody knows');
  await walker.run('1.2', 'passed');
  await walker.run('1.3', 'running');
  await walker.step('1.3').locator('.hr-out pre', { hasText: 'tick 3' }).waitFor();
  const [runner, ...more] = (await runners(window)).filter(pid => !others.has(pid));
  if (runner === undefined || more.length > 0) throw new Error('There is not one runner for the run.');
  return {
    window,
    walker,
    name,
    runner,
    letOn: async tick => await writeFile(`${place}-go-${tick}`, ''),
    reaches: async tick => await expect.poll(() => existsSync(`${place}-at-${tick}`)).toBe(true),
  };
}

async function walk(window: Vscode, file: string): Promise<WalkerPage> {
  await window.openFile(file);
  await window.openChecklist();
  return await WalkerPage.find(window);
}

async function runners(window: Vscode): Promise<readonly number[]> {
  const all = await window.processes();
  return all.filter(({ command }) => command.includes('runner.cjs')).map(({ pid }) => pid);
}

async function outputOf(walker: WalkerPage, number: string): Promise<string> {
  const card = await walker.open(number);
  return (await card.locator('.hr-out pre').first().textContent()) ?? '';
}

/** The folder of the one run of a runbook. */
async function logOf({ window, name }: Slow): Promise<string> {
  const runs = join(window.workspace, '.handrail/runs');
  const [year = ''] = await readdir(runs);
  const names = (await readdir(join(runs, year))).filter(folder => folder.includes(`-${name}-`));
  expect(names).toHaveLength(1);
  return join(runs, year, names[0] ?? '');
}

/** How many commands the log says are over. */
async function over(slow: Slow): Promise<number> {
  const folder = await logOf(slow);
  const parts = (await readdir(folder)).filter(file => file.endsWith('.jsonl'));
  const texts = await Promise.all(parts.map(file => readFile(join(folder, file), 'utf8')));
  return texts.join('').split('"type":"attempt.finished"').length - 1;
}

async function closeAndVerify(slow: Slow, walker = slow.walker): Promise<void> {
  const { home } = slow.window;
  await walker.button(/^Close the run/).click();
  await walker.button(/^Verify/).click();
  await walker.locate('[data-verdict="verified"]').waitFor();
  const { exitCode } = await execa(
    process.execPath,
    [join(root, 'dist/cli.cjs'), 'verify', await logOf(slow)],
    { env: { HOME: home, XDG_STATE_HOME: join(home, '.local/state') }, reject: false },
  );
  expect(exitCode).toBe(0);
}

test('a killed extension host: the command goes on in its runner, and the walker comes back', async () => {
  const slow = await intoTheMiddle('host');
  const { window, walker } = slow;
  await walker.locate('body').evaluate(body => body.setAttribute('data-old', ''));
  await window.killExtensionHost();
  await slow.letOn(3);
  await slow.reaches(10);
  await walker.again('body:not([data-old]) .hr-runbar');
  await walker.until('1.3', 'running');
  await window.screenshot('kill-1-host-killed');
  expect(await runners(window)).toContain(slow.runner);
  await slow.letOn(10);
  await walker.until('1.3', 'passed');
  expect((await outputOf(walker, '1.3')).trim()).toBe(everyTick);
  await walker.run('1.4', 'passed');
  expect(await outputOf(walker, '1.4')).toContain('same place');
  await closeAndVerify(slow);
});

test('a killed runner: the outcome is unknown until a person settles it', async () => {
  const slow = await intoTheMiddle('runner');
  const { window, walker } = slow;
  process.kill(slow.runner, 'SIGKILL');
  await walker.until('1.3', 'unknown');
  const card = await walker.open('1.3');
  expect(await card.innerText()).toContain('Outcome unknown');
  expect(await outputOf(walker, '1.3')).toMatch(/^tick 1\ntick 2\ntick 3/);
  await window.screenshot('kill-2-unknown');
  expect(await walker.locate('[data-banner="resumed"]').innerText()).toMatch(/restored|brought back/i);
  await walker.button(/^It failed/).click();
  await window.screenshot('kill-3-settling');
  await card.getByRole('textbox').fill('The counter stopped with its runner');
  await walker.button(/^Settle 1\.3 as failed/).click();
  await walker.until('1.3', 'failed');
  await slow.letOn(3);
  await slow.letOn(10);
  await walker.button(/^Retry/).click();
  await walker.until('1.3', 'passed');
  expect((await outputOf(walker, '1.3')).trim()).toBe(everyTick);
  await walker.run('1.4', 'passed');
  expect(await outputOf(walker, '1.4')).toContain('same place');
  await window.screenshot('kill-4-gone-on');
  await closeAndVerify(slow);
});

test('a window that was closed for a while finds the run with its shell, and shows what that holds', async () => {
  const slow = await intoTheMiddle('window');
  const { window } = slow;
  await window.page.goto('about:blank');
  const hosts = async (): Promise<number> =>
    (await window.processes()).filter(({ command }) => command.includes('--type=extensionHost')).length;
  await expect.poll(hosts).toBe(0);
  await slow.letOn(3);
  await slow.letOn(10);
  await expect.poll(() => over(slow)).toBe(2);
  // Whoever is back sooner has only reloaded.
  await sleep(10_500);
  await window.reopen();
  const walker = await walk(window, 'window.md');
  await walker.until('1.3', 'passed');
  expect(await walker.locate('[data-banner="resumed"]').innerText()).toMatch(/lived on/);
  await window.screenshot('kill-5-window-reopened');
  expect((await outputOf(walker, '1.3')).trim()).toBe(everyTick);
  const before = await outputOf(walker, '1.2');
  await walker.run('1.4', 'passed');
  expect(await outputOf(walker, '1.4')).toContain(before.trim());
  await showEnvironment(window);
  await closeAndVerify(slow, walker);
});

/** What the shell holds, by who set it: what the commands did first. */
async function showEnvironment(window: Vscode): Promise<void> {
  await window.command('Handrail: Show Environment');
  const lines = window.page.locator('.editor-group-container.active .view-line');
  const shown = async (): Promise<readonly string[]> =>
    (await lines.allInnerTexts()).map(line => line.replaceAll('\u00a0', ' '));
  await expect.poll(shown).toContain('# Set or changed by commands');
  expect(await shown()).toContainEqual(
    expect.stringMatching(/^where=\/\S+ +# step 1\.2, command 1, line 1\d/),
  );
  await window.screenshot('kill-5-environment');
  await window.command('View: Close Editor');
}

/** What runs nothing needs no trust: no process is started for it, and no folder of runs is made. */
async function rehearse(window: Vscode): Promise<void> {
  await window.openFile('trust.md');
  await window.page.locator('.codelens-decoration a', { hasText: 'Rehearse' }).first().click();
  const frame = await window.webview('[data-start]');
  await frame.getByRole('button', { name: 'Start rehearsal' }).click();
  await frame.locator('[type="checkbox"]').first().click();
  await frame.getByRole('button', { name: /^Would run 1\.2/ }).click();
  await frame.getByRole('button', { name: /^Would run 1\.3/ }).waitFor();
  expect(await frame.locator('.hr-now').innerText()).toContain('Rehearsal. Step 1.3 is ready.');
  expect(await frame.locator('[data-card][data-state="by-hand"]').allInnerTexts()).toEqual([
    expect.stringContaining('Rehearsed'),
    expect.stringContaining('Rehearsed'),
  ]);
  await window.screenshot('kill-6-rehearsal');
  expect(await runners(window)).toEqual([]);
  expect(await readdir(window.workspace)).toEqual(['trust.md']);
  await window.command('View: Close Editor');
}

test('a folder that is not trusted: read and tick, but run nothing until it is', async () => {
  await vscode?.close();
  vscode = await Vscode.open({ trust: 'ask' });
  const window = vscode;
  const path = join(window.workspace, 'trust.md');
  await writeFile(path, runbookAt(path));
  const dialog = window.page.locator('.monaco-dialog-box');
  await dialog
    .getByRole('button', { name: /No, I don't trust/ })
    .click({ timeout: 10_000 })
    .catch(() => undefined);
  await rehearse(window);
  const walker = await walk(window, 'trust.md');
  await walker.tick('Everybody knows');
  const card = await walker.open('1.2');
  await walker.until('1.2', 'blocked');
  expect(await card.innerText()).toContain('not trusted');
  await window.screenshot('kill-7-not-trusted');
  expect(await card.getByRole('button', { name: /^Run 1\.2/ }).count()).toBe(0);
  await card.getByRole('button', { name: 'Manage trust' }).first().click();
  await window.page.getByRole('button', { name: 'Trust', exact: true }).first().click();
  await walker.until('1.2', 'ready');
  // The page of trust has made room for the walker again.
  await window.page.locator('.monaco-modal-editor-block').waitFor({ state: 'hidden' });
  await window.screenshot('kill-8-trusted');
  await walker.run('1.2', 'passed');
  expect(await readFile(path, 'utf8')).toBe(runbookAt(path));
});
