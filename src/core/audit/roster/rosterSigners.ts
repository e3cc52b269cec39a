import { rosterNamespace, type Member, type Roster, type RosterVersion } from './roster.ts';
import { writeSignersLine } from '../ssh/signersLine.ts';
import { stolenKeys } from '../stolenKeys.ts';

/** What somebody may sign, by their roles; a role of a team's own lets its holder answer where it is asked for. */
function namespacesOf(roles: readonly string[]): readonly string[] {
  const namespaces = new Set<string>();
  for (const role of roles) for (const one of namespacesOfRole(role)) namespaces.add(one);
  return [...namespaces].sort();
}

function namespacesOfRole(role: string): readonly string[] {
  switch (role) {
    case 'admin':
      return [rosterNamespace];
    case 'operator':
      return ['log.v1@handrail', 'seal.v1@handrail'];
    default:
      return ['approve.v1@handrail'];
  }
}

interface Spell {
  readonly principal: string;
  readonly key: string;
  readonly namespaces: readonly string[];
  readonly from?: number;
  until?: number;
}

/**
 * The list of signers that a roster amounts to, for ssh-keygen and everybody who reads such lists: each key from the version that
 * took it in to the one that let it go. What is in the first version counts for what was signed before there was a roster, too.
 */
export function signersOf(roster: Roster): string {
  const spells: Spell[] = [];
  for (const [index, version] of roster.versions.entries()) {
    for (const open of spells.filter(({ until }) => until === undefined))
      if (!isStill(open, version)) open.until = version.at;
    for (const member of version.members) begin(spells, member, index === 0 ? undefined : version.at);
  }
  const stolen = stolenKeys(roster);
  for (const spell of spells) endAtTheft(spell, stolen.get(spell.key));
  const newest = roster.versions.at(-1)?.version ?? 0;
  const head = `# Made from roster.jsonl, version ${newest}; handrail roster writes it anew.\n`;
  return head + spells.flatMap(one => lineOf(one) ?? []).join('');
}

/** A list can say when a key was stolen, and not who had signed over what it signed before: that is the verifier's. */
function endAtTheft(spell: Spell, since: number | undefined): void {
  if (since !== undefined) spell.until = Math.min(spell.until ?? since, since);
}

function isStill({ principal, key, namespaces }: Spell, { members }: RosterVersion): boolean {
  const member = members.find(one => one.principal === principal);
  return member?.keys.includes(key) === true && namespacesOf(member.roles).join() === namespaces.join();
}

function begin(spells: Spell[], { principal, keys, roles }: Member, from: number | undefined): void {
  for (const key of keys) {
    const held = spells.some(
      one => one.until === undefined && one.principal === principal && one.key === key,
    );
    const since = from === undefined ? {} : { from };
    if (!held) spells.push({ principal, key, namespaces: namespacesOf(roles), ...since });
  }
}

/** Lists count in seconds: what was signed in the second of a change must still verify. */
function lineOf({ principal, key, namespaces, from, until }: Spell): string | undefined {
  const second = (ms: number): number => Math.floor(ms / 1000) * 1000;
  const { line } = writeSignersLine({
    principal,
    publicKey: key,
    namespaces,
    ...(from === undefined ? {} : { validAfter: second(from) }),
    ...(until === undefined ? {} : { validBefore: second(until) }),
  });
  return line === undefined ? undefined : `${line}\n`;
}
