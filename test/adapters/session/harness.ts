import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bash } from './cases.ts';
import { cleanEnvironment } from '../../../src/adapters/session/environment.ts';
import type { SessionEvent } from '../../../src/adapters/session/event.ts';
import type { SessionOptions } from '../../../src/adapters/session/shell/options.ts';
import { openSession } from '../../../src/adapters/session/session.ts';
import type { Execution, ExecutionEnd, Session } from '../../../src/core/ports.ts';

/** A session for a test, with what it wrote and said. */
export interface Harness {
  readonly session: Session;
  /** Private to the test; `session` and `state` in it are the session's. */
  readonly folder: string;
  readonly events: SessionEvent[];
  /** What an attempt wrote. */
  readonly bytes: (attemptId: string) => Buffer;
  /** Runs a text as the next attempt, and answers how it ended with what it wrote, line ends as in a file. */
  readonly run: (
    text: string,
    more?: Partial<Execution>,
  ) => Promise<ExecutionEnd & { output: string; attemptId: string }>;
  /** Resolves when the running attempt's output holds the text. */
  readonly shows: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Delays of tenths of a second where a person would be given seconds. */
export const delays = { terminate: 200, offerForce: 400, lost: 800 };

/** Where nothing is to be lost: a shell that is only slow is not. */
export const lostLate = { ...delays, lost: 4000 };

/** Milliseconds that a busy machine may take for what is waited for. */
export const patience = 120_000;

/** Where the programs that misbehave are. */
export const programs = fileURLToPath(new URL('../../programs', import.meta.url));

export async function openHarness(options: Partial<SessionOptions> = {}): Promise<Harness> {
  const folder = mkdtempSync(join(tmpdir(), 'hr-'));
  const outputs = new Map<string, Uint8Array[]>();
  const events: SessionEvent[] = [];
  let attempts = 0;
  const session = await openSession({
    cwd: folder,
    environment: { ...cleanEnvironment({ PATH: process.env['PATH'], HOME: folder }), PROGRAMS: programs },
    folder: join(folder, 'session'),
    snapshotFolder: join(folder, 'state'),
    output: (attemptId, bytes) => {
      const parts = outputs.get(attemptId);
      if (parts === undefined) outputs.set(attemptId, [bytes]);
      else parts.push(bytes);
    },
    event: event => events.push(event),
    delays: lostLate,
    bash,
    ...options,
  });
  const bytes = (attemptId: string) => Buffer.concat(outputs.get(attemptId) ?? []);
  const textOf = (attemptId: string) => bytes(attemptId).toString('latin1').replaceAll('\r\n', '\n');
  return {
    session,
    folder,
    events,
    bytes,
    run: async (text, more = {}) => {
      const attemptId = `attempt-${String(++attempts)}`;
      const end = await session.run({
        attemptId,
        text,
        shell: 'bash',
        line: 7,
        run: 'statements',
        environment: {},
        ...more,
      });
      return { ...end, output: textOf(attemptId), attemptId };
    },
    shows: async text => await until(() => textOf(`attempt-${String(attempts)}`).includes(text)),
    close: async () => {
      await session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs with a session that is closed whatever happens. */
export function withSession(
  options: Parameters<typeof openHarness>[0],
  body: (harness: Harness) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const harness = await openHarness(options);
    try {
      await body(harness);
    } finally {
      await harness.close();
    }
  };
}

export async function pause(ms: number): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, ms));
}

/** Resolves when the condition holds; fails where it never does. */
export async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + patience;
  while (!condition()) {
    if (performance.now() > end) throw new Error('It did not happen.');
    await pause(5);
  }
}
