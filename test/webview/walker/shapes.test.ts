import { expect, test } from 'vitest';

import type { Page, RunView } from '../../../src/core/run/view/view.ts';
import { layOut } from '../../../src/core/run/view/page.ts';
import { planOf } from '../../../src/core/run/plan.ts';
import { project } from '../../../src/core/run/view/project.ts';
import { emptyRun } from '../../../src/core/run/state.ts';
import { renderMarkdown } from '../../../src/core/runbook/markdown/render.ts';
import { live } from '../../core/run/log.ts';
import { read } from '../../core/runbook/read.ts';
import { now } from '../fixtures/base.ts';
import { open, unfold, type Setting, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press, stageOf } from './walkerStage.ts';

// Shapes that real runbooks have and a made one forgets: each of these was seen on a page that nobody would ship.

const text = `# Set up the review applications for pull requests of the platform

## 1. Prepare

### 1.1 Ready

#### 1.1.1 Code quality

- [ ] All tests pass

| Type | Frequency | Downtime | Approval | Window |
|---|---|---|---|---|
| Hotfix | Ad-hoc | none | Technical lead | any |

## 2. Go

\`\`\`bash
# Start it
kubectl delete pod "$MY_RESOURCE_GROUP_NAME" && ./scripts/master-orchestrator.sh deploy --environment production-eu-west-1 --force
# Expected: 17f4d6097a063c78f16e6a31e41e0e7ba753222e 17f4d6097a063c78f16e6a31e41e0e7ba753222e
\`\`\`
`;

/** `begun`: something of it was done; `prepared`: its log was begun with something else. */
function shown(markdown: string, run: 'new' | 'prepared' | 'begun'): readonly [Page, RunView] {
  const runbook = read(markdown);
  const laid = { plan: planOf(runbook), page: layOut(runbook, renderMarkdown) };
  const at = run === 'new' ? 0 : now - 60_000;
  const walked = run === 'begun' ? { walkedFrom: at } : {};
  return [laid.page, project(laid, { ...emptyRun, runId: 'r', startedAt: at, lastAt: at, ...walked }, live)];
}

