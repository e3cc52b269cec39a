// How long the extension host's own thread is held up while a large runbook is read for its author: the longest time in which
// nothing else could run there, while a 1 MB text goes to the worker and its findings come back. An absolute limit: 50 ms.
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Analyst, type Source } from '../src/extension/authoring/analyst.ts';

const versions = 10;
const size = 1_000_000;
const lines = grow();

function grow(): readonly string[] {
  const made: string[] = ['# Grown runbook', ''];
  for (let at = 1, length = 0; length < size; at += 1) {
    const part = `## ${at}. Deploy service ${at} (10 min)\n\n- [ ] Service ${at} is announced\n\n\`\`\`bash\n# Restart service ${at}\nsystemctl restart service-${at} --zone <zone> "$REGION"\nFIRST_${at}=$(date)\n\`\`\`\n`;
    made.push(...part.split('\n'));
    length += part.length;
  }
  return made;
}

/** Milliseconds of processor time that this thread has used: other programs of a busy machine do not count. */
function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The longest turn of this thread's event loop while something is awaited, in milliseconds. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = used();
  let done = false;
  const turn = (): void => {
    const now = used();
    longest = Math.max(longest, now - last);
    last = now;
    if (!done) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  done = true;
  return longest;
}

const analyst = new Analyst(join(import.meta.dirname, '../dist/authoring.cjs'), (event, cause) => {
  console.error(event, cause);
});
let version = 0;
const source: Source = {
  key: 'bench.md',
  path: '',
  get version() {
    return version;
  },
  // As an editor does: the text is joined from its lines each time.
  text: () => `${lines.join('\n')}\n<!-- ${version} -->\n`,
};

// The worker alone keeps no process alive.
const alive = setInterval(() => undefined, 1000);
await analyst.ask(source, { kind: 'folds', with: undefined });
const blocks: number[] = [];
const started = performance.now();
for (version = 1; version <= versions; version += 1) {
  blocks.push(
    await longestBlock(() =>
      Promise.all([
        analyst.ask(source, { kind: 'findings', with: undefined }),
        analyst.ask(source, { kind: 'outline', with: undefined }),
        analyst.ask(source, { kind: 'glances', with: undefined }),
        analyst.ask(source, { kind: 'completions', with: 5000 }),
      ]),
    ),
  );
}
const each = (performance.now() - started) / versions;
analyst.dispose();
clearInterval(alive);
const worst = Math.max(...blocks);
console.log(
  `1 MB: the host is held up for at most ${worst.toFixed(1)} ms (limit 50); all answers after ${each.toFixed(0)} ms`,
);
if (worst > 50) process.exitCode = 1;
