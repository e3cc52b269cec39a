import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { stateFolderOf } from '../adapters/audit/stateFolders.ts';
import { stateFolder } from '../adapters/place.ts';
import type { OfferView } from '../core/run/offer.ts';
import type { Request } from '../protocol/request.ts';
import { ask } from '../runner/answer.ts';
import { makeWalk } from '../runner/makeWalk.ts';
import { prepare, type Prepared } from '../runner/prepare.ts';
import { NotRecorded, NotTheirTurn } from '../runner/log/recorder.ts';
import type { Walk } from '../runner/walk.ts';
import { flag, option, readArguments, wrongUsage, type Arguments } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { fromHere } from './fromHere.ts';
import { offerText, restoredText } from './handoverText.ts';
import { personAtTerminal } from './run/person.ts';
import { version } from './version.ts';
import { refuse } from './complaint.ts';

const usage = `Usage: handrail handover LOG --note TEXT [--to NAME]
       handrail handover LOG --accept [--yes]
       handrail handover LOG --withdraw
       [--signers FILE] [--roster FILE] [--revoked FILE]

Hands an open run over to another person, who goes on in the same log with their own key. Who walks it offers it: from
then on nothing can be done in the run until somebody takes it over, or the offer is taken back. Commit and push the
run's folder; whoever takes over pulls it first.

  --note TEXT      offers the run; TEXT is what whoever takes over should know
  --to NAME        only this person may take it over, as the list of signers calls them; else any operator may
  --accept         verifies the whole log, shows what you have not seen, and takes the run over
  --yes            with --accept: asks nothing; without a terminal it has to be given
  --withdraw       takes your own offer back
  --signers FILE   an allowed_signers file from outside the tree: whose keys are trusted
  --roster FILE    a roster from outside the tree: who may do what
  --revoked FILE   keys that were withdrawn

Exit codes: 0 done, 1 refused, 2 usage, 3 needs a person, 5 the log cannot be read or written.
`;

const options = {
  note: { type: 'string' },
  to: { type: 'string' },
  accept: { type: 'boolean' },
  withdraw: { type: 'boolean' },
  yes: { type: 'boolean' },
  signers: { type: 'string' },
  roster: { type: 'string' },
  revoked: { type: 'string' },
} as const;

/** `handrail handover`: 0 done, 1 refused, 2 usage, 3 needs a person, 5 IO. */
export async function handover(args: readonly string[]): Promise<number> {
  const read = readArguments(args, options, usage);
  if (typeof read === 'number') return read;
  const [log, ...more] = read.positionals;
  if (log === undefined || more.length > 0) return wrongUsage('handover needs the folder of one run.', usage);
  const wish = wishOf(read);
  if (typeof wish === 'string') return wrongUsage(wish, usage);
  const prepared = await prepare({ kind: 'resume', folder: log });
  if (!prepared.ok) return refuse(prepared.message, exitCodes.io);
  const walk = await openWalk(prepared, read, resolve(log));
  try {
    return await act(walk, wish, { yes: flag(read, 'yes') });
  } catch (error) {
    if (error instanceof NotTheirTurn) return refuse(error.message, exitCodes.failed);
    if (error instanceof NotRecorded) return refuse(error.message, exitCodes.io);
    throw error;
  } finally {
    await walk.leave('left');
  }
}

type Wish = Extract<Request, { readonly type: `handover.${string}` }>;

function wishOf(read: Arguments): Wish | string {
  const note = option(read, 'note');
  const to = option(read, 'to');
  const [accept, withdraw] = [flag(read, 'accept'), flag(read, 'withdraw')];
  if ([note !== undefined, accept, withdraw].filter(Boolean).length !== 1)
    return 'Say one of --note TEXT, --accept and --withdraw.';
  if (to !== undefined && note === undefined) return '--to goes with --note.';
  if (accept) return { type: 'handover.accept' };
  if (withdraw) return { type: 'handover.withdraw' };
  return { type: 'handover.offer', text: note ?? '', ...(to === undefined ? {} : { to }) };
}

function openWalk(prepared: Prepared, read: Arguments, folder: string): Promise<Walk> {
  const state = stateFolderOf(folder);
  return makeWalk(prepared, {
    directory: process.cwd(),
    stateFolder: existsSync(state) ? state : stateFolder(process.cwd()),
    environment: process.env,
    trusted: true,
    asksHere: personAtTerminal(() => undefined) !== undefined,
    author: 'person',
    version,
    vscode: '',
    lists: {
      signers: option(read, 'signers'),
      revoked: option(read, 'revoked'),
      roster: option(read, 'roster'),
    },
  });
}

async function act(walk: Walk, wish: Wish, { yes }: { readonly yes: boolean }): Promise<number> {
  const { offer } = walk.view();
  if (wish.type !== 'handover.accept') return await done(walk, wish, { offer });
  if (offer !== undefined) process.stdout.write(offerText(offer, walk.text.plan));
  if (offer !== undefined && !offer.mine && !yes) {
    const person = personAtTerminal(() => undefined);
    if (person === undefined)
      return refuse('Nobody is here to read this. Give --yes once you have.', exitCodes.needsPerson);
    if (!(await person.confirm('Take this run over?')))
      return refuse('Nothing was taken over.', exitCodes.failed);
  }
  return await done(walk, wish, { offer });
}

async function done(
  walk: Walk,
  wish: Wish,
  { offer }: { readonly offer: OfferView | undefined },
): Promise<number> {
  const reply = await ask(walk, wish);
  if (!reply.ok)
    return refuse(reply.message, reply.code === 'not-recording' ? exitCodes.io : exitCodes.failed);
  const folder = walk.log.folder ?? '';
  process.stdout.write(toldOf(walk, wish, { folder, offer }));
  return exitCodes.done;
}

function toldOf(
  walk: Walk,
  wish: Wish,
  { folder, offer }: { readonly folder: string; readonly offer: OfferView | undefined },
): string {
  const goOn = `Go on with: handrail run --resume ${folder}\n`;
  switch (wish.type) {
    case 'handover.offer':
      return (
        `Offered to ${wish.to ?? 'any other operator'}. Commit and push ${folder}\n` +
        `Once they have pulled, they take it over with: handrail handover ${fromHere(folder)} --accept\n`
      );
    case 'handover.withdraw':
      return `The offer is taken back. ${goOn}`;
    case 'handover.accept':
      return `${offer === undefined ? '' : restoredText(offer, walk.view().resumed?.session)}The run is yours. ${goOn}`;
  }
}
