import { resolve } from 'node:path';
import {
  countersign as sign,
  type Countersigning,
  type ReviewWish,
} from '../adapters/audit/review/countersign.ts';
import { hasLog } from '../adapters/audit/layout.ts';
import { formatVerdict } from '../core/audit/wording.ts';
import { flag, list, option, readArguments, wrongUsage, type Arguments } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { writerHere } from './writerHere.ts';
import { refuse } from './complaint.ts';
import { refuseFailure } from './refuseFailure.ts';

const usage = `Usage: handrail countersign LOG --accept
       handrail countersign LOG --findings TEXT…
       handrail countersign LOG --reject [--reason TEXT] [--findings TEXT…]
       [--signers FILE] [--roster FILE] [--revoked FILE] [--json]

Verifies a run, and adds your word on it, signed with your own key: a part of its own behind the run, which stays as it
was. It states that you verified the log and read it, not that you saw it happen. What does not verify is not signed. Your
own run you cannot review: that takes another person.

  --accept           the run was right as it was done
  --findings TEXT…   it was right, and something must change; "@12 TEXT" is about entry 12 of the review
  --reject           the run needs follow-up; also for one that is still open, or signed by a key nobody vouches for
  --reason TEXT      why
  --signers FILE     an allowed_signers file from outside the tree: whose keys are trusted
  --roster FILE      a roster from outside the tree: who may do what
  --revoked FILE     keys that were withdrawn
  --json             prints what was signed as JSON

Exit codes: 0 signed, 1 refused, 2 usage, 5 nothing readable as a run.
`;

const options = {
  accept: { type: 'boolean' },
  reject: { type: 'boolean' },
  findings: { type: 'string', multiple: true },
  reason: { type: 'string' },
  signers: { type: 'string' },
  roster: { type: 'string' },
  revoked: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `handrail countersign`: 0 signed, 1 refused, 2 usage, 5 IO. */
export async function countersign(args: readonly string[]): Promise<number> {
  const read = readArguments(args, options, usage);
  if (typeof read === 'number') return read;
  const [log] = read.positionals;
  if (log === undefined) return wrongUsage('countersign needs the folder of a run.', usage);
  const wish = wishOf(read);
  if (typeof wish === 'string') return wrongUsage(wish, usage);
  const folder = resolve(log);
  if (!hasLog(folder)) return refuse(`Nothing in ${log} can be read as a run.`, exitCodes.io);
  const [signers, roster, revoked] = ['signers', 'roster', 'revoked'].map(name => option(read, name));
  try {
    const done = await sign(folder, wish, {
      ...(await writerHere(folder)),
      ...(signers === undefined ? {} : { signers }),
      ...(roster === undefined ? {} : { roster }),
      ...(revoked === undefined ? {} : { revoked }),
    });
    process.stdout.write(flag(read, 'json') ? `${JSON.stringify(jsonOf(done), null, 2)}\n` : told(done));
    return exitCodes.done;
  } catch (error) {
    return refuseFailure(error);
  }
}

function wishOf(read: Arguments): ReviewWish | string {
  const [accept, reject] = [flag(read, 'accept'), flag(read, 'reject')];
  const given = list(read, 'findings');
  const texts = [...given, ...read.positionals.slice(1)].map(text => text.trim());
  if (given.length === 0 && texts.length > 0)
    return 'countersign takes one run; what you found follows --findings.';
  if (texts.includes('')) return 'A finding without words says nothing.';
  if (accept === reject && (accept || given.length === 0))
    return 'Say what you make of the run: --accept, --findings or --reject. None is assumed.';
  if (accept && given.length > 0)
    return '--findings accepts the run by itself; --accept says that nothing was found.';
  const reason = option(read, 'reason')?.trim() ?? '';
  return {
    decision: reject ? 'rejected' : accept ? 'accepted' : 'findings',
    findings: texts.map(findingOf),
    ...(reason === '' ? {} : { reason }),
  };
}

/** "@12 TEXT" is about entry 12. */
function findingOf(given: string): ReviewWish['findings'][number] {
  const [, number, text] = /^@(\d{1,9})\s+(.+)$/s.exec(given) ?? [];
  return number === undefined || text === undefined ? { text: given } : { text, entry: Number(number) };
}

const said = {
  accepted: 'accepted',
  findings: 'accepted with findings',
  rejected: 'not accepted',
} as const;

function told({ entry, principal, verdict }: Countersigning): string {
  const found = entry.findings === 0 ? '' : ` (${entry.findings})`;
  return [
    formatVerdict(verdict).trimEnd(),
    '',
    `Signed by ${principal}: ${said[entry.decision]}${found}.`,
    'This states that you verified the log and read it, not that you saw it happen. The run itself was not changed.',
    'Commit and push it, so that others see it.',
    '',
  ].join('\n');
}

function jsonOf({ entry, principal, verdict }: Countersigning): object {
  const { run, seg, decision, findings, reason, ref } = entry;
  return { run, seg, by: principal, decision, findings, reason, ref, verified: verdict.exit };
}
