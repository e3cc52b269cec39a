// Real runbooks in the real walker: as many things to do as the golden counts, and no line's words lost.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { output, root } from '../../../scripts/project.ts';
import { findRepair } from '../../../src/core/runbook/markdown/mojibake.ts';
import { Vscode } from '../../e2e/vscode.ts';

const folder = join(root, '../shared/seeds');
const seeds = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.md')) : [];
const golden = join(root, 'test/cases/field/walkerSeeds.expected.json');

interface Shown {
  readonly counts: Readonly<Record<string, number>>;
  /** All text of the page, links' targets included. */
  readonly text: string;
}

describe.skipIf(seeds.length === 0)('the seeds in the walker', () => {
  let vscode: Vscode;
  const found = new Map<string, Shown['counts']>();

  beforeAll(async () => {
    vscode = await Vscode.open({ workspace: folder });
    mkdirSync(join(output, 'screenshots/seeds'), { recursive: true });
  });

  afterAll(async () => {
    await vscode.close();
  });

  test.each(seeds)('%s: every line is on the page', async name => {
    const source = readFileSync(join(folder, name), 'utf8');
    await vscode.openFile(name);
    await vscode.openChecklist();
    const frame = await vscode.webview('[data-preflight]');
    await frame.locator('[data-read]').click();
    // The first may be empty: what stands before the title.
    await frame.locator('.hr-phase').first().waitFor({ state: 'attached' });
    await settled(frame);
    await vscode.page.screenshot({ path: join(output, 'screenshots/seeds', `${name}.png`) });
    await unfold(frame);
    const shown = await read(frame);
    await frame.locator('.hr-cmds').first().scrollIntoViewIfNeeded();
    await vscode.page.screenshot({ path: join(output, 'screenshots/seeds', `${name}-unfolded.png`) });
    found.set(name, shown.counts);
    await vscode.command('View: Close All Editors');
    expect(lost(source, shown.text)).toEqual([]);
  });

  test('there is as much to do as the golden counts', () => {
    const rows = [...found].map(([name, counts]) => `${JSON.stringify(name)}: ${JSON.stringify(counts)}`);
    const text = `{\n${rows.join(',\n')}\n}\n`;
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, text);
    expect(text).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
  });
});

/** A long page is drawn in parts. */
async function settled(frame: Frame): Promise<void> {
  let before = -1;
  await expect
    .poll(
      async () => {
        const length = await frame.evaluate(() => document.body.textContent.length);
        const rests = length === before;
        before = length;
        return rests;
      },
      { interval: 500 },
    )
    .toBe(true);
}

/** Opens every phase, step and fold. */
async function unfold(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    const press = (selector: string): void => {
      for (const button of document.querySelectorAll<HTMLElement>(selector)) button.click();
    };
    press('.hr-phase > header > button[aria-expanded="false"]');
    press('.hr-row__btn');
  });
  await settled(frame);
  await frame.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('.hr-linkbtn'))
      if (/^Show all \d+ lines/.test(button.textContent.trim())) button.click();
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await settled(frame);
  expect(await frame.locator('.hr-row').count()).toBe(0);
}

async function read(frame: Frame): Promise<Shown> {
  return await frame.evaluate(() => {
    const count = (selector: string): number => document.querySelectorAll(selector).length;
    const pieces: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
      if (!/^(SCRIPT|STYLE)$/.test(node.parentElement?.tagName ?? '')) pieces.push(node.nodeValue ?? '');
    for (const link of document.querySelectorAll('a[href], img[src], [data-href]'))
      pieces.push(
        ['href', 'src', 'data-href', 'alt', 'title'].map(name => link.getAttribute(name) ?? '').join(' '),
      );
    return {
      counts: {
        sections: count('.hr-phase > header h2, .hr-sub h3'),
        cards: count('article.hr-card'),
        // Not the box that keeps a secret: it is no task.
        checks: count('article.hr-card input[type="checkbox"]:not(.hr-keep > input)'),
        shellSteps: count('article.hr-card .hr-cmds'),
        statements: count('article.hr-card .hr-cmds > li'),
        code: count('pre'),
        tables: count('table'),
      },
      text: pieces.join('\u0000'),
    };
  });
}

/** Lines of Markdown of which a word is missing on the page, or stands in another order there. */
function lost(markdown: string, text: string): readonly string[] {
  const page = ` ${wordsOf(decoded(text)).join(' ')} `;
  const known = new Set(page.split(' '));
  const lines = markdown.split('\n');
  // Prose is shown with its letters read back, commands as they are written.
  const repair = findRepair(lines)?.repair ?? (text => text);
  const stands = (line: string): boolean =>
    line.split(/\s*\|\s*/).every(cell => isOn(wordsOf(cell), { page, known }));
  return lines
    .map((line, index) => ({ line: withoutMarkup(line), at: index + 1 }))
    .filter(({ line }) => !stands(line) && !stands(repair(line)))
    .map(({ line, at }) => `${at}: ${line}`);
}

/** With the escapes of links' targets undone, where they are such. */
function decoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, escapes => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

function isOn(
  words: readonly string[],
  { page, known }: { readonly page: string; readonly known: ReadonlySet<string> },
): boolean {
  return (
    words.length === 0 || (words.every(word => known.has(word)) && page.includes(` ${words.join(' ')} `))
  );
}

/** What Markdown says without showing it: fence markers, list numbers, task marks, "Step 2:" before a title. Targets of links stand apart. */
function withoutMarkup(line: string): string {
  if (/^\s*(?:>\s*)*(?:```|~~~)/.test(line)) return '';
  return (
    line
      .replace(/^\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/, '')
      // The number stands beside the title, behind that of its phase.
      .replace(/^(#{1,6}\s+)(?:step|phase|part|stage)\s+\d+\s*[:.–—-]\s+/i, '$1')
      .replaceAll(/\]\(([^)]*)\)/g, ' | $1 | ')
  );
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');
}
