// The bundles of dist/, for tests that start a program as somebody else does.
import { existsSync, globSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildAll } from '../scripts/build.ts';
import { dist, output, root } from '../scripts/project.ts';

/** The built CLI; another one may be named while it is being worked on. */
export const cli = process.env['HANDRAIL_CLI'] ?? join(dist, 'cli.cjs');

let provided: Promise<void> | undefined;

/** Builds `dist/` unless it is newer than its sources; of several test files one builds and the others wait. */
export async function provideDist(): Promise<void> {
  provided ??= provide();
  await provided;
}

async function provide(): Promise<void> {
  const lock = join(output, 'dist-tests.lock');
  // Where another file builds, what it has written so far may be newer than the sources, and not all.
  const wanted = (): boolean => isStale() || existsSync(lock);
  for (let tries = 0; process.env['HANDRAIL_CLI'] === undefined && wanted(); tries += 1) {
    try {
      mkdirSync(output, { recursive: true });
      mkdirSync(lock);
    } catch {
      if (tries > 300) rmSync(lock, { recursive: true, force: true });
      await sleep(200);
      continue;
    }
    try {
      await buildAll();
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
    return;
  }
}

function isStale(): boolean {
  if (!existsSync(cli)) return true;
  const built = statSync(cli).mtimeMs;
  return globSync('src/**/*.ts', { cwd: root }).some(file => statSync(join(root, file)).mtimeMs > built);
}
