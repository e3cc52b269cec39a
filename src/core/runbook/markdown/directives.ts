import type { MarkdownIt, StateBlock } from 'markdown-it';
import type { RuleArguments } from './blockRule.ts';
import { addSiteFences } from './siteFences.ts';

// MkDocs admonitions and content tabs: their body is indented by four columns.
const INDENTED = /^(?:!!!|\?\?\?\+?|===\+?)[ \t]+["\w]/;
// Docusaurus and MyST containers: their body is ordinary Markdown between two lines of colons.
const COLONS = /^:{3,}[ \t]*(?:[A-Za-z{[].*)?$/;

/** Adds indented admonitions (`!!! note`) and container lines (`:::note`) to a markdown-it instance. */
export function addDirectives(markdown: MarkdownIt): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  markdown.block.ruler.before('table', 'admonition', readAdmonition, { alt });
  markdown.block.ruler.before('table', 'directive', readDirective, { alt });
  addSiteFences(markdown);
}

function lineText(state: StateBlock, line: number): string | undefined {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) {
    return undefined;
  }
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(start, state.eMarks[line]);
}

function readDirective(...[state, start, , silent]: RuleArguments): boolean {
  const code = state.src.charCodeAt((state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0));
  const text = code === 0x3a ? lineText(state, start) : undefined;
  if (text === undefined || !COLONS.test(text)) {
    return false;
  }
  if (!silent) {
    state.line = start + 1;
    const token = state.push('directive', 'div', 0);
    token.map = [start, start + 1];
    token.content = text;
  }
  return true;
}

function readAdmonition(...[state, start, end, silent]: RuleArguments): boolean {
  const code = state.src.charCodeAt((state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0));
  const text = code === 0x21 || code === 0x3f || code === 0x3d ? lineText(state, start) : undefined;
  if (text === undefined || !INDENTED.test(text)) {
    return false;
  }
  if (silent) {
    return true;
  }
  const next = bodyEnd(state, start + 1, end);
  const { blkIndent, lineMax, parentType } = state;
  const open = state.push('admonition_open', 'div', 1);
  open.map = [start, next];
  open.info = text;
  state.blkIndent += 4;
  state.lineMax = next;
  state.parentType = 'admonition';
  state.md.block.tokenize(state, start + 1, next);
  Object.assign(state, { blkIndent, lineMax, parentType });
  state.push('admonition_close', 'div', -1);
  state.line = next;
  return true;
}

function bodyEnd(state: StateBlock, from: number, end: number): number {
  let next = from;
  for (let line = from; line < end; line += 1) {
    if (state.isEmpty(line)) {
      continue;
    }
    if ((state.sCount[line] ?? 0) - state.blkIndent < 4) {
      break;
    }
    next = line + 1;
  }
  return next;
}
