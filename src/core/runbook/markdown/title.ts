import type { Grammar } from '../../shell/grammar.ts';
import { readOutline } from './blocks.ts';
import { readFrontMatter } from './frontMatter.ts';
import { findRepair } from './mojibake.ts';
import { nestParts, splitAtHeadings } from './parts.ts';
import { decodeSource } from './source.ts';

/** The title of a runbook's text, without reading what there is to do in it; empty where it has none. */
export function readTitle(bytes: Uint8Array): string {
  const { lines } = decodeSource(bytes);
  const frontMatter = readFrontMatter(lines);
  const body = lines.map((line, index) => (index < frontMatter.lines ? '' : line));
  const { blocks, references } = readOutline(body);
  const page = {
    lines,
    references,
    labels: new Set(Object.keys(references).map(label => label.toLowerCase())),
    tools: { grammar: noShell },
    repair: findRepair(lines)?.repair ?? ((text: string) => text),
    problems: [],
  };
  const nodes = nestParts(splitAtHeadings(page, { blocks, line: frontMatter.lines + 1 }));
  return titleAmong(
    nodes.map(({ part }) => part),
    frontMatter.data['title'],
  );
}

/** What names the document: its heading of level 1, else what front matter says, else its first heading. */
export function titleAmong(
  sections: readonly { readonly level: number; readonly title: string }[],
  stated: unknown,
): string {
  const highest = sections.filter(section => section.level === 1);
  const titled = sections.find(section => section.title !== '');
  // Of several of level 1, none names what stands above them all.
  const first = highest.length > 1 ? titled : (highest[0] ?? titled);
  return first !== undefined && first.title !== '' && (first.level === 1 || typeof stated !== 'string')
    ? first.title
    : typeof stated === 'string'
      ? stated
      : '';
}

/** A title is no command, and whoever lists many runs has no time for a grammar. */
const noShell: Grammar = {
  parse: text => ({
    type: 'program',
    startIndex: 0,
    endIndex: text.length,
    isNamed: true,
    isError: false,
    isMissing: false,
    hasError: false,
    children: [],
  }),
};
