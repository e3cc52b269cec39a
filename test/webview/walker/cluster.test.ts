import { expect, test } from 'vitest';

import { bringAxe, seriousIn } from '../axe.ts';
import { now } from '../fixtures/base.ts';
import { clusters, type ClusterName } from '../fixtures/cluster.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open, type Setting, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// What the cluster says beside the run: in words, with its age, and never said aloud by itself.

const lines: Readonly<Record<ClusterName, readonly string[]>> = {
  reading: ['Live in prod-eu1 / orders', 'Reading the cluster.'],
  read: [
    'Live in prod-eu1 / orders',
    'green 1.8.0 2 of 4 ready 1.8.0 on 3 of 4',
    'blue 1.7.4 4 of 4 ready',
    'billing/orders-engine-settlement-worker 2026-11-20-build.4417 0 of 1 ready ImagePullBackOff on 1 pod',
    'canary not there',
    'replay 1.7.4 scaled to 0',
    'edge 3 40 of 40 ready',
    '12 more, 3 of them not ready.',
    'Read 3 s ago. Nothing changed for 6 min.',
  ],
  old: ['Last read 03:24, 4 min ago.'],
  unreachable: ['api.prod-eu1.example:6443 cannot be reached.', 'Last read 03:27, 9 s ago.'],
  forbidden: ['Live in prod-eu1 / orders', 'This account may not list what runs in orders.'],
  certificate: [
    'Live in prod-eu1 / orders',
    'The certificate of api.prod-eu1.example:6443 is not trusted here.',
  ],
  signIn: [
    'Live in prod-eu1 / orders',
    'To sign in, this context starts aws eks get-token --cluster-name prod-eu1 --region eu-central-1. It is not started unasked. Start it and read',
  ],
  signInFailed: [
    'Live in prod-eu1 / orders',
    'The program did not sign in. The SSO session has expired.',
    'To sign in, this context starts aws eks get-token. It is not started unasked. Start it and read',
  ],
  none: ['Live in prod-eu1 / orders', 'No Deployment, StatefulSet or DaemonSet here.', 'Read 0 s ago.'],
  partly: [
    'This account may not list StatefulSet and DaemonSet here.',
    'Read 3 s ago. Nothing changed for 6 min.',
  ],
  crowd: ['At least 200 more.', 'Read 3 s ago. Nothing changed for 6 min.'],
};

inBrowser('what the cluster says', browser => {
  async function stageOf(name: ClusterName, setting: Setting = {}): Promise<Stage> {
    const stage = await open(browser(), setting);
    await stage.show(page, views.failed);
    await stage.tell({ type: 'link', state: 'open' });
    await stage.tell({ type: 'live', live: clusters[name] });
    return stage;
  }

  async function linesOf(stage: Stage): Promise<readonly string[]> {
    const parts = await stage.tab.locator('.hr-live h2, .hr-live li, .hr-live p').allInnerTexts();
    return parts.map(text => text.replace(/\s+/gu, ' ').trim());
  }

  test('every state says in words what is so', async () => {
    const stage = await stageOf('reading');
    for (const [name, expected] of Object.entries(lines) as [ClusterName, readonly string[]][]) {
      await stage.tell({ type: 'live', live: clusters[name] });
      expect([name, (await linesOf(stage)).slice(-expected.length)]).toEqual([name, expected]);
    }
    // Nothing of it is announced, and squares are for eyes only.
    expect(await stage.tab.locator('[role=status], [role=alert]').allInnerTexts()).toEqual(['', '']);
    expect(await stage.tab.locator('.hr-live :is([aria-live], [role])').count()).toBe(0);
    expect(await stage.tab.locator('.hr-pods:not([aria-hidden=true])').count()).toBe(0);
    await stage.tell({ type: 'live' });
    expect(await stage.tab.locator('.hr-live').count()).toBe(0);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('what is old looks old, also where nobody says anything any more', async () => {
    const stage = await stageOf('read');
    const colour = (): Promise<string> =>
      stage.tab.locator('.hr-live ul').evaluate(list => getComputedStyle(list).color);
    const fresh = await colour();
    await stage.setTime(now + 60_000);
    await stage.tell({ type: 'link', state: 'lost' });
    expect((await linesOf(stage)).at(-1)).toBe('Last read 03:27, 1 min 3 s ago.');
    expect(await colour()).not.toBe(fresh);
    await stage.setTime(now);
    await stage.tell({ type: 'live', live: clusters.unreachable });
    expect(await colour()).not.toBe(fresh);
    await stage.close();
  });

  test('Turkish says the same', async () => {
    const stage = await stageOf('read', { settings: { locale: 'tr' } });
    expect(await linesOf(stage)).toEqual([
      'Canlı: prod-eu1 / orders',
      'green 1.8.0 2/4 hazır 1.8.0: 3/4',
      'blue 1.7.4 4/4 hazır',
      'billing/orders-engine-settlement-worker 2026-11-20-build.4417 0/1 hazır ImagePullBackOff, 1 pod',
      'canary yok',
      'replay 1.7.4 ölçek 0',
      'edge 3 40/40 hazır',
      '12 tane daha var, 3 tanesi hazır değil.',
      '3 sn önce okundu. Değişiklik olmadan geçen süre: 6 dk.',
    ]);
    await stage.close();
  });

  test('only somebody who acts can agree to a program, and agrees to that one', async () => {
    const stage = await stageOf('signIn');
    const button = stage.tab.getByRole('button', { name: 'Start it and read' });
    await button.click();
    const requests = (await stage.sent()).flatMap(sent => (sent.type === 'request' ? [sent.request] : []));
    expect(requests).toEqual([{ type: 'live.signIn', digest: 'd'.repeat(64) }]);
    await stage.tell({ type: 'seat', acts: false });
    expect(await button.count()).toBe(0);
    await stage.close();
  });

  test.each([1200, 900, 899, 600, 320])(
    'at %i px it is beside or above the steps, and nothing is cut off',
    async width => {
      const stage = await stageOf('read', { width });
      for (const name of Object.keys(clusters) as ClusterName[]) {
        await stage.tell({ type: 'live', live: clusters[name] });
        const found = await stage.tab.evaluate(() => {
          const box = (of: string): DOMRect | undefined =>
            document.querySelector(of)?.getBoundingClientRect();
          const [live, main] = [box('.hr-live'), box('main')];
          return {
            sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            beside: (live?.right ?? 0) <= (main?.left ?? 0),
            above: (live?.bottom ?? 0) <= (main?.top ?? 0),
            out: [...document.querySelectorAll('.hr-live :is(li, p, i)')].filter(one => {
              const { left, right } = one.getBoundingClientRect();
              return left < (live?.left ?? 0) - 1 || right > (live?.right ?? 0) + 1;
            }).length,
          };
        });
        expect([name, found]).toEqual([
          name,
          { sideways: 0, beside: width >= 900, above: width < 900, out: 0 },
        ]);
      }
      await stage.close();
    },
  );

  test.each(['dark', 'light', 'contrast'] as const)('in %s, axe finds nothing serious', async theme => {
    const stage = await stageOf('read', { theme });
    await bringAxe(stage.tab);
    for (const name of ['read', 'old', 'signInFailed', 'partly'] as const) {
      await stage.tell({ type: 'live', live: clusters[name] });
      expect([name, await seriousIn(stage.tab)]).toEqual([name, []]);
    }
    await stage.close();
  });
});
