import { said, tell, tellAll, type Told } from '../../message/message.ts';
import type { MessageKey } from '../../message/messageKey.ts';
import type { Problem, Statement } from '../../shell/statement.ts';
import { commandsOf, hear, nameOf, placedSteps, type Command } from '../commands.ts';
import { runnableOf } from '../document.ts';
import { direct, isExit } from '../repairs/direct.ts';
import { tagAs } from '../repairs/tag.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Report, Rule } from '../rule.ts';

const slugs = ['root-prompt', 'zsh-syntax', 'other-language'];

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
    ...problemsOf(document, ['zsh-syntax']).map(problem => reportOf(problem)),
    ...problemsOf(document, ['other-language']).map(problem => inLanguage(document, problem)),
  ],
};

// A whole block of another language: nothing in it is run, and its tag is what is wrong.
function inLanguage(document: Document, problem: Problem): Report {
  const [step] = placedSteps(document).find(([{ line }]) => line === problem.line) ?? [];
  const tag = problem.says[0]?.values['tag'];
  return reportOf(problem, step !== undefined && typeof tag === 'string' ? tagAs(document, step, tag) : []);
}

function entered(document: Document): readonly Report[] {
  return commandsOf(document)
    .filter(command => command.statement.entersShell && command.rest.some(({ text }) => !isExit(text)))
    .filter(command => !opensOneByOne(document, command))
    .filter(command => firstEntering(command) === command.statement)
    .map(command => ({ ...command, fixes: direct(document, command) }))
    .map(({ statement, rest, fixes }) => ({
      ...tellAll(
        rest.length === 1
          ? said('otherShell.entered.one', { command: nameOf(statement) })
          : said('otherShell.entered.many', { command: nameOf(statement), count: rest.length }),
        said(inside(document, statement)),
      ),
      line: statement.line,
      endLine: statement.endLine,
      fixes,
    }));
}

// A block that only opens a shell, and right below it one for that shell, which would run on this machine.
function left(document: Document): readonly Report[] {
  const blocks = placedSteps(document).flatMap(([step, section]) =>
    step.kind === 'commands' ? [{ step, section }] : [],
  );
  return blocks.flatMap(({ step, section }, index) => {
    const next = blocks[index + 1];
    const opens = runnableOf(step).at(-1);
    const program = opens === undefined ? '' : (hear(document, opens).calls.at(-1)?.program ?? '');
    const first = next === undefined ? undefined : runnableOf(next.step)[0];
    const isNear = next?.section.id === section.id && next.step.line - step.endLine <= nearby;
    if (opens?.entersShell !== true || first === undefined || !isNear || isExit(first.text)) {
      return [];
    }
    const sameTool = hear(document, first).calls.some(call => call.program === program);
    const told = tellAll(
      said('otherShell.left', { command: nameOf(opens), line: next.step.line }),
      said(inside(document, opens)),
    );
    return sameTool ? [] : [{ ...told, line: opens.line, endLine: opens.endLine }];
  });
}

// Lines between two blocks that are read as one.
const nearby = 8;

// Where the command that opened the shell is reported, so are these.
function atRootPrompt(document: Document): readonly Report[] {
  const opened = new Set(
    commandsOf(document).flatMap(command =>
      command.statement.entersShell ? command.rest.map(({ line }) => line) : [],
    ),
  );
  return problemsOf(document, ['root-prompt'])
    .filter(({ line }) => !opened.has(line))
    .map(problem => ({ ...reportOf(problem), ...tell('otherShell.rootPrompt') }));
}

// `ssh a`, `ssh b`: each is tried from here, none is meant for the other.
function opensOneByOne(document: Document, { statement, rest }: Command): boolean {
  const program = programOf(document, statement);
  return rest.every(next => next.entersShell && programOf(document, next) === program);
}

function programOf(document: Document, statement: Statement): string {
  return hear(document, statement).calls[0]?.program ?? '';
}

function firstEntering({ step }: Command): Statement | undefined {
  return runnableOf(step).find(({ entersShell }) => entersShell);
}

// What to write instead, by the program that opens the shell.
const instead = {
  ssh: 'inside.ssh',
  psql: 'inside.psql',
  mysql: 'inside.mysql',
  mariadb: 'inside.mysql',
  su: 'inside.sudo',
  sudo: 'inside.sudo',
  kubectl: 'inside.container',
  oc: 'inside.container',
  docker: 'inside.container',
  podman: 'inside.container',
  'docker-compose': 'inside.container',
} as const satisfies Readonly<Record<string, MessageKey>>;

