// A process that writes a run until it is killed: `node writer.ts HOME [RUN-FOLDER]`. It prints what it was told is on disk.
import { join } from 'node:path';
import { ownKey } from '../../../../src/adapters/audit/keys/ownKey.ts';
import { createRun, resumeRun, type RunOptions } from '../../../../src/adapters/audit/journal/run.ts';
import { attempt } from '../attempt.ts';

const [home = '', folder] = process.argv.slice(2);
const options: RunOptions = {
  stateFolder: join(home, 'work', '.handrail'),
  privateFolder: join(home, 'private'),
  slug: 'killed',
  operator: 'alice@corp',
  signer: ownKey({ HOME: home }).signer,
  facts: {
    repo: null,
    env: { os: '', arch: '', vscode: '', ext: '' },
    maskRules: { version: 1, sha256: '0'.repeat(64) },
    unattended: true,
  },
  runbook: { path: 'a.md', source: Buffer.from('# A\n') },
};
const journal = folder === undefined ? await createRun(options) : (await resumeRun(folder, options)).journal;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(`folder ${journal.folder}`);
for (let index = 0; ; index++) {
  const id = `p${process.pid}-${index}`;
  await attempt(journal, id, `output of ${id}\n`.repeat(index % 7 === 0 ? 80_000 : 3));
  say(`finished ${id}`);
  const text = `note ${id}`;
  journal.append({ type: 'note', step: 's1', text });
  say(text);
  if (index % 3 === 0) journal.checkpoint('step');
}
