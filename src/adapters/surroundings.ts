import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { Surroundings } from '../core/lint/rule.ts';

// Larger files are no runbooks, and need not be read to know that they exist.
const largest = 5 * 1024 * 1024;

/** What lint rules may ask about the machine, seen from a runbook's folder; each answer is computed once. */
export function surroundingsOf(runbook: string, now: Date): Surroundings {
  const folder = dirname(resolve(runbook));
  return {
    today: localDay(now),
    hasCommand: remember(isOnPath),
    readFile: remember(path => readFrom(folder, path)),
    filesIn: remember(path => namesIn(resolve(folder, path))),
  };
}

function remember<T>(ask: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return name => {
    if (!known.has(name)) known.set(name, ask(name));
    return known.get(name) as T;
  };
}

function localDay(now: Date): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

function isOnPath(name: string): boolean {
  if (name.includes('/')) return isProgram(name);
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  return folders.some(folder => isProgram(join(folder, name)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function readFrom(folder: string, path: string): string | undefined {
  const target = resolve(folder, path);
  try {
    const stat = statSync(target);
    const text = stat.isFile() && stat.size <= largest && /\.(?:md|markdown|mdx)$/i.test(target);
    return text ? readFileSync(target, 'utf8') : '';
  } catch {
    return undefined;
  }
}

// Whoever keeps more than this in one folder finds a name by other means.
const mostNames = 2000;

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(name => !name.startsWith('.') && name !== 'node_modules')
      .slice(0, mostNames);
  } catch {
    return [];
  }
}
