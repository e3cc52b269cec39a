import type { Finding } from './finding.ts';
import type { Review } from './reviews.ts';
import type { TrustSource } from './trusted.ts';
import type { Verdict } from './verdict.ts';

/** What an exit code means, in a sentence. */
export const headlines: Readonly<Record<Verdict['exit'], string>> = {
  0: 'Verified.',
  1: 'Does not verify: the log was changed.',
  2: 'Verified as far as it goes; the end is open.',
  3: 'Signed by a key that is not trusted here.',
  4: 'Written by a newer version, which this one cannot verify.',
  5: 'Nothing here can be read as a run.',
};

const onlyMissing = 'Does not verify here: outputs that the log names are missing.';

const unlikeSeen = 'Verified, and yet it is not what this machine saw of it before.';

/**
 * What a verdict comes to. A copy without its outputs is not called changed: nobody may have touched the log. One that its operator
 * could have written anew is not called verified alone where it is known to be another.
 */
export function headlineOf({ exit, findings }: Pick<Verdict, 'exit' | 'findings'>): string {
  const wrong = findings.filter(({ weight }) => weight === 'tampered');
  const missing = wrong.length > 0 && wrong.every(({ code }) => code === 'OBJECT_MISSING');
  if (exit === 0 && findings.some(isUnlikeSeen)) return unlikeSeen;
  return exit === 1 && missing ? onlyMissing : headlines[exit];
}

/** What a list of signers is. */
export const trustWords: Readonly<Record<TrustSource, string>> = {
  given: 'the list of signers you gave',
  setting: "git's list of signers",
  'base-branch': "the base branch's list of signers",
  'first-use':
    'first use only: the list stands in the same tree as the log, so it shows the same key as before, not whose it is',
  none: 'nothing',
};

/** A verdict as text: the result, the first thing that is wrong, what is proven and what is not. */
export function formatVerdict(verdict: Verdict): string {
  const { exit, worst } = verdict;
  if (exit === 5) return nothingText(verdict);
  const proven = verdict.tiers.filter(({ state }) => state === 'proven');
  const rest = verdict.tiers.filter(({ state }) => state !== 'proven');
  const first = verdict.findings.filter(one => one === worst || isUnlikeSeen(one));
  const others = verdict.findings.filter(one => !first.includes(one));
  const lines = [
    `${headlineOf(verdict)} ${verdict.run ?? verdict.folder}`,
    ...first.sort((a, b) => Number(b === worst) - Number(a === worst)).map(one => `  ${formatFinding(one)}`),
    ...verdict.signers
      .filter(({ roles }) => roles.some(role => role !== 'reviewer'))
      .map(signer =>
        signer.principal === undefined
          ? `  Signed with ${signer.key}, which claims to be ${signer.who}.`
          : `  Signed by ${signer.principal} (the log says ${signer.who}).`,
      ),
    ...verdict.reviews.map(reviewText),
    `  Trust: ${trustWords[verdict.trust.source]}${verdict.trust.place === '' ? '' : ` (${verdict.trust.place})`}.`,
    ...section(
      'Proven:',
      proven.map(({ tier, detail }) => `${tier}: ${detail}.`),
    ),
    ...section('Not proven:', [...rest.map(({ tier, detail }) => `${tier}: ${detail}.`), ...beyond]),
    ...section('Also:', alsoFound(others)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Of what is no run, nothing is proven or not: only why it is none. */
function nothingText(verdict: Verdict): string {
  const why = verdict.findings.filter(({ weight }) => weight === 'unreadable');
  return [`${headlineOf(verdict)} ${verdict.folder}`, ...why.map(one => `  ${formatFinding(one)}`), ''].join(
    '\n',
  );
}

/** Whatever else holds, this machine knows of another state of the run: nobody should have to look for that. */
const isUnlikeSeen = ({ tier, weight }: Finding): boolean => tier === 'RECEIPTS' && weight === 'tampered';

/** One line for each, but for outputs: a copy without any of them would say the same thing a hundred times. */
function alsoFound(others: readonly Finding[]): readonly string[] {
  const missing = others.filter(({ code }) => code === 'OBJECT_MISSING');
  const told = missing.length > few ? others.filter(one => !missing.slice(few).includes(one)) : others;
  const rest = missing.length - few;
  return [
    ...told.slice(0, 20).map(formatFinding),
    ...(rest > 0
      ? [`${rest} more ${rest === 1 ? 'object is' : 'objects are'} missing. [OBJECT_MISSING]`]
      : []),
  ];
}

const few = 3;

const decisions = {
  accepted: 'accepted it',
  findings: 'accepted it with findings',
  rejected: 'did not accept it',
} as const;

const standings: Readonly<Record<Review['standing'], string>> = {
  counts: '',
  self: ', who walked it: this is no review by somebody else',
  partial: ', before the run went on',
  untrusted: ', with a key that the list of signers does not let review',
  replaced: ', and said something else later',
};

function reviewText({ who, principal, decision, findings, reason, standing }: Review): string {
  const by = principal === undefined ? `${who} (a claim)` : principal;
  const more = findings > 0 ? ` (${findings})` : '';
  const why = reason === undefined ? '' : `: ${reason.replaceAll(/\s+/g, ' ')}`;
  return `  Countersigned by ${by}${standings[standing]}: verified, read, and ${decisions[decision]}${more}${why}.`;
}

/** What no log without a server can show (docs/audit-log.md, "What it cannot show"). */
const beyond: readonly string[] = [
  'That the operator’s machine recorded what really happened: a signature shows who claims it.',
  'That nothing newer was deleted before anybody else saw it.',
];

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map(line => `  ${line}`)];
}

/** `00-alice-1f9c.jsonl, line 7: it was changed… [CHAIN_BREAK]` */
export function formatFinding(finding: Finding): string {
  const place = [finding.file, finding.line === undefined ? undefined : `line ${finding.line}`].filter(
    part => part !== undefined,
  );
  const start = place.length === 0 ? '' : `${place.join(', ')}: `;
  const sentence =
    start === '' ? finding.sentence.charAt(0).toUpperCase() + finding.sentence.slice(1) : finding.sentence;
  return `${start}${sentence}. [${finding.code}]`;
}
