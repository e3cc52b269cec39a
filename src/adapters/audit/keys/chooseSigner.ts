import * as fs from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { parseSigners } from '../../../core/audit/ssh/signers.ts';
import { keyLine, parseKeyLine, weakness, type PublicKey } from '../../../core/audit/ssh/sshkey.ts';
import { parseSignature } from '../../../core/audit/ssh/sshsig.ts';
import { agentKeys, agentSigner } from './agent.ts';
import { askingSigner, touchedSigner } from './askingSigner.ts';
import { signByKeygen } from './askpass.ts';
import type { KeyAsker } from './keyAsker.ts';
import { homeOf } from '../stateFolders.ts';
import { keyFileSigner, ownKey } from './ownKey.ts';
import type { Signer } from './signer.ts';

export interface SignerOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Where git is asked for its settings. */
  readonly folder: string;
  /** Whether a passphrase or a touch can be asked for on this process's own terminal. */
  readonly interactive?: boolean;
  /** Gives that terminal to what asks on it, where this process has taken it for itself. */
  readonly apart?: <T>(use: () => Promise<T>) => Promise<T>;
  /** Who asks for a passphrase or a touch elsewhere than on this process's terminal, as VS Code does. */
  readonly asker?: KeyAsker;
  /** The one key that will do, as `type base64`: that of a run which is to be signed later. */
  readonly only?: string;
  /** allowed_signers files; an agent's key is only taken where one of them names it. */
  readonly signersFiles?: readonly string[];
}

export interface SignerNote {
  readonly kind: 'passed-over' | 'key-made';
  readonly place: string;
  /** For people. */
  readonly sentence: string;
}

export interface ChosenSigner {
  readonly signer: Signer;
  readonly notes: readonly SignerNote[];
}

/** How long a key may take to show that it signs by itself. */
const probeMs = 5_000;
const signMs = 30_000;

interface Search extends SignerOptions {
  readonly agent: readonly PublicKey[];
  readonly notes: SignerNote[];
}

/** Where a key is looked for, in this order. */
export type KeySource = 'git' | 'agent' | 'home' | 'own';

/** What one place gave: a key that can sign, or why those it has cannot; neither where it has none. */
export interface Looked {
  readonly source: KeySource;
  readonly signer?: Signer;
  readonly notes: readonly SignerNote[];
}

/**
 * The operator's key: git's, else one of the agent that a signers file names, else a file in ~/.ssh, else one of our own, made
 * where there is none. A key that cannot sign unattended is passed over, and said so, unless `interactive`.
 */
export async function chooseSigner(options: Omit<SignerOptions, 'only'>): Promise<ChosenSigner> {
  const looked = await lookForSigner(options);
  const notes = looked.flatMap(one => one.notes);
  const found = looked.at(-1)?.signer;
  if (found !== undefined) return { signer: found, notes };
  const { signer, made } = ownKey(options.environment);
  // What happened, what it is for, and what is left to do: the three sentences of a first use.
  const sentence = [
    `You have no SSH key here, so Handrail made one for this machine: ${signer.place}.`,
    'It signs what you do, so that anybody can see whether it was changed.',
    'For others to believe it, handrail keys export prints its line for your team’s list of signers.',
  ].join(' ');
  return {
    signer,
    notes: made ? [...notes, { kind: 'key-made', place: signer.place, sentence }] : notes,
  };
}

/** Looks where an operator's key can be; the last place is the one that gave it, and none did where it has none. */
export async function lookForSigner(options: SignerOptions): Promise<readonly Looked[]> {
  const socket = options.environment['SSH_AUTH_SOCK'];
  const agent = socket ? await agentKeys({ socket, timeoutMs: probeMs }) : [];
  const looked: Looked[] = [];
  for (const [source, find] of sources) {
    const notes: SignerNote[] = [];
    const signer = await find({ ...options, agent, notes });
    looked.push(signer === undefined ? { source, notes } : { source, signer, notes });
    if (signer !== undefined) break;
  }
  return looked;
}

async function fromGit(search: Search): Promise<Signer | undefined> {
  if ((await gitSetting(search, 'gpg.format')) !== 'ssh') return undefined;
  const value = await gitSetting(search, 'user.signingkey');
  if (value === undefined) return undefined;
  const literal = parseKeyLine(value.replace(/^key::/, ''));
  if (literal !== undefined)
    return usable(search, inAgent(search, literal), { key: literal, place: "git's user.signingkey" });
  const path = value.startsWith('~/') ? join(homeOf(search.environment), value.slice(2)) : value;
  return fromFile(search, path.replace(/\.pub$/, ''));
}

async function fromAgent(search: Search): Promise<Signer | undefined> {
  const setting = await gitSetting(search, 'gpg.ssh.allowedSignersFile');
  const files = [...(setting === undefined ? [] : [setting]), ...(search.signersFiles ?? [])];
  const known = new Set(
    files.flatMap(file => parseSigners(readText(file)).allowed.map(({ key }) => keyLine(key))),
  );
  // A key that is asked for by name needs no list to be found.
  const fits = (key: PublicKey): boolean => known.has(keyLine(key)) || keyLine(key) === search.only;
  for (const key of search.agent.filter(fits)) {
    const signer = await usable(search, inAgent(search, key), { key, place: 'SSH agent' });
    if (signer !== undefined) return signer;
  }
  return undefined;
}

