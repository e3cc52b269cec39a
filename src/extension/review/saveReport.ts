import { basename } from 'node:path';
import * as vscode from 'vscode';
import { datesOf } from '../dates.ts';
import { offer, say, wayTo } from '../notice.ts';
import type { NotReported, ReportForm, ReportWish } from '../../adapters/review/reportForms.ts';
import type { Reader } from './reader.ts';

interface Form extends vscode.QuickPickItem {
  readonly as: { readonly form: ReportForm } | 'recording';
  readonly ending: string;
}

/** Saves a run's report after asking for its format, its place and, for a recording, the command. Verifies the run first. */
export async function saveReport(reader: Reader, folder: vscode.Uri): Promise<void> {
  const form = await vscode.window.showQuickPick(forms(), {
    title: vscode.l10n.t('Save the report as…'),
    ignoreFocusOut: true,
  });
  if (form === undefined) return;
  const as = form.as === 'recording' ? await chooseAttempt(reader, folder) : form.as;
  if (as === undefined) return;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Report'),
    defaultUri: vscode.Uri.joinPath(folder, '../../../..', `${basename(folder.fsPath)}.${form.ending}`),
  });
  if (target === undefined) return;
  const title = vscode.l10n.t('Telling the run…');
  const problem = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    reader.ask('report', { folder: folder.fsPath, out: target.fsPath, as }),
  );
  if (problem !== undefined) {
    const again = wayTo(vscode.l10n.t('Save Report…'), 'handrail.saveReport', folder);
    await offer(notReportedText(problem), [again], 'error');
    return;
  }
  await offerToOpen(target, form.ending);
}

function notReportedText({ code, path, system }: NotReported): string {
  switch (code) {
    case 'not-told':
      return vscode.l10n.t('There is no report: the log in {0} cannot be read as a run.', path);
    case 'not-recorded':
      return vscode.l10n.t('There is no recording: what this command printed is not whole in {0}.', path);
    case 'not-written':
      return system === undefined
        ? vscode.l10n.t('There is no report: {0} could not be written.', path)
        : vscode.l10n.t('There is no report: {0} could not be written ({1}).', path, system);
  }
}

function forms(): readonly Form[] {
  const report = (form: ReportForm, label: string, detail: string): Form => ({
    label,
    description: form,
    detail,
    as: { form },
    ending: form,
  });
  return [
    report(
      'html',
      vscode.l10n.t('Web page'),
      vscode.l10n.t('One file that loads nothing: to read, to print, to send.'),
    ),
    report('md', 'Markdown', vscode.l10n.t('For a ticket, a wiki or a pull request.')),
    report('json', 'JSON', vscode.l10n.t('All that the report says, for a program.')),
    report(
      'csv',
      vscode.l10n.t('Timeline as a table'),
      vscode.l10n.t('What happened, line by line, for a spreadsheet.'),
    ),
    {
      label: vscode.l10n.t('Recording of a command'),
      description: 'asciicast',
      detail: vscode.l10n.t('What one command printed, and when, for terminal players.'),
      as: 'recording',
      ending: 'cast',
    },
  ];
}

async function chooseAttempt(reader: Reader, folder: vscode.Uri): Promise<ReportWish['as'] | undefined> {
  const attempts = await reader.ask('attempts', { folder: folder.fsPath });
  if (attempts.length === 0) {
    say(vscode.l10n.t('No command ran in this run.'));
    return undefined;
  }
  const time = new Intl.DateTimeFormat(datesOf(), { timeStyle: 'medium' });
  const picked = await vscode.window.showQuickPick(
    attempts.map(({ attemptId, command, startedAt }) => ({
      label: command,
      description: time.format(startedAt),
      attempt: attemptId,
    })),
    // The list before it gives the focus back late, which must not close this one.
    { title: vscode.l10n.t('Which command?'), ignoreFocusOut: true },
  );
  return picked === undefined ? undefined : { attempt: picked.attempt };
}

async function offerToOpen(target: vscode.Uri, ending: string): Promise<void> {
  const open = (): Thenable<unknown> =>
    ending === 'html' ? vscode.env.openExternal(target) : vscode.window.showTextDocument(target);
  const said = vscode.l10n.t('Saved as {0}.', vscode.workspace.asRelativePath(target));
  await offer(said, [{ label: vscode.l10n.t('Open'), go: open }]);
}
