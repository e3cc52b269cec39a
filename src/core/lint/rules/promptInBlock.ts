import { tell, titled } from '../../message/message.ts';
import type { CommandsStep } from '../../runbook/runbook.ts';
import { looksLikeCommandLine } from '../../shell/programs/commandLine.ts';
import { findHoles, maskHoles } from '../../shell/holes/hole.ts';
import { readListing, type Listing } from '../../shell/transcripts/transcript.ts';
import { placedSteps } from '../commands.ts';
import { fenceAt, retag } from '../fence.ts';
import type { Fix } from '../finding.ts';
import { isPlainShell } from '../repairs/tag.ts';
import type { Document, Report, Rule } from '../rule.ts';

/** Prompts in a block that says it holds commands only. */
export const promptInBlock: Rule = {
  code: 'HR203',
  name: 'prompt-in-block',
  severity: 'info',
  check: document =>
    placedSteps(document).flatMap(([step]) =>
      step.kind === 'commands' && isPlainShell(step.language) ? (prompts(document, step) ?? []) : [],
    ),
};

function prompts(document: Document, step: CommandsStep): Report | undefined {
  const listing = listingOf(document, step, step.language);
  if (!listing.isTranscript) {
    return undefined;
  }
  const { language } = step;
  return {
    ...tell(listing.outputs.size > 0 ? 'promptsAndOutput' : 'prompts', { language }),
    line: step.line,
    endLine: step.endLine,
    fixes: [...asConsole(document, step, listing), ...withoutPrompts(document, step, listing)],
  };
}

function listingOf({ grammar }: Document, step: CommandsStep, language: string): Listing {
  return readListing(step.text, language, {
    looksLikeCommand: looksLikeCommandLine,
    isComplete: text => !grammar.parse(maskHoles(text, findHoles(text))).hasError,
  });
}

// Safe where the same lines are commands under either tag: `# …` may be a root prompt in a console.
function asConsole(document: Document, step: CommandsStep, listing: Listing): readonly Fix[] {
  const fence = fenceAt(document, step);
  const safe = listingOf(document, step, 'console').rows.join('\n') === listing.rows.join('\n');
  return fence === undefined
    ? []
    : [{ ...titled('fix.tag', { language: 'console' }), safe, edits: [retag(fence, 'console')] }];
}

// Each line that lost a prompt still ends with the command behind it.
function withoutPrompts(document: Document, step: CommandsStep, listing: Listing): readonly Fix[] {
  const rows = step.text.split('\n');
  const edits = listing.rows.flatMap((row, index) => {
    const sourceRow = listing.sourceRows[index] ?? 0;
    const written = rows[sourceRow] ?? '';
    const line = step.line + 1 + sourceRow;
    const at = (document.lines[line - 1] ?? '').lastIndexOf(written);
    if (written === row || at < 0 || !written.endsWith(row)) {
      return [];
    }
    const start = (document.starts[line - 1] ?? 0) + at;
    return [{ range: [start, start + written.length - row.length] as const, text: '' }];
  });
  return edits.length === 0 || listing.outputs.size > 0
    ? []
    : [{ ...titled('fix.removePrompts'), safe: false, edits }];
}