const sources = [
  ['git', fromGit],
  ['agent', fromAgent],
  ['home', fromHome],
] as const;

async function fromHome(search: Search): Promise<Signer | undefined> {
  for (const name of ['id_ed25519', 'id_ecdsa', 'id_rsa']) {
    const signer = await fromFile(search, join(homeOf(search.environment), '.ssh', name));
    if (signer !== undefined) return signer;
  }
  return undefined;
}

/** A private key's file, or the agent where it holds the same key: it needs no passphrase. */
async function fromFile(search: Search, path: string): Promise<Signer | undefined> {
  const plain = keyFileSigner(path);
  const key = parseKeyLine(plain?.publicKey ?? readText(`${path}.pub`));
  if (key === undefined) return undefined;
  const signer = plain ?? inAgent(search, key) ?? (await byKeygen(search, path, key));
  return usable(search, signer, { key, place: path });
}

async function byKeygen(search: Search, path: string, key: PublicKey): Promise<Signer | undefined> {
  if (!fs.existsSync(path)) return undefined;
  const { asker, environment } = search;
  const asks =
    asker !== undefined && (key.application !== undefined || (await wantsPassphrase(search, path)));
  return asks ? askingSigner({ environment, path, key, asker }) : keygenSigner(search, path, key);
}

/** Whether ssh-keygen would ask for this key; nobody is asked to find that out. */
async function wantsPassphrase({ environment }: Search, path: string): Promise<boolean> {
  let asked = false;
  const answer = (): Promise<undefined> => {
    asked = true;
    return Promise.resolve(undefined);
  };
  const signal = AbortSignal.timeout(probeMs);
  const message = Buffer.from('handrail');
  await signByKeygen({ environment, path, message, namespace: 'probe.v1@handrail', answer, signal }).catch(
    () => undefined,
  );
  return asked;
}

function inAgent(search: Search, key: PublicKey): Signer | undefined {
  const socket = search.environment['SSH_AUTH_SOCK'];
  const held = socket !== undefined && search.agent.some(one => keyLine(one) === keyLine(key));
  if (!held) return undefined;
  const signer = agentSigner({ socket, timeoutMs: signMs }, key);
  const touches = search.asker !== undefined && key.application !== undefined;
  return touches ? touchedSigner(signer, search.asker) : signer;
}

/** Whether a key may sign here; otherwise why not goes to the notes. */
async function usable(
  search: Search,
  signer: Signer | undefined,
  { key, place }: { readonly key: PublicKey; readonly place: string },
): Promise<Signer | undefined> {
  if (search.only !== undefined && search.only !== keyLine(key)) return undefined;
  const why = await unusable(search, signer, key);
  if (why === undefined) return signer;
  search.notes.push({ kind: 'passed-over', place, sentence: `The key ${place} is not used: ${why}.` });
  return undefined;
}

async function unusable(
  search: Search,
  signer: Signer | undefined,
  key: PublicKey,
): Promise<string | undefined> {
  const weak = weakness(key);
  if (weak !== undefined)
    return weak === 'short-rsa' ? 'RSA keys need 3072 bits or more' : 'it is not a safe key';
  if (signer === undefined) return 'neither its file nor the SSH agent can sign with it';
  if (search.interactive === true || signer.askedIn !== undefined) return undefined;
  if (key.application !== undefined) return 'it needs a touch, and there is no terminal to ask on';
  try {
    const probe = signer.sign(Buffer.from('handrail'), 'probe.v1@handrail');
    const late = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), probeMs).unref());
    const signature = await Promise.race([probe, late]);
    return signature === undefined ? 'it did not answer' : undefined;
  } catch {
    return 'it needs a passphrase, and there is no terminal to ask on';
  }
}

/** Signs by ssh-keygen, which reads every kind of private key. */
function keygenSigner(search: Search, path: string, key: PublicKey): Signer {
  const { interactive: asks = false, apart = directly } = search;
  return {
    publicKey: keyLine(key),
    keyStore: key.application === undefined ? 'file' : 'sk',
    place: path,
    asks: asks || key.application !== undefined,
    sign: async (message, namespace) => {
      const { stdout } = await apart(
        async () =>
          await execa('ssh-keygen', ['-Y', 'sign', '-n', namespace, '-f', path], {
            input: message,
            env: asks ? {} : { SSH_ASKPASS_REQUIRE: 'never', SSH_AUTH_SOCK: '' },
            // A session of its own has no terminal that ssh-keygen could ask on.
            detached: !asks,
            // It asks for a passphrase on the terminal itself, and says only on stderr that it waits for a touch.
            stderr: asks && key.application !== undefined ? 'inherit' : 'ignore',
            timeout: signMs,
          }),
      );
      if (parseSignature(stdout) === undefined) throw new Error('ssh-keygen gave no signature.');
      return stdout;
    },
  };
}

function directly<T>(use: () => Promise<T>): Promise<T> {
  return use();
}

async function gitSetting(search: Search, name: string): Promise<string | undefined> {
  const type = name.endsWith('File') ? ['--type=path'] : [];
  try {
    const { stdout } = await execa('git', ['config', ...type, '--get', name], {
      cwd: search.folder,
      env: search.environment,
      extendEnv: false,
      timeout: 10_000,
    });
    return stdout === '' ? undefined : stdout;
  } catch {
    return undefined;
  }
}

function readText(path: string): string {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
