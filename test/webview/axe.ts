import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

/** The part of axe-core that is used; it runs in the page, from its own file. */
interface Axe {
  run(
    context: Document,
    options: { readonly resultTypes: readonly string[] },
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly impact?: string | null;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }[];
  }>;
}

/** Brings axe into a page; once is enough for all that is drawn there. */
export async function bringAxe(tab: Page): Promise<void> {
  await tab.evaluate(axe);
}

/** What axe finds in the page that is serious or critical; each with its elements. */
export async function seriousIn(tab: Page): Promise<readonly string[]> {
  return tab.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: Axe };
    const { violations } = await checker.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(node => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`,
      );
  });
}
