import type { RunEvent } from '../../core/review/event.ts';
import type { ReviewWords } from './reviewWords.ts';
import { visible } from './visible.ts';

/** "3.2 Replay yesterday's orders" */
export function stepName({ step }: Pick<RunEvent, 'step'>): string {
  return step === undefined ? '' : visible(`${step.number} ${step.title}`.trim());
}

/** What stands below an event's title. */
export function subLines(words: ReviewWords, event: RunEvent): readonly string[] {
  return [...factLines(words, event), ...personLines(words, event)];
}

function personLines(
  words: ReviewWords,
  { kind, text, by = '', author, facts }: RunEvent,
): readonly string[] {
  // What a step failed by stands in its outcome already; nobody said it.
  if (kind === 'failed' && facts?.['command'] !== undefined) return [];
  if (kind === 'value' || kind === 'wrongPlace')
    return text === undefined || kind === 'value' ? [] : [visible(text)];
  const who = author === 'unattended' ? words.t('sub.unattended') : by;
  if (kind === 'settled') {
    const key = facts?.['decision'] === 'finished' ? 'sub.finished' : 'sub.notFinished';
    return [words.t(key, { who: visible(who), text: visible(text ?? '') })];
  }
  if (text !== undefined) return [words.t('sub.said', { who: visible(who), text: visible(text) })];
  return author === 'unattended' ? [words.t('sub.unattended')] : [];
}

type Facts = Readonly<Record<string, string | number>>;

function factLines(words: ReviewWords, { kind, facts = {}, text = '' }: RunEvent): readonly string[] {
  switch (kind) {
    case 'failed':
    case 'unknown':
      return [...outcome(words, facts), ...attempt(words, facts)];
    case 'passed':
      return attempt(words, facts);
    case 'value':
      return [valueLine(words, facts, text)];
    case 'place':
    case 'wrongPlace':
      return [placeLine(words, facts)];
    case 'waited':
    case 'cutShort':
      return [waitLine(words, facts)];
    case 'interrupted':
      return [words.t('sub.torn', { n: Number(facts['commands'] ?? 0) })];
    case 'filled':
    case 'ticked':
      return beyond(words, facts);
    case 'clock':
      return [words.t('sub.clock', { span: span(words, facts, 'ms') })];
    case 'extended':
      return [words.t('sub.extended', { span: span(words, facts, 'ms') })];
    case 'finding':
    case 'reviewed':
    case 'refused':
      return reviewLines(words, facts);
    case 'shellEnded':
      return shell(words, String(facts['reason'] ?? ''));
    case 'other':
      return [words.t('sub.type', { type: visible(String(facts['type'] ?? '')) })];
    default:
      return [];
  }
}

/** Readings that lie outside of their limits. */
function beyond(words: ReviewWords, { beyond: readings }: Facts): readonly string[] {
  return readings === undefined ? [] : [words.t('sub.beyond', { readings: visible(String(readings)) })];
}

function reviewLines(words: ReviewWords, { entry, findings: n }: Facts): readonly string[] {
  if (entry !== undefined) return [words.t('sub.about', { entry })];
  return typeof n === 'number' && n > 0 ? [words.t('sub.findings', { n })] : [];
}

function valueLine(words: ReviewWords, facts: Facts, text: string): string {
  const name = visible(String(facts['name'] ?? ''));
  return facts['secret'] === 1
    ? words.t('sub.secret', { name })
    : words.t('sub.value', { name, value: visible(text) });
}

function waitLine(words: ReviewWords, facts: Facts): string {
  return words.t('sub.waited', {
    waited: span(words, facts, 'waited'),
    planned: span(words, facts, 'planned'),
  });
}

const span = (words: ReviewWords, facts: Facts, key: string): string => words.span(Number(facts[key] ?? 0));

const ends = {
  exited: 'sub.exit',
  signalled: 'sub.signal',
  timedOut: 'sub.timedOut',
  stopped: 'sub.stopped',
  notStarted: 'sub.notStarted',
  unknown: 'sub.unknown',
} as const;

function outcome(words: ReviewWords, facts: Facts): readonly string[] {
  const { command, commands, code } = facts;
  if (command === undefined || commands === undefined) return [];
  const ended = String(facts['outcome'] ?? 'unknown');
  const key = Object.hasOwn(ends, ended) ? ends[ended as keyof typeof ends] : 'sub.unknown';
  const holes = { command, commands, code: typeof code === 'string' ? visible(code) : (code ?? 0) };
  return [words.say(key, holes)];
}

function attempt(words: ReviewWords, { attempt: n }: Facts): readonly string[] {
  return n === undefined ? [] : [words.t('sub.attempt', { n })];
}

function placeLine(words: ReviewWords, facts: Facts): string {
  const { host = '', user = '', cwd = '', branch = '', kube = '' } = facts;
  const shown = { host: visible(String(host)), user: visible(String(user)), cwd: visible(String(cwd)) };
  const more = [branch, kube].map(String).filter(part => part !== '');
  return more.length === 0
    ? words.t('sub.place', shown)
    : words.t('sub.placeMore', { ...shown, more: visible(more.join(', ')) });
}

const shells = {
  closed: 'sub.shell.closed',
  idle: 'sub.shell.idle',
  exited: 'sub.shell.exited',
  lost: 'sub.shell.lost',
  left: 'sub.shell.left',
} as const;

function shell(words: ReviewWords, reason: string): readonly string[] {
  return Object.hasOwn(shells, reason) ? [words.t(shells[reason as keyof typeof shells])] : [];
}
