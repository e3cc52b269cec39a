import { expect } from 'vitest';
import type { ExecutionEnd } from '../../../src/core/ports.ts';
import type { Outcome } from '../../../src/core/run/outcome.ts';
import type { Case } from './cases.ts';
import { delays, lostLate, openHarness, patience, pause, type Harness } from './harness.ts';

/** Runs a case in a session of its own and compares all that it says. */
export async function checkCase(given: Case): Promise<void> {
  const harness = await openHarness({ name: 'deploy.md', delays: delaysOf(given) });
  try {
    // Bash looks at a removed directory's parents; the home folder stays.
    await harness.run('export MARK=kept; marked() { echo "$MARK"; }');
    const end = await perform(harness, given);
    compare(harness, given, end);
    if (given.then !== undefined) expect((await harness.run(given.then)).output).toBe(given.prints);
    harness.session.endBlock();
    // A trap, a notice or a background job of the case may still be heard, but nothing after the answer.
    const after = await harness.run(
      'exec >/dev/tty 2>&1; \\unalias -a\nkill -KILL $(jobs -p) 2>/dev/null; wait 2>/dev/null\nmarked',
    );
    expect(after.outcome).toEqual({ kind: 'exited', exit: 0 });
    expect(after.output).toMatch(/(^|\n)kept\n$/);
    expect(harness.events.some(({ type }) => type === 'restored')).toBe(given.restored);
  } finally {
    await harness.close();
  }
}

/** Only what is to be tried in vain, or to be lost, is given up soon: anything else may be slow. */
function delaysOf({ stop, force, steps, outcome }: Case): typeof delays {
  const gives = (stop === true || force === true) && steps?.join() !== 'interrupted';
  return {
    terminate: gives ? delays.terminate : patience,
    offerForce: force === true ? delays.offerForce : patience,
    lost: outcome === 'lost' ? delays.lost : lostLate.lost,
  };
}

type End = ExecutionEnd & { output: string; attemptId: string };

async function perform(harness: Harness, given: Case): Promise<End> {
  const { run, shell, block, timeoutMs } = given;
  const texts = typeof run === 'string' ? [run] : run;
  for (const text of texts.slice(0, -1)) await harness.run(text);
  const running = harness.run(texts.at(-1) ?? '', {
    shell,
    ...(block === true ? { run: 'block' } : {}),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  let over = false;
  void running.then(() => {
    over = true;
  });
  await Promise.race([act(harness, given, () => over), running]);
  return await running;
}

async function act({ session, shows, events }: Harness, given: Case, isOver: () => boolean): Promise<void> {
  const { after, stop, force, types } = given;
  const awaited = typeof after === 'string' ? [after] : (after ?? []);
  if (awaited[0] !== undefined) await shows(awaited[0]);
  if (stop === true || force === true || types.length > 0) await pause(50);
  for (const [index, text] of types.entries()) {
    if (awaited[index] !== undefined) await shows(awaited[index]);
    session.press(text.replaceAll('\n', '\r'));
  }
  if (stop === true || force === true) session.stop();
  if (force !== true) return;
  while (!isOver() && !events.some(event => event.type === 'stopping' && event.how === 'can-force'))
    await pause(5);
  // What has ended by itself leaves nothing to force: the next command is not meant.
  if (!isOver()) session.force();
}

function compare({ bytes, events }: Harness, given: Case, end: End): void {
  expect(outcomeText(end.outcome)).toBe(given.outcome);
  if (given.output !== undefined) expect(end.output).toBe(given.output);
  if (given.matches !== undefined) expect(end.output).toMatch(new RegExp(given.matches, given.flags));
  if (given.bytes !== undefined) expect(bytes(end.attemptId).length).toBe(given.bytes);
  const steps = events.flatMap(event => (event.type === 'stopping' ? [event.how] : []));
  if (given.steps !== undefined) expect(steps).toEqual(given.steps);
}

function outcomeText(outcome: Outcome): string {
  if (outcome.kind === 'exited') return `exited ${outcome.exit}`;
  return outcome.kind === 'signalled' ? `signalled ${outcome.signal}` : outcome.kind;
}
