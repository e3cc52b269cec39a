import type { Block } from './blocks.ts';
import { taskOf } from '../steps/items.ts';
import { announcesOutput } from '../words/leadIns.ts';

// How far a list's continuation is looked for; real ones follow at once.
const REACH = 12;

/** How many blocks after the list at `at` belong to its last item: a fence that its author forgot to indent. */
export function countOwned(blocks: readonly Block[], at: number): number {
  const list = blocks[at];
  const last = list?.children.at(-1);
  if (list === undefined || last === undefined || (!list.ordered && taskOf(last) === undefined)) {
    return 0;
  }
  const run = fenceRun(blocks, at + 1);
  const first = blocks[at + 1];
  if (run === 0 || first === undefined) {
    return 0;
  }
  if (isContinued(blocks, at)) {
    return run;
  }
  const adjacent = first.line === list.endLine + 1;
  const announced = /[:：]\W*$/.test(last.children.at(-1)?.text ?? '');
  return adjacent || announced || othersHoldCode(list) ? ownedAlone(blocks, at + 1, run) : 0;
}

// "1." with a fence, "2." with a fence, "3." and a fence behind it: only its indent is missing.
function othersHoldCode({ children }: Block): boolean {
  return children.slice(0, -1).every(item => item.children.some(({ kind }) => kind === 'fence'));
}

// Fences, with the comments and "Output:" lines between them.
function fenceRun(blocks: readonly Block[], from: number): number {
  let end = from;
  for (let at = from; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block?.kind === 'fence') {
      end = at + 1;
    } else if (!isBridge(block)) {
      break;
    }
  }
  return end - from;
}

function isBridge(block: Block | undefined): boolean {
  if (block?.kind === 'html') {
    return block.text.startsWith('<!--');
  }
  return block?.kind === 'paragraph' && announcesOutput(block.text);
}

// Without a continuation only the first fence is the item's, with the output that is announced after it.
function ownedAlone(blocks: readonly Block[], from: number, run: number): number {
  let end = 0;
  for (let at = 0; at < run; at += 1) {
    const block = blocks[from + at];
    if (block?.kind === 'fence') {
      if (end > 0 && !isBridge(blocks[from + at - 1])) {
        break;
      }
      end = at + 1;
    }
  }
  return end;
}

// The list goes on behind its fence: "1." and then "2.", or tasks and then tasks.
function isContinued(blocks: readonly Block[], at: number): boolean {
  const list = blocks[at];
  if (list === undefined) {
    return false;
  }
  for (let next = at + 1; next < blocks.length && next <= at + REACH; next += 1) {
    const block = blocks[next];
    if (block?.kind === 'heading') {
      return false;
    }
    if (block?.kind === 'list' && block.ordered === list.ordered) {
      return list.ordered ? goesOn(list, block) : block.children.some(item => taskOf(item) !== undefined);
    }
  }
  return false;
}

function goesOn(list: Block, next: Block): boolean {
  const last = list.level + list.children.length - 1;
  const repeated = list.level === 1 && list.children.length === 1 && next.level === 1;
  return next.level === last + 1 || repeated;
}
