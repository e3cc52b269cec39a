import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { readWhole } from '../../plainFile.ts';
import { operatorNamespaces, principalOf, writeSignersLine } from '../../../core/audit/ssh/signersLine.ts';

/** The working tree's own list of keys, below the state folder. */
export const treeSigners = join('trust', 'allowed_signers');

/**
 * Notes a key that signed here for the first time. It proves no more than "the same key as before": whoever can change the tree
 * can change this file, and verification says so.
 */
export function trustOnFirstUse(
  stateFolder: string,
  key: {
    readonly principal: string;
    readonly publicKey: string;
    /** What it is allowed to sign besides; a run's log and its seal where there is none. */
    readonly namespace?: string;
  },
): void {
  const path = join(stateFolder, treeSigners);
  const [type = '', blob = ''] = key.publicKey.split(' ');
  // A team that says who belongs to it takes in nobody by use.
  if (fs.existsSync(join(dirname(path), 'roster.jsonl'))) return;
  try {
    const present = fs.existsSync(path) ? readWhole(path).toString('utf8') : '';
    const named = present.split('\n').filter(one => one.includes(`${type} ${blob}`));
    const { namespace = 'log.v1@handrail' } = key;
    const isLog = operatorNamespaces.includes(namespace);
    // Whoever only reviewed so far may walk a run later; a line that people wrote stays what they decided.
    if (
      named.some(one => (isLog ? !one.includes('namespaces="approve.v1@handrail"') : one.includes(namespace)))
    )
      return;
    fs.mkdirSync(dirname(path), { recursive: true });
    const namespaces = isLog ? operatorNamespaces : [namespace];
    const { line } = writeSignersLine({ ...key, principal: principalOf(key.principal), namespaces });
    if (line === undefined) return;
    fs.appendFileSync(path, `${present === '' || present.endsWith('\n') ? '' : '\n'}${line}\n`);
  } catch {
    // A tree that cannot be written has no trust of its own; the log is complete without.
  }
}
