import { tell } from '../../message/message.ts';
import type { Block } from './blocks.ts';
import { isMarkdown, readFenceInfo } from './fenceInfo.ts';
import { report, type Page } from './page.ts';

const FENCE = /^(`{3,}|~{3,})[ \t]*([^`\n]*)$/;

/** Reports Markdown that hides steps: fences that are open, too deep or nested, and tasks that are none. */
export function checkStructure(page: Page, blocks: readonly Block[]): void {
  for (const block of blocks) {
    switch (block.kind) {
      case 'fence':
        checkFence(page, block);
        break;
      case 'code':
        checkIndented(page, block);
        break;
      case 'paragraph':
        checkParagraph(page, block);
        break;
      case 'html':
        checkHtml(page, block);
        break;
      default:
        checkStructure(page, block.children);
    }
  }
}

function checkFence(page: Page, block: Block): void {
  const inner = block.text.split('\n');
  const { language } = readFenceInfo(block.info);
  if (!block.closed) {
    const close = inner.findIndex(line => /^[\s>]*(?:`{3,}|~{3,})\s*$/.test(line));
    const { endLine } = block;
    report(page, block, {
      code: 'unclosed-fence',
      severity: 'error',
      ...(close < 0
        ? tell('remark.unclosedFence', { endLine })
        : tell('remark.unclosedFenceLikely', { endLine, line: block.line + 1 + close })),
    });
    return;
  }
  const deep = inner.findIndex(line => /^\s{4,}(?:`{3,}|~{3,})\s*$/.test(line));
  if (deep >= 0 && !isMarkdown(language)) {
    reportOverindented(page, block.line + 1 + deep);
  }
  const opened = isMarkdown(language)
    ? -1
    : inner.findIndex(line => /^ {0,3}(?:`{3,}|~{3,})[ \t]*[A-Za-z]/.test(line));
  if (opened >= 0) {
    const line = block.line + 1 + opened;
    report(
      page,
      { line: block.line, endLine: line },
      {
        code: 'fence-in-fence',
        severity: 'warning',
        ...tell('remark.fenceInFence', { inner: line, outer: block.line }),
      },
    );
  }
}

// Four spaces more than its place make a fence part of an indented block, so its commands are plain text.
function checkIndented(page: Page, block: Block): void {
  const at = block.text.split('\n').findIndex(line => FENCE.test(line.trim()));
  if (at >= 0) {
    reportOverindented(page, block.line + at);
  }
}

function reportOverindented(page: Page, line: number): void {
  report(
    page,
    { line, endLine: line },
    {
      code: 'overindented-fence',
      severity: 'warning',
      ...tell('remark.overindentedFence'),
    },
  );
}

function checkParagraph(page: Page, block: Block): void {
  const lines = page.lines.slice(block.line - 1, block.endLine);
  for (const [at, line] of lines.entries()) {
    const number = block.line + at;
    if (at > 0 && /^\s{4,}(?:`{3,}[^`]*|~{3,}.*)$/.test(line.replace(/^[\s>]*>/, ''))) {
      reportOverindented(page, number);
      return;
    }
    if (
      /^[\s>]*(?:[-*+]\[[ xX]\]|[-*+]\s+\[\]|\[[ xX]\]|[-*+]\s+\\?\[[ xX]?\\\]|\\\[[ xX]\\?\])\s+\S|^[\s>]*[-*+]\s+\[[ xX]\](?=[\p{L}\d*`])/u.test(
        line,
      )
    ) {
      report(
        page,
        { line: number, endLine: number },
        {
          code: 'malformed-task',
          severity: 'info',
          ...tell('remark.malformedTask'),
        },
      );
    }
  }
}

// Markdown inside an HTML block is not Markdown until a blank line ends the block.
function checkHtml(page: Page, block: Block): void {
  if (/^\s*<!--/.test(block.text)) {
    return;
  }
  const at = block.text.split('\n').findIndex(line => /^\s*(?:[-*+]\s+\[[ xX]\]\s|`{3}|~{3})/.test(line));
  if (at > 0) {
    const line = block.line + at;
    report(
      page,
      { line, endLine: line },
      {
        code: 'markdown-in-html',
        severity: 'warning',
        ...tell('remark.markdownInHtml'),
      },
    );
  }
}

// Zero-width and direction characters, except joiners inside emoji and letters.
const ZERO_WIDTH =
  /[\u200B\u2060\u180E]|(?<!\p{Extended_Pictographic}|\uFE0F|\p{L}\p{M}*)\u200D|(?!^)\uFEFF|[\u202A-\u202E\u2066-\u2069]/u;
const MAX_REPORTS = 20;

/** Reports zero-width and direction characters outside shell blocks, which report their own. */
export function checkCharacters(page: Page, skip: (line: number) => boolean): void {
  if (!ZERO_WIDTH.test(page.lines.join('\n'))) {
    return;
  }
  let found = 0;
  for (const [index, text] of page.lines.entries()) {
    if (found >= MAX_REPORTS || !ZERO_WIDTH.test(text) || skip(index + 1)) {
      continue;
    }
    found += 1;
    report(
      page,
      { line: index + 1, endLine: index + 1 },
      {
        code: 'zero-width',
        severity: 'warning',
        ...tell('remark.zeroWidth'),
      },
    );
  }
}
