import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateFolder } from '../../privateFolder.ts';

/** Entries by key in one private file, each read only when it is asked for. A file that is damaged or of another format is as none. */
export class IndexFile {
  readonly #path: string;
  readonly #format: string;
  /** JSON by key: what nobody asks about is never parsed. */
  #known: Map<string, string> | undefined;
  #changes = 0;

  constructor(path: string, format: string) {
    this.#path = path;
    this.#format = format;
  }

  /** How many entries were set or dropped since it was saved. */
  get changes(): number {
    return this.#changes;
  }

  keys(): readonly string[] {
    return [...this.#entries().keys()];
  }

  /** As it was set: only what was written whole by this very format comes back. */
  get(key: string): unknown {
    const json = this.#entries().get(key);
    return json === undefined ? undefined : JSON.parse(json);
  }

  set(key: string, value: unknown): void {
    this.#entries().set(key, JSON.stringify(value));
    this.#changes += 1;
  }

  drop(key: string): void {
    if (this.#entries().delete(key)) this.#changes += 1;
  }

  /** One that cannot be written costs time, and nothing else. */
  save(): void {
    if (this.#changes === 0) return;
    this.#changes = 0;
    const body = [...this.#entries()].map(([key, json]) => `${key}\t${json}\n`).join('');
    const temporary = `${this.#path}.${process.pid}`;
    try {
      makePrivateFolder(dirname(this.#path));
      fs.writeFileSync(temporary, `${this.#format} ${hash('sha256', body, 'hex')}\n${body}`, { mode: 0o600 });
      fs.renameSync(temporary, this.#path);
    } catch {
      removeIfPossible(temporary);
    }
  }

  #entries(): Map<string, string> {
    return (this.#known ??= read(this.#path, this.#format));
  }
}

/** Where nothing can be written, nothing can be removed either. */
function removeIfPossible(path: string): void {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // It was never made.
  }
}

function read(path: string, format: string): Map<string, string> {
  try {
    const text = fs.readFileSync(path, 'utf8');
    const end = text.indexOf('\n') + 1;
    const body = text.slice(end);
    if (text.slice(0, end) !== `${format} ${hash('sha256', body, 'hex')}\n`) return new Map();
    return new Map(
      body.split('\n').flatMap((line): readonly (readonly [string, string])[] => {
        const tab = line.indexOf('\t');
        return tab < 0 ? [] : [[line.slice(0, tab), line.slice(tab + 1)]];
      }),
    );
  } catch {
    return new Map();
  }
}
