import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { freshTabs, hasChromium, launch } from './harness.ts';

// The files of a process share a browser, which ends with the process; each begins with tabs of its own.
let shared: Promise<Browser> | undefined;

/** Tests that share one browser; skipped, by name, where there is none, or where what else they need is not `met`. */
export function inBrowser(name: string, tests: (browser: () => Browser) => void, met = true): void {
  describe.skipIf(!met || !hasChromium)(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      // One that did not start, or has crashed, spoils only the file that met it.
      if (!(await shared?.catch(() => undefined))?.isConnected()) shared = launch();
      browser = await shared;
    });
    afterAll(async () => {
      if (browser !== undefined) await freshTabs(browser);
    });
    tests(() => {
      if (browser === undefined) throw new Error('The browser is there once the tests run.');
      return browser;
    });
  });
}
