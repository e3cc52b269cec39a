import { textOf } from '../../../src/core/audit/line/frame.ts';
import { encodeLine, parseLine, type JsonObject } from '../../../src/core/audit/line/canonical.ts';
import { lineHash } from '../../../src/adapters/audit/journal/moved.ts';
import type { MemoryKey } from '../../../src/adapters/audit/keys/sessionKey.ts';
import type { Signer } from '../../../src/adapters/audit/keys/signer.ts';

// What somebody can do who knows the format: make a log's lines consistent again after changing them.

export type Line = Record<string, JsonObject[string]>;

export const read = (text: string): Line => {
  const { value } = parseLine(Buffer.from(`${text}\n`));
  if (value === undefined) throw new Error(`not a line: ${text}`);
  return { ...value };
};

export const write = (lines: readonly Line[]): string =>
  lines.map(line => Buffer.from(encodeLine(line)).toString()).join('');

/** Numbers and chains the lines anew. */
export function rechain(lines: readonly Line[]): readonly Line[] {
  let prev = '0'.repeat(64);
  return lines.map((line, seq) => {
    const chained: Line = { ...line, prev, seq };
    prev = lineHash(encodeLine(chained));
    return chained;
  });
}

/** Chains and signs the lines anew, with keys that the forger has. */
export async function resign(
  lines: readonly Line[],
  keys: { readonly user: Signer; readonly session: MemoryKey },
): Promise<readonly Line[]> {
  const signed: Line[] = [];
  let prev = '0'.repeat(64);
  let last: Uint8Array = new Uint8Array();
  for (const [seq, line] of lines.entries()) {
    const changed: Line = { ...line, prev, seq };
    if (line['type'] === 'open') {
      changed['signer'] = keys.user.publicKey;
      changed['session'] = keys.session.publicKey;
    }
    if (line['type'] === 'sig') {
      const ns = textOf(line, 'ns');
      changed['sig'] = line['by'] === 'user' ? await keys.user.sign(last, ns) : keys.session.sign(last, ns);
    }
    last = encodeLine(changed);
    prev = lineHash(last);
    signed.push(changed);
  }
  return signed;
}
