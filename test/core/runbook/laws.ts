import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Runbook, Step } from '../../../src/core/runbook/runbook.ts';
import { sectionsOf, stepsOf } from './read.ts';

// The laws of a parsed runbook, counted with another Markdown parser than the product's.

interface Lines {
  readonly line: number;
  readonly endLine: number;
}

/** What breaks "steps and prose together hold every line, each once"; empty where the law holds. */
export function coverageFaults(lines: readonly string[], runbook: Runbook): string[] {
  const holders = new Map<number, number>();
  for (const section of sectionsOf(runbook.sections)) {
    for (const { line, endLine } of [...section.steps, ...section.prose]) {
      for (let at = line; at <= endLine; at += 1) {
        holders.set(at, (holders.get(at) ?? 0) + 1);
      }
    }
  }
  const titled = [...sectionsOf(runbook.sections)].filter(section => section.level > 0);
  const headings = new Set(titled.flatMap(section => range(headingOf(lines, section.line))));
  const matter = frontMatterEnd(lines, runbook);
  return lines.flatMap((text, index) => {
    const line = index + 1;
    const held = holders.get(line) ?? 0;
    if (text.trim() === '' || line <= matter || (headings.has(line) && held <= 1)) {
      return [];
    }
    return held === 1 ? [] : [`line ${line} is in ${held} steps or prose blocks: ${text}`];
  });
}

/** Fences, tasks, ordered items and tables that are in no step or prose block, or in more than one. */
export function constructFaults(lines: readonly string[], runbook: Runbook): string[] {
  const steps = [...stepsOf(runbook)];
  const sections = [...sectionsOf(runbook.sections)];
  const prose = sections.flatMap(section => [...section.prose]);
  const holders = sections.flatMap(section => [...section.steps, ...section.prose]);
  const faults: string[] = [];
  const visit = (node: Nodes): void => {
    const at = trimmed(lines, linesOf(node));
    const fault = faultOf(node, at, { steps, prose, holders, lines });
    if (fault !== undefined) {
      faults.push(`${node.type} at ${at.line}-${at.endLine}: ${fault}`);
    }
    if ('children' in node) {
      node.children.forEach(visit);
    }
  };
  visit(treeOf(lines.map((line, index) => (index < frontMatterEnd(lines, runbook) ? '' : line))));
  return faults;
}

interface Read {
  readonly steps: readonly Step[];
  readonly prose: readonly Lines[];
  /** Steps that no other step owns, and prose blocks. */
  readonly holders: readonly Lines[];
  readonly lines: readonly string[];
}

function faultOf(node: Nodes, at: Lines, read: Read): string | undefined {
  const { steps, prose, holders } = read;
  const around = holders.filter(holder => contains(holder, at)).length;
  const within = prose.filter(block => contains(block, at)).length;
  switch (node.type) {
    case 'code': {
      const fenced = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(?:`{3}|~{3})/.test(read.lines[at.line - 1] ?? '');
      // Where a fence that nothing closes ends, parsers disagree; its first line is somewhere all the same.
      const closed = at.endLine > at.line && /(?:`{3}|~{3})\s*$/.test(read.lines[at.endLine - 1] ?? '');
      const count = closed ? around : holdersOf(node, read);
      return !fenced || count === 1 ? undefined : `fence is in ${count} steps or prose blocks`;
    }
    case 'listItem': {
      const checks = steps.filter(step => step.kind === 'check' && step.line === at.line).length;
      if (typeof node.checked === 'boolean') {
        return checks === 1 ? undefined : `task is ${checks} checks`;
      }
      return checks === 0 || BOXED.test(read.lines[at.line - 1] ?? '') ? undefined : 'check without a task';
    }
    case 'list': {
      const items = node.children.filter(item => !isUnderlined(item, read.lines));
      const apart = node.ordered === true ? items.filter(item => holdersOf(item, read) !== 1) : [];
      return apart.length === 0
        ? undefined
        : `${apart.length} of its items are not in one step or prose block`;
    }
    case 'table': {
      const holders = steps.filter(step => contains(step, at)).length + within;
      const rows = steps.filter(step => step.kind === 'check' && contains(at, step)).length;
      return holders >= 1 || rows > 0 ? undefined : 'table is split';
    }
    default:
      return undefined;
  }
}

// A drawn or escaped box is ticked like a task's own.
const BOXED =
  /^[\s>]*(?:[-*+]|\d{1,9}[.)])\s+(?:[\u2610\u2611\u25A1\u25FB\u2B1C\u2705\u2713\u2714]|\\\[[ xX]\\?\])/u;

// `1) Stop` above a rule as long as itself is a heading to whoever wrote it.
function isUnderlined(item: Nodes, lines: readonly string[]): boolean {
  const { line } = linesOf(item);
  return /^(?:-{4,}|={3,})\s*$/.test(lines[line] ?? '') && (lines[line - 2] ?? '').trim() === '';
}

// An item's own words; what it holds beside them may be steps of their own.
function holdersOf(item: Nodes, { holders }: Read): number {
  const first = 'children' in item ? item.children[0] : undefined;
  const { line } = linesOf(item);
  const words = { line, endLine: first?.type === 'paragraph' ? linesOf(first).endLine : line };
  return holders.filter(holder => contains(holder, words)).length;
}

// A heading is one line that begins with # or is bold as a whole but for a pictogram before it, or text down to its underline.
function headingOf(lines: readonly string[], line: number): Lines {
  if (/^ {0,3}(?:#|(?:[^\w\s*]\S{0,30}\s+)?(?:\*\*.*\*\*|__.*__):?\s*$)/.test(lines[line - 1] ?? '')) {
    const isUnderlined =
      !/^ {0,3}#/.test(lines[line - 1] ?? '') && /^ {0,3}(?:=+|-+)\s*$/.test(lines[line] ?? '');
    return { line, endLine: isUnderlined ? line + 1 : line };
  }
  return {
    line,
    endLine: lines.findIndex((text, at) => at >= line && /^[ ]{0,3}(?:=+|-+)\s*$/.test(text)) + 1,
  };
}

function treeOf(lines: readonly string[]): Root {
  return fromMarkdown(lines.join('\n'), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function linesOf(node: Nodes): Lines {
  return { line: node.position?.start.line ?? 0, endLine: node.position?.end.line ?? 0 };
}

// An unclosed fence takes the blank lines at the end of the file along.
function trimmed(lines: readonly string[], { line, endLine }: Lines): Lines {
  let end = endLine;
  while (end > line && (lines[end - 1] ?? '').trim() === '') {
    end -= 1;
  }
  return { line, endLine: end };
}

function contains(outer: Lines, inner: Lines): boolean {
  return outer.line <= inner.line && outer.endLine >= inner.endLine;
}

function range({ line, endLine }: Lines): number[] {
  return Array.from({ length: endLine - line + 1 }, (_, at) => line + at);
}

// Front matter that could be read is in `meta`; what could not is shown as prose.
function frontMatterEnd(lines: readonly string[], runbook: Runbook): number {
  const read = Object.keys(runbook.meta.frontMatter).length > 0;
  return lines[0]?.trimEnd() === '---' && read
    ? lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line)) + 1
    : 0;
}
