import { expect, test } from 'vitest';
import { layOut } from '../../../src/core/run/view/page.ts';
import type { Page, RunView, StepView } from '../../../src/core/run/view/view.ts';
import { renderMarkdown } from '../../../src/core/runbook/markdown/render.ts';
import { read } from '../../core/runbook/read.ts';
import { base, step } from '../fixtures/base.ts';
import { hostile, runbookWith } from '../fixtures/hostilePage.ts';
import { open, unfold, type Stage } from '../harness.ts';
import { inBrowser } from '../inBrowser.ts';

// A runbook is whatever somebody wrote. It cannot run, fetch, cover or leave anything, whatever it holds; what is allowed at
// all happens by a person's press, and only through the host.

/** A run at the first step of a page, with an output that holds the same text. */
function viewOf(page: Page, text: string): RunView {
  const steps: Record<string, StepView> = {};
  for (const { blocks } of page.phases) {
    for (const block of blocks) {
      if (block.type !== 'card') continue;
      const output = { lines: 1, bytes: 1, masked: 0, tail: [text] };
      const commands = (block.card.commands ?? []).map(one => ({
        state: 'failed' as const,
        text: one.text,
        output,
        outcome: { kind: 'exited' as const, exit: 1 },
      }));
      const ids = [block.card.id, ...(block.card.tasks ?? []).map(({ id }) => id)];
      for (const id of ids) steps[id] = step('failed', { commands, reason: text, notes: [text] });
    }
  }
  const [first = ''] = Object.keys(steps);
  return { ...base, steps, progress: {}, operator: text, now: { kind: 'failed', step: first, since: 0 } };
}

/** Everything in the page that could do what a runbook must not. */
async function dangersIn(stage: Stage): Promise<readonly string[]> {
  return stage.tab.evaluate(() => {
    const tags =
      'script, iframe, frame, object, embed, img, svg, video, audio, base, meta, link, style, form, math, portal, template';
    const bad = [...document.querySelectorAll(`body ${tags.replaceAll(', ', ', body ')}`)]
      // The two scripts of the page, its two blocks of JSON, and the forms of its own dialog and steps.
      .filter(one => !(one instanceof HTMLScriptElement && one.parentElement === document.body))
      .filter(one => one.closest('dialog') === null && !one.matches('article.hr-card > form'))
      .map(one => one.outerHTML.slice(0, 120));
    const attributes = [...document.querySelectorAll('*')].flatMap(one =>
      [...one.attributes]
        .filter(
          ({ name }) =>
            name.startsWith('on') ||
            (name === 'style' && one.closest('.hr-md') !== null) ||
            name === 'srcdoc',
        )
        .map(({ name, value }) => `${name}=${value}`),
    );
    const links = [...document.querySelectorAll('a[href]')]
      .map(one => one.getAttribute('href') ?? '')
      .filter(href => /^\s*(?!https?:|mailto:)[a-z][a-z0-9+.-]*\s*:/i.test(href) || /^[\\/]{2}/.test(href));
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    return [...bad, ...attributes, ...links, ...twice.map(id => `id ${id} twice`)];
  });
}

inBrowser('a hostile runbook', browser => {
  test.each(Object.entries(hostile))('with %s stays text', async (_, text) => {
    const stage = await open(browser());
    const asked: string[] = [];
    const hear = (request: { url(): string }): void => void asked.push(request.url());
    stage.tab.on('request', hear);
    const page = layOut(read(runbookWith(text)), renderMarkdown);
    await stage.show(page, viewOf(page, text));
    await unfold(stage);
    await stage.drawn();
    expect(await dangersIn(stage)).toEqual([]);
    // Every link is pressed, as a person might; what the host is asked for has a scheme that it opens outside, or is a path.
    for (const link of await stage.tab.locator('.hr-md a[href]').all())
      await link.evaluate(one => (one as HTMLAnchorElement).click());
    const sent = await stage.sent();
    const hrefs = sent.flatMap(one => (one.type === 'host' && 'href' in one.action ? [one.action.href] : []));
    expect(
      hrefs.filter(href => /^[a-z][a-z0-9+.-]*:/i.test(href) && !/^(?:https?|mailto):/i.test(href)),
    ).toEqual([]);
    expect(sent.filter(one => one.type === 'request')).toEqual([]);
    // The page's own icons come when the first of them is drawn.
    expect(asked.filter(url => !url.startsWith('http://walker.test/codicon.ttf'))).toEqual([]);
    expect(await stage.tab.evaluate('window.owned')).toBeUndefined();
    expect(await stage.violations()).toEqual([]);
    expect(stage.tab.url()).toBe('http://walker.test/');
    stage.tab.off('request', hear);
    await stage.close();
  });

  test('there are more than twenty ways', () => {
    expect(Object.keys(hostile).length).toBeGreaterThanOrEqual(20);
  });
});
