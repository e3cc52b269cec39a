import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellChange, ShellReplaced } from '../../core/run/shellChange.ts';
import { firstThere, makeOwned } from './folder.ts';
import type { Life } from './life.ts';
import { isThere } from './processes/foreground.ts';
import type { Left } from './shell/endMarker.ts';
import { sessionMark } from './shell/hook.ts';
import type { SessionOptions } from './shell/options.ts';
import type { Snapshot } from './shell/snapshot.ts';
import type { StateStore } from './shell/stateStore.ts';

/** What a shell takes the place of, and what it goes on with. */
export type Why = Pick<ShellReplaced, 'event' | 'from'>;

/** The shells of a session, one after the other, and what is said of one that has taken another's place. */
export class Succession {
  readonly #options: SessionOptions;
  readonly #states: StateStore;
  readonly #mark: string;
  #life: Life | undefined;
  #lives = 0;
  #size: readonly [columns: number, rows: number];
  /** The one it was given, unless that has become somebody else's. */
  #folder: string;
  #change: ShellChange | undefined;

  /** `mark` is the session's word in what it starts. */
  constructor(options: SessionOptions, states: StateStore, mark: string) {
    this.#options = options;
    this.#states = states;
    this.#mark = mark;
    this.#folder = options.folder;
    this.#size = [options.columns ?? 120, options.rows ?? 30];
  }

  /** The one that there is now. */
  get life(): Life | undefined {
    return this.#life;
  }

  resize(columns: number, rows: number): void {
    this.#size = [columns, rows];
    this.#life?.resize(columns, rows);
  }

  /** What became of the shell since it was asked last. */
  takeChange(): ShellChange | undefined {
    const change = this.#change;
    this.#change = undefined;
    return change;
  }

  /** The folder of the shell was made again. */
  mended(): void {
    this.#change ??= { event: 'mended' };
    this.#options.event?.({ type: 'mended' });
  }

  /** Starts a shell; answers where it stands, and what it has read of the state of the one before. */
  async begin(life: Life, why?: Why): Promise<{ readonly left: Left; readonly script: string }> {
    const { bash = 'bash', environment, cwd, name = 'statement' } = this.#options;
    const snapshot = why === undefined ? undefined : this.#states.snapshot;
    const jobs = this.#states.jobs.filter(isThere);
    // Nothing that lies there may be read again.
    if (this.#life?.isForeign === true) this.#folder = await makeOwned(`${this.#options.folder}-`);
    this.#life = life;
    const place = firstThere([snapshot?.cwd, cwd]);
    const [columns, rows] = this.#size;
    const left = await life.start(
      {
        bash,
        cwd: place,
        environment: { ...environment, [sessionMark]: this.#mark },
        folder: join(this.#folder, String(this.#lives++)),
        columns,
        rows,
        name,
      },
      snapshot?.script,
    );
    if (why !== undefined) this.#replaced({ ...why, ...lackOf(snapshot, place, jobs) }, left.cwd);
    return { left, script: snapshot?.script ?? '' };
  }

  /** Nothing is left of them. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #replaced(change: ShellReplaced, cwd: string): void {
    const isWhole = change.missing.length === 0 && change.gone === undefined;
    // Whoever comes back to a run is told so anyway.
    if (change.event !== 'resumed' || !isWhole) this.#change = change;
    this.#options.event?.({ type: 'restored', change, cwd });
  }
}

/** What a new shell in a place lacks of what the one before it had. */
function lackOf(
  snapshot: Snapshot | undefined,
  place: string,
  jobs: readonly number[],
): Pick<ShellReplaced, 'missing' | 'gone' | 'jobs'> {
  const { cwd = place, missing = [] } = snapshot ?? {};
  const gone = cwd === '' || cwd === place ? {} : { gone: cwd };
  return { missing, ...gone, ...(jobs.length === 0 ? {} : { jobs: true }) };
}
