// What somebody does who has a run before them: asked of the product as a view asks it.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { valueName } from './book.ts';
import { compare, rulesFor, saidIn, written } from './compare.ts';
import type { Deed, DeskDeed, Which } from './deed.ts';
import { isForked } from './story.ts';
import type { Taken, World } from './world.ts';

/** Whatever is done at a desk, or happens to it. */
export async function atSomeDesk(world: World, deed: Extract<Deed, { readonly run: Which }>): Promise<void> {
  const taken = world.deskOf(deed.run);
  if (taken === undefined) return;
  const { who, desk } = taken;
  switch (deed.do) {
    case 'second window':
      expect(await world.sit({ who, run: deed.run, key: 0 }, 'log.retry')).toBe('not-recording');
      return;
    case 'kill':
      kill(world, taken, deed.torn);
      return;
    case 'wait for the end': {
      const story = world.story(who, deed.run);
      const ends =
        story === undefined
          ? undefined
          : story.walked
              .flatMap(({ lines }) => lines)
              .findLast(({ type }) => type === 'approval.requested')?.['expires'];
      if (ends !== undefined) world.clocks.pass((ends as number) - world.clocks.at(who) - deed.ticks);
      return;
    }
    case 'paste': {
      const letter = world.mail[deed.which % world.mail.length];
      const before = world.story(who, deed.run);
      const reply = await world.clocks.of(who, () =>
        desk.ask({ type: 'approval.paste', text: letter?.text ?? '' }),
      );
      const lines = written(before, world.story(who, deed.run));
      expect(lines.filter(type => type !== 'approval.answered')).toEqual([]);
      if (letter?.run !== deed.run) expect([saidIn(reply), lines]).toEqual(['bad-request', []]);
      return;
    }
    default:
      if ('death' in deed) await atDesk(world, taken, deed as DeskDeed);
  }
}

async function atDesk(world: World, taken: Taken, deed: DeskDeed): Promise<void> {
  const { who, run, desk } = taken;
  const before = world.story(who, run);
  if (before === undefined) throw new Error('a run on a desk that is in no folder');
  const meant = rulesFor(world, who, before).atDesk(deed);
  if (deed.death !== undefined) desk.disk.arm(deed.death);
  const said = await world.clocks
    .of(who, () => request(world, taken, deed))
    .catch((error: unknown) => {
      if (!desk.disk.dead) throw error;
      return 'died';
    });
  const died = desk.disk.dead;
  desk.disk.disarm();
  const ended = deed.do === 'leave' || ((deed.do === 'offer' || deed.do === 'seal') && said === 'ok');
  if (died || ended) world.clear(taken);
  if (!isForked(before)) compare({ said, lines: written(before, world.story(who, run)), died }, meant);
}

async function request(world: World, { desk, who, run }: Taken, deed: DeskDeed): Promise<string> {
  const { migrate } = world.ids;
  const reason = 'because it has to be';
  const { revision } = desk.walk.view();
  switch (deed.do) {
    case 'run':
      return saidIn(
        await desk.ask(
          { type: deed.all ? 'run.step' : 'run.next', step: world.ids[deed.step], revision },
          deed.fates,
        ),
      );
    case 'edit':
    case 'retry':
      return await edit(world, { desk, who, run }, deed);
    case 'give':
      return saidIn(await desk.ask({ type: 'input.set', name: valueName, value: deed.value }));
    case 'ask':
      return saidIn(await desk.ask({ type: 'approval.ask', step: migrate }));
    case 'take back':
      return saidIn(await desk.ask({ type: 'approval.withdraw', step: migrate }));
    case 'look':
      return saidIn(await desk.ask({ type: 'approval.look' }));
    case 'break':
      return saidIn(await desk.ask({ type: 'approval.break', step: migrate, reason }));
    case 'seal':
      return saidIn(await desk.ask({ type: 'close', result: 'aborted', reason }));
    case 'settle': {
      const view = desk.walk.view();
      const step = Object.values(world.ids).find(id => view.steps[id]?.state === 'unknown') ?? migrate;
      return saidIn(await desk.ask({ type: 'settle', step, decision: deed.decision, reason }));
    }
    case 'offer': {
      const to = deed.to === undefined ? {} : { to: `${deed.to}@corp` };
      return saidIn(await desk.ask({ type: 'handover.offer', text: 'my shift is over', ...to }));
    }
    case 'leave':
      await desk.walk.leave('left');
      return 'ok';
  }
}

async function edit(
  world: World,
  { desk, who, run }: Taken,
  deed: Extract<DeskDeed, { readonly do: 'edit' | 'retry' }>,
): Promise<string> {
  const { migrate: step } = world.ids;
  const { revision, steps } = desk.walk.view();
  const commands = steps[step]?.commands ?? [];
  const next = commands.findIndex(({ state }) => state !== 'passed');
  const statement = next < 0 ? commands.length : next;
  if (deed.do === 'retry') {
    const digest = commands[statement]?.edited?.digest ?? '0'.repeat(64);
    return saidIn(await desk.ask({ type: 'edit.retry', step, statement, revision, digest }, deed.fates));
  }
  const count =
    world
      .story(who, run)
      ?.walked.flatMap(({ lines }) => lines)
      .filter(({ type }) => type === 'command.edited').length ?? 0;
  const shown = await desk.ask({
    type: 'edit.propose',
    step,
    statement,
    revision,
    text: `./act other${count}`,
  });
  if (!shown.ok) return saidIn(shown);
  const view = desk.walk.view();
  const digest = view.steps[step]?.commands[statement]?.proposal?.digest ?? '';
  const reason = 'the other way works';
  return saidIn(
    await desk.ask(
      { type: 'edit.confirm', step, statement, revision: view.revision, digest, reason },
      deed.fates,
    ),
  );
}

function kill(world: World, taken: Taken, torn: boolean): void {
  const story = world.story(taken.who, taken.run);
  world.clear(taken);
  const last = story?.walked.at(-1);
  if (torn && last !== undefined)
    fs.appendFileSync(join(story?.folder ?? '', last.file), '{"attemptId":"0b5e');
}
