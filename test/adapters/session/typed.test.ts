// What is typed and not read by the command that runs, and what it does to the session's own files meanwhile.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/run/outcome.ts';
import { bashVersion } from './cases.ts';
import { withSession } from './harness.ts';

interface Typed {
  readonly title: string;
  readonly text: string;
  readonly types: string;
  readonly outcome: Outcome;
  /** All of it. */
  readonly output: string | RegExp;
}

const passed: Outcome = { kind: 'exited', exit: 0 };

test.concurrent.each<Typed>([
  {
    title: 'its folder is gone',
    text: 'stty -echo; rm -rf "$HOME/session"; echo go; read -r x; until [ -p "$HOME/session/0/state" ]; do :; done; echo "got $x"',
    types: 'yes\r>~/evil\r',
    outcome: passed,
    output: 'go\ngot yes\n',
  },
  {
    title: 'no file may be written over, no command fail, and the command is interrupted',
    // Bash 3.2 knows such an end by 1.
    text: 'set -eC; stty -echo; echo go; read -r x; kill -INT $$; echo never',
    types: 'yes\r>~/evil\r',
    outcome: { kind: 'exited', exit: bashVersion < 4 ? 1 : 130 },
    output: 'go\n\n',
  },
  {
    title: 'a longer line than a terminal takes',
    text: 'stty -echo; echo go; read -r x; echo "got $x"',
    types: `yes\r${'x'.repeat(5000)}`,
    outcome: passed,
    output: 'go\ngot yes\n',
  },
  {
    title: 'half a line',
    text: 'echo go; read -r x; echo "got $x"',
    types: 'yes\rhalf',
    outcome: passed,
    // It is echoed as it comes, before or after what the command prints then.
    output: /^go\nyes\n(halfgot yes\n|got yes\nhalf)$/,
  },
  {
    title: 'the end of input is held down',
    text: 'echo go; read -r x; echo "got $x"',
    types: `yes\r${'\u0004'.repeat(300)}`,
    outcome: passed,
    output: 'go\nyes\ngot yes\n',
  },
])('$title', async ({ text, types, outcome, output }) =>
  withSession({}, async ({ run, session, shows, folder }) => {
    const shell = (await run('echo $$')).output;
    const running = run(text);
    await shows('go\n');
    session.press(types);
    const end = await running;
    expect(end.outcome).toEqual(outcome);
    if (typeof output === 'string') expect(end.output).toBe(output);
    else expect(end.output).toMatch(output);
    session.endBlock();
    expect((await run('echo $$')).output).toBe(shell);
    expect((await run('echo "next one"')).output).toBe('next one\n');
    expect(existsSync(join(folder, 'evil'))).toBe(false);
  })(),
);
