import * as fs from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Finding } from '../../../core/audit/finding.ts';
import { inForce, type Roster } from '../../../core/audit/roster/roster.ts';
import type { TrustSource } from '../../../core/audit/trusted.ts';
import { realPath } from '../stateFolders.ts';
import { readRosterFile, readRosterBytes, treeRoster } from './rosterFile.ts';
import { baseBranchFile, gitSetting } from '../keys/trust.ts';
import { makePrivateFolder } from '../../privateFolder.ts';

/** A roster, where it came from, and what this machine knows against it. */
export interface TrustedRoster {
  readonly source: TrustSource;
  /** A path or a git object, for people. */
  readonly place: string;
  readonly roster: Roster | undefined;
  readonly findings: readonly Finding[];
}

/** git's setting that names a roster from outside the tree. */
const setting = 'handrail.roster';

/**
 * The roster for the runs of a state folder: the first that there is of the file that was given, git's `handrail.roster`, the base
 * branch's copy, and the working tree's own, which is trust on first use. One that is there is not passed over for a weaker one.
 */
export async function findRoster(
  stateFolder: string,
  wanted: { readonly roster?: string | undefined; readonly privateFolder: string },
): Promise<TrustedRoster> {
  const found = await lookForRoster(stateFolder, wanted.roster);
  if (found.roster === undefined && found.source !== 'none') {
    const sentence = `the roster could not be read: ${found.place}`;
    return { ...found, findings: [trustFinding('ROSTER_ALTERED', sentence)] };
  }
  const { roster } = found;
  if (roster === undefined) return { ...found, findings: missing(stateFolder, wanted.privateFolder) };
  return {
    ...found,
    findings: [...altered(roster), ...witnessed(stateFolder, roster, wanted.privateFolder)],
  };
}

type Found = Omit<TrustedRoster, 'findings'>;

async function lookForRoster(stateFolder: string, given: string | undefined): Promise<Found> {
  if (given !== undefined) return { source: 'given', place: given, roster: readRosterFile(given) };
  const set = await gitSetting(stateFolder, setting);
  if (set !== undefined) return { source: 'setting', place: set, roster: readRosterFile(set) };
  const base = await baseBranchFile(stateFolder, treeRoster);
  if (base !== undefined)
    return { source: 'base-branch', place: base.place, roster: readRosterBytes(Buffer.from(base.text)) };
  const own = join(stateFolder, treeRoster);
  const roster = readRosterFile(own);
  return { source: roster === undefined ? 'none' : 'first-use', place: own, roster };
}

function altered({ problem, versions }: Roster): readonly Finding[] {
  if (problem === undefined) return [];
  const sentence = `the roster holds up to version ${versions.length}; line ${problem.line}: ${problem.sentence}`;
  return [trustFinding('ROSTER_ALTERED', sentence)];
}

function trustFinding(code: 'ROSTER_ALTERED' | 'ROSTER_ROLLED_BACK', sentence: string): Finding {
  return { code, tier: 'SIGNED', weight: 'trust', sentence };
}

// What this machine saw of each roster: whoever takes a version back brings people back who were let go.

const seenVersion = z.object({
  folder: z.string(),
  version: z.int().min(1),
  sha256: z.string(),
  seen: z.int().min(0),
});

type SeenVersion = z.infer<typeof seenVersion>;

const receipts = (privateFolder: string): string => join(privateFolder, 'rosters.jsonl');

/** Notes the newest version of a roster, where this machine has not yet. */
export function keepRosterReceipt(privateFolder: string, stateFolder: string, roster: Roster): void {
  const now = inForce(roster);
  const before = newestSeen(privateFolder, stateFolder);
  if (now === undefined || (before !== undefined && before.version >= now.version)) return;
  const { version, sha256 } = now;
  const seen: SeenVersion = { folder: realPath(stateFolder), version, sha256, seen: Date.now() };
  try {
    makePrivateFolder(privateFolder);
    fs.appendFileSync(receipts(privateFolder), `${JSON.stringify(seen)}\n`, { mode: 0o600 });
  } catch {
    // Deliberately nothing, as with the receipts of logs: the folder may be read-only.
  }
}

function newestSeen(privateFolder: string, stateFolder: string): SeenVersion | undefined {
  let newest: SeenVersion | undefined;
  const folder = realPath(stateFolder);
  for (const line of readText(receipts(privateFolder)).split('\n')) {
    const seen = parse(line);
    if (seen?.folder === folder && seen.version > (newest?.version ?? 0)) newest = seen;
  }
  return newest;
}

function witnessed(stateFolder: string, { versions }: Roster, privateFolder: string): readonly Finding[] {
  const seen = newestSeen(privateFolder, stateFolder);
  if (seen === undefined) return [];
  const same = versions.find(({ version }) => version === seen.version);
  if (same?.sha256 === seen.sha256) return [];
  const sentence =
    same === undefined
      ? `the roster was rolled back: this machine saw version ${seen.version}, here is ${versions.at(-1)?.version ?? 0}`
      : `the roster was replaced: version ${seen.version} is not the one that this machine saw`;
  return [trustFinding('ROSTER_ROLLED_BACK', sentence)];
}

function missing(stateFolder: string, privateFolder: string): readonly Finding[] {
  const seen = newestSeen(privateFolder, stateFolder);
  if (seen === undefined) return [];
  const sentence = `the roster is gone: this machine saw version ${seen.version} of it`;
  return [trustFinding('ROSTER_ROLLED_BACK', sentence)];
}

function readText(path: string): string {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function parse(line: string): SeenVersion | undefined {
  try {
    return seenVersion.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
