import { tell, titled } from '../../message/message.ts';
import { commandsOf, isBroken, nameOf, type Command } from '../commands.ts';
import { insertBefore } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { isPlainShell } from '../repairs/tag.ts';
import type { Document, Rule } from '../rule.ts';

/** A command that is put behind the others and that nothing ends: it outlives its step. */
export const leftRunning: Rule = {
  code: 'HR212',
  name: 'left-running',
  severity: 'info',
  check: document => {
    const commands = commandsOf(document);
    const lastEnd = commands.findLast(({ statement }) => ends.test(statement.text))?.statement.line ?? 0;
    return commands
      .filter(command => staysBehind(command) && command.statement.line > lastEnd)
      .map(command => ({
        ...tell('leftRunning', { command: nameOf(command.statement) }),
        line: command.statement.line,
        endLine: command.statement.endLine,
        fixes: endBelow(document, command),
      }));
  },
};

// What ends or waits for a command that runs behind the others, whichever it is.
const ends = /\b(?:p?kill|killall|wait|fg|trap|jobs\s+-p)\b|--kill\b/;
// Who writes this means it to stay, or has it end by itself.
const meant = /\b(?:nohup|setsid|disown|timeout|sleep|daemon)\b/;

function staysBehind({ statement, step }: Pick<Command, 'statement' | 'step'>): boolean {
  const { text } = statement;
  const isBehind = /(?:^|[^&>|])&[ \t]*(?:#.*)?$/.test(text) && !text.includes('<<');
  return isBehind && step.run !== 'block' && !isBroken(step) && !meant.test(text);
}

// `$!` is the last one that was put behind; what ends a block that only begins something stands elsewhere.
function endBelow(document: Document, { step, rest }: Command): readonly Fix[] {
  const last = rest.at(-1);
  const isLastBehind = rest.every(next => !staysBehind({ statement: next, step }));
  if (last === undefined || !isLastBehind || !isPlainShell(step.language)) {
    return [];
  }
  const lead = /^[\s>]*/.exec(document.lines[last.line - 1] ?? '')?.[0] ?? '';
  const edit = insertBefore(document, last.endLine + 1, [`${lead}kill $!`]);
  return [{ ...titled('fix.endBehind'), safe: false, edits: [edit] }];
}
