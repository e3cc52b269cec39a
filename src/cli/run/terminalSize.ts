import type { Walk } from '../../runner/walk.ts';

/** Keeps the session's terminal at the size of the one that shows it, until the process ends. */
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
