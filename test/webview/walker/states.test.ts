import { expect, test } from 'vitest';

import { minute, now } from '../fixtures/base.ts';
import { page } from '../fixtures/page.ts';
import { elsewhereAt, pageElsewhere } from '../fixtures/running.ts';
import { states, type State } from '../fixtures/states.ts';
import { views } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { stageOf } from './walkerStage.ts';

// Every state of a run, drawn by the real bundle in a real Chromium under the CSP it has in VS Code.

inBrowser('the walker in Chromium', browser => {
  async function texts(stage: Stage, selector: string): Promise<readonly string[]> {
    const all = await stage.tab.locator(selector).allInnerTexts();
    return all.map(text => text.replace(/\s+/gu, ' ').trim());
  }

  async function checkState(state: State): Promise<void> {
    const stage = await stageOf(browser(), state.name);
    expect(await texts(stage, '.hr-now p')).toEqual(state.now === undefined ? [] : [state.now]);
    expect(await texts(stage, '.hr-btn--primary')).toEqual(state.filled);
    if (state.step !== undefined) {
      const current = 'article[aria-current="step"]';
      expect(await texts(stage, `${current} .hr-card__no`)).toEqual([state.step]);
      expect(await texts(stage, `${current} .hr-card__meta`)).toEqual([state.state]);
      expect(await texts(stage, `${current} .hr-btn:not(.hr-btn--icon)`)).toEqual(state.buttons);
    }
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  }

  test.each(states)('$name', checkState);

  test('a phase whose outcome is unknown is not called failed', async () => {
    const stage = await stageOf(browser(), 'unknown');
    expect(await stage.tab.locator('.hr-phases a[data-state="unknown"]').count()).toBe(1);
    expect(await stage.tab.locator('.hr-phases a[data-state="failed"]').count()).toBe(0);
    await stage.close();
  });

  test('after a failure the page says what was not run, and what the runbook says of rolling back', async () => {
    const stage = await stageOf(browser(), 'timedOut');
    expect(await texts(stage, '#card-replay [data-held]')).toEqual(['Held, not run']);
    expect(await texts(stage, '#card-replay .hr-result strong')).toEqual(['Timed out after 15 min.']);
    expect(await texts(stage, '#card-replay .hr-rule')).toEqual([
      '“any replayed order differs” From the runbook, branch R, line 110',
    ]);
    await stage.view(views.ready);
    expect(await stage.tab.locator('[data-held], .hr-rule').count()).toBe(0);
    await stage.close();
  });

  test('how long a command may take is said before it runs, but not of what another shell is given', async () => {
    const stage = await stageOf(browser(), 'ready');
    const { replay } = views.ready.steps;
    if (replay === undefined) throw new Error('the fixture has no replay');
    const commands = replay.commands.map((one, i) => (i === 1 ? one : { ...one, limitMs: (i + 1) * 15_000 }));
    const steps = { ...views.ready.steps, replay: { ...replay, commands } };
    await stage.view({ ...views.ready, revision: views.ready.revision + 1, steps });
    expect(await texts(stage, '#card-replay [data-at-most]')).toEqual(['at most 15 s', 'at most 45 s']);
    const inside = elsewhereAt('send');
    await stage.show(pageElsewhere, {
      ...inside,
      revision: views.ready.revision + 2,
      steps: Object.fromEntries(
        Object.entries(inside.steps).map(([id, step]) => [
          id,
          { ...step, commands: step.commands.map(one => ({ ...one, limitMs: 15_000 })) },
        ]),
      ),
    });
    expect(await texts(stage, '#card-replay [data-at-most]')).toEqual([]);
    await stage.close();
  });

  test('other ways are folded, can be copied, and nothing there runs them', async () => {
    const stage = await stageOf(browser(), 'ready');
    const ways = stage.tab.locator('#card-replay .hr-ways');
    expect(await ways.locator('pre').first().isVisible()).toBe(false);
    await ways.locator('summary').click();
    expect(await ways.locator('p').allInnerTexts()).toEqual(['Or the newest forty']);
    expect(await ways.getByRole('button').count()).toBe(2);
    await ways.getByRole('button', { name: 'Copy the command of line 59' }).click();
    expect(await stage.sent()).toEqual([
      { type: 'host', action: { action: 'copy', text: './tools/replay --slot green --from queue' } },
    ]);
    await stage.close();
  });

  test('an exit code that may be normal is named in the question', async () => {
    const stage = await stageOf(browser(), 'exitCode');
    expect((await texts(stage, '#card-replay [role="group"]')).join()).toContain(
      'grep ended with exit code 1, which may be normal for it.',
    );
    await stage.close();
  });

  test('a wait is counted down from where it was started, and begins nothing when it is over', async () => {
    const stage = await stageOf(browser(), 'counting');
    const line = async (): Promise<string | undefined> => (await texts(stage, '#card-desk .hr-timed'))[0];
    expect(await line()).toBe('Wait 15 min 11:00 left “Wait 15 minutes before you call” End the wait now');
    await stage.setTime(now + 20 * minute);
    await expect.poll(line).toContain('0:00 left');
    expect(await stage.sent()).toEqual([]);
    await stage.close();
  });

  test('a link to another runbook says that it opens as a checklist', async () => {
    const stage = await stageOf(browser(), 'ready');
    const link = stage.tab.getByRole('link', { name: 'undo a release' });
    await link.focus();
    expect(await link.getAttribute('title')).toBe(
      'Opens as a checklist of its own. This run stays as it is.',
    );
    const other = stage.tab.getByRole('link', { name: 'release notes' });
    await other.focus();
    expect(await other.getAttribute('title')).toBeNull();
    await stage.close();
  });

  test('a row is read out in parts, and the page says its time zone once', async () => {
    const stage = await stageOf(browser(), 'ready');
    const session = await stage.tab.context().newCDPSession(stage.tab);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const names = nodes.map(({ name }) => String(name?.value));
    expect(names).toContain('2.1 Install green with one replica , Passed , 3:12');
    expect(await stage.tab.getByText('Times are in UTC.', { exact: true }).count()).toBe(1);
    await stage.close();
  });

  test('the states above are all there are', () => {
    expect(states.map(state => state.name)).toEqual(Object.keys(views));
  });

  test.each([320, 420, 600, 899, 900, 1200])(
    'nothing scrolls sideways at %d px in any state',
    async width => {
      const stage = await open(browser(), { width });
      await stage.tell({ type: 'page', page });
      for (const [name, view] of Object.entries(views)) {
        await stage.view(view);
        const size = await stage.tab.evaluate<[number, number]>(
          '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
        );
        expect({ name, width: size[0] }).toEqual({ name, width: size[1] });
      }
      await stage.close();
    },
  );

  test('in Turkish nothing scrolls sideways either, and the page says its language', async () => {
    const stage = await stageOf(browser(), 'failed', { width: 320, settings: { locale: 'tr' } });
    expect(await stage.tab.evaluate('document.documentElement.lang')).toBe('tr');
    expect(await texts(stage, '.hr-now p')).toEqual(['Adım 2.2 başarısız oldu. Bundan sonrasını seçin.']);
    expect(await stage.tab.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await stage.close();
  });

  test('no control is smaller than 24 by 24 px', async () => {
    const stage = await stageOf(browser(), 'failed');
    const small = await stage.tab.evaluate<
      string[]
    >(`[...document.querySelectorAll('button, input, textarea, select, summary')]
      .filter(one => one.checkVisibility())
      .filter(one => { const { width, height } = one.getBoundingClientRect(); return width < 24 || height < 24; })
      .filter(one => one.type !== 'checkbox' || one.closest('label').getBoundingClientRect().height < 24)
      .map(one => one.outerHTML.slice(0, 120))`);
    expect(small).toEqual([]);
    await stage.close();
  });

  test('every icon the page uses is in the font', async () => {
    const stage = await stageOf(browser(), 'failed');
    const missing = await stage.tab.evaluate<string[]>(`[...document.querySelectorAll('.codicon')]
      .filter(one => getComputedStyle(one, '::before').content === 'none').map(one => one.className)`);
    expect(missing).toEqual([]);
    await stage.close();
  });

  test('nothing of the runbook is lost: folded or open, its text is on the page in the order of the file', async () => {
    const stage = await stageOf(browser(), 'tasks');
    const text = await stage.tab.evaluate<string>(`document.querySelector('main').textContent`);
    let at = 0;
    for (const phase of page.phases) {
      for (const piece of [phase.title, ...phase.blocks.flatMap(block => wordsOf(block))]) {
        const found = text.indexOf(piece, at);
        expect(found, piece).toBeGreaterThanOrEqual(at);
        at = found;
      }
    }
    await stage.close();
  });

  test('an output cannot become markup, and neither can a title or a command', async () => {
    const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const stage = await open(browser());
    const step = views.running.steps['replay'];
    const commands = step?.commands.map(command => ({
      ...command,
      text: hostile,
      output: { lines: 1, bytes: 1, masked: 0, tail: [hostile] },
    }));
    await stage.show(
      { ...page, title: hostile },
      {
        ...views.running,
        operator: hostile,
        steps: {
          ...views.running.steps,
          replay: { ...step, state: 'running', attempt: 1, notes: [], commands: commands ?? [] },
        },
      },
    );
    expect(await stage.tab.locator('main img, main script, h1 img').count()).toBe(0);
    expect(await stage.tab.title()).toBe('Handrail');
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('the spinner stands still where motion is reduced', async () => {
    const stage = await stageOf(browser(), 'running', { reducedMotion: true });
    const names = await stage.tab.evaluate<string[]>(
      `[...document.querySelectorAll('.codicon-loading')].map(one => getComputedStyle(one).animationName)`,
    );
    expect(new Set(names)).toEqual(new Set(['none']));
    await stage.close();
  });
});

/** The words of a block that a reader must find. */
function wordsOf(block: (typeof page.phases)[number]['blocks'][number]): readonly string[] {
  if (block.type === 'heading') return [block.title];
  if (block.type === 'prose') return plain(block.html);
  const { card } = block;
  return [
    ...(card.kind === 'file' || card.kind === 'suggested' ? [] : [card.title]),
    ...(card.tasks ?? []).flatMap(task => plain(task.html)),
    ...(card.commands ?? []).map(command => command.text),
    ...(card.fields ?? []).map(field => field.name),
    ...(card.kind === 'manual' ? plain(card.html ?? '') : []),
    ...(card.kind === 'script' || card.kind === 'suggested' ? [card.text ?? ''] : []),
    ...(card.kind === 'suggested' && card.expected !== undefined ? [card.expected] : []),
  ];
}

function plain(html: string): readonly string[] {
  return html.split(/<[^>]*>/u).filter(text => text.trim() !== '');
}
