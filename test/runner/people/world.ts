// The four people at work: each with a copy of the team's folder, and all that passes between them.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { answerText, keepAnswer, makeAnswer } from '../../../src/adapters/audit/approvals/answer.ts';
import { countersign } from '../../../src/adapters/audit/review/countersign.ts';
import { AuditFailure } from '../../../src/adapters/audit/failure.ts';
import { readRequests } from '../../../src/adapters/audit/approvals/requests.ts';
import { changeRoster } from '../../../src/adapters/audit/roster/rosterFile.ts';
import type { WriterOptions } from '../../../src/adapters/audit/journal/run.ts';
import { verifyRun } from '../../../src/adapters/audit/verify.ts';
import type { Verdict } from '../../../src/core/audit/verdict.ts';
import type { Facts } from '../../../src/core/run/view/view.ts';
import { laidOf } from '../../core/run/log.ts';
import { rememberingChecks } from '../../adapters/audit/memory.ts';
import { markdownOf, valueName, type Book } from './book.ts';
import { Clone, everything, type Parcel } from './clone.ts';
import { bookIn, Desk, writerOf, type Death } from './desk.ts';
import type { Deed, Which } from './deed.ts';
import type { Ids } from './ledger.ts';
import { readStory, type Story } from './story.ts';
import { names, principalOf, Team, type Clocks, type Name } from './team.ts';

/** A run that is on somebody's desk. */
export interface Taken {
  readonly who: Name;
  readonly run: Which;
  readonly desk: Desk;
}

type Answering = Extract<Deed, { readonly do: 'answer' }>;

export class World {
  readonly book: Book;
  readonly team = new Team();
  readonly clocks: Clocks;
  readonly ids: Ids;
  readonly clones: ReadonlyMap<Name, Clone>;
  readonly origin: Clone;
  /** Where everything that anybody has is brought together, to be verified. */
  readonly auditor: Clone;
  readonly runs: (string | undefined)[] = [undefined, undefined];
  desks: readonly Taken[] = [];
  /** Answers that were sent as texts. */
  readonly mail: { readonly text: string; readonly run: Which }[] = [];
  readonly #checks = rememberingChecks();

  constructor(home: string, book: Book, clocks: Clocks) {
    this.book = book;
    this.clocks = clocks;
    this.clones = new Map(names.map(name => [name, new Clone(join(home, name))]));
    this.origin = new Clone(join(home, 'origin'));
    this.auditor = new Clone(join(home, 'auditor'));
    const markdown = markdownOf(book);
    const [prepare = '', migrate = ''] = laidOf(markdown).ids;
    this.ids = { prepare, migrate };
    for (const { home: own } of this.clones.values()) fs.writeFileSync(bookIn(own), markdown);
  }

  async begin(): Promise<void> {
    await this.#changeRoster('the team');
    const copies = [...this.clones.values(), this.origin, this.auditor];
    for (const one of copies) one.take(this.clone('alice'), '0000', everything);
    await this.sit({ who: 'alice', run: 0, key: 0 }, 'log.retry');
    const { desk } = this.deskOf(0) ?? {};
    await desk?.ask({ type: 'input.set', name: valueName, value: 'blue' });
    for (const one of copies) one.take(this.clone('alice'), this.runs[0] ?? '', everything);
  }

