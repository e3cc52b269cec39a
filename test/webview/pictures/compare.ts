import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const goldens = join(import.meta.dirname, 'golden');
const made = join(import.meta.dirname, '../../../build/pictures');

/** How a picture stands to the one that is kept. */
export interface Comparison {
  /** Of all its dots, how many differ; 1 where there is nothing to compare with, or the size is another. */
  readonly share: number;
  /** Bytes of the picture that is kept. */
  readonly size: number;
}

/**
 * Compares a picture with the one that is kept under its name. One that differs is written to `build/pictures/` with what
 * differs beside it; `UPDATE_GOLDENS=1` keeps it instead.
 */
export function compare(name: string, picture: Buffer): Comparison {
  const golden = join(goldens, `${name}.png`);
  const small = packed(PNG.sync.read(picture));
  if (process.env['UPDATE_GOLDENS'] === '1') {
    mkdirSync(goldens, { recursive: true });
    writeFileSync(golden, small);
  }
  for (const file of [`${name}.png`, `${name}-differs.png`]) rmSync(join(made, file), { force: true });
  const kept = existsSync(golden) ? readFileSync(golden) : undefined;
  const { share, shown } = difference(kept, small);
  if (share > 0) {
    mkdirSync(made, { recursive: true });
    writeFileSync(join(made, `${name}.png`), small);
    if (shown !== undefined) writeFileSync(join(made, `${name}-differs.png`), shown);
  }
  return { share, size: kept?.length ?? 0 };
}

function difference(
  kept: Buffer | undefined,
  taken: Buffer,
): { readonly share: number; readonly shown?: Buffer } {
  if (kept === undefined) return { share: 1 };
  const [one, other] = [PNG.sync.read(kept), PNG.sync.read(taken)];
  const { width, height } = one;
  if (other.width !== width || other.height !== height) return { share: 1 };
  const shown = new PNG({ width, height });
  const dots = pixelmatch(one.data, other.data, shown.data, width, height, { threshold: 0.2 });
  return { share: dots / (width * height), shown: PNG.sync.write(shown) };
}

/** Without transparency, which no page has, and in sixteen shades of each colour: a third of the size, and finer than what is let pass. */
function packed(picture: PNG): Buffer {
  for (let at = 0; at < picture.data.length; at += 1) {
    picture.data[at] = Math.round((picture.data[at] ?? 0) / 17) * 17;
  }
  return PNG.sync.write(picture, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}
