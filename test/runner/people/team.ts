// Four people with keys of their own, what each may do, and clocks that do not agree.
import type { Member } from '../../../src/core/audit/roster/roster.ts';
import type { Signer } from '../../../src/adapters/audit/keys/signer.ts';
import { person, type Person } from '../../adapters/audit/roster/rosterTeam.ts';

export const names = ['alice', 'bob', 'carol', 'dave'] as const;
export type Name = (typeof names)[number];

const roles: Readonly<Record<Name, readonly string[]>> = {
  alice: ['admin', 'operator', 'dba'],
  bob: ['operator', 'dba'],
  carol: ['dba', 'reviewer'],
  dave: ['operator', 'reviewer'],
};

export const mayOperate = (name: Name): boolean => roles[name].includes('operator');
/** Whether somebody has the role that the gate asks for. */
export const mayApprove = (name: Name): boolean => roles[name].includes('dba');
/** Whether a signature of theirs over somebody else's work is on the list at all. */
export const maySignOver = (name: Name): boolean => mayApprove(name) || roles[name].includes('reviewer');
export const principalOf = (name: Name): string => `${name}@corp`;

export class Team {
  readonly #people: ReadonlyMap<Name, readonly Person[]> = new Map(
    // Alice has two machines, and a key on each.
    names.map(name => [name, name === 'alice' ? [person(), person()] : [person()]] as const),
  );
  /** Whose key was stolen, once that was said. */
  stolen: Name | undefined;

  signer(name: Name, key = 0): Signer {
    const keys = this.#people.get(name) ?? [];
    const found = keys[key % keys.length];
    if (found === undefined) throw new Error(`${name} has no key`);
    return found.signer;
  }

  whose(publicKey: string): Name | undefined {
    return names.find(name => this.#people.get(name)?.some(({ key }) => key.publicKey === publicKey));
  }

  get members(): readonly Member[] {
    return names.map(name => {
      const keys = this.#people.get(name)?.map(({ key }) => key.publicKey) ?? [];
      return { principal: principalOf(name), keys: name === this.stolen ? [] : keys, roles: roles[name] };
    });
  }
}

/** Every look at a clock finds it a little later; whose clock it is decides how wrong it is. */
export class Clocks {
  #now = Date.UTC(2026, 9, 12, 9);
  readonly #wrong = new Map<Name, number>();
  #whose: Name | undefined;

  look(): number {
    this.#now += 1;
    return this.#now + (this.#whose === undefined ? 0 : this.skew(this.#whose));
  }

  /** What somebody's clock would say, without a look at it. */
  at(name: Name): number {
    return this.#now + this.skew(name);
  }

  pass(ms: number): void {
    this.#now += Math.max(0, ms);
  }

  set(name: Name, ms: number): void {
    this.#wrong.set(name, ms);
  }

  /** Whoever acts looks at their own clock. */
  async of<T>(name: Name, act: () => Promise<T>): Promise<T> {
    this.#whose = name;
    try {
      return await act();
    } finally {
      this.#whose = undefined;
    }
  }

  skew(name: Name): number {
    return this.#wrong.get(name) ?? 0;
  }
}
