import { TextDecoder } from 'node:util';
import type { AttemptFinished, Recorded } from '../../core/audit/entry.ts';
import { readShellChange, shellSentences } from '../../core/run/shellChange.ts';
import { headingOf } from '../../core/run/view/heading.ts';
import type { JobsDecision } from '../../core/run/job.ts';
import type { Plan } from '../../core/run/plan.ts';
import type { WalkObserver } from '../../runner/log/observer.ts';
import type { ShownVariable } from '../../core/run/environment.ts';
import type { Ending } from './drive.ts';
import { environmentText } from './environmentText.ts';
import { LineEnds } from './lineEnds.ts';
import { complain } from '../complaint.ts';

/** What a walk prints while it goes. */
export interface Reporter extends WalkObserver {
  begin(folder: string, notes: readonly string[]): void;
  /** The variables of the shell, where they were asked for. */
  environment(variables: readonly ShownVariable[]): void;
  end(ending: Ending, result: { readonly exit: number; readonly folder: string }): void;
}

/** `text` for people, `json` for programs: JSON Lines, each log entry as it was recorded, outputs, and a last line with the result. */
export function reporter(format: 'text' | 'json', plan: Plan): Reporter {
  return format === 'json' ? jsonReporter() : textReporter(plan);
}

function jsonReporter(): Reporter {
  const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
  // One command runs at a time; what it leaves half-written is not the next one's.
  let [decoder, ends] = [new TextDecoder(), new LineEnds()];
  const output = (attemptId: string, text: string): void => {
    if (text !== '') print({ type: 'output', attemptId, text });
  };
  // The log's opening is recorded before its folder can be told.
  let early: Recorded[] | undefined = [];
  return {
    begin: (folder, notes) => {
      print({ type: 'log', folder, notes });
      for (const entry of early ?? []) print(entry);
      early = undefined;
    },
    recorded: entry => {
      // How the log keeps and signs itself is told by the log.
      if (entry.type === 'sig' || entry.type === 'object') return;
      if (early !== undefined) {
        early.push(entry);
        return;
      }
      if (entry.type === 'attempt.finished') {
        output(entry.attemptId, decoder.decode(ends.end()));
        [decoder, ends] = [new TextDecoder(), new LineEnds()];
      }
      print(entry);
    },
    output: (attemptId, bytes) => output(attemptId, decoder.decode(ends.push(bytes), { stream: true })),
    environment: variables => print({ type: 'environment', variables }),
    end: (ending, { exit, folder }) => print({ type: 'result', ...ending, exit, log: folder }),
  };
}

function textReporter(plan: Plan): Reporter {
  let column = 0;
  const ends = new LineEnds();
  // As for programs.
  let early: Recorded[] | undefined = [];
  const say = (line: string): void => {
    process.stdout.write(column === 0 ? `${line}\n` : `\n${line}\n`);
    column = 0;
  };
  // A question that follows is drawn over the line it begins in.
  const endOutput = (): void => {
    process.stdout.write(ends.end());
    if (column > 0) process.stdout.write('\n');
    column = 0;
  };
  return {
    begin: (folder, notes) => {
      for (const note of notes) complain(note);
      say(`Log: ${folder}`);
      for (const entry of early ?? []) for (const line of linesOf(entry, plan)) say(line);
      early = undefined;
    },
    recorded: entry => {
      if (early !== undefined) {
        early.push(entry);
        return;
      }
      if (entry.type === 'attempt.finished') endOutput();
      for (const line of linesOf(entry, plan)) say(line);
    },
    output: (_attemptId, bytes) => {
      process.stdout.write(ends.push(bytes));
      column = bytes.at(-1) === 0x0a ? 0 : 1;
    },
    environment: variables => {
      for (const line of environmentText(variables)) say(line);
    },
    end: (ending, { folder }) => {
      for (const line of endLines(ending, folder)) say(line);
    },
  };
}

/** What people read in place of a code of the log. */
const words: Readonly<Record<string, string>> = {
  timedOut: 'timed out',
  signalled: 'ended by a signal:',
  lost: 'nobody saw its exit code',
  notStarted: 'not started:',
  differs: 'its output differs from what is expected',
};

function wordsOf(code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}

/** What people see of an entry; most are the log's own business. */
function linesOf(entry: Recorded, plan: Plan): readonly string[] {
  switch (entry.type) {
    case 'step.started':
      return ['', `== ${headingOf(plan, entry.step)}`];
    case 'attempt.started':
      return (entry.cmd ?? '(a long command)')
        .split('\n')
        .map((line, index) => `${index === 0 ? '$' : '>'} ${line}`);
    case 'attempt.finished':
      return [...endOf(entry), ...shellLines(entry)];
    case 'check.set':
      return [`[${entry.checked ? 'x' : ' '}] ${headingOf(plan, entry.step)}`];
    case 'judged':
      return [
        `-- ${entry.decision === 'met' ? 'as expected' : entry.decision} (${entry.by})${entry.expected === undefined ? '' : `: ${entry.expected}`}`,
      ];
    case 'step.finished':
      return entry.how === 'hand' ? [`[x] ${headingOf(plan, entry.step)}`] : [];
    case 'job':
      return jobLines(entry);
    case 'jobs':
      return [`-- still running in the background: ${decided[entry.decision]}`];
    case 'step.skipped':
      return [`-- skipped: ${headingOf(plan, entry.step)}`];
    default:
      return [];
  }
}

function endOf({ outcome, exit, signal, reason }: AttemptFinished): readonly string[] {
  if (outcome === 'exited' && exit === 0) return [];
  const parts = [wordsOf(outcome), exit ?? signal ?? reason];
  return [`-- ${parts.filter(part => part !== undefined).join(' ')}`];
}

function shellLines({ shell, cwd }: AttemptFinished): readonly string[] {
  const change = readShellChange(shell);
  return change === undefined ? [] : [`-- ${shellSentences(change, cwd)}`];
}

const decided: Readonly<Record<JobsDecision, string>> = {
  end: 'ended',
  leave: 'left running',
  'hang-up': 'hung up, as in a terminal that is closed',
};

function jobLines({ event, pid, cmd, exit }: Extract<Recorded, { type: 'job' }>): readonly string[] {
  switch (event) {
    case 'left':
      return [`-- still runs in the background: ${cmd ?? ''} (process ${pid})`];
    case 'ended':
      return [`-- ended in the background: process ${pid}${exit === undefined ? '' : `, exit ${exit}`}`];
    default:
      return [];
  }
}

function endLines(ending: Ending, folder: string): readonly string[] {
  const goOn = `The run is open. Go on with: handrail run --resume ${folder}`;
  switch (ending.kind) {
    case 'done':
      return ['', 'Done. The log is sealed.', `Check it with: handrail verify ${folder}`];
    case 'partDone':
      return ['', 'What you chose is done.', goOn];
    case 'failed':
      return ['', `Failed: ${ending.step} (${wordsOf(ending.reason).replace(/:$/, '')}).`, goOn];
    case 'needsPerson':
      return ['', 'This run needs a person:', ...ending.reasons.map(reason => `  ${reason}`), goOn];
    case 'notRecorded':
      return ['', `Not recording: ${ending.reason}`, 'Nothing more was run.'];
  }
}
