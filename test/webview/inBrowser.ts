import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { hasChromium, launch } from './harness.ts';

/** Tests that share one browser; skipped, by name, where there is none, or where what else they need is not `met`. */
export function inBrowser(name: string, tests: (browser: () => Browser) => void, met = true): void {
  describe.skipIf(!met || !hasChromium)(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser?.close());
    tests(() => {
      if (browser === undefined) throw new Error('The browser is there once the tests run.');
      return browser;
    });
  });
}
