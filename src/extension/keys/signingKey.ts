import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { ownKey } from '../../adapters/audit/keys/ownKey.ts';
import { signingKey, type SigningKey } from '../../adapters/audit/keys/signingKey.ts';
import { operatorName } from '../../adapters/operator.ts';
import { stateFolder } from '../../adapters/place.ts';
import { principalOf, writeSignersLine } from '../../core/audit/ssh/signersLine.ts';
import { offer } from '../notice.ts';
import { keyPrompts } from './keyPrompts.ts';

interface Choice extends vscode.QuickPickItem {
  readonly act: () => PromiseLike<unknown>;
}

/** Shows which key would sign a new run, and why, with the actions for it. */
export async function showSigningKey(): Promise<void> {
  const key = await keyNow();
  const none = key.publicKey === undefined;
  const picked = await vscode.window.showQuickPick<Choice>(none ? firstChoices(key) : choicesOf(key), {
    title: none
      ? vscode.l10n.t('You have no SSH key that could sign here.')
      : vscode.l10n.t('Runs here are signed with {0}', tilde(key.place)),
    placeHolder: none
      ? vscode.l10n.t('Handrail signs what you do, so that anybody can see later whether it was changed.')
      : reasonOf(key),
    ignoreFocusOut: true,
  });
  await picked?.act();
}

/** Copies the key's line for lists of trusted signers, making a key first if there is none. */
export async function copySignersLine(): Promise<void> {
  await copyLine(await keyNow());
}

/** As a run would choose it: a key that asks can be asked here. Nobody is asked by looking. */
export async function keyNow(): Promise<SigningKey> {
  const folder = folderNow();
  return await signingKey({
    environment: process.env,
    folder,
    stateFolder: stateFolder(folder),
    asker: keyPrompts,
  });
}

/** Who the operator is to a list of signers. */
export async function principalNow(): Promise<string> {
  return principalOf(await operatorName(folderNow(), process.env));
}

async function copyLine(key: SigningKey): Promise<void> {
  const publicKey = key.publicKey ?? ownKey(process.env).signer.publicKey;
  const principal = await principalNow();
  const { line, problem } = writeSignersLine({ principal, publicKey });
  if (line === undefined) {
    await tellOfKey(problem, 'error');
    return;
  }
  await vscode.env.clipboard.writeText(`${line}\n`);
  // What was copied, what is left to do, and what it is good for.
  const said = [
    vscode.l10n.t('Copied the line of {0}.', principal),
    vscode.l10n.t('Whoever keeps your team’s list of signers adds it there.'),
    vscode.l10n.t('From then on your runs verify as signed by you; the line holds nothing secret.'),
  ];
  await tellOfKey(said.join(' '));
}

/** Says something about the key, with the way to all that can be done about it. */
export async function tellOfKey(
  message: string,
  weight: 'information' | 'error' = 'information',
): Promise<void> {
  await offer(message, [{ label: vscode.l10n.t('Show Signing Key'), go: showSigningKey }], weight);
}

/** Where a run would begin; a folder that is not trusted is not asked for its settings. */
function folderNow(): string {
  if (!vscode.workspace.isTrusted) return homedir();
  const uri = vscode.window.activeTextEditor?.document.uri;
  const own = uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri);
  return (own ?? vscode.workspace.workspaceFolders?.[0])?.uri.fsPath ?? homedir();
}

/** With the line above them, the three sentences of a first use: what it is for, what happens, what is left to do. */
function firstChoices(key: SigningKey): readonly Choice[] {
  return [
    {
      label: `$(key) ${vscode.l10n.t('Leave It to the First Run')}`,
      detail: vscode.l10n.t(
        'Your first run makes a key, which stays on this machine: {0}.',
        tilde(key.place),
      ),
      act: () => Promise.resolve(),
    },
    {
      label: `$(copy) ${vscode.l10n.t('Copy Signers Line')}`,
      detail: vscode.l10n.t(
        'To have it believed elsewhere, give its line to whoever keeps your list of signers.',
      ),
      act: () => copyLine(key),
    },
  ];
}

function choicesOf(key: SigningKey): readonly Choice[] {
  const { fingerprint = '', listed, source } = key;
  const passed = key.looked.flatMap(({ notes }) => notes.map(({ place }) => tilde(place)));
  const own: Choice = {
    label: `$(sync) ${vscode.l10n.t('Replace Signing Key…')}`,
    detail: vscode.l10n.t('A new one signs from then on; what this one signed still verifies.'),
    act: () => vscode.commands.executeCommand('handrail.replaceSigningKey'),
  };
  return [
    {
      label: `$(copy) ${vscode.l10n.t('Copy Signers Line')}`,
      detail: listedAs(key),
      act: () => copyLine(key),
    },
    {
      label: `$(key) ${vscode.l10n.t('Copy Fingerprint')}`,
      detail: fingerprint,
      act: () => vscode.env.clipboard.writeText(fingerprint),
    },
    ...(existsSync(listed.place) ? [signersChoice(listed.place)] : []),
    ...(source === 'own' ? [own] : []),
    // Nothing can be done about these here, but whoever wonders why another key signs reads it.
    ...passed.map((place): Choice => {
      const label = `$(circle-slash) ${vscode.l10n.t('Passed over: {0}', place)}`;
      return { label, detail: vscode.l10n.t('It cannot sign here.'), act: showSigningKey };
    }),
  ];
}

function signersChoice(place: string): Choice {
  return {
    label: `$(go-to-file) ${vscode.l10n.t('Open List of Signers')}`,
    detail: tilde(place),
    act: () => vscode.window.showTextDocument(vscode.Uri.file(place)),
  };
}

/** A path as people write it: a list cuts what is long. */
function tilde(place: string): string {
  return place.startsWith(`${homedir()}/`) ? `~${place.slice(homedir().length)}` : place;
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
    return vscode.l10n.t('The list of signers does not allow it for logs: {0}', tilde(listed.place));
  return vscode.l10n.t('It is listed as {0} in {1}', listed.principal, tilde(listed.place));
}
