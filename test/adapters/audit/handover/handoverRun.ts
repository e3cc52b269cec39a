import * as fs from 'node:fs';
import { join } from 'node:path';
import type { HandoverOffered } from '../../../../src/core/audit/handover/handover.ts';
import type { Reference } from '../../../../src/core/audit/entry.ts';
import type { Journal } from '../../../../src/adapters/audit/journal/journal.ts';
import { lineHash } from '../../../../src/adapters/audit/journal/moved.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { Machine, done, linesOf } from '../kit.ts';
import { person, type Person } from '../roster/rosterTeam.ts';

// A run that passes from one operator to another, written as their own programs could write it: honestly, or not.

export type Who = 'alice' | 'alice again' | 'bob' | 'carol' | 'mallory';

const names: Readonly<Record<Who, string>> = {
  alice: 'alice@corp',
  'alice again': 'alice@corp',
  bob: 'bob@corp',
  carol: 'carol@corp',
  mallory: 'mallory@corp',
};

/** One copy of the run's folder. */
export class HandoverRun {
  readonly machine: Machine;
  readonly people: ReadonlyMap<Who, Pick<Person, 'signer'>>;
  folder = '';
  #journal: Journal | undefined;

  constructor(from?: HandoverRun) {
    this.machine = from?.machine ?? new Machine();
    this.people =
      from?.people ??
      new Map<Who, Pick<Person, 'signer'>>([
        ['alice', this.machine],
        ...(['alice again', 'bob', 'carol', 'mallory'] as const).map(who => [who, person()] as const),
      ]);
    if (from === undefined) this.#list();
  }

  /** Mallory stands on no list. */
  #list(): void {
    const lines = (['alice', 'alice again', 'bob', 'carol'] as const).map(
      who => `${names[who]} namespaces="log.v1@handrail,seal.v1@handrail" ${this.#keyOf(who).publicKey}\n`,
    );
    fs.writeFileSync(this.machine.signers, lines.join(''));
  }

  #keyOf(who: Who): Person['signer'] {
    const found = this.people.get(who)?.signer;
    if (found === undefined) throw new Error(`nobody is called ${who}`);
    return found;
  }

  get journal(): Journal {
    if (this.#journal === undefined) throw new Error('nobody walks it');
    return this.#journal;
  }

  async begin(): Promise<this> {
    this.#journal = await this.machine.create();
    this.folder = this.#journal.folder;
    this.note('drained the node');
    return this;
  }

  note(text: string): void {
    this.journal.append({ type: 'note', step: 's1', text });
  }

  /** Offers and leaves; answers where the offer stands. */
  async offer(change: Partial<HandoverOffered> = {}): Promise<Reference> {
    const offer: HandoverOffered = {
      type: 'handover.offered',
      text: 'My shift is over.\nLag is at 3 s.',
      openItems: [{ step: 's2', state: 'failed' }],
      shell: {
        cwd: '/srv',
        variables: ['PGHOST'],
        functions: [],
        jobs: [{ job: '1', pid: 7, cmd: 'tail &' }],
      },
      host: 'ops-1',
      by: 'person',
      ...change,
    };
    if ((await this.journal.offer(offer)) === undefined) throw new Error('not signed');
    return this.lastOffer();
  }

  leave(): void {
    this.#journal?.close();
    this.#journal = undefined;
  }

  /** Where the newest offer stands. */
  lastOffer(): Reference {
    const found = fs
      .readdirSync(this.folder)
      .filter(name => name.endsWith('.jsonl'))
      .sort()
      .flatMap(name =>
        linesOf(join(this.folder, name)).flatMap((line, index) => {
          const { type, seg } = JSON.parse(line) as { type: string; seg: number };
          const head = lineHash(Buffer.from(`${line}\n`));
          return type === 'handover.offered' ? [{ seg, lines: index + 1, head }] : [];
        }),
      );
    const last = found.at(-1);
    if (last === undefined) throw new Error('no offer');
    return last;
  }

  /** Goes on with the run as somebody, who says what becomes of the offer first, or says nothing of it. */
  async go(
    who: Who,
    { ref, takes = 'accepted' }: { readonly ref?: Reference; readonly takes?: 'accepted' | 'withdrawn' } = {},
  ): Promise<this> {
    this.leave();
    const { journal } = await resumeRun(this.folder, {
      ...this.machine.options({ signer: this.#keyOf(who), operator: names[who] }),
      turn: () => Promise.resolve(ref && ({ type: `handover.${takes}`, ref, by: 'person' } as const)),
    });
    this.#journal = journal;
    return this;
  }

  async seal(): Promise<this> {
    await this.journal.seal(done);
    this.leave();
    return this;
  }

  /** As somebody else's clone holds it now. */
  copy(): HandoverRun {
    const other = new HandoverRun(this);
    other.folder = join(fs.mkdtempSync(join(this.machine.home, 'clone-')), 'run');
    fs.cpSync(this.folder, other.folder, { recursive: true, filter: path => !path.endsWith('.lock') });
    return other;
  }

  /** What git makes of both: every file of the other that is not here, or has grown there. */
  merge(other: HandoverRun): void {
    fs.cpSync(other.folder, this.folder, {
      recursive: true,
      filter: (from, to) =>
        fs.statSync(from).isDirectory() ||
        !fs.existsSync(to) ||
        fs.statSync(from).size > fs.statSync(to).size,
    });
  }
}
