import { titled } from '../../message/message.ts';
import type { Statement } from '../../shell/statement.ts';
import { editLine, removeLine } from '../edits.ts';
import { hear, type Command } from '../commands.ts';
import type { Edit, Fix } from '../finding.ts';
import type { Document } from '../rule.ts';

/** Gives each command below to the program that opens a shell for them, where they are single lines that need nothing of each other. */
export function direct(document: Document, { statement, rest }: Command): readonly Fix[] {
  const wrap = wrapperOf(document, statement);
  const end = rest.findIndex(({ text }) => isExit(text));
  const inside = end < 0 ? rest : rest.slice(0, end);
  const exit = rest[end];
  if (wrap === undefined || inside.length === 0 || !inside.every(next => standsAlone(next))) {
    return [];
  }
  const given = inside.map(next => replaced(document, next, wrap(next.text)));
  if (given.some(edit => edit === undefined)) {
    return [];
  }
  const edits = [
    removeLine(document, statement.line),
    ...given.flatMap(edit => edit ?? []),
    ...(exit === undefined ? [] : [removeLine(document, exit.line)]),
  ];
  return [{ ...titled('fix.direct', { program: programOf(document, statement) }), safe: false, edits }];
}

/** Whether a command leaves a shell. */
export function isExit(text: string): boolean {
  return /^\s*(?:exit|logout|\\q|quit)\b/.test(text);
}

function programOf(document: Document, statement: Statement): string {
  return hear(document, statement).calls[0]?.program ?? '';
}

type Wrap = (command: string) => string | undefined;

function wrapperOf(document: Document, opener: Statement): Wrap | undefined {
  const text = opener.text.trim();
  if (opener.line !== opener.endLine || /[|;&<#]/.test(text.replaceAll(/<[\w -]+>/g, ''))) {
    return undefined;
  }
  if (programOf(document, opener) === 'ssh') {
    return command => (command.includes("'") ? undefined : `${text} '${command}'`);
  }
  if (/^sudo\s+(?:su(?:\s+-l?)?(?:\s+root)?|-i|-s|(?:\/bin\/)?(?:ba|z)?sh)$/.test(text)) {
    return command => (isPlain(command) ? `sudo ${command.replace(/^sudo\s+/, '')}` : undefined);
  }
  const exec =
    /^((?:kubectl|oc|docker|podman|docker-compose)\s.*?\bexec\b.*?)\s+(?:--\s+)?(?:\/bin\/)?(?:ba|a)?sh$/.exec(
      text,
    );
  const base = exec?.[1]?.replaceAll(/\s(?:-(?:it|ti|i|t)|--interactive|--stdin|--tty)(?=\s|$)/g, '');
  const mark = /^(?:kubectl|oc)\b/.test(text) ? ' --' : '';
  return base === undefined
    ? undefined
    : command => (isPlain(command) ? `${base.replace(/\s--$/, '')}${mark} ${command}` : undefined);
}

// What this machine's shell would read itself, before the other one gets it.
function isPlain(command: string): boolean {
  return !/[|;&<>$`(){}*?~]/.test(command);
}

// A directory, a variable or an option that is set for the next command is lost between two calls.
function standsAlone({ text, line, endLine, entersShell, problems, reads, writes }: Statement): boolean {
  const keeps =
    /^\s*(?:cd|pushd|popd|export|source|\.|set|alias|umask|unset|declare|read|trap|su|sudo\s+(?:su|-i|-s))\b/;
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return (
    line === endLine && !entersShell && !isBroken && !keeps.test(text) && reads.length + writes.length === 0
  );
}

// A root prompt becomes the user's, whom the command is given to now.
function replaced(document: Document, { line, text }: Statement, by: string | undefined): Edit | undefined {
  const source = document.lines[line - 1] ?? '';
  const from = source.trimEnd().length - text.trim().length;
  const lead = source.slice(0, from);
  if (by === undefined || from < 0 || !source.trimEnd().endsWith(text.trim())) {
    return undefined;
  }
  const indent = /^[\s>]*/.exec(lead)?.[0] ?? '';
  const prompt = lead.slice(indent.length) === '' ? '' : '$ ';
  return editLine(document, line, { from: indent.length, to: source.trimEnd().length, text: prompt + by });
}
