// A key in the walker while a command writes 200 MB: the runner in a process of its own, its events told to the page in a real
// Chromium as the extension does, and the time from a key to the frame that shows what it did. Target: within 100 ms; beside it, the
// same key on the same page while nothing runs, and how soon the runner answers meanwhile. Then how long each frame of the page takes
// while it is scrolled under the flood; target: 60 a second.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reach, type RunnerLink } from '../src/extension/walker/runnerLink.ts';
import type { RunView } from '../src/core/run/view/view.ts';
import type { Reply } from '../src/protocol/event.ts';
import type { Request } from '../src/protocol/request.ts';
import { hasBrowser, openWalkerTab, type WalkerTab } from './kit/walkerTab.ts';
import { median, timed } from './kit/timing.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'hrk-'));
const runbook = join(folder, 'flood.md');
const flood = "yes 'a line of output that is neither very short nor very long' | head -c 200000000";
const others = Array.from(
  { length: 30 },
  (_, at) => `## Part ${at}\n\n- [ ] Look at ${at}\n\n\`\`\`bash\necho ${at}\n\`\`\`\n`,
);

function prepareFolder(): void {
  for (const name of ['dist', 'run', 'home']) mkdirSync(join(folder, name), { mode: 0o700 });
  writeFileSync(runbook, `# Flood\n\n\`\`\`bash\n${flood}\n\`\`\`\n\n${others.join('\n')}`);
  writeFileSync(
    join(folder, 'dist/runner.cjs'),
    `import(${JSON.stringify(join(root, 'src/runner/main.ts'))});\n`,
  );
  Object.assign(process.env, { HOME: join(folder, 'home'), XDG_RUNTIME_DIR: join(folder, 'run') });
}

/** A window: it remembers the last view, and tells the page what it hears in the order in which it comes. */
class Window {
  readonly #page: WalkerTab;
  readonly #replies = new Map<number, (reply: Reply) => void>();
  #telling: Promise<void> = Promise.resolve();
  #link: RunnerLink | undefined;
  #next = 1;
  view: RunView | undefined;

  constructor(page: WalkerTab) {
    this.#page = page;
  }

  async open(): Promise<void> {
    const home = { dist: join(folder, 'dist'), privateFolder: join(folder, 'private'), keepAliveMs: 1000 };
    const wanted = { runbook, directory: folder, stateFolder: join(folder, '.handrail'), trusted: true };
    this.#link = await reach({ ...home, vscode: '', version: '0.0.0' }, wanted, {
      event: event => {
        if (event.type === 'run') this.view = event.view;
        if (event.type === 'reply') this.#replies.get(event.to)?.(event.reply);
        if (event.type === 'key' || event.type === 'terminal') return;
        this.#telling = this.#telling.then(() => this.#page.tell(event));
      },
      lost: () => undefined,
    });
    while (this.view === undefined) await sleep(20);
  }

  async ask(request: Request): Promise<Reply> {
    const id = this.#next++;
    return await new Promise(resolve => {
      this.#replies.set(id, resolve);
      this.#link?.request(id, request);
    });
  }

  /** Ends once the page has heard all that came. */
  async close(): Promise<void> {
    this.#link?.close();
    await this.#telling;
  }
}

/** Scrolls the page up and down for 2 s, in which the flood goes on; answers with the length of each frame in ms. */
const scrolled = `new Promise(done => {
  const frames = [];
  const begin = performance.now();
  let last = begin;
  const next = now => {
    frames.push(now - last);
    last = now;
    window.scrollBy(0, frames.length % 120 < 60 ? 12 : -12);
    if (now < begin + 2000) requestAnimationFrame(next);
    else done(frames.slice(1));
  };
  requestAnimationFrame(next);
})`;

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);

function told(values: readonly number[]): string {
  return `${median(values).toFixed(0)} ms, at most ${(sorted(values).at(-1) ?? NaN).toFixed(0)} ms (${values.length} times)`;
}

async function measure(): Promise<void> {
  prepareFolder();
  const page = await openWalkerTab();
  const window = new Window(page);
  await window.open();
  const [step = ''] = Object.keys(window.view?.steps ?? {});
  const key = (): Promise<number> =>
    timed(async () => {
      await page.tab.keyboard.press('j');
      await page.paint();
    });
  await window.ask({ type: 'note', step, text: 'begins the run' });
  await sleep(500);
  const idle: number[] = [];
  for (let at = 0; at < 30; at++) idle.push(await key());
  const reply = await window.ask({ type: 'run.step', step, revision: window.view?.revision ?? 0 });
  if (!reply.ok) throw new Error(reply.message);
  const frames = await page.tab.evaluate<number[]>(scrolled);
  const isFlooded = window.view?.steps[step]?.state === 'running';
  const times: Record<'key' | 'answer', number[]> = { key: [], answer: [] };
  while (window.view?.steps[step]?.state !== 'passed') {
    times.key.push(await key());
    times.answer.push(await timed(() => window.ask({ type: 'note', step, text: 'meanwhile' })));
    await sleep(10);
  }
  await window.close();
  await page.close();
  console.log(`a key while nothing runs    ${told(idle)}`);
  console.log(`a key while 200 MB come     ${told(times.key)}, within 100 ms at the median`);
  console.log(`an answer of the runner     ${told(times.answer)}`);
  const late = sorted(frames)[Math.floor(frames.length * 0.95)] ?? NaN;
  console.log(
    `a frame, scrolled meanwhile ${told(frames)}, 95 of 100 within ${late.toFixed(1)} ms${isFlooded ? '' : '; the flood ended before'}`,
  );
  if (median(times.key) > 100 || late > 18 || !isFlooded) process.exitCode = 1;
}

if (hasBrowser) {
  try {
    await measure();
  } finally {
    // The runner leaves a second after its last window.
    await sleep(2000);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }
} else console.log('no browser: set CHROMIUM to one');
