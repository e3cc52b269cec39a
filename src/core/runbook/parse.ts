import { tell } from '../message/message.ts';
import type { Grammar } from '../shell/grammar.ts';
import type { BlockTools } from '../shell/readBlock.ts';
import type { Problem } from '../shell/statement.ts';
import { allApprovals, approvalsIn } from './words/approvals.ts';
import { readAsShell } from './steps/asShell.ts';
import { readOutline, type Block } from './markdown/blocks.ts';
import { isShell, readFenceInfo } from './markdown/fenceInfo.ts';
import { readFrontMatter } from './markdown/frontMatter.ts';
import { Identity } from './steps/identity.ts';
import { readInputs } from './inputs.ts';
import { readMeta } from './words/meta.ts';
import { findRepair, type Repair } from './markdown/mojibake.ts';
import type { Page } from './markdown/page.ts';
import type { Runbook } from './runbook.ts';
import { readSections } from './sections.ts';
import { decodeSource } from './markdown/source.ts';
import { checkCharacters, checkStructure } from './markdown/structure.ts';
import { titleAmong } from './markdown/title.ts';
import { valuesToReplace } from './words/toldValues.ts';

/** A Markdown file as it was read. */
export interface RunbookSource {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** 64 hex digits of the SHA-256 of `bytes`; `sha256:` before them is accepted. */
  readonly sha256: string;
  /** Ids of suggested steps to treat as shell. */
  readonly shell?: ReadonlySet<string>;
}

/** Reads any Markdown file as a runbook. Never throws: what it does not understand becomes prose or a problem. */
export function parseRunbook(source: RunbookSource, tools: BlockTools | Grammar): Runbook {
  const { lines, problems } = decodeSource(source.bytes);
  const frontMatter = readFrontMatter(lines);
  // Blanked rather than removed, so that every line keeps its number.
  const body = lines.map((line, index) => (index < frontMatter.lines ? '' : line));
  const { blocks, references } = readOutline(body);
  const repair = findRepair(lines);
  const page: Page = {
    lines,
    references,
    labels: new Set(Object.keys(references).map(label => label.toLowerCase())),
    tools: { ...('grammar' in tools ? tools : { grammar: tools }), told: valuesToReplace(body) },
    repair: repair?.repair ?? (text => text),
    problems: [...problems, ...frontMatter.problems, ...mojibakeProblems(repair)],
  };
  checkStructure(page, blocks);
  checkCharacters(page, shellLines(blocks));
  const first = frontMatter.unread ? 1 : frontMatter.lines + 1;
  const stated = frontMatter.data['title'];
  const document = { blocks, line: first, ...(typeof stated === 'string' ? { title: stated } : {}) };
  const read = readSections(page, document, new Identity());
  const sections = readAsShell(page, read.sections, source.shell ?? new Set());
  const shown = body.map(page.repair);
  const { inputs, problems: later } = readInputs(sections, shown, frontMatter.data['inputs']);
  return {
    format: 'handrail-runbook/1',
    path: source.path,
    digest: `sha256:${source.sha256.replace(/^sha256:/, '')}`,
    title: titleAmong(sections, stated) || (source.path.split(/[\\/]/).at(-1) ?? ''),
    meta: readMeta(page, frontMatter, blocks),
    inputs,
    sections,
    approvals: allApprovals(
      approvalsIn(frontMatter.data['approvals'], keyLine(lines, 'approvals')),
      read.approvals,
    ),
    problems: [...page.problems, ...later].sort((a, b) => a.line - b.line || a.endLine - b.endLine),
  };
}

function mojibakeProblems(repair: Repair | undefined): Problem[] {
  const line = repair?.lines[0];
  if (repair === undefined || line === undefined) {
    return [];
  }
  const { encoding } = repair;
  const count = repair.lines.length;
  return [
    {
      code: 'mojibake',
      severity: 'warning',
      ...(count === 1
        ? tell('remark.mojibake.one', { encoding })
        : tell('remark.mojibake.many', { encoding, count })),
      line,
      endLine: line,
    },
  ];
}

function keyLine(lines: readonly string[], key: string): number {
  return Math.max(1, lines.findIndex(line => line.startsWith(`${key}:`)) + 1);
}

function shellLines(blocks: readonly Block[]): (line: number) => boolean {
  const held = new Set<number>();
  const visit = (block: Block): void => {
    if (block.kind === 'fence' && isShell(readFenceInfo(block.info).language)) {
      for (let line = block.line; line <= block.endLine; line += 1) {
        held.add(line);
      }
    }
    block.children.forEach(visit);
  };
  blocks.forEach(visit);
  return line => held.has(line);
}
