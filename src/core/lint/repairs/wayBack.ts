import { titled } from '../../message/message.ts';
import type { Command } from '../commands.ts';
import { append, insertBefore } from '../edits.ts';
import type { Fix } from '../finding.ts';
import type { Document } from '../rule.ts';
import { tongueOf } from './tongue.ts';
import { written } from './written.ts';

/** A task before the block that asks for a backup, or a section at the end that says how to go back. */
export function wayBack(document: Document, command: Command): readonly Fix[] {
  return [...taskBefore(document, command), sectionBehind(document, command)];
}

// In a list or a quote a task of its own would tear what stands there apart.
function taskBefore(document: Document, { step }: Command): readonly Fix[] {
  const { lines } = document;
  if (!/^(?:`{3,}|~{3,})/.test(lines[step.line - 1] ?? '')) {
    return [];
  }
  let top = step.line;
  while (/^<!--/.test(lines[top - 2] ?? '')) {
    top -= 1;
  }
  const asks = written.backup[tongueOf(document)];
  const isTight = (lines[top - 2] ?? '').trim() !== '';
  const edit = insertBefore(document, top, [...(isTight ? [''] : []), `- [ ] ${asks}`, '']);
  return [{ ...titled('fix.backupTask'), safe: false, edits: [{ ...edit, asks }] }];
}

function sectionBehind(document: Document, { section }: Command): Fix {
  const tongue = tongueOf(document);
  const asks = written.wayBack[tongue];
  const heading = `${'#'.repeat(Math.min(6, Math.max(2, section.level)))} ${written.rollback[tongue]}`;
  const isOpen = (document.lines.at(-1) ?? '').trim() !== '' || (document.lines.at(-2) ?? '').trim() !== '';
  const edit = append(document, [...(isOpen ? [''] : []), heading, '', `1. ${asks}`]);
  return { ...titled('fix.rollback'), safe: false, edits: [{ ...edit, asks }] };
}
