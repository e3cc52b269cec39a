import { readdirSync } from 'node:fs';
import { answerIn, isAnswerOf, keepAnswer } from '../../adapters/audit/approvals/answer.ts';
import { endOf } from '../../core/run/gates/approvals.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import { guard, guardAsync } from '../log/journalRecorder.ts';
import { NotRecorded } from '../log/recorder.ts';
import type { Walk } from '../walk.ts';

/** Takes answers that arrived in the run's folder. Returns the refusal of one that is not accepted. */
export async function takeAnswers(walk: Walk): Promise<Refusal | undefined> {
  if (!walk.log.isOpen || walk.state.gates.size === 0 || walk.state.closed !== undefined) return undefined;
  const read = await guardAsync(() => walk.options.readAnswers(walk.log.recorder.folder));
  walk.answerProblems = read.problems;
  for (const answer of read.answers) {
    const asked = [...walk.state.gates.values()].find(
      ({ request }) => request?.nonce === answer.nonce,
    )?.request;
    if (asked === undefined || asked.answers.some(({ ref }) => ref.head === answer.ref.head)) continue;
    walk.record({ type: 'approval.answered', ...answer });
  }
  const [problem] = read.problems;
  if (problem === undefined) return undefined;
  const { message, doubt, file } = problem;
  const because = { kind: 'answer', doubt, ...(file === undefined ? {} : { file }) } as const;
  return { code: 'not-allowed', message, because };
}

/** Takes an answer that was pasted. Returns the refusal, if any. */
export async function pasteAnswer(walk: Walk, text: string): Promise<Refusal | undefined> {
  const general = walk.refuseAny();
  if (general !== undefined) return general;
  const answer = answerIn(text);
  if (answer === undefined || !isAnswerOf(walk.state.runId, answer))
    return {
      code: 'bad-request',
      message: 'This text holds no answer to a request of this run.',
      because: { kind: 'no-answer' },
    };
  if (guard(() => keepAnswer(walk.log.recorder.folder, answer)) === undefined)
    return {
      code: 'bad-request',
      message: 'The run holds another answer of that name. Nothing was changed.',
      because: { kind: 'answer-taken' },
    };
  return await takeAnswers(walk);
}

/** Milliseconds between two looks: an answer comes by git or by copying, and is read once it is there. */
const interval = 1000;

/** Watches the run's folder for answers, and for requests that expire. Returns the function that stops watching. */
export function watchAnswers(walk: Walk): () => void {
  let seen = '';
  let last = walk.now();
  const look = (): void => {
    const now = walk.now();
    const asked = [...walk.state.gates.values()].flatMap(({ request }) => request ?? []);
    const ends = asked.flatMap(one => [one.expires, ...one.answers.map(answer => endOf(one, answer))]);
    if (ends.some(end => end >= last && end < now)) walk.changed();
    last = now;
    if (asked.length === 0 || walk.running !== undefined) return;
    const names = answersIn(walk.log.recorder.folder);
    if (names === seen) return;
    seen = names;
    void take(walk);
  };
  const timer = setInterval(look, interval);
  timer.unref();
  return () => clearInterval(timer);
}

/** A log that cannot be written says so on the page by itself. */
async function take(walk: Walk): Promise<void> {
  try {
    await takeAnswers(walk);
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
  }
}

function answersIn(folder: string): string {
  try {
    return readdirSync(folder)
      .filter(name => name.startsWith('answer-') && name.endsWith('.jsonl'))
      .sort()
      .join('\n');
  } catch {
    return '';
  }
}
