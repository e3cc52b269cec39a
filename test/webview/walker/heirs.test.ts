import { expect, test } from 'vitest';

import { views, type ViewName } from '../fixtures/views.ts';
import { inBrowser } from '../inBrowser.ts';
import { focus, stageOf } from './walkerStage.ts';

// Who inherits the focus of a control that goes away.

inBrowser('the heir of the focus', browser => {
  test('a run that is closed by a press hands the focus to its end', async () => {
    const stage = await stageOf(browser(), 'settled');
    await stage.tab.getByRole('button', { name: 'Close the run' }).click();
    await stage.view({ ...views.closed, revision: 91 });
    expect(await focus(stage)).toBe('end');
    await stage.close();
  });

  // Whatever a person stands on, what happens by itself may take it away, and the page as a whole answers to no key but letters.
  test.each<ViewName>([
    'gone',
    'notices',
    'notRecording',
    'firstOpen',
    'guarded',
    'running',
    'failed',
    'background',
    'settled',
  ])('no control that goes away leaves the focus on nothing: %s', async name => {
    const stage = await stageOf(browser(), name);
    const { tried, lost } = await stage.tab.evaluate(
      ([from, ...all]) => {
        const frames: FrameRequestCallback[] = [];
        window.requestAnimationFrame = frame => frames.push(frame);
        const show = (view: unknown): void => {
          window.dispatchEvent(new MessageEvent('message', { data: { type: 'run', view } }));
          for (let frame = frames.shift(); frame !== undefined; frame = frames.shift())
            frame(performance.now());
        };
        const kinds = 'button, a[href], input, textarea, select, summary, [tabindex]';
        const controls = (): readonly HTMLElement[] =>
          [...document.querySelectorAll<HTMLElement>(kinds)].filter(one => one.checkVisibility());
        let tried = 0;
        const lost = all.flatMap(to => {
          show(from);
          const before = controls();
          show(to);
          const going = before.flatMap((one, index) => (one.isConnected ? [] : [index]));
          return going.flatMap(index => {
            show(from);
            const control = controls()[index];
            control?.focus({ preventScroll: true });
            const had = document.activeElement;
            if (had === control) tried += 1;
            show(to);
            return had === control && document.activeElement === document.body
              ? [control.outerHTML.slice(0, 120)]
              : [];
          });
        });
        return { tried, lost };
      },
      [views[name], views.ready, views.closed],
    );
    expect(tried).toBeGreaterThan(0);
    expect(lost).toEqual([]);
    await stage.close();
  });
});
