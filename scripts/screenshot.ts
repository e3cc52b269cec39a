// Takes the README's picture from the real product: the walk of the end-to-end tests, at the moment a step has failed.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { main, output, root } from './project.ts';

async function screenshot(): Promise<void> {
  await execa('vitest', ['run', '--config', 'vitest.e2e.config.ts', 'test/e2e/walk.test.ts'], {
    cwd: root,
    preferLocal: true,
    stdio: 'inherit',
  });
  await copyFile(join(output, 'screenshots/e2e/5-failed.png'), join(root, 'docs/walker.png'));
}

await main(screenshot);