  async #changeRoster(reason: string, since?: number): Promise<void> {
    const { team } = this;
    const { stolen } = team;
    const compromised =
      stolen === undefined || since === undefined ? [] : [{ key: team.signer(stolen).publicKey, since }];
    await this.clocks.of('alice', async () => {
      const author = { signer: team.signer('alice'), now: Date.now() };
      const change = {
        members: team.members.filter(({ keys }) => keys.length > 0),
        compromised,
        quorum: 1,
        reason,
      };
      await changeRoster(this.clone('alice').state, change, author);
    });
  }

  /** Alice, who keeps the roster, says that somebody else may have a key. */
  async reportStolen(who: Name): Promise<void> {
    this.team.stolen = who;
    await this.#changeRoster('a laptop was lost', this.clocks.at('alice'));
  }

  clone(who: Name): Clone {
    const found = this.clones.get(who);
    if (found === undefined) throw new Error(`nobody is called ${who}`);
    return found;
  }

  folder(who: Name, run: Which): string {
    return this.clone(who).folder(this.runs[run] ?? '0000');
  }

  story(who: Name, run: Which): Story | undefined {
    return this.runs[run] === undefined ? undefined : readStory(this.folder(who, run), this.team);
  }

  deskOf(run: Which): Taken | undefined {
    return this.desks.findLast(one => one.run === run);
  }

  writer(who: Name, key: number): WriterOptions {
    const signer = this.team.signer(who, key);
    return writerOf(this.clone(who), { operator: principalOf(who), signer });
  }

  /** Somebody sits down to a run, which is on their desk where they may. */
  async sit(
    {
      who,
      run,
      key,
      death,
    }: { readonly who: Name; readonly run: Which; readonly key: number; readonly death?: Death | undefined },
    wish: 'log.retry' | 'handover.accept' | 'handover.withdraw',
  ): Promise<string> {
    const clone = this.clone(who);
    const desk = new Desk({ clone, writer: this.writer(who, key), facts: this.#facts(who) });
    return await this.clocks.of(who, async () => {
      const name = this.runs[run];
      const source =
        name === undefined
          ? { kind: 'file' as const, path: bookIn(clone.home), name: 'release.md' }
          : { kind: 'resume' as const, folder: clone.folder(name) };
      if (!(await desk.lay(source))) return 'cannot be read';
      if (death !== undefined) desk.disk.arm(death);
      const reply = await desk.ask({ type: wish });
      desk.disk.disarm();
      if (name === undefined && desk.folder !== undefined) this.runs[run] = desk.folder.split('/').at(-1);
      if (!reply.ok || desk.disk.dead) desk.drop();
      else this.desks = [...this.desks, { who, run, desk }];
      return desk.disk.dead ? 'died' : reply.ok ? 'ok' : reply.code;
    });
  }

  #facts(who: Name): Facts {
    const policy = {
      files: [{ path: '.handrail/config.yaml', sha256: '0'.repeat(64) }],
      context: [],
      ...(this.book.breakGlass ? { breakGlass: true } : {}),
    };
    return { host: 'ops-1', user: this.book.shared ? 'ops' : who, cwd: '/', policy };
  }

  clear(taken: Taken): void {
    taken.desk.drop();
    this.desks = this.desks.filter(one => one !== taken);
  }

  /** Verifies up to what is asked, and answers the request as an approver's own program does. */
  async answer({
    who,
    run,
    key,
    granted,
    byText,
  }: Answering): Promise<{ readonly said: string; readonly nonce: string }> {
    const { state, lists, private: privateFolder } = this.clone(who);
    const folder = this.folder(who, run);
    return await this.clocks.of(who, async () => {
      const { open } = await readRequests(folder, { state, ...lists, privateFolder });
      const [request] = open;
      if (request === undefined) return { said: 'nothing', nonce: '' };
      const { nonce } = request.seen.entry;
      const writer = this.writer(who, key);
      if (request.refuse(writer.signer.publicKey) !== undefined) return { said: 'not theirs', nonce };
      const reason = granted ? '' : 'wait for the replay';
      const decision = { request: request.seen, decision: granted ? 'granted' : 'denied', reason } as const;
      const made = await makeAnswer(folder, decision, { ...writer, stateFolder: state });
      if (byText) this.mail.push({ text: answerText(made), run });
      else keepAnswer(folder, made);
      return { said: 'signed', nonce };
    });
  }

  async review({ who, run, accepted }: Extract<Deed, { readonly do: 'review' }>): Promise<string> {
    const clone = this.clone(who);
    const wish = {
      decision: accepted ? 'accepted' : 'rejected',
      findings: accepted ? [] : [{ text: 'the lag was not looked at' }],
    } as const;
    return await this.clocks.of(who, async () => {
      try {
        await countersign(this.folder(who, run), wish, { ...this.writer(who, 0), ...clone.lists });
        return 'signed';
      } catch (error) {
        if (!(error instanceof AuditFailure)) throw error;
        return error.code;
      }
    });
  }

  exchange(from: Clone, to: Clone, { run, parcel }: { readonly run: Which; readonly parcel: Parcel }): void {
    const name = this.runs[run];
    if (name !== undefined) to.take(from, name, parcel);
  }

  /** All that anybody has of a run, in one place. */
  gather(run: Which): Story | undefined {
    const name = this.runs[run];
    if (name === undefined) return undefined;
    for (const one of this.clones.values()) this.auditor.take(one, name, everything);
    return readStory(this.auditor.folder(name), this.team);
  }

  verify(folder: string, clone = this.auditor): Promise<Verdict> {
    return verifyRun(folder, {
      ...clone.lists,
      privateFolder: join(clone.home, 'nothing'),
      checks: this.#checks,
    });
  }
}
