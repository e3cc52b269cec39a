import { expect, test } from 'vitest';

import { page } from '../fixtures/page.ts';
import { views, type ViewName } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// What commands left running: it is named, can be stopped, and is asked about once where the run is closed.

inBrowser('what runs in the background', browser => {
  async function stageOf(name: ViewName): Promise<Stage> {
    const stage = await open(browser(), {});
    await stage.show(page, views[name]);
    await stage.tell({ type: 'link', state: 'open' });
    await stage.drawn();
    return stage;
  }

  test('each says what it is, since when, and how it ended', async () => {
    const stage = await stageOf('background');
    const rows = await stage.tab.locator('.hr-bg li').allInnerTexts();
    expect(rows.map(text => text.replace(/\s+/gu, ' ').trim())).toEqual([
      'kubectl port-forward svc/orders-green 8080:80 --namespace orders --address 127.0.0.1 from 2.2 · process 48121 · 3:00 Stop',
      'node server.mjs process 48130 · 1:00 · stays when the run is closed Stop',
      'while true; do curl -fsS localhost:8080/health; sleep 1; done process 48140 · 2:00 · It has not ended. Force it to end',
      'tail -f green.log process 48100 · Ended, exit code 0',
      './warm-up.sh process 48101 · Ended, exit code 3',
      'sleep 900 process 48102 · Stopped, exit code 130',
    ]);
    expect(await stage.tab.locator('.hr-bg pre').innerText()).toContain('Handling connection for 8080');
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('Stop and Force name what they end', async () => {
    const stage = await stageOf('background');
    await stage.tab.getByRole('button', { name: 'Stop node server.mjs' }).click();
    await stage.tab.locator('[data-job-force]').click();
    const requests = (await stage.sent()).flatMap(sent => (sent.type === 'request' ? [sent.request] : []));
    expect(requests).toEqual([
      { type: 'job.stop', job: '48130-1' },
      { type: 'job.force', job: '48140-1' },
    ]);
    await stage.close();
  });

  test('the focus of a Stop that has done its work goes to the list', async () => {
    const stage = await stageOf('background');
    await stage.tab.getByRole('button', { name: 'Stop node server.mjs' }).focus();
    const { background } = views.background;
    const jobs = (background?.jobs ?? []).map(job =>
      job.id === '48130-1' ? { ...job, state: 'ended' as const, stopped: true as const } : job,
    );
    await stage.view({ ...views.background, revision: 91, background: { jobs } });
    await stage.drawn();
    expect(await stage.tab.locator('.hr-bg summary').evaluate(one => one === document.activeElement)).toBe(
      true,
    );
    await stage.close();
  });

  test.each([
    ['End them and close the run', 'end'],
    ['Leave them and close the run', 'leave'],
  ])('closing asks, and neither answer is lit: %s', async (name, jobs) => {
    const stage = await stageOf('backgroundClosing');
    expect(await stage.tab.locator('.hr-bg-ask strong').innerText()).toBe(
      '3 commands still run in the background. What becomes of them?',
    );
    expect(await stage.tab.locator('.hr-bg-ask code').allInnerTexts()).toContain('node server.mjs');
    expect(await stage.tab.locator('[data-close], .hr-btn--primary').count()).toBe(0);
    await stage.tab.getByRole('button', { name }).click();
    const requests = (await stage.sent()).flatMap(sent => (sent.type === 'request' ? [sent.request] : []));
    expect(requests).toEqual([{ type: 'close', result: 'done', jobs }]);
    await stage.close();
  });

  test.each([
    ['en', ['End it and close the run', 'Leave it and close the run']],
    ['tr', ['Bitir ve çalıştırmayı kapat', 'Bırak ve çalıştırmayı kapat']],
  ] as const)('one is asked about as one (%s)', async (locale, answers) => {
    const stage = await open(browser(), { settings: { locale } });
    const [job] = views.backgroundClosing.background?.jobs ?? [];
    await stage.show(page, {
      ...views.backgroundClosing,
      background: { jobs: job === undefined ? [] : [job] },
    });
    expect(await stage.tab.locator('[data-jobs]').allInnerTexts()).toEqual(answers);
    await stage.close();
  });

  test('at the end the main key goes to the question, and to neither answer', async () => {
    const stage = await stageOf('backgroundClosing');
    const question = stage.tab.locator('#bg-ask');
    // The first press brings the question into view, the next one goes there; too early a press does nothing.
    const focused = async (): Promise<boolean> => {
      await stage.tab.keyboard.press('Control+Enter');
      return question.evaluate(one => one === document.activeElement);
    };
    await expect.poll(focused).toBe(true);
    expect((await stage.sent()).filter(({ type }) => type === 'request')).toEqual([]);
    await stage.close();
  });
});
