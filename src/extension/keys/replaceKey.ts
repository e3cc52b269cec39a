import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { ownKeyPath } from '../../adapters/audit/keys/ownKey.ts';
import type { RunView } from '../../core/run/view/view.ts';
import { rotateOwnKey, type NotRotated, type Rotation } from '../../adapters/audit/keys/rotateKey.ts';
import { offer, wayTo } from '../notice.ts';
import { keyNow, principalNow, tellOfKey } from './signingKey.ts';
import type { Walkers } from '../walker/walkers.ts';

/** Replaces Handrail's own key after the user has confirmed the consequences. */
export async function replaceKey(walkers: Walkers): Promise<void> {
  const environment = process.env;
  if (!existsSync(ownKeyPath(environment))) {
    const nothing = vscode.l10n.t('Handrail has made no key on this machine that could be replaced.');
    await tellOfKey(nothing);
    return;
  }
  // Its runner would close it with a key that counts no longer.
  if (walkers.all.some(({ view }) => view !== undefined && isOpen(view))) {
    const first = vscode.l10n.t(
      'Close the runs that are open first: they began with the key that would be deleted.',
    );
    await offer(first, [wayTo(vscode.l10n.t('Show Runs'), 'handrail.runs.focus')], 'warning');
    return;
  }
  if (!(await agreed())) return;
  const done = rotateOwnKey(environment, { principal: await principalNow(), now: Date.now() });
  await ('code' in done ? tellOfKey(notRotatedText(done), 'error') : tell(done));
}

function notRotatedText({ code, about }: NotRotated): string {
  switch (code) {
    case 'no-key':
      return vscode.l10n.t('The key was not replaced: {0} holds no key that Handrail can read.', about);
    case 'no-name':
      return vscode.l10n.t(
        'The key was not replaced: a list of signers cannot hold the name “{0}”. Set git’s user.email to one person’s address.',
        about,
      );
  }
}

/** Whether something is left to sign. */
function isOpen({ recording, now }: RunView): boolean {
  return recording.folder !== undefined && (now.kind !== 'closed' || recording.sealUnsigned === true);
}

async function agreed(): Promise<boolean> {
  const replace = vscode.l10n.t('Replace Key');
  // What happens, what is left to do, and when this is the wrong thing.
  const detail = [
    vscode.l10n.t(
      'The old key is deleted, and a new one signs your runs from now on. This cannot be undone.',
    ),
    vscode.l10n.t(
      'Two lines are copied. Once they are in your list of signers, what the old key signed still verifies and the new key is believed.',
    ),
    vscode.l10n.t('If the key was stolen, have it revoked instead: a thief can claim an earlier time.'),
  ];
  const question = vscode.l10n.t('Replace the key that Handrail made?');
  const options = { modal: true, detail: detail.join('\n\n') };
  return (await vscode.window.showWarningMessage(question, options, replace)) === replace;
}

async function tell({ oldLine, newLine }: Rotation): Promise<void> {
  await vscode.env.clipboard.writeText(`${oldLine}\n${newLine}\n`);
  const copied = vscode.l10n.t(
    'A new key signs from now on. Two lines were copied: put them in the place of the old key’s line in every list of signers.',
  );
  const { source, place } = await keyNow();
  const other = source === 'own' ? [] : [vscode.l10n.t('Runs here are signed with {0}', place)];
  await tellOfKey([copied, ...other].join(' '));
}
