import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Section } from '../core/runbook/runbook.ts';
import { headingOf } from '../core/run/view/heading.ts';
import type { OfferView, Unseen } from '../core/run/offer.ts';
import type { Plan } from '../core/run/plan.ts';
import type { RunView } from '../core/run/view/view.ts';
import { visibleText } from './visibleText.ts';

const kinds: Readonly<Record<Unseen['kind'], string>> = {
  failed: 'failed',
  skipped: 'skipped',
  unknown: 'outcome unknown',
  edited: 'ran with an edited command',
  brokeGlass: 'went on without an approval',
  newText: 'the run took another text',
  byHand: 'done by hand',
  branch: 'branch taken',
};

const states: Readonly<Record<string, string>> = {
  failed: 'failed',
  unknown: 'outcome unknown',
  judge: 'waits for a look',
  begun: 'begun, and not at its end',
};

/** What the person who takes over reads first: the note, open items, what they have not seen, and what the shell held. */
export function offerText(offer: OfferView, plan: Plan): string {
  const { by, to, at, text, host, openItems, unseen } = offer;
  return [
    `Offered by ${visibleText(by)} on ${new Date(at).toISOString()} from ${visibleText(host)}${to === undefined ? '' : `, to ${visibleText(to)}`}.`,
    ...text.split('\n').map(line => `  ${visibleText(line)}`),
    ...section(
      'Not settled:',
      openItems.map(({ step, state }) => `${headingOf(plan, step)}: ${states[state] ?? visibleText(state)}`),
    ),
    ...section(
      'You have not seen:',
      unseen.map(one => unseenText(one, plan)),
    ),
    ...section('The shell held:', shellLines(offer)),
    '',
  ].join('\n');
}

function unseenText({ kind, step, section, text }: Unseen, plan: Plan): string {
  const name = step === undefined ? titleOf(plan.runbook.sections, section) : headingOf(plan, step);
  const what = name === undefined ? kinds[kind] : `${visibleText(name)}: ${kinds[kind]}`;
  return text === '' ? what : `${what} (${visibleText(text.replaceAll(/\s+/g, ' '))})`;
}

function titleOf(sections: readonly Section[], id: string | undefined): string | undefined {
  const found = sections.find(one => one.id === id);
  return found?.title ?? sections.map(one => titleOf(one.sections, id)).find(title => title !== undefined);
}

function shellLines({ shell }: OfferView): readonly string[] {
  if (shell === null) return ['nothing: no command was run in it'];
  const { cwd, variables, functions, jobs } = shell;
  return [
    `directory ${visibleText(cwd)}`,
    ...(variables.length === 0 ? [] : [`variables ${variables.map(visibleText).join(', ')}`]),
    ...(functions.length === 0 ? [] : [`functions ${functions.map(visibleText).join(', ')}`]),
    ...jobs.map(({ pid, cmd }) => `still runs in the background: ${visibleText(cmd)} (process ${pid})`),
  ];
}

/** What of the shell was restored on this machine, and what was not. */
export function restoredText(
  { shell, host }: OfferView,
  session: NonNullable<RunView['resumed']>['session'] | undefined,
): string {
  if (shell === null) return '';
  if (session === 'restored') return 'The shell goes on with its directory, variables and functions.\n';
  const here = existsSync(shell.cwd);
  const names = [...shell.variables, ...shell.functions].map(visibleText);
  return [
    here
      ? `The directory ${visibleText(shell.cwd)} is here; the shell begins where the run does, so go there first if the step needs it.`
      : `The directory ${visibleText(shell.cwd)} is not on this machine.`,
    ...(names.length === 0
      ? []
      : [`Not restored, since they stayed on ${visibleText(host)}: ${names.join(', ')}.`]),
    ...(shell.jobs.length === 0 || host === hostname()
      ? []
      : [`What runs in the background runs on ${visibleText(host)}.`]),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map(line => `  ${line}`)];
}
