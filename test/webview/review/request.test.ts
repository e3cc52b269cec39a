import { expect, test } from 'vitest';
import type { AskedView, AskedViews } from '../../../src/protocol/asked.ts';
import { bringAxe, seriousIn } from '../axe.ts';
import { inBrowser } from '../inBrowser.ts';
import type { ThemeName } from '../themes.ts';
import { reviews } from './runs.ts';
import { hostOf, open, texts, type Setting, type Stage } from './stage.ts';

// What somebody is asked to approve: what is shown in which order, and that nothing is signed but what was shown.

const one: AskedView = {
  nonce: 'a'.repeat(32),
  plan: 'b'.repeat(64),
  role: 'dba',
  quorum: 2,
  agreed: ['carol@corp'],
  expires: Date.UTC(2026, 10, 21, 1, 24),
  askedAt: Date.UTC(2026, 10, 21, 0, 24),
  line: 12,
  operator: 'alice@corp',
  says: '2. Migrate: dba',
  why: 'the backup of 03:00 is good',
  commands: [
    { heading: '2. Migrate', line: 14, text: 'psql -h db-1 -c "drop table orders_old"', edited: false },
    { heading: '2. Migrate', line: 17, text: 'rm -rf /srv/orders\u202eold', edited: true },
  ],
  values: [{ name: 'TABLE', value: 'orders_old' }, { name: 'DB_PASSWORD' }],
  place: {
    host: 'ops-7',
    user: 'alice',
    cwd: '/srv/release',
    branch: 'main',
    kube: { context: 'prod-eu1', namespace: 'orders' },
    cloud: { aws: 'prod' },
  },
  runbook: 'runbooks/a-rather-long-name-of-a-runbook-that-has-to-break/shop-release.md',
  who: 'bob@corp',
};

const asked = (...all: readonly AskedView[]): AskedViews => ({ open: all, late: 0, pasted: false });

