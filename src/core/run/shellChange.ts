/** What became of the session's shell around a command, where it did not simply go on. */
export type ShellChange =
  /** Its private folder had gone and was made again; the shell is the same. */
  { readonly event: 'mended' } | ShellReplaced;

/** Another shell took its place. */
export interface ShellReplaced {
  /**
   * It ended with the command or had ended before it, it did not answer any more, somebody else's lay where its folder was, or it is
   * that of an earlier session of the run.
   */
  readonly event: Ending | 'resumed';
  /** What the new one goes on with: all that was set when it ended, or what there was before the command. */
  readonly from: 'end' | 'before';
  /** Variables and functions that were not restored, since they hold a secret. */
  readonly missing: readonly string[];
  /** The directory that it should stand in, where that is not there. */
  readonly gone?: string;
  /** True where it had jobs, which the new one does not know. */
  readonly jobs?: true;
}

/** What an entry says of it; undefined where it says nothing that is known here. */
export function readShellChange(value: unknown): ShellChange | undefined {
  if (typeof value !== 'object' || value === null || !('event' in value)) return undefined;
  const said: Partial<Record<keyof ShellReplaced, unknown>> & { readonly event: unknown } = value;
  const { event, from, missing, gone, jobs } = said;
  if (event === 'mended') return { event };
  if (event !== 'resumed' && !(typeof event === 'string' && isEnd(event))) return undefined;
  return {
    event,
    from: from === 'end' ? 'end' : 'before',
    missing: Array.isArray(missing) ? missing.filter(name => typeof name === 'string') : [],
    ...(typeof gone === 'string' ? { gone } : {}),
    ...(jobs === true ? { jobs } : {}),
  };
}

function isEnd(event: string): event is Ending {
  return Object.hasOwn(ends, event);
}

/** What of it has to be said, one sentence each; `cwd` is where the shell stands now. */
export function shellFacts(change: ShellChange, cwd: string): readonly ShellFact[] {
  if (change.event === 'mended') return [{ kind: 'mended' }];
  const { event, from, missing, gone, jobs } = change;
  return [
    event === 'resumed' ? { kind: 'resumed' } : { kind: 'replaced', event, from },
    ...(missing.length === 0 ? [] : [{ kind: 'missing' as const, names: missing }]),
    ...(gone === undefined ? [] : [{ kind: 'gone' as const, gone, cwd }]),
    ...(jobs === undefined ? [] : [{ kind: 'jobs' as const }]),
  ];
}

export type ShellFact =
  | { readonly kind: 'mended' | 'resumed' | 'jobs' }
  | { readonly kind: 'replaced'; readonly event: Ending; readonly from: 'end' | 'before' }
  | { readonly kind: 'missing'; readonly names: readonly string[] }
  | { readonly kind: 'gone'; readonly gone: string; readonly cwd: string };

/** The same in English, for whoever reads no page. */
export function shellSentences(change: ShellChange, cwd: string): string {
  return shellFacts(change, cwd).map(sentenceOf).join(' ');
}

function sentenceOf(fact: ShellFact): string {
  switch (fact.kind) {
    case 'mended':
      return 'The private folder of the shell had been removed and was made again. The shell is the same.';
    case 'resumed':
      return 'The shell goes on from the state of the earlier session.';
    case 'replaced':
      return `${ends[fact.event]} ${fact.from === 'end' ? atEnd : asBefore}`;
    case 'missing':
      return `Not restored, since it held a secret: ${fact.names.join(', ')}.`;
    case 'gone':
      return `${fact.gone} is not there any more, so the shell stands in ${fact.cwd}.`;
    case 'jobs':
      return 'fg and wait no longer know what runs in the background.';
  }
}

type Ending = keyof typeof ends;

const ends = {
  ended: 'The shell ended with the command, and a new one has taken its place.',
  endedBefore: 'The shell had ended before the command, and a new one has taken its place.',
  foreign:
    'Another folder lay in the place of the private one of the shell, and a new shell has taken its place.',
  lost: 'The shell did not answer any more, and a new one has taken its place.',
} as const;

const atEnd = 'Directory, variables, functions and aliases are as the command left them; open files are not.';
const asBefore =
  'Directory, variables, functions and aliases are as they were before the command; open files are not.';
