import { tell } from '../../message/message.ts';
import { commandsOf, isBroken, nameOf, type Command } from '../commands.ts';
import type { Rule } from '../rule.ts';

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
      .map(({ statement }) => ({
        ...tell('leftRunning', { command: nameOf(statement) }),
        line: statement.line,
        endLine: statement.endLine,
      }));
  },
};

// What ends or waits for a command that runs behind the others, whichever it is.
const ends = /\b(?:p?kill|killall|wait|fg|trap|jobs\s+-p)\b|--kill\b/;
// Who writes this means it to stay, or has it end by itself.
const meant = /\b(?:nohup|setsid|disown|timeout|sleep|daemon)\b/;

function staysBehind({ statement, step }: Command): boolean {
  const { text } = statement;
  const isBehind = /(?:^|[^&>|])&[ \t]*(?:#.*)?$/.test(text) && !text.includes('<<');
  return isBehind && step.run !== 'block' && !isBroken(step) && !meant.test(text);
}
