import { cases } from './handoverCases.ts';
import { HandoverRun } from './handoverRun.ts';
import { segmentPath } from '../kit.ts';
import type { Scene } from '../scene.ts';

/** Logs of runs that passed from one operator to another, or should have, for `vectorMakers.ts`. */
export const handoverMakers: Readonly<Record<string, () => Promise<Scene>>> = Object.fromEntries(
  cases.flatMap(({ vector, does }) => {
    if (vector === undefined) return [];
    const make = async (): Promise<Scene> => {
      const run = await new HandoverRun().begin();
      await does(run);
      run.leave();
      return { machine: run.machine, folder: run.folder, path: segmentPath(run.folder), lines: [] };
    };
    return [[vector, make] as const];
  }),
);
