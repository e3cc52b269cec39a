import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from '../harness.ts';
import type { ThemeName } from '../themes.ts';
import { reviews, type ReviewName } from './runs.ts';
import { hostOf, open } from './stage.ts';

// Takes the gallery of the review: node test/webview/review/shots.ts [name...]

const out = join(import.meta.dirname, '../../../build/screenshots/review');
await mkdir(out, { recursive: true });
const wanted = process.argv.slice(2);
const names = (Object.keys(reviews) as ReviewName[]).filter(
  name => wanted.length === 0 || wanted.includes(name),
);
const browser = await launch();
const shots = names.flatMap(name =>
  (['dark', 'light', 'contrast'] satisfies ThemeName[]).flatMap(theme =>
    [1200, 420].map(width => ({ name, theme, width })),
  ),
);
for (const { name, theme, width } of shots) {
  const review = reviews[name];
  const stage = await open(
    browser,
    hostOf(review, message =>
      message.type === 'ready'
        ? [
            { type: 'today', today: { state: 'changed', lines: 3 } },
            { type: 'others', count: 2 },
            { type: 'reviewer', reviewer: { who: 'marta.oliveira@corp', own: false } },
          ]
        : [],
    ),
    { theme, width },
  );
  await stage.tab.locator('#badge-h').waitFor();
  const failed = stage.tab.locator('li[data-state="failed"] [data-row]').first();
  if ((await failed.count()) > 0) await failed.click();
  const about = stage.tab.locator('[data-about]').first();
  if ((await about.count()) > 0) await about.click();
  await stage.tab.waitForTimeout(300);
  await stage.tab.screenshot({ path: join(out, `${name}-${theme}-${width}.png`), fullPage: true });
  await stage.close();
}
await browser.close();
