// Everything: the build, the linters, unit and integration tests, the package, and the end-to-end tests in a real VS Code.
// The last line is "N passed, N failed", alone.
import { buildAll } from './build.ts';
import { provideChromium } from './chromium.ts';
import { check, sum, vitest, type Tally } from './check.ts';
import { lint } from './lint.ts';
import { packageExtension, vsixPath } from './package.ts';
import { main } from './project.ts';
import { installServer } from './vscode.ts';

async function test(): Promise<void> {
  const tallies: Tally[] = [await check('build', buildAll)];
  // Before all tests: those of the page skip themselves where there is no browser. What has to be fetched is waited for while the
  // linters count; a VS Code that does not come is told by the tests that need it, which ask for it once more.
  const [linted, browser] = await Promise.all([
    lint(),
    provideChromium(),
    installServer().catch(() => undefined),
  ]);
  tallies.push(linted);
  tallies.push(await vitest('vitest.config.ts', { CHROMIUM: browser }));
  const packaged = await check('package', packageExtension);
  tallies.push(packaged);
  if (packaged.failed === 0) {
    tallies.push(await vitest('vitest.e2e.config.ts', { HANDRAIL_VSIX: vsixPath() }));
  } else {
    console.log('The end-to-end tests were not run, since there is nothing to test.');
  }
  const { passed, failed } = sum(tallies);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

await main(test);
