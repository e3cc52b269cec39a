import { createInterface } from 'node:readline';
import { Ahead } from './ahead.ts';
import { recordOf } from '../../core/run/state.ts';
import type { Walk } from '../../runner/walk.ts';

/** The operator at a terminal. */
export interface Person {
  /** True for yes. */
  confirm(question: string): Promise<boolean>;
  /** A value that was typed, or pasted behind the one before it; undefined for nothing. Hidden where it is secret. */
  value(question: string, secret: boolean): Promise<string | undefined>;
  /** What was typed by somebody who has seen the question, or undefined for nothing. */
  word(question: string): Promise<string | undefined>;
  /** Hands the keyboard to a running command; the answer takes it back. */
  lend(type: (text: string) => void, controlC: 'ours' | 'theirs'): () => void;
}

/** Who sits at this process's terminal; undefined where there is none. */
export function personAtTerminal(interrupted: () => void): Person | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const ahead = new Ahead();
  return {
    confirm: async question => {
      ahead.drop();
      return /^(y|yes|e|evet)$/i.test((await read(`${question} [y/N] `, interrupted, ahead)).trim());
    },
    value: async (question, secret) => {
      const answer = await (secret ? readHidden : read)(`${question}: `, interrupted, ahead);
      return answer === '' ? undefined : answer;
    },
    word: async question => {
      ahead.drop();
      const answer = await read(`${question}: `, interrupted, ahead);
      return answer === '' ? undefined : answer;
    },
    lend: (type, controlC) => lend(type, controlC === 'ours' ? interrupted : undefined),
  };
}

/** The same person, with the keyboard lent to whatever command runs while nothing is asked. */
export function attended(person: Person, walk: Walk): Person {
  let giveBack: (() => void) | undefined;
  const takeBack = (): void => {
    giveBack?.();
    giveBack = undefined;
  };
  walk.subscribe(event => {
    if (event.type !== 'run') return;
    if (walk.running === undefined) takeBack();
    else giveBack ??= person.lend(text => walk.options.stage.type(text), inShell(walk) ? 'theirs' : 'ours');
  });
  // A question may come before the event that says that nothing runs any more.
  return {
    ...person,
    confirm: async question => {
      takeBack();
      return await person.confirm(question);
    },
    value: async (question, secret) => {
      takeBack();
      return await person.value(question, secret);
    },
    word: async question => {
      takeBack();
      return await person.word(question);
    },
  };
}

/** Questions go to stderr, so that stdout stays what the commands print. */
async function read(question: string, interrupted: () => void, ahead: Ahead): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, prompt: question });
  lines.on('SIGINT', () => {
    lines.close();
    interrupted();
  });
  const answer = new Promise<string>(resolve => {
    lines.once('line', line => {
      resolve(line);
      ahead.keepRest();
      lines.close();
    });
    lines.once('close', () => resolve(''));
  });
  lines.prompt();
  const pasted = ahead.next();
  if (pasted !== '') lines.write(pasted);
  return await answer;
}

async function readHidden(question: string, interrupted: () => void, ahead: Ahead): Promise<string> {
  process.stderr.write(question);
  return await new Promise(resolve => {
    let typed = '';
    const take = (text: string): void => {
      const end = text.search(/[\r\n]/);
      typed += end < 0 ? text : text.slice(0, end);
      if (end < 0) return;
      giveBack();
      ahead.add(text.slice(end).replace(/^\r?\n?/, ''));
      process.stderr.write('\n');
      resolve(typed);
    };
    const giveBack = lend(take, interrupted);
    take(ahead.next());
  });
}

const controlC = '\u0003';

/** True while a command runs that has opened another shell: there Ctrl-C is for what runs in that one. */
function inShell({ running, state, text }: Walk): boolean {
  const planned = text.plan.steps.get(running?.step ?? '');
  const attempts = planned === undefined ? {} : recordOf(state, planned.step.id).attempts;
  const attempt = Object.values(attempts).find(({ id }) => id === running?.attemptId);
  return planned?.statements[attempt?.statement ?? -1]?.entersShell === true;
}

function lend(type: (text: string) => void, interrupted: (() => void) | undefined): () => void {
  const take = (chunk: Buffer): void => {
    const text = chunk.toString('utf8');
    if (interrupted !== undefined && text.includes(controlC)) interrupted();
    else type(text);
  };
  process.stdin.setRawMode(true);
  process.stdin.on('data', take);
  process.stdin.resume();
  return () => {
    process.stdin.off('data', take);
    process.stdin.setRawMode(false);
    process.stdin.pause();
  };
}
