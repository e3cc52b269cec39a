import { expect, test } from 'vitest';
import type { RunView } from '../../../src/core/run/view/view.ts';
import { base } from '../fixtures/base.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, press, stageOf } from './walkerStage.ts';

// What the end of the page, and what stands before the first action, say in both languages.

interface Case {
  readonly title: string;
  readonly view: RunView;
  readonly at: string;
  readonly en: string;
  readonly tr: string;
}

const { settled, background, backgroundClosing, firstReady } = views;
const aborted: RunView = {
  ...views.failed,
  now: { kind: 'closed' },
  closed: { at: 1, result: 'aborted', tookMs: 1, reason: 'The window of the change is over' },
};
const tally = { ...settled.tally, answered: 1, aside: 2, more: 2 };

const { replay } = views.ready.steps;
const attached: RunView = {
  ...views.ready,
  steps: {
    ...views.ready.steps,
    ...(replay && { replay: { ...replay, files: [{ name: 'restore.txt', size: 39, masked: 2 }] } }),
  },
};

const cases: readonly Case[] = [
  {
    title: 'that a file was attached, and that what is secret in it is masked',
    view: attached,
    at: '#card-replay',
    en: 'Attached: restore.txt, 39 bytes 2 secrets in it are masked.',
    tr: 'restore.txt, 39 bayt İçindeki 2 gizli değer maskelendi.',
  },
  {
    title: 'what failed and was answered, what was set aside, and what was done of what may be left',
    view: { ...settled, tally },
    at: '.hr-end__sum',
    en: '13 steps: 2 passed, 10 by hand, 1 skipped. 1 more step failed, and another way was taken. A branch took the place of 2 more steps. 2 steps that need not be done were done too.',
    tr: '13 adım: 2 başarılı, 10 elle yapıldı, 1 atlandı. 1 adım daha başarısız oldu, yerine başka bir yol izlendi. Bir dal, 2 adımın daha yerini aldı. Yapılması gerekmeyen 2 adım da yapıldı.',
  },
  {
    title: 'how a step was done by hand',
    view: settled,
    at: '[data-state="by-hand"] .hr-row__note',
    en: 'How: done in the console',
    tr: 'Nasıl: done in the console',
  },
  {
    title: 'why the run was aborted',
    view: aborted,
    at: '.hr-end__why',
    en: 'Reason: The window of the change is over',
    tr: 'Neden: The window of the change is over',
  },
  {
    title: 'that it was aborted, in one word',
    view: aborted,
    at: '.hr-now p',
    en: 'This run was aborted.',
    tr: 'Bu çalıştırma sonlandırıldı.',
  },
  {
    title: 'what ending and leaving mean',
    view: backgroundClosing,
    at: '.hr-bg-ask small',
    en: 'To end means: interrupted, then asked to end, and forced after 5 s. What is left keeps running, and what it prints is not kept. The log says which you chose.',
    tr: 'Bitirilen önce kesilir, sonra bitmesi istenir, 5 sn sonra zorla bitirilir. Bırakılan çalışmayı sürdürür, yazdıkları saklanmaz. Hangisini seçtiğiniz günlükte yazar.',
  },
  {
    title: 'that nothing is missing',
    view: firstReady,
    at: '#left-h',
    en: 'Nothing is missing. You can start.',
    tr: 'Eksik bir şey yok. Başlayabilirsiniz.',
  },
  {
    title: 'how much there is to do, and for how long',
    view: firstReady,
    at: '.hr-title p',
    en: '11 steps: 5 run commands, 4 are tasks, and 2 are done by hand. One more is optional. Branches have 2 more. 32 min planned.',
    tr: '11 adım: 5 tanesi komut çalıştırır, 4 tanesi görev ve 2 tanesi elle yapılır. Bir adım daha isteğe bağlı. Dallarda 2 adım daha var. Planlanan süre 32 dk.',
  },
  {
    title: 'how much of what is recorded is not signed yet',
    view: { ...background, recording: { ...base.recording, unsigned: 4 } },
    at: '.hr-bar__facts, .hr-top, header',
    en: 'Recording, 96 entries, 4 not signed yet',
    tr: 'Kaydediliyor, 96 kayıt, 4 tanesi henüz imzalanmadı',
  },
  {
    title: 'and when and why it will be',
    view: { ...background, recording: { ...base.recording, unsigned: 4 } },
    at: '[data-recording] .sr-only',
    en: 'They are signed when a command ends, and when you close or leave the run: one signature covers every entry before it.',
    tr: 'Bir komut bitince, çalıştırmayı kapatınca veya ondan ayrılınca imzalanırlar: bir imza kendinden önceki bütün kayıtları kapsar.',
  },
];

inBrowser('the words of the end and of the start', browser => {
  test.each(cases.flatMap(one => (['en', 'tr'] as const).map(locale => [one.title, locale, one] as const)))(
    '%s (%s)',
    async (_, locale, one) => {
      const stage = await open(browser(), { settings: { locale } });
      await stage.show(page, one.view);
      const said = await stage.tab.locator(one.at).allInnerTexts();
      expect(said.join(' ').replace(/\s+/gu, ' ').trim()).toContain(one[locale]);
      await stage.close();
    },
  );

  test('what cannot be closed yet leads to what is left', async () => {
    const stage = await stageOf(browser(), 'ready');
    await stage.tab.locator('[data-close]').focus();
    await press(stage, 'Enter');
    expect([await focus(stage), await stage.sent()]).toEqual(['card/replay', []]);
    await stage.close();
  });
});
