import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Case } from './gateDeceptions.ts';
import { answerFiles, answerPath, forge, neutral, rewritten, type Forgery } from './gateForge.ts';
import { alicesOther, bob, carol, digestOf, GateRun } from './gateRun.ts';
import { read, rechain, write, type Line } from '../forge.ts';
import { linesOf } from '../kit.ts';
import type { Person } from '../roster/rosterTeam.ts';

// Each replay, splice and false answer to a request, committed by somebody who knows the format.

/** A command that ran under an answer which was forged. */
async function under(run: GateRun, who: Person, how: Omit<Forgery, 'who'> = {}): Promise<void> {
  const nonce = run.ask();
  run.use(nonce, await forge(run, nonce, { ...how, who }));
  run.run('migrate', [nonce]);
}

const honest = (run: GateRun): Promise<void> => under(run, bob);

/** What the list of signers says of somebody's key from now on. */
function relist(run: GateRun, key: string, options: string): void {
  const lines = fs.readFileSync(run.signers, 'utf8').split('\n');
  const others = lines.filter(line => !line.includes(key));
  fs.writeFileSync(run.signers, [...others, `bob@corp ${options} ${key}`, ''].join('\n'));
}

const approves = 'namespaces="approve.v1@handrail"';
const force = [{ step: 's1', stmt: 0, digest: digestOf('migrate --force') }];

export const attacks: readonly Case[] = [
  { name: 'an answer that nobody forged', exit: 0, does: honest },
  {
    name: 'the operator approves with another of their keys',
    exit: 1,
    finds: 'SELF_APPROVED',
    does: run => under(run, alicesOther),
  },
  {
    name: 'an approver who left before they answered',
    exit: 3,
    finds: 'NOT_IN_ROLE',
    does: async run => {
      const nonce = run.ask();
      run.at += 1000;
      await run.enrol(run.members.filter(({ principal }) => principal !== 'bob@corp'));
      run.at += 1000;
      // The list still holds the key: an older copy of it, or one that nobody made anew.
      relist(run, bob.key.publicKey, approves);
      run.use(nonce, await forge(run, nonce, { who: bob }));
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'an approver whose key had expired',
    exit: 3,
    finds: 'EXPIRED_KEY',
    does: honest,
    then: run => relist(run, bob.key.publicKey, `${approves},valid-before="20200101Z"`),
  },
  {
    name: 'an approver whose key was withdrawn',
    exit: 3,
    finds: 'REVOKED_KEY',
    does: honest,
    then: run => fs.writeFileSync(join(run.machine.home, 'revoked'), `${bob.key.publicKey}\n`),
  },
  {
    name: 'a key of small order, whose one signature fits every answer',
    exit: 3,
    finds: 'WEAK_KEY',
    does: async run => {
      const who = neutral();
      relist(run, who.signer.publicKey, approves);
      await under(run, who);
    },
  },
  {
    name: 'an answer signed as if it were a log',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: run => under(run, bob, { says: 'log.v1@handrail' }),
  },
  {
    name: 'a signature of another kind, passed off as an answer’s',
    exit: 1,
    finds: 'SIG_BAD',
    does: run => under(run, bob, { signsIn: 'log.v1@handrail' }),
  },
  {
    name: 'bob’s name above somebody else’s signature',
    exit: 1,
    finds: 'SIG_BAD',
    does: run => under(run, bob, { by: carol }),
  },
  {
    name: 'an answer that nobody signed',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: run => under(run, bob, { unsigned: true }),
  },
  {
    name: 'an answer that gives itself more time',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: run => under(run, bob, { answer: { expires: run.at + 999_999_999 } }),
  },
  {
    name: 'an answer about something else that was shown',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: run => under(run, bob, { answer: { plan: digestOf('another plan') } }),
  },
  {
    name: 'an answer about another step',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: run => under(run, bob, { answer: { step: 's2' } }),
  },
  {
    name: 'an answer in what is called a review',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: run => under(run, bob, { open: { role: 'reviewer' } }),
  },
  {
    name: 'an answer of another run under this one’s name',
    exit: 1,
    finds: 'REWRITTEN',
    does: run => {
      run.ask();
      run.run('something else', [], 's9');
    },
    then: async run => {
      const other = await new GateRun().begin();
      const { seg } = await other.answer(other.ask(), bob);
      const lines = linesOf(answerPath(other, seg)).map(line => ({ ...read(line), run: run.journal.run }));
      fs.writeFileSync(join(run.folder, 'answer-bob-0000-1.jsonl'), write(rechain(lines)));
      other.journal.close();
    },
  },
  {
    name: 'an answer that is there twice',
    exit: 1,
    finds: 'FORK',
    does: honest,
    then: run => {
      const [name = ''] = answerFiles(run);
      fs.copyFileSync(join(run.folder, name), join(run.folder, 'answer-bob-0000-2.jsonl'));
    },
  },
  {
    name: 'a request that was rewritten with stolen keys after it was answered',
    exit: 1,
    finds: 'REWRITTEN',
    does: honest,
    then: run =>
      rewritten(run, (line): Line =>
        line['type'] === 'approval.requested' ? { ...line, covers: force } : line,
      ),
  },
];
