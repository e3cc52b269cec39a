import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { ShownVariable } from '../../core/run/environment.ts';
import type { Page } from '../../core/run/view/view.ts';
import type { OutputDocuments } from '../outputDocuments.ts';
import { say, sayNoChecklist } from '../notice.ts';
import { columnBeside } from './columnBeside.ts';
import { numberOf } from './stepNumber.ts';
import type { Walker } from './walker.ts';

/** Shows the variables of a run's shell in a read-only editor, grouped by who set them; for secrets the names only. */
export async function showEnvironment(texts: OutputDocuments, walker: Walker | undefined): Promise<void> {
  const { page } = walker ?? {};
  if (walker === undefined || page === undefined) {
    sayNoChecklist();
    return;
  }
  const variables = await walker.environment();
  if (variables === undefined) {
    say(vscode.l10n.t('The environment of this run could not be read.'), 'warning');
    return;
  }
  const name = vscode.l10n.t('{0} environment', posix.basename(walker.runbook.path).replace(/\.[^.]*$/, ''));
  const text = environmentText(variables, page);
  await texts.show({ key: `${page.digest} ${Date.now()}`, title: name, text }, columnBeside(walker));
}

/** Everything by who set it, what commands did first. */
function environmentText(variables: readonly ShownVariable[], page: Page): string {
  const by = (origin: ShownVariable['by']) => variables.filter(one => one.by === origin);
  const byCommands = variables.filter(one => typeof one.by === 'object');
  const sections: readonly (readonly [string, readonly ShownVariable[]])[] = [
    [vscode.l10n.t('Set or changed by commands'), byCommands.filter(({ removed }) => removed !== true)],
    [vscode.l10n.t('Removed by commands'), byCommands.filter(({ removed }) => removed === true)],
    [vscode.l10n.t('Values of this run'), by('value')],
    [vscode.l10n.t('Restored from an earlier session of this run'), by('restored')],
    [vscode.l10n.t('Set by Handrail'), by('handrail')],
    [vscode.l10n.t('Set by the shell'), by('shell')],
    [vscode.l10n.t('Inherited from VS Code'), by('inherited')],
  ];
  const intro = vscode.l10n.t('All variables of the shell of this run. Secrets are named, never shown.');
  const parts = sections
    .filter(([, found]) => found.length > 0)
    .map(([title, found]) => [`# ${title}`, '', ...found.map(one => lineOf(one, page))].join('\n'));
  return `${[intro, ...parts].join('\n\n')}\n`;
}

function lineOf(variable: ShownVariable, page: Page): string {
  const { name, value, secret, removed, exported, by } = variable;
  const holds = secret === true ? ` ${vscode.l10n.t('(secret)')}` : `=${oneLine(value ?? '')}`;
  const notes = [
    ...(typeof by === 'string' ? [] : [whereSet(by, page)]),
    ...(exported || removed === true ? [] : [vscode.l10n.t('commands do not inherit it')]),
  ];
  return `${name}${removed === true ? '' : holds}${notes.length === 0 ? '' : `    # ${notes.join(', ')}`}`;
}

function whereSet({ step, statement, line }: Exclude<ShownVariable['by'], string>, page: Page): string {
  const number = numberOf(page, step);
  return number === ''
    ? vscode.l10n.t('line {0}', line)
    : vscode.l10n.t('step {0}, command {1}, line {2}', number, statement + 1, line);
}

/** As the shell would take it, where a value has several lines. */
function oneLine(value: string): string {
  return /[\n\r\t]/.test(value)
    ? `$${JSON.stringify(value)
        .replaceAll("'", String.raw`\'`)
        .replaceAll(/^"|"$/g, "'")}`
    : value;
}
