// Before all end-to-end tests: the package to test, the VS Code to test it in, and the browser to see it with.
import type { TestProject } from 'vitest/node';
import { buildAll } from '../../scripts/build.ts';
import { provideChromium } from '../../scripts/chromium.ts';
import { packageExtension } from '../../scripts/package.ts';
import { installServer } from '../../scripts/vscode.ts';

declare module 'vitest' {
  interface ProvidedContext {
    vsix: string;
    server: string;
    browser: string;
  }
}

/** `HANDRAIL_VSIX` names a package that was built already; without it, this builds one. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('vsix', process.env['HANDRAIL_VSIX'] ?? (await buildAndPackage()));
  project.provide('server', await installServer());
  project.provide('browser', await provideChromium());
}

async function buildAndPackage(): Promise<string> {
  await buildAll();
  return packageExtension();
}
