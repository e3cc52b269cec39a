// The worst moments in the real VS Code, by keyboard only: what is said, and what is done about it.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeCluster } from './fakeCluster.ts';
import { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

const runbook = `---
inputs:
  MOMENT_TOKEN:
    prompt: The token of the gateway
    secret: true
---

# Moments

What goes wrong at night.

## Work

\`\`\`bash timeout=20m
# Hang
until [ -e go ]; do sleep 0.1; done
\`\`\`

\`\`\`bash
# Miss
wscatt --version
\`\`\`

\`\`\`bash
# Leak
echo "signed in with $MOMENT_TOKEN"
\`\`\`

\`\`\`bash
# Flood
head -c 11000000 /dev/zero | tr '\\0' x | fold -w 120
\`\`\`

\`\`\`bash
# Offline
echo "still at work" && echo offline >>went
\`\`\`

\`\`\`bash
# Online
echo "back"
\`\`\`

\`\`\`bash
# Last
${'echo last >>ran\n'.repeat(60)}\`\`\`
`;

const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

let folder: string;
let cluster: FakeCluster;
let vscode: Vscode;
let walker: WalkerPage;
/** Where runs are kept: on a disk of its own, that can be full; undefined where none can be had. */
let disk: string | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hrm-'));
  await writeFile(join(folder, 'moments.md'), runbook);
  cluster = await FakeCluster.up(await mkdtemp(join(folder, 'cluster-')));
  vscode = await Vscode.open({
    workspace: folder,
    file: 'moments.md',
    settings: { 'handrail.liveCluster': 'always' },
    environment: cluster.environment,
  });
  const kept = join(vscode.workspace, '.handrail');
  await mkdir(kept);
  const options = ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', kept];
  disk = canMount && spawnSync('mount', options).status === 0 ? kept : undefined;
  await vscode.openChecklist();
  walker = await WalkerPage.find(vscode);
});

afterAll(async () => {
  if (disk !== undefined) execFileSync('umount', ['-l', disk]);
  await vscode.close();
  await cluster.goAway();
  await rm(folder, { recursive: true, force: true });
});

/** Presses a key until a step has left a state; a press that comes too soon after another step has ended is none. */
async function pressWhile(key: string, number: string, state: string): Promise<void> {
  for (let tries = 0; tries < 200 && (await walker.state(number)) === state; tries += 1) {
    await vscode.page.keyboard.press(key);
    await sleep(400);
  }
  expect(await walker.state(number)).not.toBe(state);
}

/** Runs the step that is next, and waits for where it comes to rest. */
async function run(number: string, state: string): Promise<void> {
  await vscode.page.keyboard.press('n');
  await pressWhile('Control+Enter', number, 'ready');
  await walker.until(number, state);
}

/** Unfolds a step that has folded when it ended. */
async function unfold(number: string): Promise<Locator> {
  const row = walker.step(number).locator('.hr-row__btn');
  if ((await row.count()) > 0) await row.press('Enter');
  const card = walker.step(number).and(walker.locate('.hr-card'));
  await card.waitFor();
  return card;
}

function fits(file: string, size: number): boolean {
  try {
    appendFileSync(file, Buffer.alloc(size));
    return true;
  } catch {
    return false;
  }
}

const text = async (selector: string): Promise<string> =>
  (await walker.locate(selector).first().innerText()).replace(/\s+/gu, ' ').trim();

/** The page's own clock is put on: nobody waits for minutes here. */
async function putOn(minutes: number): Promise<void> {
  await walker.locate('body').evaluate((_, ms) => {
    const real = performance.timeOrigin;
    Date.now = () => Math.round(real + performance.now()) + ms;
  }, minutes * 60_000);
}

test('a step that hangs says so, for how long, and which process lives', async () => {
  await walker.locate('h1').focus();
  await run('1.1', 'running');
  await putOn(6);
  await expect
    .poll(() => text('[data-hang]'))
    .toMatch(
      /^No output for \d+ min\. Still running\. Process \d+ is alive\. The step stops by itself at 20:00\.$/,
    );
  await vscode.screenshot('moments-1-hangs');
  await vscode.page.keyboard.press('n');
  await vscode.command('Handrail: Give the Running Command More Time');
  await expect.poll(() => text('[data-hang]')).toContain('at 30:00.');
  await putOn(0);
  await writeFile(join(vscode.workspace, 'go'), '');
  await walker.until('1.1', 'passed');
});

test('whoever has no key is told in three sentences which one was made', async () => {
  const banner = walker.locate('[data-banner="key-made"]');
  await banner.scrollIntoViewIfNeeded();
  expect(await text('[data-banner="key-made"] p')).toMatch(
    /^You had no SSH key here, so Handrail made one for this machine\. It signs what you do, [^.]+: \S+\. For others to believe it, .+ list of signers\.$/,
  );
  await vscode.screenshot('moments-0-firstKey');
});

