import { recordOf } from '../../core/run/state.ts';
import type { Walk } from '../../runner/walk.ts';
import { Keyboard } from './keyboard.ts';

/** The operator at a terminal. Input typed before a question was shown does not answer it. */
export interface Person {
  /** True for yes; undefined where the question was left without an answer. */
  confirm(question: string): Promise<boolean | undefined>;
  /** What was typed, or undefined for nothing; hidden where it is secret. */
  value(question: string, secret: boolean): Promise<string | undefined>;
  /** Hands the keyboard to a running command; the answer takes it back. */
  lend(type: (text: string) => void, controlC: 'ours' | 'theirs'): () => void;
  /** Keeps what is typed while nothing is asked from being echoed; the answer gives the terminal back. */
  hold(): () => Promise<void>;
  /** Leaves an open question, and asks nothing any more: whoever ends the process is not there to answer. */
  leave(): void;
  /** Gives the whole terminal to a program that asks on it by itself. */
  apart<T>(use: () => Promise<T>): Promise<T>;
}

/** The operator at this process's terminal; undefined if there is none. */
export function personAtTerminal(interrupted: () => void): Person | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const keyboard = new Keyboard(interrupted);
  return {
    confirm: async question => {
      const answer = await keyboard.ask(`${question} [y/N] `, { hidden: false });
      return answer === undefined ? undefined : /^(y|yes|e|evet)$/i.test(answer.trim());
    },
    value: async (question, secret) => {
      const answer = await keyboard.ask(`${question}: `, { hidden: secret });
      return answer === '' ? undefined : answer;
    },
    lend: (type, controlC) => keyboard.lend(type, controlC),
    hold: () => keyboard.hold(),
    leave: () => keyboard.leave(),
    apart: use => keyboard.apart(use),
  };
}

/** The same operator, with the keyboard lent to the running command while nothing is asked. */
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
  };
}

/** True while a command runs that has opened another shell: there Ctrl-C is for what runs in that one. */
function inShell({ running, state, text }: Walk): boolean {
  const planned = text.plan.steps.get(running?.step ?? '');
  const attempts = planned === undefined ? {} : recordOf(state, planned.step.id).attempts;
  const attempt = Object.values(attempts).find(({ id }) => id === running?.attemptId);
  return planned?.statements[attempt?.statement ?? -1]?.entersShell === true;
}
