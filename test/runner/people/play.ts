// One deed as a command of fast-check: done by the product, and compared with what the reference says.
import type { fc } from '../../seeded.ts';
import { expect } from 'vitest';
import { everything } from './clone.ts';
import { compare, expectSound, isAt, isDoubtful, rulesFor, written, type Memory } from './compare.ts';
import { deceive } from './deceit.ts';
import type { Deed, Sitting, Which } from './deed.ts';
import type { Meant } from './rules.ts';
import { operatorsOf } from './story.ts';
import { mayOperate, maySignOver } from './team.ts';
import { atSomeDesk } from './work.ts';
import type { World } from './world.ts';

export class Play implements fc.AsyncCommand<Memory, World> {
  readonly deed: Deed;

  constructor(deed: Deed) {
    this.deed = deed;
  }

  toString(): string {
    return JSON.stringify(this.deed);
  }

  /** Whether it makes any sense now. */
  check({ world }: Readonly<Memory>): boolean {
    const { deed } = this;
    switch (deed.do) {
      case 'begin':
        return world.runs[deed.run] === undefined && mayOperate(deed.who);
      case 'go on':
      case 'accept':
      case 'withdraw':
        return world.story(deed.who, deed.run) !== undefined && !isAt(world, deed.who, deed.run);
      case 'answer':
      case 'publish':
      case 'review':
        return world.story(deed.who, deed.run) !== undefined;
      case 'pull':
      case 'share':
      case 'deceive':
        return world.runs[deed.run] !== undefined;
      case 'report stolen':
        return world.team.stolen === undefined;
      case 'paste':
        return world.mail.length > 0 && world.deskOf(deed.run) !== undefined;
      case 'clock':
      case 'wait':
        return true;
      default:
        return world.deskOf(deed.run) !== undefined;
    }
  }

  async run(memory: Memory, world: World): Promise<void> {
    const { deed } = this;
    memory.count(deed.do);
    await this.#do(memory, world);
    if ('run' in deed) await expectSound(memory, world, deed.run);
  }

  async #do(memory: Memory, world: World): Promise<void> {
    const { deed } = this;
    switch (deed.do) {
      case 'begin':
      case 'go on':
      case 'accept':
      case 'withdraw':
        await sit(world, deed);
        return;
      case 'answer':
        await answer(memory, world, deed);
        return;
      case 'publish':
        world.exchange(world.clone(deed.who), world.origin, deed);
        return;
      case 'pull':
        world.exchange(world.origin, world.clone(deed.who), deed);
        return;
      case 'share':
        share(world, deed.run);
        return;
      case 'clock':
        world.clocks.set(deed.who, deed.ms);
        return;
      case 'wait':
        world.clocks.pass(deed.ms);
        return;
      case 'report stolen':
        await world.reportStolen(deed.who);
        return;
      case 'review':
        await review(world, deed);
        return;
      case 'deceive':
        await deceive(memory, world, deed);
        return;
      default:
        await atSomeDesk(world, deed);
        return;
    }
  }
}

async function sit(world: World, deed: Sitting): Promise<void> {
  const { who, run } = deed;
  const before = world.story(who, run);
  const wish = (
    {
      begin: 'log.retry',
      'go on': 'log.retry',
      accept: 'handover.accept',
      withdraw: 'handover.withdraw',
    } as const
  )[deed.do];
  const rules = before === undefined ? undefined : rulesFor(world, who, before);
  const meant: Meant =
    rules === undefined
      ? { reply: 'ok', lines: [] }
      : deed.do === 'accept'
        ? rules.accept(who)
        : deed.do === 'withdraw'
          ? rules.withdraw(who)
          : rules.goOn(who);
  const said = await world.sit(deed, wish);
  if (said === 'cannot be read' || (before !== undefined && isDoubtful(world, who, before))) return;
  compare({ said, lines: written(before, world.story(who, run)), died: said === 'died' }, meant);
}

async function answer(
  memory: Memory,
  world: World,
  deed: Extract<Deed, { readonly do: 'answer' }>,
): Promise<void> {
  const story = world.story(deed.who, deed.run);
  if (story === undefined) return;
  const meant = rulesFor(world, deed.who, story).answer(deed.who);
  const { said, nonce } = await world.answer(deed);
  if (said === 'signed') {
    const { who, granted } = deed;
    memory.consents.set(nonce, [...(memory.consents.get(nonce) ?? []), { who, granted }]);
    memory.count(granted ? 'agreed' : 'refused');
  }
  if (!isDoubtful(world, deed.who, story)) compare({ said, lines: [], died: false }, meant);
}

async function review(world: World, deed: Extract<Deed, { readonly do: 'review' }>): Promise<void> {
  const { who, run, accepted } = deed;
  const story = world.story(who, run);
  if (story === undefined || isAt(world, who, run)) return;
  const { exit } = await world.verify(story.folder, world.clone(who));
  const said = await world.review(deed);
  const holds = exit === 0 || (!accepted && (exit === 2 || exit === 3));
  const may = holds && !operatorsOf(story).has(who) && maySignOver(who);
  if (!isDoubtful(world, who, story)) expect(said === 'signed').toBe(may);
}

/** Everybody gets what anybody has published or holds, as a team that commits often. */
function share(world: World, run: Which): void {
  for (const one of world.clones.values()) world.exchange(one, world.origin, { run, parcel: everything });
  for (const one of world.clones.values()) world.exchange(world.origin, one, { run, parcel: everything });
}