test('a command that is not there is named, and its step is skipped with a reason', async () => {
  await run('1.2', 'failed');
  expect(await text('.hr-result')).toMatch(
    /^wscatt was not found \(exit code 127\)\. This command did not start\./,
  );
  await vscode.screenshot('moments-5-notFound');
  await vscode.command('Handrail: Skip the Step…');
  const field = walker.locate('textarea:focus');
  await field.waitFor();
  await vscode.page.keyboard.type('the gateway has another tool');
  await pressWhile('Control+Enter', '1.2', 'failed');
  await walker.until('1.2', 'skipped');
});

test('a secret in an output is masked, and counted', async () => {
  await vscode.page.keyboard.press('n');
  await walker.locate('input[type="password"]:focus').waitFor();
  await vscode.page.keyboard.type('correct-horse-battery');
  await vscode.page.keyboard.press('Enter');
  await walker.until('1.3', 'ready');
  await run('1.3', 'passed');
  const card = await unfold('1.3');
  expect((await card.locator('[data-masked]').innerText()).trim()).toMatch(
    /^1 place in this output is a secret and is masked/,
  );
  expect(await walker.locate('body').innerText()).not.toContain('correct-horse');
  await vscode.screenshot('moments-6-secret');
});

test('a flood of output is measured, shown at its end and kept whole', async () => {
  await run('1.4', 'passed');
  const card = await unfold('1.4');
  await card.locator('summary').filter({ hasText: 'lines' }).first().press('Enter');
  await expect.poll(() => card.locator('.hr-out__foot').first().innerText()).toMatch(/^11 MB/);
  await vscode.screenshot('moments-8-flood');
});

test('without a network the cluster is dated and the walk goes on; once it is back, it is read again', async () => {
  const live = (): Promise<string> => text('[data-live]');
  await expect.poll(live).toMatch(/^Live in lab \/ shop web 1\.7 2 of 2 ready .*Read .+ ago\./);
  await cluster.goAway();
  // Reading, running and recording need no network: the next look at the cluster comes after the command.
  await run('1.5', 'passed');
  await expect
    .poll(live)
    .toMatch(/web 1\.7 2 of 2 ready 127\.0\.0\.1:\d+ cannot be reached\. Last read .+, .+ ago\.$/);
  await putOn(4);
  await expect.poll(live).toMatch(/Last read \d.+, [45]\smin( \d+\ss)? ago\.$/);
  await walker.locate('[data-live][data-old]').waitFor();
  await vscode.screenshot('moments-10-offline');
  await putOn(0);
  expect(readFileSync(join(vscode.workspace, 'went'), 'utf8')).toBe('offline\n');
  await cluster.comeBack();
  await run('1.6', 'passed');
  await expect.poll(live).toMatch(/2 of 2 ready Read .+ ago\./);
  expect(await walker.locate('[data-live]').getAttribute('data-trouble')).toBeNull();
});

test('a full disk stops everything until there is room, and nothing ran meanwhile', async context => {
  if (disk === undefined) context.skip('no disk can be mounted here');
  const filler = join(disk ?? '', 'filler');
  // As much as fits: in ever smaller pieces, until not one byte more does.
  for (let size = 16_777_216; size >= 1; size /= 2) while (fits(filler, size));
  const banner = walker.locate('[data-banner="not-recording"]');
  await vscode.page.keyboard.press('n');
  for (let tries = 0; tries < 200 && !(await banner.isVisible()); tries += 1) {
    await vscode.page.keyboard.press('Control+Enter');
    await sleep(400);
  }
  expect(await text('[data-banner="not-recording"] p')).toMatch(
    /disk is full.*Nothing can be run until the log can be written/u,
  );
  await vscode.screenshot('moments-9-notRecording');
  const ran = commandsRun();
  for (let tries = 0; tries < 3; tries += 1) await vscode.page.keyboard.press('Control+Enter');
  // The log's last page may have held the first of them; each stands there before it runs.
  expect(commandsRun()).toBe(ran);
  expect(ran).toBeLessThan(60);
  expect(commandsRecorded(disk ?? '')).toBeGreaterThanOrEqual(ran);
  await rm(filler);
  await vscode.command('Handrail: Try Again to Write the Log');
  await banner.waitFor({ state: 'detached' });
  expect(commandsRun()).toBe(ran);
});

function commandsRun(): number {
  const file = join(vscode.workspace, 'ran');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
}

/** How many of the last step's commands the log says have begun. */
function commandsRecorded(kept: string): number {
  const logs = globSync(join(kept, 'runs/**/*.jsonl')).map(file => readFileSync(file, 'utf8'));
  return logs.join('').split('"cmd":"echo last >>ran').length - 1;
}
