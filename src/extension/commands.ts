import * as vscode from 'vscode';
import { walkerCommands, type WalkerCommand } from '../protocol/commands.ts';
import { registerTable, type CommandTable } from './commandTable.ts';
import type { OutputDocuments } from './outputDocuments.ts';
import { markdownInQuestion, namedFile, namedRun } from './named.ts';
import { say, sayNoChecklist, sayNoMarkdown } from './notice.ts';
import type { Rehearsals } from './rehearsal/rehearsals.ts';
import type { Reader } from './review/reader.ts';
import type { RunsInFront } from './runsInFront.ts';
import { goToWaiting, type ShownRunbook } from './walker/shownRunbook.ts';
import { namesNoPlace, type Place, type PlaceChosen } from './walker/placeChosen.ts';
import { chooseStep } from './walker/stepPicker.ts';
import { verifyLog } from './verification.ts';
import type { Walkers } from './walker/walkers.ts';

/** What commands act on. */
export interface CommandParts {
  readonly walkers: Walkers;
  readonly rehearsals: Rehearsals;
  readonly outputs: OutputDocuments;
  readonly reader: Reader;
  readonly inFront: RunsInFront;
  readonly place: PlaceChosen;
}

/** Every command of the manifest, with what it does; a test holds the two together. */
export function commandTable(parts: CommandParts): CommandTable {
  const { walkers, rehearsals, outputs, reader, inFront, place } = parts;
  const walker = Object.fromEntries(
    walkerCommands.map(command => [`handrail.walker.${command}`, () => ofPage(parts, command)]),
  );
  return {
    'handrail.openAsChecklist': argument => open(parts, argument, 'instead'),
    'handrail.openAsChecklistToSide': argument => open(parts, argument, 'beside'),
    'handrail.rehearse': argument => rehearse(rehearsals, argument),
    'handrail.goToStep': argument => goToStep(parts, argument),
    'handrail.chooseStep': () => chooseStep(rehearsals.active ?? walkers.active),
    'handrail.verifyLog': argument => verify(parts, argument),
    'handrail.signClosedRun': async argument =>
      (await import('./keys/signRun.ts')).signRun(walkers, namedRun(argument) ?? inFront.folder),
    'handrail.takeOver': async argument =>
      (await import('./walker/takeOver.ts')).takeOver(
        { walkers, reader, place },
        namedRun(argument) ?? inFront.folder,
      ),
    'handrail.showSigningKey': async () => (await import('./keys/signingKey.ts')).showSigningKey(),
    'handrail.copySignersLine': async () => (await import('./keys/signingKey.ts')).copySignersLine(),
    'handrail.replaceSigningKey': async () => (await import('./keys/replaceKey.ts')).replaceKey(walkers),
    'handrail.showEnvironment': async () =>
      hasNoShell(parts) || (await import('./walker/environment.ts')).showEnvironment(outputs, walkers.active),
    'handrail.openTerminal': async () =>
      hasNoShell(parts) || (await import('./walker/terminal.ts')).openTerminal(walkers.active),
    ...walker,
  };
}

export function registerCommands(parts: CommandParts): vscode.Disposable[] {
  return registerTable(commandTable(parts));
}

/** For the page in front, be it of a run or of a rehearsal. */
function ofPage({ walkers, rehearsals }: CommandParts, command: WalkerCommand): unknown {
  const page = rehearsals.active ?? walkers.active;
  // A key of one's own reaches a command of the page where no page is, or where nobody sees it.
  if (page === undefined) sayNoChecklist();
  else if (command === 'markdown' && page === walkers.active) return openMarkdown(walkers);
  else if (page.panel.visible) page.command(command);
  // What is done to a page that nobody sees looks like nothing, and may be more than was meant.
  else page.panel.reveal();
  return undefined;
}

/** Whether what is in front has no shell, which is said then: a rehearsal looks like a checklist. */
function hasNoShell({ rehearsals }: CommandParts): boolean {
  if (rehearsals.active === undefined) return false;
  say(vscode.l10n.t('A rehearsal has no shell, since nothing runs.'));
  return true;
}

async function rehearse(rehearsals: Rehearsals, argument: unknown): Promise<void> {
  const runbook = markdownInQuestion(argument);
  if (runbook === undefined) sayNoMarkdown();
  else goToPhase(await rehearsals.show(runbook), argument);
}

/** To the phase that is named together with the file, where one is. */
function goToPhase(page: Pick<ShownRunbook, 'reveal'> | undefined, argument: unknown): void {
  const phase = textIn(argument, 'phase');
  if (phase !== undefined) page?.reveal(`phase:${phase}`);
}

async function open({ walkers, place }: CommandParts, argument: unknown, chosen: Place): Promise<void> {
  const column = namesNoPlace(argument) ? place.column : place.choose(chosen);
  const file = markdownInQuestion(argument);
  const runbook = await onDisk(file);
  // Whoever gives a text no file wants that text, and no other one.
  if (file !== undefined && runbook === undefined) return;
  if (runbook?.scheme === 'file') {
    goToPhase(await walkers.show(runbook, column), argument);
    return;
  }
  const [picked] =
    (await vscode.window.showOpenDialog({
      filters: { Markdown: ['md', 'markdown'] },
      openLabel: vscode.l10n.t('Open as checklist'),
    })) ?? [];
  if (picked !== undefined) await walkers.show(picked, column);
}

/** A text that was never saved gets a file first, where its author gives it one: a checklist runs what is on disk. */
async function onDisk(file: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  return file?.scheme === 'untitled' ? await vscode.workspace.save(file) : file;
}

/** The page knows the line; where there is none yet, the file itself is all that can be shown. */
async function openMarkdown({ active }: Walkers): Promise<void> {
  if (active?.view === undefined) {
    if (active !== undefined) await vscode.window.showTextDocument(active.runbook);
  } else active.command('markdown');
}

/** Goes to the step that is named, else to what the page in front waits for. */
function goToStep({ walkers, rehearsals }: CommandParts, argument: unknown): void {
  const file = namedFile(argument)?.toString();
  const named = walkers.all.find(({ runbook }) => runbook.toString() === file);
  const page = named ?? rehearsals.active ?? walkers.active;
  if (page?.view === undefined) {
    sayNoChecklist();
    return;
  }
  const step = named === undefined ? undefined : textIn(argument, 'step');
  if (step !== undefined) page.reveal(step);
  else goToWaiting(page);
}

function textIn(argument: unknown, name: 'step' | 'phase'): string | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { [name]: text } = argument as Partial<Record<typeof name, unknown>>;
  return typeof text === 'string' ? text : undefined;
}

async function verify({ reader, inFront }: CommandParts, argument: unknown): Promise<void> {
  const folder = namedRun(argument) ?? inFront.folder;
  if (folder !== undefined) {
    await verifyLog(reader, folder);
    return;
  }
  const [picked] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: vscode.l10n.t('Verify'),
      title: vscode.l10n.t('Choose the folder of a run'),
    })) ?? [];
  if (picked !== undefined) await verifyLog(reader, picked);
}
