// What came of a deed beside what the reference says must come of it.
import { expect } from 'vitest';
import type { Reply } from '../../../src/protocol/event.ts';
import type { Which } from './deed.ts';
import { Rules, type Meant } from './rules.ts';
import { hasGap, isForked, isSealed, type Story } from './story.ts';
import type { Name } from './team.ts';
import { expectGuarded, type Consent } from './watch.ts';
import type { World } from './world.ts';

/** What the reference remembers besides what stands in the folders: what people really did. */
export class Memory {
  readonly world: World;
  readonly consents = new Map<string, Consent[]>();
  /** How often what was done. */
  readonly counts = new Map<string, number>();

  constructor(world: World) {
    this.world = world;
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

/** What decides about approvals and hand-overs; the rest of a log is tried elsewhere. */
const telling = /^(?:approval\.(?!needed)|handover\.|attempt\.started|seal$|command\.edited)/;

export const isAt = (world: World, name: Name, which: Which): boolean =>
  world.desks.some(({ who, run }) => who === name && run === which);

export function rulesFor(world: World, who: Name, story: Story): Rules {
  const { book, ids, team, clocks } = world;
  const stolen = team.stolen === undefined ? undefined : team.signer(team.stolen).publicKey;
  const isStolen = (key: string): boolean => key === stolen && world.clone(who).rosterVersion > 1;
  return new Rules(story, { book, ids, team, isStolen, now: clocks.at(who) });
}

/** Where a stolen key has had a part, what counts is tried elsewhere: here only that nothing worse comes of it. */
export function isDoubtful({ team }: World, who: Name, story: Story): boolean {
  return (
    team.stolen !== undefined && (team.stolen === who || story.parts.some(part => part.who === team.stolen))
  );
}

const telltales = (story: Story | undefined): ReadonlyMap<string, string> =>
  new Map(
    (story?.walked ?? []).flatMap(({ lines }) =>
      lines.flatMap(({ type, hash }) => (telling.test(type) ? [[hash, type] as const] : [])),
    ),
  );

export function written(before: Story | undefined, after: Story | undefined): readonly string[] {
  const known = telltales(before);
  return [...telltales(after)].flatMap(([hash, type]) => (known.has(hash) ? [] : [type]));
}

export interface Done {
  readonly said: string;
  readonly lines: readonly string[];
  readonly died: boolean;
}

export function compare({ said, lines, died }: Done, meant: Meant): void {
  if (meant.lines !== undefined)
    expect(lines).toEqual(died ? meant.lines.slice(0, lines.length) : meant.lines);
  if (meant.reply === undefined || died) return;
  if (meant.reply === 'refused') expect(said).not.toBe('ok');
  else expect(said).toBe(meant.reply);
}

export const saidIn = (reply: Reply): string => (reply.ok ? 'ok' : reply.code);

/** What has to hold after everything that is done. */
export async function expectSound({ consents, counts }: Memory, world: World, run: Which): Promise<void> {
  const { ids, book } = world;
  for (const who of world.clones.keys()) {
    const story = world.story(who, run);
    if (story !== undefined && !isForked(story) && !hasGap(story))
      expectGuarded(story, { ids, book, consents });
  }
  const all = world.gather(run);
  if (all === undefined) return;
  const { exit, findings } = await world.verify(all.folder);
  const wrong = findings.filter(({ weight }) => weight === 'tampered');
  if (isForked(all)) {
    counts.set('forked', 1);
    expect(wrong.map(({ code }) => code).join()).toMatch(/FORK|HANDED_OVER_TWICE|LATE_RETURN|NO_HANDOVER/);
    expect(exit).toBe(1);
    return;
  }
  expect(wrong).toEqual([]);
  expect(world.desks.filter(one => one.run === run).length).toBeLessThan(2);
  const { stolen } = world.team;
  if (stolen !== undefined && all.parts.some(({ who }) => who === stolen)) expect([0, 2, 3]).toContain(exit);
  else expect(exit).toBe(isSealed(all) ? 0 : 2);
}
