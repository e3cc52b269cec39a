import type { Listed, LookedAt, SigningKey } from '../adapters/audit/keys/signingKey.ts';
import type { KeySource } from '../adapters/audit/keys/chooseSigner.ts';
import { trustWords } from '../core/audit/wording.ts';

/** What the places are, where a key is looked for. */
const places: Readonly<Record<KeySource, string>> = {
  git: "git's user.signingkey, where gpg.format is ssh",
  agent: 'a key of the SSH agent that a list of signers names',
  home: '~/.ssh/id_ed25519, id_ecdsa, id_rsa (3072 bits or more)',
  own: "Handrail's own key",
};

const problems: Readonly<Record<NonNullable<Listed['problem']>, string>> = {
  unknown: 'does not name it: runs verify as signed by an unknown key',
  expired: 'names it, but not for today',
  namespace: 'names it, but not for logs and seals',
  ambiguous: 'gives it to more than one person, and is not believed',
  pattern: 'gives it to everybody whom a pattern fits, and is not believed',
  revoked: 'withdraws it',
};

/** A signing key as text. */
export function keyText(key: SigningKey): string {
  return `${[...headOf(key), '', 'Looked at, in this order:', ...key.looked.flatMap(stepOf), '', ...trustOf(key)].join('\n')}\n`;
}

function headOf({ publicKey, fingerprint, place, keyStore }: SigningKey): readonly string[] {
  // The three sentences of a first use: what it is for, what happens, what is left to do.
  if (publicKey === undefined) {
    return [
      'Handrail signs what you do, so that anybody can see later whether it was changed.',
      `You have no SSH key that could sign here, so your first run makes one, which stays on this machine: ${place}.`,
      'To have it believed elsewhere, give the line that handrail keys export prints to whoever keeps your list of signers.',
    ];
  }
  const where = keyStore === 'file' ? place : `${place} (${keyStore})`;
  return [`Runs here are signed with ${where}`, `  ${publicKey}`, `  ${fingerprint ?? ''}`];
}

function stepOf({ source, state, notes }: LookedAt, index: number): readonly string[] {
  const words = { used: 'this one', 'passed-over': 'passed over', none: 'none', 'not-reached': 'not needed' };
  return [
    `  ${index + 1}. ${places[source]}: ${words[state]}`,
    ...notes.map(({ sentence }) => `     ${sentence}`),
  ];
}

function trustOf({ publicKey, listed }: SigningKey): readonly string[] {
  if (publicKey === undefined) return [];
  const list = `${trustWords[listed.source]} (${listed.place})`;
  if (listed.source === 'none')
    return ['No list of signers is here yet; the first run begins one, which is trust on first use.'];
  if (listed.problem !== undefined) return [`The list of signers ${problems[listed.problem]}: ${list}.`];
  if (listed.principal === undefined) return [`The list of signers cannot be read: ${list}.`];
  return [`It is listed as ${listed.principal}, in ${list}.`];
}