inBrowser('a request in Chromium', browser => {
  async function stageOf(views: AskedViews, setting: Setting = {}): Promise<Stage> {
    const settings = { mode: 'request', ...setting.settings } as const;
    const stage = await open(
      browser(),
      message => (message.type === 'ready' ? [{ type: 'asked', asked: views }] : []),
      { ...setting, settings },
    );
    await stage.tab.locator('main[data-asked]').waitFor();
    return stage;
  }

  const sent = ({ sent: all }: Stage): readonly unknown[] =>
    all.flatMap(message => (message.type === 'act' ? [message.action] : []));

  test('the exact commands come first, then values, place, line, who and why; then two equal answers', async () => {
    const stage = await stageOf(asked(one));
    const [text = ''] = await texts(stage, '.hr-ask');
    const order = [
      'These 2 commands would run',
      'drop table orders_old',
      'DB_PASSWORD secret, not shown',
      'prod-eu1, orders',
      'alice@ops-7',
      'line 14',
      'alice@corp',
      'the backup of 03:00 is good',
      'Agreed so far carol@corp',
      'Verified up to this request, entry 12',
      'covers these 2 commands, each once, until 04:24',
      'Approve as bob@corp Refuse as bob@corp',
    ];
    const places = order.map(part => text.indexOf(part));
    expect([places.includes(-1), places]).toEqual([false, [...places].sort((a, b) => a - b)]);
    // What hides is shown as a mark, and what the operator wrote is said to be theirs.
    expect(await stage.tab.locator('mark').allInnerTexts()).toEqual([expect.stringContaining('202E')]);
    expect(await stage.tab.locator('[data-edited]').count()).toBe(1);
    const looks = await stage.tab
      .locator('[data-answer]')
      .evaluateAll(all => all.map(one => [one.classList.value, one.clientWidth, one.clientHeight].join(' ')));
    expect(looks[0]).toEqual(looks[1]);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('a refusal needs a reason; what is sent names what was shown, once', async () => {
    const stage = await stageOf(asked(one));
    const { tab } = stage;
    await tab.locator('[data-answer="denied"]').click();
    expect(sent(stage)).toEqual([]);
    const field = tab.getByLabel('Your reason');
    expect(await field.evaluate(element => element === document.activeElement)).toBe(true);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('  wait for the replay ');
    await tab.locator('[data-answer="denied"]').click();
    await tab.locator('[data-answer="granted"]').click({ force: true });
    const { nonce, plan } = one;
    expect(sent(stage)).toEqual([
      { action: 'answer', nonce, plan, decision: 'denied', reason: 'wait for the replay' },
    ]);
    await stage.tell({ type: 'answered', nonce, state: 'not-signed' });
    expect(await texts(stage, '[data-answering]')).toEqual([
      'The key did not sign, so nothing was answered. Answer once more.',
    ]);
    expect(await field.inputValue()).toBe('  wait for the replay ');
    await stage.tell({ type: 'asked', asked: asked({ ...one, notYours: 'answered', mine: 'denied' }) });
    await tab.locator('[data-copy-answer]').click();
    expect(sent(stage).at(-1)).toEqual({ action: 'copyAnswer', nonce });
    expect(await tab.locator('[data-answer]').count()).toBe(0);
    await stage.close();
  });

  test('an approval needs no reason, and works from the keyboard', async () => {
    const stage = await stageOf(asked(one));
    await stage.tab.locator('[data-answer="granted"]').focus();
    await stage.tab.keyboard.press('Enter');
    expect(sent(stage)).toEqual([expect.objectContaining({ decision: 'granted', reason: '' })]);
    await stage.close();
  });

  interface Case {
    readonly name: string;
    readonly views: AskedViews;
    readonly says: RegExp;
  }

  test.each<Case>([
    {
      name: 'their own',
      views: asked({ ...one, who: 'alice@corp', notYours: 'own' }),
      says: /You asked for this yourself, as alice@corp\. Nobody approves what they asked for/,
    },
    {
      name: 'another’s role',
      views: asked({ ...one, notYours: 'role' }),
      says: /bob@corp does not have the role dba/,
    },
    { name: 'an unknown key', views: asked({ ...one, notYours: 'unknown' }), says: /does not know your key/ },
    {
      name: 'a changed log',
      views: { ...asked(), problem: { kind: 'changed', sentence: 'a line was edited' } },
      says: /This log was changed\. Do not approve anything of it; its review says what was changed\./,
    },
    { name: 'nothing', views: asked(), says: /Nothing is asked here\./ },
    { name: 'a late one', views: { ...asked(), late: 2 }, says: /2 requests here have expired/ },
  ])('of $name nothing can be answered', async ({ views, says }) => {
    const stage = await stageOf(views);
    expect((await texts(stage, 'main'))[0]).toMatch(says);
    expect(await stage.tab.locator('[data-answer]').count()).toBe(0);
    await stage.close();
  });

  test('what was done without an approval stands above all else in the review', async () => {
    const review = reviews.good;
    const glass = [{ at: Date.UTC(2026, 10, 21, 0, 30), entry: 40, reason: 'the database is on fire' }];
    const stage = await open(browser(), hostOf({ ...review, view: { ...review.view, glass } }));
    await stage.tab.locator('[data-glass]').waitFor();
    expect((await texts(stage, '[data-glass]'))[0]).toMatch(
      /without the approval that it needed, as the policy allows\. ?03:30:00, entry 40: the database is on fire$/,
    );
    const tops = await stage.tab
      .locator('[data-glass], .hr-badge')
      .evaluateAll(all => all.map(element => element.getBoundingClientRect().top));
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    await stage.close();
  });

  const looks = (['dark', 'light', 'contrast'] as const).flatMap(theme =>
    [1200, 320].map(width => ({ theme, width })),
  );

  test.each<{ readonly theme: ThemeName; readonly width: number }>(looks)(
    'in $theme at $width px nothing overflows, and axe finds nothing serious',
    async ({ theme, width }) => {
      const locale = width === 320 ? 'tr' : 'en';
      const stage = await stageOf(asked(one), { theme, width, settings: { locale } });
      const wide = await stage.tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      expect(await stage.tab.evaluate(() => document.documentElement.lang)).toBe(locale);
      await bringAxe(stage.tab);
      expect(await seriousIn(stage.tab)).toEqual([]);
      if (process.env['SHOTS'] !== undefined)
        await stage.tab.screenshot({
          path: `${process.env['SHOTS']}/request-${theme}-${width}.png`,
          fullPage: true,
        });
      await stage.close();
    },
  );
});
