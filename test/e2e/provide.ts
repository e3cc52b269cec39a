// Before all end-to-end tests: the package to test, the VS Code to test it in, and the browser to see it with.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildAll } from '../../scripts/build.ts';
import { provideChromium } from '../../scripts/chromium.ts';
import { packageExtension } from '../../scripts/package.ts';
import { installExtension } from '../../scripts/server.ts';
import { installServer } from '../../scripts/vscode.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which the packaged extension is installed. */
    extensions: string;
    server: string;
    browser: string;
  }
}

let scratch: string;

/** `HANDRAIL_VSIX` names a package that was built already; without it, this builds one. */
export async function setup(project: TestProject): Promise<void> {
  const vsix = process.env['HANDRAIL_VSIX'] ?? (await buildAndPackage());
  const server = await installServer();
  scratch = await mkdtemp(join(tmpdir(), 'hre-'));
  const extensions = join(scratch, 'extensions');
  await installExtension({ server, scratch, vsix, extensions, environment: {} });
  project.provide('extensions', extensions);
  project.provide('server', server);
  project.provide('browser', await provideChromium());
}

export async function teardown(): Promise<void> {
  await rm(scratch, { recursive: true, force: true });
}

async function buildAndPackage(): Promise<string> {
  await buildAll();
  return packageExtension();
}
