import { expect, test } from 'vitest';
import { reviews, type ReviewName } from './runs.ts';
import { beside, show, texts } from './stage.ts';
import { inBrowser } from '../inBrowser.ts';

// The review's own bundle in a real Chromium: what it says first, what it shows, and how it is used without a mouse.

inBrowser('the review in Chromium', browser => {
  interface Case {
    readonly name: ReviewName;
    readonly title: string;
    readonly result: RegExp;
    readonly filters: readonly string[];
    readonly rows: readonly string[];
  }

  const cases: readonly Case[] = [
    {
      name: 'good',
      title: 'Verified',
      result: /^Aborted: two orders differ\. 21 Nov 2026, 03:03 to 03:1\d, UTC\+3\. .* of 35 min planned\.$/,
      filters: ['Everything 14', 'Needs a look 5', 'Failures 2', 'Skips 1', 'By hand 1', 'Branches 1'],
      rows: [
        "Skipped 2.2 Follow green's log for errors",
        'Done by hand 2.3 Tell the trading desk that green is up',
        "Failed 3.2 Replay yesterday's sample orders",
        'Branch taken R Roll back (if 3.2 differs)',
        'Aborted',
      ],
    },
    {
      name: 'tampered',
      title: 'Does not verify',
      result: /^The result of this run cannot be stated\. 21 Nov 2026, from 03:03, UTC\+3\.$/,
      filters: [
        'Everything 14',
        'Around the break 6',
        'Verified part 10',
        'Needs a look 4',
        'Failures 1',
        'Skips 1',
        'By hand 1',
        'Branches 1',
      ],
      rows: [
        'Done by hand 2.3 Tell the trading desk that green is up',
        'Passed 3.1 Probe green without traffic',
        "Not verified: file says Passed 3.2 Replay yesterday's sample orders",
        'Not verified: file says Branch taken R Roll back (if 3.2 differs)',
        'Not verified: file says Passed R1 Roll back (if 3.2 differs)',
        'Not verified: file says Aborted',
      ],
    },
    {
      name: 'clean',
      title: 'Verified',
      result: /^Done\./,
      filters: ['Everything 4', 'Needs a look 0'],
      rows: [],
    },
    {
      name: 'open',
      title: 'Verified, end open',
      result: /^Not closed\./,
      filters: ['Everything 13', 'Needs a look 4', 'Failures 1', 'Skips 1', 'By hand 1', 'Branches 1'],
      rows: [
        "Skipped 2.2 Follow green's log for errors",
        'Done by hand 2.3 Tell the trading desk that green is up',
        "Failed 3.2 Replay yesterday's sample orders",
        'Branch taken R Roll back (if 3.2 differs)',
      ],
    },
    { name: 'unreadable', title: 'Not a log', result: /cannot be stated/, filters: [], rows: [] },
  ];

  test.each(cases)(
    '$name: the badge first, then what needs a look',
    async ({ name, title, result, filters, rows }) => {
      const stage = await show(browser(), { name });
      expect(await texts(stage, '#badge-h')).toEqual([title]);
      expect((await texts(stage, '.hr-title > p'))[0]).toMatch(result);
      expect(await texts(stage, '[data-filter]')).toEqual(filters);
      expect(await texts(stage, '[data-row]')).toEqual(rows);
      expect(await stage.violations()).toEqual([]);
      await stage.close();
    },
  );

  test('a run that ended in the minute in which it began names that minute once', async () => {
    const stage = await show(browser(), { name: 'clean' });
    const { view } = reviews.clean;
    await stage.tell({ type: 'review', view: { ...view, lastAt: view.startedAt } });
    await stage.drawn();
    expect((await texts(stage, '.hr-title > p'))[0]).toMatch(/^Done\. 21 Nov 2026, 03:02, UTC\+3\. /);
    await stage.close();
  });

  test('a run without anything to look at says so, and shows everything when asked', async () => {
    const stage = await show(browser(), { name: 'clean' });
    expect(await texts(stage, '.hr-group')).toEqual([
      'Nothing needs a look. 4 events went as planned. Show everything',
    ]);
    await stage.tab.getByRole('button', { name: 'Show everything' }).click();
    expect(await texts(stage, '[data-row]')).toHaveLength(4);
    await stage.close();
  });

  test('a changed run is an alert, with the break where it is and what does not fit', async () => {
    const stage = await show(browser(), { name: 'tampered' });
    expect(await stage.tab.getByRole('alert').filter({ hasText: 'Does not verify' }).count()).toBe(1);
    expect(await texts(stage, '.hr-cut')).toEqual(['The chain breaks here, at entry 21']);
    expect((await texts(stage, '.hr-doubts li'))[0]).toBe(
      'The seal, entry 27, counts 1 as “Failed”. The entries show 0.',
    );
    await stage.tab.getByText('Entry 22 expects digest 5f1c…09ae, this content gives 77b0…e41d').waitFor();
    expect(await texts(stage, '#ph-h + p')).toEqual(['Not verified: times are as the file says.']);
    expect(await texts(stage, '.hr-btn--primary')).toEqual(['Verify the copy in git']);
    expect(await texts(stage, '[data-trust="held"] small')).toContain(
      'Entry 16, verified. The last entry you can rely on.',
    );
    await stage.close();
  });

  test('the copy in git is asked for once, and its answer is said', async () => {
    const stage = await show(browser(), {
      name: 'tampered',
      more: message =>
        message.type === 'act'
          ? [
              {
                type: 'git',
                copy: { state: 'verifies', commit: '8d02f11aa', at: Date.UTC(2026, 10, 21), entries: 27 },
              },
            ]
          : beside(message),
    });
    await stage.tab.getByRole('button', { name: 'Verify the copy in git' }).click();
    const said = 'The copy in git, commit 8d02f11 of 21 Nov 2026, holds 27 entries and verifies.';
    await stage.tab.locator('[data-git="verifies"]', { hasText: said }).waitFor();
    expect((await texts(stage, '#say'))[0]).toBe(said);
    expect(stage.sent.filter(({ type }) => type === 'act')).toEqual([
      { type: 'act', action: { action: 'verifyGit' } },
    ]);
    await stage.close();
  });
});
