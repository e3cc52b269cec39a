import type { Block } from '../markdown/blocks.ts';
import { expecting } from '../words/answering.ts';
import { readFenceInfo } from '../markdown/fenceInfo.ts';
import type { Page } from '../markdown/page.ts';
import type { Section, Step, SuggestedStep } from '../runbook.ts';
import { isRefusedInside } from './refused.ts';
import { readShellFence } from './shellStep.ts';

/**
 * The sections with each suggested step of `ids` read as the shell that somebody says it is. Nothing else changes: ids, owners
 * and lines stay, so that what a run has done already keeps its place. What holds no command stays as it was.
 */
export function readAsShell(
  page: Page,
  sections: readonly Section[],
  ids: ReadonlySet<string>,
): readonly Section[] {
  if (ids.size === 0) return sections;
  return sections.map(section => ({
    ...section,
    steps: section.steps.map(step => asShell(page, step, ids)),
    sections: readAsShell(page, section.sections, ids),
  }));
}

function asShell(page: Page, step: Step, ids: ReadonlySet<string>): Step {
  const { steps } = step;
  const owner =
    steps === undefined ? step : { ...step, steps: steps.map(owned => asShell(page, owned, ids)) };
  return owner.kind === 'suggested' && ids.has(owner.id) ? readOne(page, owner) : owner;
}

function readOne(page: Page, step: SuggestedStep): Step {
  const { expected, ...rest } = step;
  const { line, endLine, title } = step;
  const draft = readShellFence(
    page,
    { title, path: [] },
    {
      block: blockOf(page, step),
      info: readFenceInfo('bash'),
      intro: title,
    },
  );
  const { body: read } = draft;
  // What a comment forbids stays what it was: there is nothing in it to run.
  if (isRefusedInside(draft)) return step;
  const body = (expected === undefined ? undefined : expecting(read, expected)) ?? read;
  switch (body.kind) {
    case 'commands':
    case 'script':
      return { ...rest, ...body, line, endLine, title, required: true };
    default:
      return step;
  }
}

/** The fence that the author could have written around the same lines. */
function blockOf({ lines, problems }: Page, { line, endLine, text }: SuggestedStep): Block {
  const fenced = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:`{3}|~{3})/.test(lines[line - 1] ?? '');
  return {
    kind: 'fence',
    // The reader takes the line below the marker as the first of the text.
    line: fenced ? line : line - 1,
    endLine,
    level: 0,
    text,
    info: 'bash',
    ordered: false,
    closed: !problems.some(problem => problem.code === 'unclosed-fence' && problem.line === line),
    quotes: 0,
    children: [],
  };
}