inBrowser('shapes of real runbooks', browser => {
  async function stageFor(
    markdown: string,
    setting: Setting,
    run: Parameters<typeof shown>[1] = 'begun',
  ): Promise<Stage> {
    const stage = await open(browser(), setting);
    await stage.show(...shown(markdown, run));
    await unfold(stage);
    return stage;
  }

  test('at every width nothing leaves the page, and no word is cut that has a line of its own', async () => {
    const stage = await stageFor(text, { width: 1200 });
    for (const width of [320, 420, 600, 900, 1200]) {
      await stage.tab.setViewportSize({ width, height: 900 });
      await stage.drawn();
      const seen = await stage.tab.evaluate(() => ({
        sideways: document.documentElement.scrollWidth - innerWidth,
        // Without an output beside it, what is expected has the line to itself.
        besideNothing:
          (document.querySelector('.hr-pair')?.clientWidth ?? 0) -
          (document.querySelector('.hr-pair > div')?.clientWidth ?? 1),
        // A word in one line has one box.
        cut: [...document.querySelectorAll('.hr-md th')].flatMap(cell => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return range.getClientRects().length > 1 ? [cell.textContent] : [];
        }),
      }));
      expect({ width, ...seen }).toEqual({ width, sideways: 0, besideNothing: 0, cut: [] });
    }
    await stage.close();
  });

  test('in a narrow page a table of many columns stands in rows, each cell behind the first with its head', async () => {
    const stage = await stageFor(text, { width: 420 });
    const cell = stage.tab.locator('.hr-md td').nth(1);
    const seen = await cell.evaluate(td => ({
      head: getComputedStyle(td, '::before').content,
      below:
        td.getBoundingClientRect().top >= (td.previousElementSibling?.getBoundingClientRect().bottom ?? 0),
    }));
    expect(seen).toEqual({ head: '"Frequency: "', below: true });
    await stage.tab.setViewportSize({ width: 1200, height: 860 });
    expect(await cell.evaluate(td => getComputedStyle(td, '::before').content)).toBe('none');
    await stage.close();
  });

  test('a long output that is expected is folded, keeps its columns, and takes the whole width', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `  "id${i}": ${i},`);
    const stage = await stageFor(
      ['# T', '```bash', 'az show', '```', 'Output:', '', '```json', '{', ...rows, '}', '```'].join('\n'),
      { width: 1200 },
    );
    const expected = stage.tab.locator('.hr-expect--printed');
    const lines = async (): Promise<number> => (await expected.innerText()).split('\n').length;
    expect(await lines()).toBe(12);
    const wide = (selector: string): Promise<number> =>
      stage.tab
        .locator(selector)
        .first()
        .evaluate(one => one.clientWidth);
    expect(await wide('.hr-pair > div')).toBeGreaterThan((await wide('.hr-cmds')) * 0.9);
    await stage.tab.getByRole('button', { name: 'Show all 42 lines' }).click();
    await expect.poll(lines).toBe(42);
    expect(await stage.tab.evaluate(() => document.activeElement?.closest('article') !== null)).toBe(true);
    expect(await stage.tab.locator('pre').count()).toBe(1);
    await stage.close();
  });

  test('what one row of a table asks for stands together, with its limit once', async () => {
    const table =
      '| Metric | Target | Actual | Status |\n|---|---|---|---|\n| Downtime | < 5 min | ____ min | ⬜ |';
    const stage = await stageFor(`# R\n\n## Success\n\n${table}\n`, { width: 700 });
    const row = stage.tab.locator('.hr-readings tbody tr');
    expect((await row.allInnerTexts()).map(one => one.split(/\s*[\n\t]\s*/))).toEqual([
      ['Downtime', '< 5 min', 'Actual', 'Status'],
    ]);
    const names = await row.locator('input').evaluateAll(all => all.map(one => one.ariaLabel));
    expect(names).toEqual(['Downtime · Actual', 'Downtime · Status']);
    await stage.close();
  });

  test('a long number stands apart from its title', async () => {
    const stage = await stageFor(text, { width: 600 });
    const gap = await stage.tab.evaluate(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('.hr-card__no') ?? document.body);
      const title = document.querySelector('.hr-card__no + *')?.getBoundingClientRect();
      return (title?.left ?? 0) - range.getBoundingClientRect().right;
    });
    expect(gap).toBeGreaterThanOrEqual(4);
    await stage.close();
  });

  test('a long title takes a second line, and the buttons beside it stay in theirs', async () => {
    for (const width of [600, 900]) {
      const stage = await stageFor(text, { width });
      const tops = await stage.tab
        .locator('.hr-runbar__top > .hr-btn')
        .evaluateAll(all => [...new Set(all.map(one => Math.round(one.getBoundingClientRect().top)))]);
      expect({ width, lines: tops.length }).toEqual({ width, lines: 1 });
      await stage.close();
    }
  });

  test('the name of a value ends its line behind one of its parts', async () => {
    const stage = await stageFor(text, { width: 900 });
    const lines = await stage.tab.evaluate(() => {
      const name = document.querySelector('.hr-vals dt');
      if (!(name instanceof HTMLElement)) return [];
      name.style.width = '96px';
      return [...name.childNodes].flatMap(node => {
        const range = document.createRange();
        range.selectNode(node);
        return node instanceof Text && node.data.trim() !== '' ? [range.getClientRects().length] : [];
      });
    });
    // MY_ RESOURCE_ GROUP_ NAME: no part is cut.
    expect(lines).toEqual([1, 1, 1, 1]);
    expect(await stage.tab.locator('.hr-vals dt').textContent()).toBe('MY_RESOURCE_GROUP_NAME');
    await stage.close();
  });

  test('a text without anything to do says so, and offers no run to close', async () => {
    const stage = await stageFor('# Notes\n\nOnly words.\n', {}, 'new');
    expect((await stage.tab.locator('.hr-now').innerText()).trim()).toBe('Nothing to do here.');
    expect(await stage.tab.locator('.hr-end, [data-close]').count()).toBe(0);
    expect(await stage.tab.locator('.hr-empty button').count()).toBe(1);
    await stage.close();
  });

  test('blocks that look like shell become steps by one press', async () => {
    const stage = await stageFor(
      '# Notes\n\n```\nkubectl get pods\n```\n\nThen:\n\n```\nkubectl get nodes\n```\n',
      {},
      'new',
    );
    expect((await stage.tab.locator('.hr-now').innerText()).trim()).toBe('2 blocks may be shell.');
    for (const way of ['n', 'Control+Enter']) {
      await press(stage, 'Escape', way);
      expect(await focus(stage)).toBe('treat/all');
      await stage.tab.evaluate(() => (document.activeElement as HTMLElement).blur());
    }
    await stage.tab.getByRole('button', { name: 'Treat all 2 as shell' }).click();
    const ids = await stage.tab
      .locator('.hr-file--suggested')
      .evaluateAll(all => all.map(one => one.getAttribute('data-card')));
    expect(await stage.sent()).toEqual(
      ids.map((step): unknown => expect.objectContaining({ request: { type: 'step.treat', step } })),
    );
    await stage.close();
  });

  test('what has become shell is looked at before any of it runs, and takes the focus from the press that is gone', async () => {
    const untagged = '# Notes\n\n```\nkubectl get pods -n <namespace>\n```\n';
    const stage = await stageFor(untagged, {}, 'new');
    await stage.tab.getByRole('button', { name: 'Treat it as shell' }).click();
    const [laid, view] = shown(untagged.replace('```', '```bash'), 'prepared');
    await stage.tell({ type: 'page', page: laid });
    await stage.view({ ...view, revision: 2 });
    expect(await stage.tab.locator('[data-preflight]').count()).toBe(1);
    await expect.poll(() => focus(stage)).toBe('preflight/value/namespace');
    await stage.view({ ...view, revision: 3, values: view.values.map(value => ({ ...value, set: true })) });
    await press(stage, 'Escape', 'n', 'Enter');
    await expect
      .poll(() => stage.tab.evaluate(() => document.activeElement?.closest('[data-card]') !== null))
      .toBe(true);
    await stage.close();
  });

  test('a list of instructions that was walked is settled', async () => {
    const stage = await stageFor('# Notes\n\n## Go\n\n1. Drain.\n2. Remove.\n', {});
    const [, view] = shown('# Notes\n\n## Go\n\n1. Drain.\n2. Remove.\n', 'begun');
    await stage.view({ ...view, revision: 2, now: { kind: 'settled' } });
    expect((await stage.tab.locator('.hr-now').innerText()).trim()).toContain('All steps are settled.');
    await stage.close();
  });

  test('a text of branches alone does not call itself settled', async () => {
    const stage = await stageFor('# Notes\n\n## Rollback\n\n- [ ] Go back\n', {});
    expect((await stage.tab.locator('.hr-now').innerText()).trim()).toContain('Nothing stands on the path.');
    await stage.close();
  });

  test.each([
    ['limited', '15:00', 0],
    ['hangs', '10:00', 1],
  ] as const)('%s: the limit is said once', async (name, limit, boxes) => {
    const stage = await stageOf(browser(), name);
    const article = stage.tab.locator('article[aria-current="step"]');
    expect(await article.locator('[data-hang]:visible').count()).toBe(boxes);
    expect((await article.innerText()).split(limit).length - 1).toBe(1);
    await stage.close();
  });

  test('tasks that were all skipped say so once, and some by their number', async () => {
    const [page, view] = shown(
      '# R\n\n## Go\n\n- [ ] The team knows\n- [ ] The users know\n\n```bash\ntrue\n```\n',
      'begun',
    );
    const [first = '', second = '', go = ''] = Object.keys(view.steps);
    const tasks = [first, second];
    const skipping = (ids: readonly string[]): RunView => ({
      ...view,
      now: { kind: 'ready', step: go },
      steps: {
        ...view.steps,
        ...Object.fromEntries(
          tasks.map(id => [
            id,
            {
              state: ids.includes(id) ? ('skipped' as const) : ('passed' as const),
              attempt: 1,
              notes: [],
              commands: [],
              at: now,
            },
          ]),
        ),
      },
    });
    const stage = await open(browser(), {});
    await stage.show(page, skipping(tasks));
    const row = stage.tab.locator('.hr-row').first();
    expect(await row.innerText()).toMatch(/Skipped\s+\d\d:\d\d/);
    await stage.view(skipping([second]));
    expect(await row.innerText()).toContain('1 skipped');
    await stage.close();
  });
});
