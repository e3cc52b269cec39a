import type { Browser } from 'playwright-core';
import type { RunView, StepView } from '../../../src/core/run/view/view.ts';
import { page } from '../fixtures/page.ts';
import { views, type ViewName } from '../fixtures/views.ts';
import { open, type Setting, type Stage } from '../harness.ts';

/** A walker that shows one of the prepared views. */
export async function stageOf(browser: Browser, name: ViewName, setting: Setting = {}): Promise<Stage> {
  const stage = await open(browser, setting);
  await stage.show(page, views[name]);
  return stage;
}

/** The view `ready` once its open step has passed, and another is. */
export function readyAt(id: string): RunView {
  const passed: StepView = { state: 'passed', attempt: 1, notes: [], commands: [], durationMs: 41_000 };
  const ready: StepView = { state: 'ready', attempt: 1, notes: [], commands: [] };
  return {
    ...views.ready,
    revision: 42,
    steps: { ...views.ready.steps, replay: passed, [id]: ready },
    now: { kind: 'ready', step: id },
  };
}

/** Presses keys one after the other, each once the one before has been answered. */
export async function press(stage: Stage, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await stage.tab.keyboard.press(key);
    await stage.drawn();
  }
}

/** What has the focus: its key, else its words. */
export async function focus(stage: Stage): Promise<string> {
  return stage.tab.evaluate(`(() => { const one = document.activeElement;
    return one.dataset.key ?? one.dataset.result ?? (one.innerText || one.tagName).trim().replace(/\\s+/g, ' ').slice(0, 60); })()`);
}
