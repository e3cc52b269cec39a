import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { execa } from 'execa';
import { main, Refusal } from './project.ts';

const candidates = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** What Chromium needs to run as root, without a display and without talking to anybody. */
export const chromiumArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a browser that starts: `$CHROMIUM`, the system's, Playwright's own, else Debian's package when root. */
export async function provideChromium(): Promise<string> {
  const found = await findChromium();
  if (found !== undefined) {
    return found;
  }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('Installing Chromium with apt-get ...');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await execa('apt-get', ['update', '-q'], { env, reject: false });
    await execa('apt-get', ['install', '-y', '-q', 'chromium'], { env, reject: false });
  }
  const installed = await findChromium();
  if (installed === undefined) {
    throw new Refusal(
      'The end-to-end tests need Chrome or Chromium and found neither. Install one (Debian: `apt-get install chromium`), ' +
        'or name one in the environment variable CHROMIUM.',
    );
  }
  return installed;
}

async function findChromium(): Promise<string | undefined> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) {
    return named;
  }
  const own = chromium.executablePath();
  // Ubuntu's `chromium-browser` may be a stub that only says where to get the real one, hence the question.
  for (const candidate of [...candidates, ...(existsSync(own) ? [own] : [])]) {
    const { exitCode } = await execa(candidate, ['--version'], { reject: false, timeout: 20_000 });
    if (exitCode === 0) {
      return candidate.includes('/') ? candidate : (await execa('which', [candidate])).stdout;
    }
  }
  return undefined;
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    console.log(await provideChromium());
  });
}
