import { liveAfter, type ClusterAnswer, type LiveView } from '../../core/cluster/live.ts';
import type { Cluster, ClusterQuestion, Pointed } from '../../core/ports.ts';
import type { Event } from '../../protocol/event.ts';
import type { LiveWish } from '../../protocol/hello.ts';
import { NamedHere, type Place } from './namedHere.ts';
import { NotRecorded } from '../log/recorder.ts';

/** Milliseconds to the next reading: while something is on its way, while nothing is, and while somebody has to agree first. */
const pace = { moving: 3000, still: 6000, asking: 15_000 };

/** Longest time between two tries where readings fail, in ms; each waits twice as long as the one before. */
const slowest = 60_000;

/** Milliseconds after a command's end: its effect is there a moment later. */
const aMoment = 300;

/** The walk, as far as this concerns it. */
export interface Watched extends Place {
  readonly state: { readonly closed?: unknown; readonly offer?: unknown };
  readonly log: { readonly isOpen: boolean };
  readonly running: { readonly attemptId: string } | undefined;
  readonly isTrusted: boolean;
  locate(): Promise<void>;
}

/** Looks at the cluster that commands act on, for whoever watches the run. Nothing of it is recorded, and nothing waits for it. */
export class Live {
  readonly #walk: Watched;
  readonly #emit: (event: Event) => void;
  readonly #cluster: Cluster | undefined;
  readonly #named: NamedHere;
  #wish: LiveWish = 'off';
  #view: LiveView | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Grows with every start and stop: an answer to an older question is nobody's. */
  #round = 0;
  #reading = false;
  #attempt: string | undefined;
  #agreed: string | undefined;
  #failures = 0;
  /** Where the kubeconfig pointed when the run's facts were last looked at because of that. */
  #pointed: Pointed | undefined;

  constructor(walk: Watched, cluster: Cluster | undefined, emit: (event: Event) => void) {
    this.#walk = walk;
    this.#cluster = cluster;
    this.#emit = emit;
    this.#named = new NamedHere(walk);
  }

  /** What is shown now; undefined where nothing is. */
  get view(): LiveView | undefined {
    return this.#view;
  }

  /** What whoever watches wants to see. */
  wish(wish: LiveWish): void {
    this.#wish = wish;
    this.consider();
  }

  /** Somebody agreed to a program that signs in; it is started for the next readings of this run. */
  agree(digest: string): void {
    this.#agreed = digest;
    this.#failures = 0;
    this.#readIn(0);
  }

  /** Something of the walk may have changed: begins, ends, or hurries. */
  consider(): void {
    if (!this.#isWanted()) {
      this.#stop();
      // What was read before the page was hidden is shown with its age when it comes back.
      if (this.#wish !== 'hidden' || !this.#isUnderWay()) this.#show(undefined);
      return;
    }
    const attempt = this.#walk.running?.attemptId;
    const ended = this.#attempt !== undefined && attempt !== this.#attempt;
    this.#attempt = attempt;
    if (this.#isElsewhere() || (this.#timer === undefined && !this.#reading)) this.#readIn(0);
    else if (ended) this.#readIn(aMoment);
  }

  end(): void {
    this.#wish = 'off';
    this.consider();
  }

  #isWanted(): boolean {
    if (this.#cluster === undefined || !this.#isUnderWay() || !this.#walk.isTrusted) return false;
    return this.#wish === 'always' || (this.#wish === 'auto' && this.#named.callsCluster());
  }

  #isUnderWay(): boolean {
    const { state, log } = this.#walk;
    return log.isOpen && state.closed === undefined && state.offer === undefined;
  }

  /** What is shown is of another place than where commands act now, or nothing is. */
  #isElsewhere(): boolean {
    const { kube } = this.#walk.facts;
    return this.#view?.context !== kube?.context || this.#view?.namespace !== kube?.namespace;
  }

  #stop(): void {
    if (this.#timer === undefined && !this.#reading) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#reading = false;
    this.#round += 1;
    this.#attempt = undefined;
    this.#cluster?.rest();
  }

  #readIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), ms);
    this.#timer.unref();
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    if (this.#reading || this.#cluster === undefined || !this.#isWanted()) return;
    const { kube } = this.#walk.facts;
    // Rows of one place never stand under the name of another.
    if (kube === undefined) this.#show(undefined);
    else if (this.#isElsewhere()) this.#show(kube);
    const round = this.#round;
    this.#reading = true;
    const answer = await this.#cluster.read(this.#question());
    if (round !== this.#round) return;
    if (answer.kind === 'moved') await this.#follow(answer);
    this.#reading = false;
    if (round !== this.#round) return;
    this.#take(answer);
  }

  #take(answer: ClusterAnswer): void {
    if (this.#isElsewhere()) this.#readIn(0);
    else {
      if (this.#view !== undefined)
        this.#show(liveAfter(this.#view, this.#withoutSecrets(answer), Date.now()));
      this.#readIn(this.#pause(answer));
    }
  }

  #question(): ClusterQuestion {
    const { kube: place = { context: '', namespace: '' } } = this.#walk.facts;
    const environment = this.#named.environment();
    return {
      place,
      ...(this.#pointed === undefined ? {} : { besides: this.#pointed }),
      named: this.#named.named(place.context),
      ...(this.#agreed === undefined ? {} : { signIn: this.#agreed }),
      cwd: environment['PWD'] ?? this.#walk.facts.cwd,
      environment,
    };
  }

  /** The run's own facts are asked for anew, once for each place that the kubeconfig points to. */
  async #follow({ context, namespace }: Pointed): Promise<void> {
    this.#pointed = { context, namespace };
    try {
      await this.#walk.locate();
    } catch (error) {
      // The page says by itself that nothing can be recorded.
      if (!(error instanceof NotRecorded)) throw error;
    }
  }

  #pause(answer: ClusterAnswer): number {
    if (answer.kind === 'sign-in') return pace.asking;
    if (answer.kind === 'moved') return this.#walk.facts.kube === undefined ? pace.asking : 0;
    if (answer.kind === 'trouble') {
      // Whoever agreed is asked again at once.
      if (answer.trouble.code === 'sign-in') return 0;
      this.#failures += 1;
      return Math.min(slowest, pace.still * 2 ** (this.#failures - 1));
    }
    this.#failures = 0;
    return answer.table.rows.every(({ state }) => state === 'ready') ? pace.still : pace.moving;
  }

  #withoutSecrets(answer: ClusterAnswer): ClusterAnswer {
    const mask = (text: string): string => this.#walk.values.mask(text);
    if (answer.kind === 'sign-in')
      return { ...answer, signIn: { ...answer.signIn, program: mask(answer.signIn.program) } };
    if (answer.kind !== 'trouble') return answer;
    const { code, detail } = answer.trouble;
    // It is not started again before somebody says so.
    if (code === 'sign-in') this.#agreed = undefined;
    return { kind: 'trouble', trouble: detail === undefined ? { code } : { code, detail: mask(detail) } };
  }

  #show(view: LiveView | undefined): void {
    if (this.#view === undefined && view === undefined) return;
    this.#view = view;
    this.#emit(view === undefined ? { type: 'live' } : { type: 'live', live: view });
  }
}
