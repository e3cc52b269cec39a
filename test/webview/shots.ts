import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { page } from './fixtures/page.ts';
import { views, type ViewName } from './fixtures/views.ts';
import { launch, open } from './harness.ts';
import type { ThemeName } from './themes.ts';

// Takes the gallery of the walker: node test/webview/shots.ts [name...]

const out = join(import.meta.dirname, '../../build/screenshots/webview');
await mkdir(out, { recursive: true });
const wanted = process.argv.slice(2);
const names = (Object.keys(views) as ViewName[]).filter(name => wanted.length === 0 || wanted.includes(name));
const browser = await launch();
for (const name of names) {
  for (const theme of ['dark', 'light', 'contrast'] satisfies ThemeName[]) {
    for (const width of [1200, 600, 320]) {
      const stage = await open(browser, { theme, width });
      await stage.show(page, views[name]);
      await stage.tab.screenshot({ path: join(out, `${name}-${theme}-${width}.png`), fullPage: true });
      await stage.close();
    }
  }
}
await browser.close();
