import { expect, test } from 'vitest';

import { layOut } from '../../../src/core/run/view/page.ts';
import { planOf } from '../../../src/core/run/plan.ts';
import { rehearse, type Moved } from '../../../src/core/run/rehearsal.ts';
import { renderMarkdown } from '../../../src/core/runbook/markdown/render.ts';
import { moveOf } from '../../../src/extension/rehearsal/move.ts';
import { grammar, read } from '../../core/runbook/read.ts';
import { bringAxe, seriousIn } from '../axe.ts';
import { open, type Setting, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';
import { press } from './walkerStage.ts';

// The page of a rehearsal before what answers it in VS Code: the same core, and no runner.

const text = `---
context: prod-eu1
approvals:
  - at: 2. Move
    by: lead
---

# Move the orders

## 1. Look

\`\`\`bash
kubectl get pods -n <namespace> --token "$API_TOKEN"
\`\`\`

- [ ] Everybody knows

1. Wait 5 minutes.

## 2. Move

\`\`\`bash guard=orders
kubectl delete pod web -n <namespace>
\`\`\`

\`\`\`bash
echo "no end
\`\`\`

## 3. Rollback

\`\`\`bash
kubectl rollout undo deploy/orders
\`\`\`
`;

const runbook = read(text, 'move.md');
const laid = { plan: planOf(runbook), page: layOut(runbook, renderMarkdown) };

/** A rehearsal on the stage: each press is answered as the extension answers it. */
class Rehearsed {
  readonly stage: Stage;
  #moves: readonly Moved[] = [];
  #answered = 0;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  static async open(...args: Parameters<typeof open>): Promise<Rehearsed> {
    const rehearsed = new Rehearsed(await open(...args));
    await rehearsed.stage.show(laid.page, rehearsed.#look().view);
    return rehearsed;
  }

  #look(moves = this.#moves): ReturnType<typeof rehearse> {
    return rehearse(laid, moves, { grammar, revision: this.#answered + 1 });
  }

  /** Answers what was asked since; tells what of VS Code was asked. */
  async answer(): Promise<readonly string[]> {
    const sent = (await this.stage.sent()).slice(this.#answered);
    const actions: string[] = [];
    for (const message of sent) {
      this.#answered += 1;
      if (message.type === 'host') actions.push(message.action.action);
      if (message.type !== 'request') continue;
      const move = moveOf(message.request);
      if (move === undefined) throw new Error(`A rehearsal asks for ${message.request.type}.`);
      const moves = [...this.#moves, { ...move, at: 1 }];
      const seen = this.#look(moves);
      if (seen.refused === undefined) this.#moves = moves;
      await this.stage.view(seen.view);
      const reply =
        seen.refused === undefined ? ({ ok: true } as const) : ({ ok: false, ...seen.refused } as const);
      await this.stage.tell({ type: 'reply', to: message.id, reply });
    }
    return actions;
  }

  async click(name: string): Promise<readonly string[]> {
    await this.stage.tab.getByRole('button', { name }).first().click();
    await this.stage.drawn();
    return this.answer();
  }

  async text(selector: string): Promise<string> {
    return (await this.stage.tab.locator(selector).first().innerText()).replace(/\s+/gu, ' ').trim();
  }
}

const running = 'article [data-run], article [data-run-next], [data-hand-over], [data-attach], [data-verify]';

inBrowser('a rehearsal', browser => {
  async function begun(setting: Setting = {}): Promise<Rehearsed> {
    const rehearsed = await Rehearsed.open(browser(), setting);
    await rehearsed.stage.tab.locator('[data-start]').click();
    await rehearsed.stage.drawn();
    return rehearsed;
  }

  test('the first look requires nothing, and says what this is', async () => {
    const { stage } = await Rehearsed.open(browser());
    expect((await stage.tab.locator('.hr-side').innerText()).replace(/\s+/gu, ' ')).toMatch(
      /Nothing is missing. .* Nothing runs and nothing is recorded\. No value is required\..*Start rehearsal/u,
    );
    expect(await stage.tab.locator('#where').innerText()).toMatch(/kube context\s+prod-eu1/u);
    expect(await stage.tab.locator('.hr-title .hr-facts').innerText()).not.toContain('No run');
    await bringAxe(stage.tab);
    expect(await seriousIn(stage.tab)).toEqual([]);
    await stage.close();
  });

  test('a text that cannot be opened says so, and goes on once it can be', async () => {
    const rehearsed = await begun();
    const { stage } = rehearsed;
    await stage.tell({ type: 'link', state: 'lost', reason: 'The text could not be opened.' });
    expect(await rehearsed.text('[data-banner="link"]')).toBe(
      'This page stands still. The text could not be opened.',
    );
    expect(await rehearsed.text('.hr-now p')).toBe('Rehearsal. This page stands still.');
    await stage.tell({ type: 'link', state: 'open' });
    expect(await rehearsed.text('.hr-now p')).toBe('Rehearsal. Step 1.1 is ready.');
    expect(await stage.tab.locator('[data-banner="link"]').count()).toBe(0);
    await stage.close();
  });

  test('from the first step to the end, by keyboard: nothing on the page runs anything', async () => {
    const rehearsed = await begun();
    const { stage } = rehearsed;
    expect(await rehearsed.text('.hr-now p')).toBe('Rehearsal. Step 1.1 is ready.');
    expect(await rehearsed.text('.hr-facts')).toBe('Rehearsal: nothing runs, nothing is recorded');
    expect(await rehearsed.text('[data-asks-first]')).toMatch(
      /the values (?:namespace and API_TOKEN|API_TOKEN and namespace)/u,
    );
    // Nothing would read a secret, so none is asked for; and nobody is told that a value is lacking.
    expect(await rehearsed.text('#values')).toBe('Values namespace Fill in');
    expect(await rehearsed.text('article[aria-current="step"] .hr-btn--primary')).toMatch(/^Would run 1\.1/u);
    expect(await stage.tab.locator(running).count()).toBe(0);
    // Whoever has just come is protected from a press that was meant for the page before.
    await stage.hold();
    await stage.pass(850);
    await press(stage, 'Control+Enter');
    await rehearsed.answer();
    expect(await rehearsed.text('[role="status"]')).toContain('1.1 rehearsed. Nothing was run.');
    expect(await rehearsed.text('.hr-now p')).toBe('Rehearsal. Step 1.2 is ready.');
    expect(await rehearsed.text('[data-state="by-hand"] .hr-row__st')).toMatch(/^Rehearsed/u);
    await stage.tab.locator('[type="checkbox"]').first().click();
    await rehearsed.answer();
    // What blocks nothing is shown all the same, where it stands.
    expect(await rehearsed.text('.hr-now p')).toBe('Rehearsal. Step 1.3 is ready.');
    await rehearsed.click('Mark 1.3 done');
    expect(await rehearsed.text('[data-asks-first]')).toMatch(
      /the value namespace.*1 lead.*the name orders, typed, because of/u,
    );
    await rehearsed.click('Would run 2.1');
    // What bash could not read would not run.
    await rehearsed.click('Go past 2.2');
    expect(await rehearsed.text('.hr-now p')).toBe('Rehearsal. Every step was gone through.');
    expect(await rehearsed.text('.hr-end__sum')).toBe(
      '4 of 4 steps gone through. Nothing was run, nothing was recorded.',
    );
    expect(await stage.tab.locator(running).count()).toBe(0);
    expect(await rehearsed.click('Open as checklist')).toEqual(['leaveRehearsal']);
    expect(await rehearsed.click('From the start')).toEqual(['rehearseAgain']);
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('as if a step had failed: the ways on that a run offers, without a reason', async () => {
    const rehearsed = await begun();
    const { stage } = rehearsed;
    await rehearsed.click('As if it failed');
    expect(await rehearsed.text('[role="alert"]')).toBe('As if 1.1 had failed. Choose what happens next.');
    expect(await rehearsed.text('.hr-now p')).toBe(
      'Rehearsal. As if 1.1 had failed. Choose what happens next.',
    );
    expect(await rehearsed.text('.hr-result')).toContain('As if 1.1 had failed. Nothing was run.');
    expect(await stage.tab.locator('.hr-choice b').allInnerTexts()).toEqual([
      'As if a retry passed',
      'Skip 1.1',
      'Roll back, branch 3',
    ]);
    await stage.tab.locator('.hr-choice').last().click();
    await stage.drawn();
    await rehearsed.answer();
    expect(await rehearsed.text('.hr-now p')).toBe('Rehearsal. Step 3.1 is ready.');
    await stage.tab.locator('[data-state="failed"] .hr-row__btn').click();
    await stage.drawn();
    expect(await rehearsed.text('.hr-result')).toContain('As if 1.1 had failed.');
    expect(await stage.tab.locator('.hr-choice, form[data-form]').count()).toBe(0);
    await stage.close();
  });

  test.each<[Setting, string]>([
    [{ theme: 'dark', width: 320 }, 'Rehearsal.'],
    [{ theme: 'contrastLight', width: 600, settings: { locale: 'tr' } }, 'Prova.'],
    [{ theme: 'light', width: 420, words: 'longer' }, 'Rehearsal.'],
    [{ theme: 'contrast', width: 1200, reducedMotion: true }, 'Rehearsal.'],
  ])('%j: nothing scrolls sideways, and axe finds nothing', async (setting, prefix) => {
    const rehearsed = await begun(setting);
    const { stage } = rehearsed;
    if (setting.words === undefined)
      expect((await rehearsed.text('.hr-now p')).startsWith(prefix)).toBe(true);
    await stage.tab.locator('[data-would-fail]').first().click();
    await stage.drawn();
    await rehearsed.answer();
    expect(await stage.tab.locator('.hr-decide').count()).toBe(1);
    expect(await stage.tab.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(
      0,
    );
    await bringAxe(stage.tab);
    expect(await seriousIn(stage.tab)).toEqual([]);
    await stage.close();
  });
});
