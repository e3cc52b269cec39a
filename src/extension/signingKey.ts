import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { ownKey } from '../adapters/audit/ownKey.ts';
import { signingKey, type SigningKey } from '../adapters/audit/signingKey.ts';
import { operatorName } from '../adapters/operator.ts';
import { stateFolder } from '../adapters/place.ts';
import { principalOf, writeSignersLine } from '../core/audit/signersLine.ts';
import { keyPrompts } from './keyPrompts.ts';

/** Shows which key would sign a run that began now, and offers its line for a list of signers. */
export async function showSigningKey(): Promise<void> {
  const folder = folderNow();
  const environment = process.env;
  const wanted = { environment, folder, stateFolder: stateFolder(folder) };
  // As a run would choose it: a key that asks can be asked here. Nobody is asked by looking.
  const key = await signingKey({ ...wanted, asker: keyPrompts });
  const copy = vscode.l10n.t('Copy Signers Line');
  const title =
    key.publicKey === undefined
      ? vscode.l10n.t('You have no SSH key that could sign here.')
      : vscode.l10n.t('Runs here are signed with {0}', key.place);
  const answer = await vscode.window.showInformationMessage(
    title,
    { modal: true, detail: detailOf(key).join('\n\n') },
    copy,
  );
  if (answer !== copy) return;
  const publicKey = key.publicKey ?? ownKey(environment).signer.publicKey;
  const principal = principalOf(await operatorName(folder, environment));
  const { line, problem } = writeSignersLine({ principal, publicKey });
  if (line === undefined) {
    await vscode.window.showErrorMessage(problem);
    return;
  }
  await vscode.env.clipboard.writeText(`${line}\n`);
  await vscode.window.showInformationMessage(vscode.l10n.t('Copied the line of {0}.', principal));
}

/** Where a run would begin; a folder that is not trusted is not asked for its settings. */
function folderNow(): string {
  if (!vscode.workspace.isTrusted) return homedir();
  const uri = vscode.window.activeTextEditor?.document.uri;
  const own = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri);
  return (own ?? vscode.workspace.workspaceFolders?.[0])?.uri.fsPath ?? homedir();
}

function detailOf(key: SigningKey): readonly string[] {
  // The three sentences of a first use: what it is for, what happens, what is left to do.
  if (key.publicKey === undefined) {
    return [
      vscode.l10n.t('Handrail signs what you do, so that anybody can see later whether it was changed.'),
      vscode.l10n.t('Your first run makes a key, which stays on this machine: {0}.', key.place),
      vscode.l10n.t('To have it believed elsewhere, give its line to whoever keeps your list of signers.'),
    ];
  }
  const passed = key.looked.flatMap(({ notes }) => notes.map(({ place }) => place));
  return [
    key.fingerprint ?? '',
    reasonOf(key),
    ...(passed.length === 0
      ? []
      : [vscode.l10n.t('Passed over, since they cannot sign here: {0}', passed.join(', '))]),
    listedAs(key),
  ];
}

function reasonOf({ source }: SigningKey): string {
  switch (source) {
    case 'git':
      return vscode.l10n.t('It is the key that git signs with (user.signingkey).');
    case 'agent':
      return vscode.l10n.t('The SSH agent holds it and a list of signers names it.');
    case 'home':
      return vscode.l10n.t('It is the first key in ~/.ssh that can sign.');
    case 'own':
      return vscode.l10n.t('Handrail made it, since you have no other key that can sign here.');
  }
}

function listedAs({ listed }: SigningKey): string {
  if (listed.source === 'none')
    return vscode.l10n.t('No list of signers is here yet; your first run begins one.');
  if (listed.principal === undefined)
    return vscode.l10n.t('The list of signers does not allow it for logs: {0}', listed.place);
  return vscode.l10n.t('It is listed as {0} in {1}', listed.principal, listed.place);
}
