// Runs a statement in a session of whoever starts this, and prints what it left running: for a user who may see less than the tests.
import { join } from 'node:path';
import { cleanEnvironment } from '../../../src/adapters/session/environment.ts';
import { openSession } from '../../../src/adapters/session/session.ts';

const [folder = '', text = ''] = process.argv.slice(2);
const session = await openSession({
  cwd: folder,
  environment: cleanEnvironment({ PATH: process.env['PATH'], HOME: folder }),
  folder: join(folder, 'session'),
  output: () => undefined,
});
const end = await session.run({
  attemptId: 'a',
  text,
  shell: 'bash',
  line: 1,
  run: 'statements',
  environment: {},
});
await new Promise(resolve => setTimeout(resolve, 500));
const jobs = await session.jobs();
process.stdout.write(`${JSON.stringify({ end, jobs })}\n`);
for (const { pid } of jobs) process.kill(pid, 'SIGKILL');
await session.close();
