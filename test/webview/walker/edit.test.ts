import { expect, test } from 'vitest';

import { after, changed, proposal } from '../fixtures/editing.ts';
import { page } from '../fixtures/page.ts';
import { views } from '../fixtures/views.ts';
import { open, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// Where the focus is while a command is edited, what is said, and what is shown of it afterwards.

inBrowser('an edited command', browser => {
  const focus = async (stage: Stage): Promise<string> =>
    await stage.tab.evaluate(() => {
      const { activeElement } = document;
      if (!(activeElement instanceof HTMLElement)) return '';
      const { dataset } = activeElement;
      return dataset['key'] ?? ('proposal' in dataset ? 'the difference' : activeElement.textContent.trim());
    });
  const said = async (stage: Stage): Promise<string> =>
    await stage.tab.locator('[role=status]').first().innerText();

  test('is written, shown and confirmed with the keyboard alone', async () => {
    const stage = await open(browser());
    await stage.show(page, views.failed);
    const { tab } = stage;
    await tab.getByRole('button', { name: 'Edit and retry…' }).focus();
    await tab.keyboard.press('Enter');
    await stage.drawn();
    expect(await focus(stage)).toBe('replay/form/edit');
    await tab.keyboard.press('Control+A');
    await tab.keyboard.insertText(after);
    await tab.keyboard.press('Control+Enter');
    await stage.drawn();
    expect(await stage.sent()).toMatchObject([{ request: { type: 'edit.propose', text: after } }]);
    // Nothing moves before the answer is there.
    expect(await focus(stage)).toBe('replay/form/edit');
    await stage.view({ ...views.proposed, revision: 41 });
    await stage.tell({ type: 'reply', to: 1, reply: { ok: true } });
    await stage.drawn();
    expect(await focus(stage)).toBe('the difference');
    expect(await said(stage)).toBe('The difference is shown. Nothing has run.');
    await tab.getByLabel('Why is it edited?').focus();
    await tab.keyboard.insertText('the queue holds more');
    await tab.keyboard.press('Control+Enter');
    await stage.drawn();
    expect((await stage.sent()).at(-1)).toMatchObject({
      request: { type: 'edit.confirm', digest: proposal.digest, revision: 41 },
    });
    // The form will vanish, so its step has the focus.
    expect(await focus(stage)).toBe('card/replay');
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });

  test('is left by Escape, and what was written is there again', async () => {
    const stage = await open(browser());
    await stage.show(page, views.failed);
    const { tab } = stage;
    await tab.getByRole('button', { name: 'Edit and retry…' }).click();
    await tab.keyboard.insertText('x');
    const text = await tab.getByLabel('Command 2 as you want it to run').inputValue();
    await tab.keyboard.press('Escape');
    await stage.drawn();
    expect(await focus(stage)).toBe('replay/choice/edit');
    expect(await tab.locator('form[data-form=edit]').count()).toBe(0);
    await tab.keyboard.press('Enter');
    await stage.drawn();
    expect(await tab.getByLabel('Command 2 as you want it to run').inputValue()).toBe(text);
    await stage.close();
  });

  test('is never saved on disk, since it may hold a secret', async () => {
    const stage = await open(browser());
    await stage.show(page, views.failed);
    const { tab } = stage;
    await tab.getByRole('button', { name: 'Edit and retry…' }).click();
    await tab.getByLabel('Command 2 as you want it to run').fill('curl -u kim:hunter2');
    await tab.getByRole('button', { name: 'Skip…' }).click();
    await tab.getByLabel('Why is it skipped?').fill('kept words');
    await expect.poll(async () => JSON.stringify(await stage.saved())).toContain('kept words');
    expect(JSON.stringify(await stage.saved())).not.toContain('hunter2');
    await stage.close();
  });

  test('is shown beside the command of the runbook, signs and words before colour', async () => {
    const stage = await open(browser());
    await stage.show(page, views.editedPassed);
    const { tab } = stage;
    expect(await tab.locator('#card-replay [data-edited]').allInnerTexts()).toEqual(['Edited']);
    await tab.locator('.hr-row__btn', { hasText: '2.2' }).click();
    await stage.drawn();
    const lines = await tab.locator('#card-replay .hr-diff__l').allTextContents();
    expect(lines.map(line => line.replace(/\s+/gu, ' ').trim())).toEqual([
      expect.stringMatching(/^−Runbook: /),
      expect.stringMatching(/^\+Edited: .* --limit 40$/),
    ]);
    expect(await tab.locator('#card-replay .hr-edit__because').innerText()).toBe(
      'Edited: the queue holds more than forty',
    );
    await tab.getByRole('button', { name: 'Copy the edited command 2' }).click();
    expect(await stage.sent()).toEqual([{ type: 'host', action: { action: 'copy', text: after } }]);
    await stage.close();
  });

  test('a file that is gone is told of, wherever somebody works, and so is that it is back', async () => {
    const stage = await open(browser());
    await stage.show(page, views.changed);
    await stage.view({ ...views.gone, revision: 41 });
    const { tab } = stage;
    expect(await said(stage)).toBe(
      'The runbook was renamed, moved or deleted. This run goes on with its text.',
    );
    const way = tab.locator('.hr-now').getByRole('button', { name: 'File missing' });
    await way.focus();
    await tab.keyboard.press('Enter');
    await stage.drawn();
    expect(await focus(stage)).toBe('banner/runbook-gone');
    await stage.view({ ...views.changed, revision: 42 });
    expect(await said(stage)).toContain('The runbook was changed.');
    await stage.view({ ...views.gone, revision: 43 });
    await way.focus();
    await stage.view({ ...views.ready, revision: 44 });
    expect(await said(stage)).toContain('The file and this run have the same text.');
    expect([await way.count(), await focus(stage)]).toEqual([0, 'title']);
    await stage.close();
  });

  test('a new text is told of, taken with the keyboard, and what it opens again says why', async () => {
    const stage = await open(browser());
    await stage.show(page, views.ready);
    await stage.view({ ...views.changed, revision: 41 });
    const { tab } = stage;
    expect(await said(stage)).toBe('The runbook was changed. This run goes on with its text.');
    const banner = tab.locator('[data-banner=runbook-changed]');
    expect(await banner.locator('strong').innerText()).toMatch(
      /was changed: 2 lines, all in steps you have not reached\.$/,
    );
    await stage.view({ ...views.changed, revision: 42, notices: [{ ...changed, lines: 3, reached: 1 }] });
    expect(await banner.locator('strong').innerText()).toMatch(
      /3 lines, 1 of them in steps you have begun\.$/,
    );
    // Whoever works further down does not see the banner.
    await tab.locator('.hr-now').getByRole('button', { name: 'Text changed' }).focus();
    await tab.keyboard.press('Enter');
    await stage.drawn();
    expect(await focus(stage)).toBe('change/show');
    await tab.getByRole('button', { name: 'Use the new text…' }).focus();
    await tab.keyboard.press('Enter');
    await stage.drawn();
    expect(await focus(stage)).toBe('change/form/adopt');
    await tab.keyboard.insertText('the step was mended');
    await tab.keyboard.press('Escape');
    await stage.drawn();
    expect(await focus(stage)).toBe('change/use');
    await tab.keyboard.press('Enter');
    await stage.drawn();
    await tab.keyboard.press('Control+Enter');
    await stage.drawn();
    expect(await stage.sent()).toMatchObject([
      { request: { type: 'runbook.adopt', reason: 'the step was mended' } },
    ]);
    const because = { kind: 'unfit', unfit: { kind: 'no-steps' } } as const;
    const refused = { ok: false, code: 'problem', message: '', because } as const;
    await stage.tell({ type: 'reply', to: 1, reply: refused });
    await stage.drawn();
    expect(await banner.locator('.hr-refused').innerText()).toMatch(
      /^There is nothing to do in the new text\./,
    );
    await tab.keyboard.press('Control+Enter');
    await stage.drawn();
    await stage.tell({ type: 'page', page: { ...page, digest: 'sha256:new' } });
    await stage.view({ ...views.reopened, revision: 43 });
    await stage.tell({ type: 'reply', to: 2, reply: { ok: true } });
    await stage.drawn();
    expect(await banner.count()).toBe(0);
    expect(await tab.locator('[data-goto-change]').count()).toBe(0);
    expect(await said(stage)).toBe('The file and this run have the same text.');
    expect(await tab.locator('#card-replay [data-text-changed] strong').innerText()).toBe(
      'The text of this step has changed since it was done, so it is open again.',
    );
    expect(await stage.violations()).toEqual([]);
    await stage.close();
  });
});
