import type { Open, Recorded, Sig } from './entry.ts';
import type { FindingCode, Tier, Weight } from './finding.ts';
import { isLogFormat } from './line/format.ts';
import { knownTypes } from './line/schema.ts';
import { parseKeyBlob, parseKeyLine, weakness, type PublicKey } from './ssh/sshkey.ts';
import { parseSignature, type SshSignature } from './ssh/sshsig.ts';

/** The cryptography that verification stands on; adapters give it. */
export interface Checks {
  /** SHA-256 of a line's bytes, LF included, in hex. */
  hash(line: Uint8Array): string;
  /** Whether the key signed the message; false also for what the platform cannot check. */
  verify(signature: SshSignature, key: PublicKey, message: Uint8Array): boolean;
}

/** What is wrong with an `open` line besides its form. */
export interface OpeningProblem {
  readonly code: FindingCode;
  readonly tier: Tier;
  readonly weight: Weight;
  readonly sentence: string;
}

// The last is of rosters, which come later: a log that has it is not wrong.
const userNamespaces: readonly string[] = [
  'log.v1@handrail',
  'seal.v1@handrail',
  'approve.v1@handrail',
  'roster.v1@handrail',
];
const sessionNamespaces: readonly string[] = ['session.v1@handrail'];

/** Format and keys of a segment, as its `open` names them. */
export class Opening {
  readonly problems: readonly OpeningProblem[];
  readonly #checks: Checks;
  readonly #hasSession: boolean;
  readonly #user: PublicKey | undefined;
  readonly #session: PublicKey | undefined;

  constructor(open: Recorded<Open>, checks: Checks) {
    const problems: OpeningProblem[] = [...formatProblems(open)];
    const believed = (line: string): PublicKey | undefined => {
      const key = parseKeyLine(line);
      const problem = keyProblem(key);
      if (problem !== undefined) problems.push(problem);
      return problem === undefined ? key : undefined;
    };
    this.#checks = checks;
    this.#hasSession = open.session !== null;
    this.#user = believed(open.signer);
    this.#session = open.session === null ? undefined : believed(open.session);
    this.problems = problems;
  }

  /** Whether a signature holds over a line; `undefined` if its key is not believed, which is a problem of its own. */
  holds(entry: Recorded<Sig>, message: Uint8Array): boolean | undefined {
    const signature = parseSignature(entry.sig);
    if (signature !== undefined && isCosigned(entry))
      return this.#holdsByItself(signature, { entry, message });
    const bySession = entry.by === 'session';
    const allowed = bySession ? sessionNamespaces : userNamespaces;
    if (signature?.namespace !== entry.ns || !allowed.includes(entry.ns)) return false;
    if (bySession && !this.#hasSession) return false;
    const key = bySession ? this.#session : this.#user;
    return key === undefined ? undefined : this.#checks.verify(signature, key, message);
  }

  /** A signature by a key that only the signature itself names: it must fit, and proves nothing here. */
  #holdsByItself(
    signature: SshSignature,
    { entry, message }: { readonly entry: Recorded<Sig>; readonly message: Uint8Array },
  ): false | undefined {
    const key = parseKeyBlob(signature.key);
    const fits =
      key !== undefined && signature.namespace === entry.ns && this.#checks.verify(signature, key, message);
    return fits ? undefined : false;
  }
}

/** Types of signatures that come later are kept, and count for nothing yet. */
const isCosigned = ({ by }: { readonly by: string }): boolean => by === 'cosigner';

function formatProblems(open: Recorded<Open>): readonly OpeningProblem[] {
  const problems: OpeningProblem[] = [];
  const unsupported = { tier: 'STRUCTURE', weight: 'unsupported' } as const;
  const format: string = open.fmt;
  if (!isLogFormat(format)) {
    const sentence = `it is written as ${format}, which this version cannot verify`;
    problems.push({ ...unsupported, code: 'UNSUPPORTED_FORMAT', sentence });
  }
  const unknown = open.crit.filter(type => !knownTypes.includes(type));
  if (unknown.length > 0) {
    const sentence = `it needs ${unknown.join(', ')}, which this version does not know`;
    problems.push({ ...unsupported, code: 'UNSUPPORTED_ENTRY', sentence });
  }
  return problems;
}

function keyProblem(key: PublicKey | undefined): OpeningProblem | undefined {
  if (key === undefined) {
    const sentence = 'it names a key of a type this version cannot verify';
    return { code: 'UNSUPPORTED_KEY', tier: 'STRUCTURE', weight: 'unsupported', sentence };
  }
  const weak = weakness(key);
  if (weak === undefined) return undefined;
  const why =
    weak === 'small-order' ? 'with it one signature fits every message' : 'it is an RSA key under 3072 bits';
  return {
    code: 'WEAK_KEY',
    tier: 'SIGNED',
    weight: 'trust',
    sentence: `it names a key that must not be believed: ${why}`,
  };
}
