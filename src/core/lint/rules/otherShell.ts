import type { Statement } from '../../shell/statement.ts';
import { commandsOf, hear, nameOf, shorten, placedSteps, type Command } from '../commands.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Report, Rule } from '../rule.ts';

const slugs = ['root-prompt'];

/** What depends on another machine or shell than the run's own. */
export const otherShell: Rule = {
  code: 'HR207',
  name: 'other-shell',
  severity: 'warning',
  problems: slugs,
  check: document => [
    ...entered(document),
    ...left(document),
    ...foreign(document),
    ...atRootPrompt(document),
  ],
};

function entered(document: Document): readonly Report[] {
  return commandsOf(document)
    .filter(({ statement, rest }) => statement.entersShell && rest.some(next => !isExit(next)))
    .filter(command => firstEntering(command) === command.statement)
    .map(({ statement, rest }) => ({
      message: `${nameOf(statement)} opens another shell. ${rest.length === 1 ? 'The command below it is' : `The ${rest.length} commands below it are`} meant for that one: a run can only type them there one by one, and a person has to see whether they worked. ${inside(document, statement)}`,
      line: statement.line,
      endLine: statement.endLine,
    }));
}

// A block that only opens a shell, and right below it one for that shell, which would run on this machine.
function left(document: Document): readonly Report[] {
  const blocks = placedSteps(document).flatMap(([step, section]) =>
    step.kind === 'commands' ? [{ step, section }] : [],
  );
  return blocks.flatMap(({ step, section }, index) => {
    const next = blocks[index + 1];
    const opens = step.statements.at(-1);
    const program = opens === undefined ? '' : (hear(document, opens).calls.at(-1)?.program ?? '');
    const first = next?.step.statements[0];
    const isNear = next?.section.id === section.id && next.step.line - step.endLine <= nearby;
    if (opens?.entersShell !== true || first === undefined || !isNear || isExit(first)) {
      return [];
    }
    const sameTool = hear(document, first).calls.some(call => call.program === program);
    const message = `${nameOf(opens)} opens another shell, and the block of line ${next.step.line} looks meant for that one. It runs here, not there. ${inside(document, opens)}`;
    return sameTool ? [] : [{ message, line: opens.line, endLine: opens.endLine }];
  });
}

// Lines between two blocks that are read as one.
const nearby = 8;

// Where the command that opened the shell is reported, so are these.
function atRootPrompt(document: Document): readonly Report[] {
  const opened = new Set(
    commandsOf(document).flatMap(({ statement, rest }) =>
      statement.entersShell ? rest.map(({ line }) => line) : [],
    ),
  );
  return problemsOf(document, slugs)
    .filter(({ line }) => !opened.has(line))
    .map(problem => {
      const message =
        'This command stands behind a root prompt, but it runs as the user who walks the runbook. Put `sudo` before it.';
      return { ...reportOf(problem), message };
    });
}

function firstEntering({ step }: Command): Statement | undefined {
  return step.statements.find(({ entersShell }) => entersShell);
}

function isExit({ text }: Statement): boolean {
  return /^\s*(?:exit|logout|\\q|quit)\b/.test(text);
}

function inside(document: Document, statement: Statement): string {
  const program = hear(document, statement).calls[0]?.program ?? '';
  switch (program) {
    case 'ssh':
      return "Give that shell its commands directly: `ssh host 'command'`.";
    case 'psql':
      return 'Give that shell its commands directly: `psql -c "…"` or a here-document.';
    case 'mysql':
    case 'mariadb':
      return 'Give that shell its commands directly: `-e "…"` or a here-document.';
    case 'su':
    case 'sudo':
      return 'Put `sudo` before each command instead.';
    case 'kubectl':
    case 'oc':
    case 'docker':
    case 'podman':
    case 'docker-compose':
      return "Give that shell its commands directly: `exec … sh -c 'command'`.";
    default:
      return 'Give that shell its commands directly, or put them in a block of their own.';
  }
}

const languages: readonly (readonly [language: string, pattern: RegExp])[] = [
  [
    'PowerShell',
    /^\s*(?:\$env:\w+|\$\w+\s+=\s+\S|(?:Get|Set|New|Remove|Start|Stop|Restart|Invoke|Write|Import|Install|Test|Select|Where|ForEach|Out|Add|Enable|Disable|Connect)-[A-Z]\w+)/,
  ],
  [
    'the Windows command prompt',
    /^\s*(?:set\s+\w+=\S*%\w+%|@?echo off|copy\s+\w:\\|del\s+\/|cd\s+\/d\s|\w+.*%[A-Z][A-Z_]{2,}%)/,
  ],
  ['fish', /^\s*set\s+(?:-[gxUl]+|-(?:-export|-global))\s+[A-Za-z_]\w*(?:\s+[^-\s]|$)/],
  ['zsh', /^\s*(?:setopt|unsetopt|autoload|zstyle|bindkey|compinit|zmodload)\b/],
  ['Python', /^>>> /],
  [
    'SQL',
    /^\s*(?:SELECT\s[\s\S]+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|ALTER\s+(?:TABLE|USER|ROLE)\s|CREATE\s+(?:TABLE|INDEX|USER|ROLE|DATABASE)\s|DROP\s+(?:TABLE|INDEX|USER|DATABASE)\s)/,
  ],
];

// One finding a block: its language is one.
function foreign(document: Document): readonly Report[] {
  return placedSteps(document).flatMap(([step]) => {
    if (step.kind !== 'commands' || step.statements.some(({ entersShell }) => entersShell)) {
      return [];
    }
    for (const statement of step.statements) {
      const language = languages.find(
        ([, pattern]) => pattern.test(statement.text) && !isXtrace(statement.text),
      );
      if (language !== undefined) {
        const [name] = language;
        const message = `${shorten(statement.text.trim().split('\n', 1)[0] ?? '')} reads as ${name}, but the block is run by bash. Tag it with its own language, or write it for bash.`;
        return [{ message, line: statement.line, endLine: statement.endLine }];
      }
    }
    return [];
  });
}

// `set -x` alone is bash's.
function isXtrace(text: string): boolean {
  return /^\s*set\s+-[a-z]+\s*$/.test(text);
}
