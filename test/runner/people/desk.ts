// Where somebody walks a run: the product's own walk and log above a session that is none, on a disk that may die.
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../../src/adapters/audit/journal/journal.ts';
import { readAnswers } from '../../../src/adapters/audit/approvals/answers.ts';
import { keepPlan } from '../../../src/adapters/audit/approvals/plans.ts';
import { createRun, resumeRun, type WriterOptions } from '../../../src/adapters/audit/journal/run.ts';
import { readRun } from '../../../src/adapters/audit/runFolder.ts';
import type { Io } from '../../../src/adapters/audit/journal/segmentFile.ts';
import { standingOffer, takeTurn, type Wish } from '../../../src/adapters/audit/turn.ts';
import type { Facts } from '../../../src/core/run/view/view.ts';
import type { Reply } from '../../../src/protocol/event.ts';
import type { Request } from '../../../src/protocol/request.ts';
import { ask } from '../../../src/runner/answer.ts';
import { guardAsync, recorderFor } from '../../../src/runner/log/journalRecorder.ts';
import { restoreValues } from '../../../src/runner/makeWalk.ts';
import { layText, prepare, type Prepared } from '../../../src/runner/prepare.ts';
import type { OpenedLog } from '../../../src/runner/log/runLog.ts';
import { Walk } from '../../../src/runner/walk.ts';
import { Dying, type Moment } from '../model/dying.ts';
import type { Fate } from '../model/model.ts';
import { Puppet } from '../model/puppet.ts';
import type { Clone } from './clone.ts';

/** Durability is tried elsewhere; here it is order. */
const quick: Io = {
  writeSync: fs.writeSync,
  ftruncateSync: fs.ftruncateSync,
  fdatasyncSync: () => undefined,
};

/** When a disk dies: at which line from now, and how much of it is written. */
export interface Death {
  readonly at: number;
  readonly moment: Exclude<Moment, 'full'>;
}

class Disk implements Io {
  #io: Io & { readonly dead?: boolean } = quick;

  arm({ at, moment }: Death): void {
    this.#io = new Dying(at, moment);
  }

  disarm(): void {
    if (this.#io.dead !== true) this.#io = quick;
  }

  get dead(): boolean {
    return this.#io.dead === true;
  }

  readonly writeSync = ((fd: number, bytes: Uint8Array, from: number): number =>
    this.#io.writeSync(fd, bytes, from)) as typeof fs.writeSync;
  readonly ftruncateSync: Io['ftruncateSync'] = (fd, length) => this.#io.ftruncateSync(fd, length);
  readonly fdatasyncSync: Io['fdatasyncSync'] = fd => this.#io.fdatasyncSync(fd);
}

/** Who sits down, with what. */
export interface Seat {
  readonly clone: Clone;
  readonly writer: WriterOptions;
  readonly facts: Facts;
}

export class Desk {
  readonly disk = new Disk();
  readonly #puppet = new Puppet();
  readonly #seat: Seat;
  #walk: Walk | undefined;
  #journal: Journal | undefined;

  constructor(seat: Seat) {
    this.#seat = seat;
  }

  /** Lays a new runbook or a run that is there on the desk; false where it cannot be read. */
  async lay(source: Parameters<typeof prepare>[0]): Promise<boolean> {
    const prepared = await prepare(source);
    if (prepared.ok) this.#walk = this.#make(prepared);
    return prepared.ok;
  }

  get walk(): Walk {
    if (this.#walk === undefined) throw new Error('nothing is on the desk');
    return this.#walk;
  }

  get folder(): string | undefined {
    return this.#journal?.folder;
  }

  /** What is asked, and all that comes of it by itself. */
  async ask(request: Request, fates: readonly Fate[] = []): Promise<Reply> {
    this.#puppet.fates = [...fates];
    const reply = await ask(this.walk, request);
    await this.walk.work.idle();
    return reply;
  }

  /** Ends without a word to anybody, as a process that is killed. */
  drop(): void {
    this.#journal?.close();
  }

  #make(prepared: Prepared): Walk {
    const { facts, clone } = this.#seat;
    const { record } = prepared;
    const offer = record === undefined ? undefined : standingOffer(record);
    const walk: Walk = new Walk({
      begins: prepared,
      file: {
        read: () => Promise.resolve({ ok: true, text: prepared.text }),
        lay: text => layText(text, prepared.grammar),
      },
      grammar: prepared.grammar,
      facts,
      readFacts: () => Promise.resolve(facts),
      readAnswers: folder => readAnswers(folder, { ...clone.lists, privateFolder: clone.private }),
      notices: [],
      shellLeft: () => null,
      keepForOthers: (folder, objects) => {
        for (const object of new Set(objects)) keepPlan(folder, object);
      },
      author: 'person',
      trusted: true,
      stage: this.#puppet,
      ...(offer === undefined ? {} : { offered: record?.entries ?? [] }),
      openLog: async wish => {
        const log = await guardAsync(() => this.#open(prepared, wish));
        restoreValues(walk, log.entries, new Set());
        return log;
      },
    });
    return walk;
  }

  async #open({ text, record }: Prepared, wish: Wish): Promise<OpenedLog> {
    const { clone, writer } = this.#seat;
    const options = { ...writer, io: this.disk };
    const runbook = { path: text.path, source: text.bytes };
    this.#journal =
      record === undefined
        ? await createRun({ ...options, stateFolder: clone.state, slug: 'release', runbook })
        : (
            await resumeRun(record.folder, {
              ...options,
              known: record,
              turn: now => takeTurn(now, wish, { me: writer, lists: clone.lists }),
            })
          ).journal;
    const { entries } = await readRun(this.#journal.folder);
    return { recorder: recorderFor(this.#journal), entries, notices: [] };
  }
}

/** What somebody signs with, and leaves traces in. */
export function writerOf(
  clone: Clone,
  { operator, signer }: Pick<WriterOptions, 'operator' | 'signer'>,
): WriterOptions {
  return {
    operator,
    signer,
    privateFolder: clone.private,
    facts: {
      repo: null,
      env: { os: 'linux', arch: 'x64', vscode: '', ext: '0.1.0' },
      maskRules: { version: 1, sha256: '0'.repeat(64) },
      unattended: false,
    },
  };
}

export const bookIn = (folder: string): string => join(folder, 'release.md');
