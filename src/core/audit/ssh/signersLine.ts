import { parseKeyLine, weakness } from './sshkey.ts';

/** One line of an allowed_signers file, to be written. */
export interface SignersLine {
  /** Who signs with the key, usually an e-mail address. */
  readonly principal: string;
  /** `type base64`. */
  readonly publicKey: string;
  readonly namespaces?: readonly string[];
  /** ms since the epoch. */
  readonly validAfter?: number;
  readonly validBefore?: number;
}

/** What an operator signs: the log and its seal. */
export const operatorNamespaces: readonly string[] = ['log.v1@handrail', 'seal.v1@handrail'];

export type WrittenLine =
  { readonly line: string; readonly problem?: never } | { readonly problem: string; readonly line?: never };

/** The line without an LF, or why none is written: what this refuses, verification does not believe either. */
export function writeSignersLine(wanted: SignersLine): WrittenLine {
  const { principal, publicKey, namespaces = operatorNamespaces, validAfter, validBefore } = wanted;
  const problem =
    principalProblem(principal) ??
    keyProblem(publicKey) ??
    namespaceProblem(namespaces) ??
    timeProblem(wanted);
  if (problem !== undefined) return { problem };
  const options = [
    `namespaces="${namespaces.join(',')}"`,
    ...(validAfter === undefined ? [] : [`valid-after="${signersTime(validAfter)}"`]),
    ...(validBefore === undefined ? [] : [`valid-before="${signersTime(validBefore)}"`]),
  ];
  return { line: `${principal} ${options.join(',')} ${publicKey}` };
}

/** `YYYYMMDDHHMMSSZ`, the one form that means the same on every machine. */
export function signersTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
}

/** A principal for a name that may hold anything. */
export function principalOf(name: string): string {
  return name.replace(/[^A-Za-z0-9@._+-]/g, '_');
}

/** Whether a principal is a pattern, with which one key speaks for many people. */
export function isPattern(principals: string): boolean {
  return /[*?!]/.test(principals);
}

function principalProblem(principal: string): string | undefined {
  if (isPattern(principal))
    return `${principal} is a pattern: with it one key would speak for many people. Name one person`;
  return /^[A-Za-z0-9@._+-]+$/.test(principal) && !principal.startsWith('-')
    ? undefined
    : `${principal === '' ? 'An empty name' : principal} is no principal: letters, digits and @ . _ + - only`;
}

function keyProblem(publicKey: string): string | undefined {
  const key = parseKeyLine(publicKey);
  if (key === undefined) return 'This is no public key that Handrail knows';
  const weak = weakness(key);
  if (weak === undefined) return undefined;
  return weak === 'short-rsa'
    ? 'RSA keys need 3072 bits or more'
    : 'This key is of small order: one signature of it fits every message';
}

function namespaceProblem(namespaces: readonly string[]): string | undefined {
  const wrong = namespaces.find(one => !/^[a-z0-9.@*?_-]+$/i.test(one));
  if (namespaces.length === 0 || wrong === '') return 'A namespace is missing';
  return wrong === undefined ? undefined : `${wrong} is no namespace`;
}

function timeProblem({ validAfter, validBefore }: SignersLine): string | undefined {
  if (validAfter === undefined || validBefore === undefined || validAfter < validBefore) return undefined;
  return 'The key would be valid at no time: the end comes before the beginning';
}
