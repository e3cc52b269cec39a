import type { Compromised, Member, Roster } from '../core/audit/roster/roster.ts';

/** A roster as text. */
export function rosterText(roster: Roster, place: string): string {
  const { versions, pending, problem } = roster;
  const now = versions.at(-1);
  const lines: string[] = [];
  if (now === undefined) lines.push(`Nothing is in force yet: ${place}`);
  else {
    const { version, at, signedBy, reason } = now;
    lines.push(
      `Version ${version} of ${new Date(at).toISOString()}, signed by ${signedBy.join(' and ')}: ${place}`,
    );
    if (reason !== '') lines.push(`  ${reason}`);
    lines.push('', ...now.members.flatMap(memberLines), ...now.compromised.flatMap(stolenLines), '');
    lines.push(quorumLine(now.quorum));
  }
  if (pending !== undefined) {
    const { version, signedBy } = pending.version;
    const left = pending.needed - signedBy.length;
    lines.push(
      `Version ${version} waits for ${left} more ${left === 1 ? 'admin' : 'admins'}: handrail roster sign`,
    );
  }
  if (problem !== undefined)
    lines.push(`Line ${problem.line} cannot be believed, nor what follows it: ${problem.sentence}.`);
  return `${lines.join('\n')}\n`;
}

function memberLines({ principal, roles, keys }: Member): readonly string[] {
  return [`${principal}: ${roles.join(', ')}`, ...keys.map(key => `  ${key}`)];
}

function stolenLines({ key, since }: Compromised): readonly string[] {
  return [`Stolen, not believed without a witness since ${new Date(since).toISOString()}`, `  ${key}`];
}

function quorumLine(quorum: number): string {
  return quorum === 1 ? 'One admin signs a change.' : `${quorum} admins sign a change.`;
}