function inside(
  document: Document,
  statement: Statement,
): (typeof instead)[keyof typeof instead] | 'inside.debug' | 'inside.rsh' | 'inside.other' {
  const { program = '', args = [] } = hear(document, statement).calls[0] ?? {};
  if ((program === 'oc' || program === 'kubectl') && args.includes('debug')) return 'inside.debug';
  if (program === 'oc' && args.includes('rsh')) return 'inside.rsh';
  return isKnown(program) ? instead[program] : 'inside.other';
}

function isKnown(program: string): program is keyof typeof instead {
  return Object.hasOwn(instead, program);
}

// The Windows command prompt and a program's own, which each language calls otherwise.
const commandPrompt = 'cmd';
const anyPrompt = '>';

// `> info replication`, of redis and others: bash would write a file named `info`.
const atPrompt = /^\s*>\s+[A-Za-z][A-Za-z_-]*[ \t]+\S/;

/** Whether a line stands behind the prompt of another program. */
export function isAtPrompt(text: string): boolean {
  return atPrompt.test(text);
}

const languages: readonly (readonly [language: string, pattern: RegExp])[] = [
  [
    'PowerShell',
    /^\s*(?:\$env:\w+|\$\w+\s+=\s+\S|(?:Get|Set|New|Remove|Start|Stop|Restart|Invoke|Write|Import|Install|Test|Select|Where|ForEach|Out|Add|Enable|Disable|Connect)-[A-Z]\w+)/,
  ],
  [
    commandPrompt,
    /^\s*(?:set\s+\w+=\S*%\w+%|@?echo off|copy\s+\w:\\|del\s+\/|cd\s+\/d\s|\w+.*%[A-Z][A-Z_]{2,}%)/,
  ],
  ['fish', /^\s*set\s+(?:-[gxUl]+|-(?:-export|-global))\s+[A-Za-z_]\w*(?:\s+[^-\s]|$)/],
  ['zsh', /^\s*(?:setopt|unsetopt|autoload|zstyle|bindkey|compinit|zmodload)\b/],
  ['Python', /^>>> /],
  [anyPrompt, atPrompt],
  [
    'SQL',
    /^\s*(?:SELECT\s[\s\S]+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|ALTER\s+(?:TABLE|USER|ROLE)\s|CREATE\s+(?:TABLE|INDEX|USER|ROLE|DATABASE)\s|DROP\s+(?:TABLE|INDEX|USER|DATABASE)\s)/,
  ],
];

// What highlighters call them, where that is not the name itself; at a prompt a block holds more than its program's language.
const tags: ReadonlyMap<string, string> = new Map([
  [commandPrompt, 'bat'],
  [anyPrompt, 'text'],
]);

// One finding a block: its language is one.
function foreign(document: Document): readonly Report[] {
  return placedSteps(document).flatMap(([step]) => {
    if (step.kind !== 'commands') {
      return [];
    }
    const statements = runnableOf(step);
    if (statements.some(({ entersShell }) => entersShell)) {
      return [];
    }
    for (const statement of statements.filter(({ problems }) => !isZsh(problems))) {
      const language = languages.find(
        ([, pattern]) => pattern.test(statement.text) && !isXtrace(statement.text),
      );
      if (language !== undefined) {
        const told = tellLanguage(language[0], nameOf(statement));
        const fixes = tagAs(document, step, tags.get(language[0]) ?? language[0].toLowerCase());
        return [{ ...told, line: statement.line, endLine: statement.endLine, fixes }];
      }
    }
    return [];
  });
}

function tellLanguage(name: string, command: string): Told {
  switch (name) {
    case commandPrompt:
      return tell('otherShell.commandPrompt', { command });
    case anyPrompt:
      return tell('otherShell.prompt', { command });
    default:
      return tell('otherShell.language', { command, language: name });
  }
}

// Said already, where the block is tagged so.
function isZsh(problems: Statement['problems']): boolean {
  return problems.some(({ code }) => code === 'zsh-syntax');
}

// `set -x` alone is bash's.
function isXtrace(text: string): boolean {
  return /^\s*set\s+-[a-z]+\s*$/.test(text);
}
