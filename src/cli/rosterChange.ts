import {
  inForce,
  knownRoles,
  type Compromised,
  type Member,
  type Roster,
} from '../core/audit/roster/roster.ts';

/** What a team is made of. */
export interface Team {
  readonly members: readonly Member[];
  readonly compromised: readonly Compromised[];
  readonly quorum: number;
}

/** What somebody wants to be otherwise. */
export type Wish =
  | { readonly action: 'add'; readonly name: string; readonly key: string; readonly roles: readonly string[] }
  | { readonly action: 'remove'; readonly name: string; readonly key?: string }
  | { readonly action: 'role'; readonly name: string; readonly roles: readonly string[] }
  | { readonly action: 'stolen'; readonly key: string; readonly since: number }
  | { readonly action: 'quorum'; readonly count: number };

export type RosterAction = Wish['action'];

/** The team as it is; the first to say anything founds it, and is its admin. */
export function foundTeam(
  roster: Roster,
  founder: { readonly principal: string; readonly key: string },
): Team {
  const { members, compromised, quorum } = inForce(roster) ?? {
    members: [{ principal: founder.principal, keys: [founder.key], roles: ['admin', 'operator'] }],
    compromised: [],
    quorum: 1,
  };
  return { members, compromised, quorum };
}

/** The team as it is wanted, or why it cannot be: one sentence. */
export function changed(team: Team, wish: Wish): Team | string {
  const wanted =
    wish.action === 'add' ? (takenProblem(team, wish) ?? wishedFor(team, wish)) : wishedFor(team, wish);
  return typeof wanted === 'string' ? wanted : (ledProblem(wanted) ?? wanted);
}

/** A key speaks for one person. */
function takenProblem(
  { members, compromised }: Team,
  { name, key }: { readonly name: string; readonly key: string },
): string | undefined {
  const owner = members.find(({ principal, keys }) => principal !== name && keys.includes(key));
  if (owner !== undefined)
    return `That key is ${owner.principal}'s already, and a key speaks for one person. Give ${name} another one, or take it away first: handrail roster remove ${owner.principal} KEY`;
  return compromised.some(one => one.key === key)
    ? 'That key was reported stolen and stays so. Take them in with a new one.'
    : undefined;
}

/** A team that too few can change would stay as it is for ever. */
function ledProblem({ members, quorum }: Team): string | undefined {
  const admins = members.filter(({ roles }) => roles.includes('admin')).length;
  if (admins >= quorum) return undefined;
  const left = admins === 1 ? 'there would be 1' : `there would be ${admins === 0 ? 'none' : admins}`;
  return `Nothing was changed: ${quorum === 1 ? 'a change needs an admin' : `a change needs ${quorum} admins`}, and ${left}. Make somebody else one first: handrail roster role NAME admin,…`;
}

function wishedFor(team: Team, wish: Wish): Team | string {
  switch (wish.action) {
    case 'quorum':
      return { ...team, quorum: wish.count };
    case 'add':
      return rolesProblem(wish.roles) ?? { ...team, members: added(team.members, wish) };
    case 'role':
      return (
        stranger(team, wish.name) ??
        rolesProblem(wish.roles) ?? { ...team, members: withRoles(team.members, wish.name, wish.roles) }
      );
    case 'remove':
      return removed(team, wish);
    case 'stolen':
      return stolen(team, wish);
  }
}

/** The key is nobody's from now on; whoever has no other has to be taken in again with a new one. */
function stolen(team: Team, { key, since }: Compromised): Team | string {
  const owner = team.members.find(({ keys }) => keys.includes(key));
  const left = owner === undefined ? team : removed(team, { name: owner.principal, key });
  if (typeof left === 'string') return left;
  const before = team.compromised.find(one => one.key === key);
  const earliest = Math.min(since, before?.since ?? since);
  return {
    ...left,
    compromised: [...team.compromised.filter(one => one !== before), { key, since: earliest }],
  };
}

function stranger({ members }: Team, name: string): string | undefined {
  if (members.some(({ principal }) => principal === name)) return undefined;
  return `${name} is not in the roster. It has ${members.map(({ principal }) => principal).join(', ')}.`;
}

function rolesProblem(roles: readonly string[]): string | undefined {
  if (roles.length === 0) return `Name a role: ${knownRoles.join(', ')}, or one of your own.`;
  const wrong = roles.find(role => !/^[a-z][a-z0-9-]*$/.test(role));
  return wrong === undefined
    ? undefined
    : `${wrong} is no role: lower-case letters, digits and hyphens only, such as release-lead.`;
}

function added(
  members: readonly Member[],
  { name, key, roles }: { readonly name: string; readonly key: string; readonly roles: readonly string[] },
): readonly Member[] {
  const before = members.find(({ principal }) => principal === name);
  if (before === undefined) return [...members, { principal: name, keys: [key], roles }];
  const keys = [...new Set([...before.keys, key])];
  const all = [...new Set([...before.roles, ...roles])];
  return members.map(one => (one === before ? { ...one, keys, roles: all } : one));
}

function withRoles(members: readonly Member[], name: string, roles: readonly string[]): readonly Member[] {
  return members.map(one => (one.principal === name ? { ...one, roles } : one));
}

function removed(team: Team, { name, key }: { readonly name: string; readonly key?: string }): Team | string {
  const member = team.members.find(({ principal }) => principal === name);
  if (member === undefined) return stranger(team, name) ?? '';
  if (key !== undefined && !member.keys.includes(key)) return `${name} has no such key.`;
  const keys = key === undefined ? [] : member.keys.filter(one => one !== key);
  const members = team.members.flatMap(one =>
    one === member ? (keys.length > 0 ? [{ ...one, keys }] : []) : [one],
  );
  return { ...team, members };
}
