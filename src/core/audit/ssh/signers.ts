import { isPattern } from './signersLine.ts';
import { keyLine, parseKeyLine, type PublicKey } from './sshkey.ts';

// allowed_signers files as ssh-keygen(1), "ALLOWED SIGNERS", describes them.

export interface AllowedSigner {
  readonly principals: string;
  readonly key: PublicKey;
  /** Absent: all. */
  readonly namespaces?: readonly string[];
  /** ms since the epoch. */
  readonly validAfter?: number;
  readonly validBefore?: number;
  /** A certificate authority: its key vouches for others and signs nothing itself. */
  readonly authority: boolean;
}

export interface SignersProblem {
  readonly line: number;
  readonly message: string;
}

export interface Signers {
  readonly allowed: readonly AllowedSigner[];
  /** Lines that could not be read; they allow nobody. */
  readonly problems: readonly SignersProblem[];
}

/** Reads a file; a line that is not understood allows nobody and is a problem. */
export function parseSigners(text: string): Signers {
  const allowed: AllowedSigner[] = [];
  const problems: SignersProblem[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const read = parseSigner(line);
    if (typeof read === 'string') problems.push({ line: index + 1, message: read });
    else allowed.push(read);
  }
  return { allowed, problems };
}

function parseSigner(line: string): AllowedSigner | string {
  const [principals, afterPrincipals] = takeWord(line);
  let options = {};
  let authority = false;
  let rest = afterPrincipals;
  if (!isKeyType(rest)) {
    const [text, afterOptions] = takeWord(rest);
    const read = parseOptions(text);
    if (typeof read === 'string') return read;
    ({ authority, ...options } = read);
    rest = afterOptions;
  }
  const key = parseKeyLine(rest);
  if (principals === '' || key === undefined) return 'not a principal and a public key this version knows';
  return { principals: principals.replaceAll('"', ''), key, authority, ...options };
}

const isKeyType = (text: string): boolean => /^(?:sk-)?(?:ssh|ecdsa)-[^\s,="]+\s/.test(text);

/** A word that may hold blanks inside quotes, and what follows it. */
function takeWord(text: string): readonly [string, string] {
  const word = /^(?:"[^"]*"|[^\s"])+/.exec(text)?.[0] ?? '';
  return [word, text.slice(word.length).trim()];
}

type Options = Pick<AllowedSigner, 'authority' | 'namespaces' | 'validAfter' | 'validBefore'>;

function parseOptions(text: string): Options | string {
  let options: Options = { authority: false };
  for (const option of text.match(/(?:"[^"]*"|[^,"])+/g) ?? []) {
    const [name, quoted] = split(option);
    const value = quoted?.replace(/^"|"$/g, '');
    const time = value === undefined ? undefined : parseTime(value);
    switch (name.toLowerCase()) {
      case 'cert-authority':
        options = { ...options, authority: true };
        break;
      case 'namespaces':
        if (value === undefined) return 'namespaces without a value';
        options = { ...options, namespaces: value.split(',') };
        break;
      case 'valid-after':
        if (time === undefined) return 'valid-after is not a time';
        options = { ...options, validAfter: time };
        break;
      case 'valid-before':
        if (time === undefined) return 'valid-before is not a time';
        options = { ...options, validBefore: time };
        break;
      default:
        return `unknown option ${name}`;
    }
  }
  return options;
}

function split(option: string): readonly [string, string | undefined] {
  const at = option.indexOf('=');
  return at < 0 ? [option, undefined] : [option.slice(0, at), option.slice(at + 1)];
}

/** `YYYYMMDD[HHMM[SS]][Z]`; without Z it is local time, as ssh-keygen reads it. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(Z?)$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(part => Number(part || 0));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60)
    return undefined;
  if (match[7] === 'Z') return Date.UTC(year, month - 1, day, hour, minute, second);
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}

export type Trusted =
  | { readonly principal: string; readonly problem?: never }
  | {
      readonly problem: 'unknown' | 'expired' | 'namespace' | 'ambiguous' | 'pattern';
      readonly principal?: never;
    };

export interface Use {
  readonly namespace: string;
  /** When it was signed, ms since the epoch. */
  readonly at: number;
}

/** Who may sign with this key, in this namespace, at this time. */
export function findSigner(signers: Signers, key: PublicKey, use: Use): Trusted {
  const line = keyLine(key);
  const own = signers.allowed.filter(signer => !signer.authority && keyLine(signer.key) === line);
  if (own.length === 0) return { problem: 'unknown' };
  const named = own.filter(
    ({ namespaces }) => namespaces?.some(pattern => matches(pattern, use.namespace)) ?? true,
  );
  if (named.length === 0) return { problem: 'namespace' };
  const valid = named.filter(
    ({ validAfter, validBefore }) =>
      use.at >= (validAfter ?? -Infinity) && wholeSecond(use.at) <= (validBefore ?? Infinity),
  );
  const principals = new Set(valid.map(signer => signer.principals));
  const [principal] = principals;
  if (principal === undefined) return { problem: 'expired' };
  // One key speaks for one person: otherwise nobody can say who signed.
  if (isPattern(principal)) return { problem: 'pattern' };
  return principals.size > 1 ? { problem: 'ambiguous' } : { principal };
}

/** ssh-keygen(1) counts in seconds, and a key is valid "at or before" the one that its line names. */
const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** ssh_config(5), "PATTERNS": `*` and `?`. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}
