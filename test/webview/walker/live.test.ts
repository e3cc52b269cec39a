import { expect, test } from 'vitest';

import type { RunView } from '../../../src/core/run/view/view.ts';
import type { OutputView } from '../../../src/core/run/view/outputView.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// What changes while a person looks: live regions, outputs, durations.

inBrowser('a page that changes', browser => {
  interface Said {
    readonly from: RunView;
    readonly to: RunView;
    readonly say?: string;
    readonly shout?: string;
  }

  const { ready, running, failed, judge, unknown, notRecording, timed, counting, timedOut, exitCode } = views;
  const desk = timed.steps['desk'] ?? { state: 'ready', attempt: 1, notes: [], commands: [] };
  const waited: RunView = {
    ...timed,
    steps: {
      ...timed.steps,
      desk: { ...desk, wait: { minMs: 900_000, maxMs: 900_000, text: 'x', waitedMs: 540_000 } },
    },
  };
  const passedNext: RunView = {
    ...ready,
    revision: 41,
    steps: {
      ...ready.steps,
      replay: { state: 'passed', attempt: 1, notes: [], commands: [], durationMs: 110_000 },
      readings: { state: 'ready', attempt: 1, notes: [], commands: [] },
    },
    now: { kind: 'ready', step: 'readings' },
  };
  const phaseDone: RunView = {
    ...passedNext,
    progress: { ...ready.progress, prove: { settled: 3, total: 3 } },
    steps: { ...passedNext.steps, readings: { state: 'skipped', attempt: 1, notes: [], commands: [] } },
  };

  async function checkSaid({ from, to, say = '', shout = '' }: Said): Promise<void> {
    const stage = await open(browser());
    await stage.show(page, from);
    const texts = (): Promise<readonly string[]> =>
      stage.tab.evaluate(`['say', 'shout'].map(id => document.getElementById(id).textContent)`);
    expect(await texts()).toEqual(['', '']);
    await stage.view(to);
    expect(await texts()).toEqual([say, shout]);
    await stage.close();
  }

  test.each<Said & { readonly name: string }>([
    {
      name: 'a wait begins',
      from: timed,
      to: counting,
      say: '3.2: waiting 15 min. Nothing starts by itself.',
    },
    { name: 'a wait is over', from: counting, to: waited, say: '3.2: the wait is over after 9 min.' },
    { name: 'timed out', from: running, to: timedOut, shout: '2.2 failed. Choose what happens next.' },
    {
      name: 'an exit code that may be normal',
      from: running,
      to: exitCode,
      say: '2.2 ended, exit code 1. Is this what the runbook expects?',
    },
    { name: 'running', from: ready, to: running, say: '2.2 running.' },
    {
      name: 'passed',
      from: running,
      to: passedNext,
      say: '2.2 passed in 1 min 50 s. Next, 2.3 Fill in the canary readings.',
    },
    {
      name: 'failed',
      from: running,
      to: failed,
      shout: '2.2 failed, exit code 1, command 2 of 3. Choose what happens next.',
    },
    {
      name: 'judge',
      from: running,
      to: judge,
      say: '2.2 ended, exit code 0. Is this what the runbook expects?',
    },
    {
      name: 'unknown',
      from: running,
      to: unknown,
      say: '2.2: outcome unknown. Look first, then say what happened.',
    },
    {
      name: 'the context went elsewhere under a command',
      from: running,
      to: views.moved,
      shout: 'Kube context changed to staging-eu1 while 2.2 runs. Its next command is held.',
    },
    {
      name: 'the context went elsewhere before a command',
      from: ready,
      to: { ...views.elsewhere, asked: views.moved.asked ?? [] },
      shout: 'Kube context is now staging-eu1. 2.2 is locked.',
    },
    { name: 'not recording', from: ready, to: notRecording, shout: 'Not recording. Nothing can be run.' },
    { name: 'recording again', from: notRecording, to: ready, say: 'Recording again.' },
    { name: 'phase done', from: passedNext, to: phaseDone, say: 'Phase 2 done. 2 passed, 1 skipped.' },
    {
      name: 'value',
      from: { ...ready, values: views.values.values },
      to: {
        ...ready,
        values: ready.values.map(one => (one.name === 'REPLAY_TOKEN' ? { name: one.name, set: false } : one)),
      },
      say: 'SAMPLE_DATE is 2026-11-20.',
    },
    {
      name: 'secret',
      from: {
        ...ready,
        values: ready.values.map(one => (one.name === 'REPLAY_TOKEN' ? { name: one.name, set: false } : one)),
      },
      to: ready,
      say: 'REPLAY_TOKEN is set.',
    },
    { name: 'nothing', from: ready, to: { ...ready, revision: 99 } },
  ])('what is said: $name', checkSaid);

  test('what is said is never longer than 140 characters', async () => {
    const stage = await open(browser());
    const long = {
      ...page,
      phases: page.phases.map(phase => ({
        ...phase,
        blocks: phase.blocks.map(block =>
          block.type === 'card'
            ? { ...block, card: { ...block.card, title: 'A very long title '.repeat(20) } }
            : block,
        ),
      })),
    };
    await stage.show(long, running);
    await stage.view(passedNext);
    const text = await stage.tab.evaluate<string>(`document.getElementById('say').textContent`);
    expect(text.length).toBe(140);
    await stage.close();
  });

  function output(lines: number): OutputView {
    const tail = Array.from(
      { length: Math.min(lines, 200) },
      (_, i) => `line ${lines - Math.min(lines, 200) + i + 1}`,
    );
    return { lines, bytes: lines * 10, masked: 0, tail };
  }

  test('an output is followed only while it is scrolled to its end', async () => {
    const stage = await open(browser());
    await stage.show(page, running);
    const box = stage.tab.locator('[data-follow="a2"]');
    const atEnd = (): Promise<boolean> =>
      box.evaluate(one => one.scrollHeight - one.scrollTop - one.clientHeight < 4);
    await stage.tell({ type: 'output', step: 'replay', attemptId: 'a2', output: output(100) });
    expect(await atEnd()).toBe(true);
    await box.evaluate(one => (one.scrollTop = 300));
    await stage.tell({ type: 'output', step: 'replay', attemptId: 'a2', output: output(150) });
    expect(await box.evaluate(one => one.scrollTop)).toBe(300);
    await box.evaluate(one => (one.scrollTop = one.scrollHeight));
    await stage.tell({ type: 'output', step: 'replay', attemptId: 'a2', output: output(180) });
    expect(await atEnd()).toBe(true);
    expect(await stage.tab.locator('#card-replay .hr-out__foot').last().innerText()).toContain(
      'Following, 180 lines',
    );
    await stage.close();
  });

  test('E goes to the first line that names an error', async () => {
    const stage = await open(browser());
    await stage.show(page, running);
    const lines = [...output(90).tail, 'error: disk on fire', ...output(90).tail];
    await stage.tell({
      type: 'output',
      step: 'replay',
      attemptId: 'a2',
      output: { ...output(181), tail: lines },
    });
    await stage.tab.keyboard.press('n');
    await stage.tab.keyboard.press('e');
    await stage.drawn();
    const top = await stage.tab.locator('[data-follow="a2"]').evaluate(one => one.scrollTop);
    expect(Math.abs(top - 90 * 20)).toBeLessThan(10);
    await stage.close();
  });

  test('a hundred outputs between two frames are drawn once', async () => {
    const stage = await open(browser());
    await stage.show(page, running);
    const drawings = await stage.tab.evaluate(`new Promise(done => {
      let count = 0;
      const observer = new MutationObserver(records => { count += 1; });
      observer.observe(document.querySelector('[data-follow="a2"] pre'), { characterData: true, subtree: true, childList: true });
      for (let i = 0; i < 100; i += 1) window.dispatchEvent(new MessageEvent('message', { data: { type: 'output', step: 'replay', attemptId: 'a2', output: { lines: i, bytes: i, masked: 0, tail: ['n ' + i] } } }));
      const drawn = () => count > 0 ? setTimeout(() => done(count), 300) : requestAnimationFrame(drawn); drawn();
    })`);
    expect(drawings).toBe(1);
    await stage.close();
  });

  test('durations go on by themselves and stop when the run is closed', async () => {
    const stage = await open(browser());
    await stage.show(page, running);
    const texts = (): Promise<readonly string[]> =>
      stage.tab.locator('#card-replay .hr-card__meta, .hr-wait, .hr-clock strong').allInnerTexts();
    expect(await texts()).toEqual(['29 min', '0:41', '0:44']);
    await stage.setTime(Date.UTC(2026, 10, 21, 4, 30, 5));
    await expect.poll(texts).toEqual(['1 h 31 min', '1:02:46', '1:02:49']);
    await stage.close();
  });

  test('a quiet command is said to be quiet, and each minute to whoever is in it', async () => {
    const stage = await open(browser());
    await stage.show(page, running);
    const quiet = stage.tab.locator('[data-quiet]');
    const said = (): Promise<string | null> => stage.tab.locator('#say').textContent();
    expect(await quiet.innerText()).toBe('You can read on; the step keeps running.');
    await stage.setTime(Date.UTC(2026, 10, 21, 3, 30, 5));
    await expect.poll(() => quiet.innerText()).toBe('No output for 2 min. Still running.');
    await stage.setTime(Date.UTC(2026, 10, 21, 3, 33, 5));
    const hang = stage.tab.locator('[data-hang]');
    await expect.poll(() => hang.innerText()).toBe('No output for 5 min. Still running.');
    expect(await quiet.innerText()).toBe('You can read on; the step keeps running.');
    expect(await said()).toBe('');
    await stage.tab.keyboard.press('n');
    await expect.poll(said).toBe('2.2 still running, 5 min.');
    await stage.tell({ type: 'output', step: 'replay', attemptId: 'a2', output: output(13) });
    await expect.poll(() => quiet.innerText()).toBe('You can read on; the step keeps running.');
    expect(await hang.isVisible()).toBe(false);
    await stage.close();
  });

  test('a link inside the runbook leads to its heading, and unfolds what it stands in', async () => {
    const stage = await open(browser());
    const [first, ...rest] = page.phases;
    const linked = {
      type: 'prose' as const,
      line: 9,
      html: '<p><a href="#emergency-contacts">call</a> <a href="#nowhere">lost</a></p>',
    };
    await stage.show(
      { ...page, phases: first === undefined ? rest : [{ ...first, blocks: [linked] }, ...rest] },
      running,
    );
    await stage.tab.getByRole('link', { name: 'call' }).click();
    await stage.drawn();
    expect(await stage.tab.evaluate('document.activeElement.id')).toBe('phase-h-contacts');
    expect(await stage.tab.getByText('+90 555 000 00 00').isVisible()).toBe(true);
    expect(await stage.sent()).toEqual([]);
    await stage.tab.getByRole('link', { name: 'lost' }).click();
    expect(await stage.sent()).toEqual([{ type: 'host', action: { action: 'openLink', href: '#nowhere' } }]);
    await stage.close();
  });
});
