import type { Walk } from '../../runner/walk.ts';

/** Gives the session's terminal the size of the one that shows it, now and whenever that changes, until the process ends. */
export function followSize(walk: Walk): void {
  const shown = process.stdout.isTTY ? process.stdout : process.stderr;
  const fit = (): void => {
    const { columns, rows } = shown;
    // A terminal that does not know its size says 0.
    if (!(columns > 0 && rows > 0)) return;
    walk.outputs.resize({ columns, rows });
    walk.options.stage.resize(columns, rows);
  };
  fit();
  shown.on('resize', fit);
}
