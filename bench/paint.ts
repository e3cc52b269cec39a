// From data to paint: the walker opened on a runbook of 1,000 steps, in a real Chromium, against a bare page that shows the same text
// without being able to do anything. Target: below 500 ms.
import { createHash } from 'node:crypto';
import { loadGrammar } from '../src/adapters/grammar.ts';
import { wasmFolder } from '../src/adapters/assets.ts';
import { layOut } from '../src/core/run/view/page.ts';
import { planOf } from '../src/core/run/plan.ts';
import { project } from '../src/core/run/view/project.ts';
import { emptyRun } from '../src/core/run/state.ts';
import { parseRunbook } from '../src/core/runbook/parse.ts';
import { renderMarkdown } from '../src/core/runbook/markdown/render.ts';
import { hasBrowser, openWalkerTab, type WalkerTab } from './kit/walkerTab.ts';
import { median } from './kit/timing.ts';

const rounds = 7;
const steps = 1000;

function markdown(): string {
  const parts = Array.from({ length: steps / 2 }, (_, at) => {
    const head = at % 25 === 0 ? `## Phase ${at / 25 + 1}\n\n` : '';
    return `${head}- [ ] Service ${at} is announced\n\nRestart it, and look at **its log**.\n\n\`\`\`bash\n# Restart service ${at}\nsystemctl restart service-${at} --zone <zone> "$REGION"\n# Expected: "active"\njournalctl -u service-${at} -n 20\n\`\`\`\n`;
  });
  return `# Grown\n\n${parts.join('\n')}`;
}

const text = markdown();
const grammar = await loadGrammar({ wasmFolder: wasmFolder() });
const bytes = Buffer.from(text);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const runbook = parseRunbook({ path: 'a.md', bytes, sha256 }, grammar);
const plan = planOf(runbook);
const page = layOut(runbook, renderMarkdown);
// A run that has begun: before, the page opens on what was found by a first look.
const view = project(
  { plan, page },
  { ...emptyRun, runId: 'r', entries: 12, startedAt: 1, walkedFrom: 1, lastAt: 1 },
  {
    revision: 1,
    held: new Set<string>(),
    trusted: true,
    outputs: new Map(),
    recording: { ok: true, entries: 12, unsigned: 0, folder: '/r' },
    facts: { host: 'h', user: 'u', cwd: '/' },
    notices: [],
    shown: statement => statement.text,
  },
);

interface Time {
  readonly wall: number;
  /** Of the page's main thread. */
  readonly processor: number;
}

async function timed(walker: WalkerTab, work: () => Promise<void>): Promise<Time> {
  const before = await walker.used();
  const start = performance.now();
  await work();
  const wall = performance.now() - start;
  return { wall, processor: (await walker.used()) - before };
}

function told(times: readonly Time[]): string {
  const [wall, processor] = (['wall', 'processor'] as const).map(kind =>
    median(times.map(time => time[kind])),
  );
  return `${(wall ?? NaN).toFixed(0)} ms (${(processor ?? NaN).toFixed(0)} ms of its thread)`;
}

if (hasBrowser) {
  const walker = await openWalkerTab();
  const bareHtml = JSON.stringify(
    text
      .split('\n')
      .map(line => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
      .join(''),
  );
  const times: Record<'walker' | 'bare', Time[]> = { walker: [], bare: [] };
  for (let round = 0; round <= rounds; round++) {
    await walker.reset();
    const own = await timed(walker, async () => {
      await walker.tell({ type: 'page', page });
      await walker.tell({ type: 'run', view });
      await walker.paint();
    });
    const drawn = Number(
      await walker.tab.evaluate("document.querySelectorAll('article.hr-card, .hr-row').length"),
    );
    if (drawn === 0) throw new Error('nothing was drawn');
    await walker.tab.goto('about:blank');
    const bare = await timed(walker, async () => {
      await walker.tab.evaluate(`document.body.innerHTML = ${bareHtml}`);
      await walker.paint();
    });
    // The first round warms the browser up.
    if (round > 0) times.walker.push(own);
    if (round > 0) times.bare.push(bare);
  }
  await walker.close();
  console.log(
    `first paint of ${plan.steps.size} steps       ${told(times.walker)}, below 500 ms on a machine that is free`,
  );
  console.log(`a bare page of the same text     ${told(times.bare)}`);
  if (median(times.walker.map(({ processor }) => processor)) > 500) process.exitCode = 1;
} else console.log('no browser: set CHROMIUM to one');
