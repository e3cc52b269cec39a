import { titled } from '../../message/message.ts';
import type { Command } from '../commands.ts';
import { append, insertBefore } from '../edits.ts';
import type { Fix } from '../finding.ts';
import type { Document } from '../rule.ts';
import { languageOf } from './language.ts';
import { written } from './fixTexts.ts';

/** A task before the block that asks for a backup, or a section at the end that says how to go back. */
export function wayBack(document: Document, command: Command): readonly Fix[] {
  return [...taskBefore(document, command), sectionBehind(document, command)];
}

// In a list or a quote a task of its own would tear what stands there apart. A task owns the fence right behind it, so that the sentence
// that leads to the block, or one of ours, stands between them.
function taskBefore(document: Document, { step }: Command): readonly Fix[] {
  const { lines } = document;
  if (!/^(?:`{3,}|~{3,})/.test(lines[step.line - 1] ?? '')) {
    return [];
  }
  const tongue = languageOf(document);
  const asks = written.backup[tongue];
  const intro = introOf(lines, step.line);
  const top = intro ?? commentsOf(lines, step.line);
  const isTight = (lines[top - 2] ?? '').trim() !== '';
  const task = [...(isTight ? [''] : []), `- [ ] ${asks}`, ''];
  const edit = insertBefore(
    document,
    top,
    intro === undefined ? [...task, written.atHand[tongue], ''] : task,
  );
  return [{ ...titled('fix.backupTask'), safe: false, edits: [{ ...edit, asks }] }];
}

/** The first line of the comments about a block, which stay with it. */
function commentsOf(lines: readonly string[], line: number): number {
  let top = line;
  for (let at = line - 1; at > 0 && isComment(lines[at - 1]); at -= 1) {
    top = lines[at - 1]?.trim() === '' ? top : at;
  }
  return top;
}

function isComment(text: string | undefined): boolean {
  return /^(?:\s*|<!--.*-->\s*)$/.test(text ?? '');
}

/** The first line of the paragraph that stands right above a block, the comments between them left out; undefined if there is none. */
function introOf(lines: readonly string[], line: number): number | undefined {
  let at = line - 1;
  while (at > 0 && isComment(lines[at - 1])) {
    at -= 1;
  }
  let top: number | undefined;
  while (
    at > 0 &&
    /^[\p{L}\d*_[(]/u.test(lines[at - 1] ?? '') &&
    !/^(?:[*+-]|\d+[.)])\s/.test(lines[at - 1] ?? '')
  ) {
    top = at;
    at -= 1;
  }
  const above = lines[at - 1] ?? '';
  return top !== undefined && (at === 0 || above.trim() === '' || /^#{1,6}\s/.test(above)) ? top : undefined;
}

function sectionBehind(document: Document, { section }: Command): Fix {
  const tongue = languageOf(document);
  const asks = written.wayBack[tongue];
  const heading = `${'#'.repeat(Math.min(6, Math.max(2, section.level)))} ${written.rollback[tongue]}`;
  const isOpen = (document.lines.at(-1) ?? '').trim() !== '' || (document.lines.at(-2) ?? '').trim() !== '';
  const edit = append(document, [...(isOpen ? [''] : []), heading, '', `1. ${asks}`]);
  return { ...titled('fix.rollback'), safe: false, edits: [{ ...edit, asks }] };
}
