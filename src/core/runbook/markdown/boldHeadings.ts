import type { Block } from './blocks.ts';
import { isLead } from '../words/criteria.ts';
import { taskOf } from '../steps/items.ts';
import { emojiBefore } from './emoji.ts';
import type { Page } from './page.ts';
import { plainText } from './plain.ts';
import { roleOfTitle } from '../words/roles.ts';
import { announcesOutput, expectationIn } from '../words/leadIns.ts';
import { markOf } from '../../shell/comments/alternatives.ts';

/** The bold lines that head a part of their own: one such as "**Rollback (if needed):**" with something to do below, and what ends it. */
export function boldHeadings(page: Page, blocks: readonly Block[]): ReadonlySet<Block> {
  const found = new Set<Block>();
  let isOpen = false;
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'heading') {
      isOpen = false;
      continue;
    }
    const title = boldTitle(page, block);
    if (title === undefined || isAside(block, title)) {
      continue;
    }
    if (leavesThePath(title) && !isLead(title) && holdsSteps(page, blocks, at + 1)) {
      isOpen = true;
      found.add(block);
    } else if (isOpen) {
      found.add(block);
      isOpen = false;
    }
  }
  return found;
}

/** What a line that is bold as a whole says, without its colon; undefined for any other block. */
export function boldTitle(page: Page, { kind, text }: Block): string | undefined {
  const emoji = kind === 'paragraph' ? emojiBefore(text) : '';
  const bold =
    kind === 'paragraph'
      ? /^(\*\*|__)((?:(?!\1)[^\n]){2,120})\1[:：]?$/.exec(text.slice(emoji.length))
      : null;
  return bold === null
    ? undefined
    : plainText(page.repair(emoji + (bold[2] ?? '')), page.references).replace(/[:：\s]+$/, '');
}

// "PHP fallback" is a thing, and nothing to do.
function leavesThePath(title: string): boolean {
  if (/[\p{L}\d]\s+fall ?back/iu.test(title)) {
    return false;
  }
  const role = roleOfTitle(title);
  return role === 'rollback' || role === 'troubleshooting' || role === 'emergency';
}

// "**Expected output:**", "**Or:**" and "**Note:**" speak about what stands around them.
function isAside({ text }: Block, title: string): boolean {
  return (
    announcesOutput(text.replaceAll(/[*_]/g, '')) ||
    expectationIn(`${title}:`) !== undefined ||
    markOf(title) !== undefined ||
    /^\W*(?:notes?|tip|hint|important|warning|caution|not|dikkat|uyarı|önemli|hinweis|achtung|warnung|wichtig|nota|aviso|importante)\b/i.test(
      title,
    )
  );
}

function holdsSteps(page: Page, blocks: readonly Block[], from: number): boolean {
  for (let at = from; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block === undefined || block.kind === 'heading' || boldTitle(page, block) !== undefined) {
      return false;
    }
    const tasks = block.kind === 'list' && block.children.some(item => taskOf(item) !== undefined);
    if (block.kind === 'fence' || block.kind === 'code' || tasks || block.ordered) {
      return true;
    }
  }
  return false;
}
