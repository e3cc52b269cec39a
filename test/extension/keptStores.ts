import { hostname } from 'node:os';
import type { KeptMark, KeptStores } from '../../src/extension/walker/keptMark.ts';

// VS Code's secret storage, and what it knows of an extension without it.

interface Stores {
  readonly stores: KeptStores;
  readonly secrets: Map<string, string>;
  readonly marks: Map<string, unknown>;
  /** How often the storage was asked for anything. */
  asked: number;
}

export function storesOf(broken: boolean): Stores {
  const secrets = new Map<string, string>();
  const marks = new Map<string, unknown>();
  const ask = <T>(answer: () => T): Promise<T> => {
    made.asked += 1;
    return broken ? Promise.reject(new Error('no keyring')) : Promise.resolve(answer());
  };
  const stores = {
    secrets: {
      get: (key: string) => ask(() => secrets.get(key)),
      store: (key: string, value: string) => ask(() => void secrets.set(key, value)),
      delete: (key: string) => ask(() => void secrets.delete(key)),
    },
    globalState: {
      get: (key: string) => marks.get(key),
      keys: () => [...marks.keys()],
      update: (key: string, value: unknown) => {
        if (value === undefined) marks.delete(key);
        else marks.set(key, value);
        return Promise.resolve();
      },
    },
  };
  const made: Stores = { stores, secrets, marks, asked: 0 };
  return made;
}

export const folderOf = (run: string): string => `/srv/.handrail/runs/2026/${run}`;

export const markOf = (run: string, host = hostname()): KeptMark => ({ run, folder: folderOf(run), host });
