import { noteOf } from '../../core/run/expectation/reading.ts';
import type { Page, RunView } from '../../core/run/view/view.ts';
import type { LiveView } from '../../core/cluster/live.ts';
import type { OutputView } from '../../core/run/view/outputView.ts';
import type { PageEvent, Reply } from '../../protocol/event.ts';
import type { WalkerSettings } from '../../protocol/host.ts';
import { wordsFor, type Words } from '../l10n/words.ts';
import { followQuestion } from './arrival.ts';
import { Asking, fieldOf, isSent, noteIn, putsAway, type Asked } from './asking.ts';
import { layoutOf, type Layout } from './layout.ts';
import { Memory, type Saved } from './memory.ts';
import { nothingUsual } from './page/pace.ts';
import { leftStep } from './page/wayBack.ts';
import type { Pace } from '../../core/trends/pace.ts';
import type { FromWalker } from '../../protocol/webview.ts';
import type { Port } from '../port.ts';
import type { Actions, Link, Scene, Verdict } from './scene.ts';
import { questionIn } from './command/question.ts';
import { share } from './share.ts';
import { nowStep } from './step/status.ts';

/** Two views in a row, where there were two. */
export interface Change {
  readonly previous: RunView;
  readonly next: RunView;
  readonly layout: Layout;
  readonly words: Words;
}

const foldedAtOnce = 100;

type Printed = Extract<PageEvent, { readonly type: 'output' }>;

/** All that the page is drawn from: the last of everything that arrived, and what a person left open or typed. */
export class Store {
  readonly memory = new Memory();
  readonly asking: Asking;
  /** Of how many cards the folded text is drawn. */
  foldedUpTo = foldedAtOnce;
  link: Link = { state: 'open' };
  seat: Scene['seat'] = 'acts';
  verdict: Verdict | undefined;
  pace: Pace = nothingUsual;
  readonly #outputs = new Map<string, OutputView>();
  readonly #heardAt = new Map<string, number>();
  #minutesSaid = 0;
  #settings: WalkerSettings;
  #words: Words;
  #live: LiveView | undefined;
  #page: Page | undefined;
  #layout: Layout | undefined;
  #view: RunView | undefined;

  constructor(port: Port<FromWalker>, settings: WalkerSettings) {
    this.asking = new Asking(port);
    this.#settings = settings;
    this.#words = wordsFor(settings.locale);
  }

  get settings(): WalkerSettings {
    return this.#settings;
  }

  get words(): Words {
    return this.#words;
  }

  get layout(): Layout | undefined {
    return this.#layout;
  }

  get hasRun(): boolean {
    return this.#view !== undefined;
  }

  takeSettings(settings: WalkerSettings): void {
    this.#settings = settings;
    this.#words = wordsFor(settings.locale);
  }

  /** Takes what is only shown anew; answers what is to be done once it is drawn. */
  take(event: Extract<PageEvent, { type: 'page' | 'output' | 'live' }>): readonly (() => void)[] {
    switch (event.type) {
      case 'page':
        this.#page = event.page;
        this.#layout = layoutOf(event.page);
        return [];
      case 'output':
        return this.#takeOutput(event);
      case 'live':
        this.#live = event.live;
        return [];
    }
  }

  /** A command that has just begun to ask is answered where it asks. */
  #takeOutput({ step, attemptId, output }: Printed): readonly (() => void)[] {
    const before = questionIn(this.#outputs.get(attemptId));
    this.#outputs.set(attemptId, output);
    this.#heardAt.set(attemptId, Date.now());
    this.touch(step);
    const question = questionIn(output);
    const card = this.#layout?.cardOf.get(step);
    if (question === undefined || question === before || card === undefined) return [];
    const asks = `${this.words.t('now.asks', { number: card.number })} ${question}`;
    return [() => followQuestion(card.id, asks)];
  }

  /** Takes a view; answers what it changes, if there was one before. */
  takeView(incoming: RunView): Change | undefined {
    const previous = this.#view;
    const next = previous === undefined ? incoming : share(previous, incoming);
    this.#view = next;
    if (next.now.kind !== 'running') this.#minutesSaid = 0;
    this.#dropOldOutputs(next);
    const layout = this.#layout;
    if (previous === undefined || layout === undefined) return undefined;
    return { previous, next, layout, words: this.#words };
  }

  /** Takes an answer, and answers what it is to: what was done closes the form it was sent by, what was not sent keeps its words. */
  takeReply(to: number, reply: Reply): Asked | undefined {
    const asked = this.asking.settle(to, reply);
    if (asked === undefined) return undefined;
    const { place, request, form } = asked;
    this.touch(place);
    if (!reply.ok) return asked;
    const field = fieldOf(asked);
    const sent = isSent(asked, this.memory.typed(field));
    if (sent) for (const part of ['', '/keep']) this.memory.forget(`${field}${part}`);
    this.#forgetNote(place, noteIn(request));
    // A value is given by the form of its own name; what was opened since stays.
    const closes = request.type === 'input.set' ? sent && form === request.name : sent || putsAway(request);
    if (!closes || form !== this.memory.form(place)) return asked;
    if (request.type === 'edit.confirm')
      for (const part of ['edit', 'name', 'reason']) this.memory.forget(`${place}/${part}`);
    this.memory.setForm(place, undefined);
    this.memory.setOpen(`${place}/other`, false);
    return asked;
  }

  /** What was recorded beside a signature is typed no more; what was changed while it was on its way stays. */
  #forgetNote(place: string, recorded: string | undefined): void {
    const [read = '', written = ''] = ['read', 'note'].map(part =>
      this.memory.typed(`${place}/${part}`)?.trim(),
    );
    if (recorded !== noteOf(read, written)) return;
    for (const part of ['read', 'read/told', 'note']) this.memory.forget(`${place}/${part}`);
  }

  /** Nobody will answer what was asked of a runner that is gone. Why there is no page yet stands while another try is made. */
  takeLink({ state, reason }: Link): void {
    const stands = state === 'connecting' && this.#page === undefined;
    this.link = { state, reason: stands ? (reason ?? this.link.reason) : reason };
    if (state !== 'open') for (const place of this.asking.forget()) this.touch(place);
  }

  /** What the view itself shows of an attempt that has ended is the whole of it. */
  #dropOldOutputs(view: RunView): void {
    for (const step of Object.values(view.steps)) {
      for (const command of step.commands) {
        if (command.state !== 'running' && command.attemptId !== undefined)
          this.#outputs.delete(command.attemptId);
      }
    }
  }

  /** What a link to another runbook does, in words; undefined for any other link. */
  runbookTip(href: string): string | undefined {
    return this.#page?.runbooks?.includes(href) === true ? this.#words.t('link.runbook') : undefined;
  }

  /** Lets the folded text of some more cards be drawn; false where all of it is. */
  foldMore(): boolean {
    if (this.foldedUpTo >= (this.#layout?.cards.length ?? 0)) return false;
    this.foldedUpTo += foldedAtOnce;
    return true;
  }

  /** The id of the card that the run waits for. */
  currentCard(): string | undefined {
    const step = this.#view === undefined ? undefined : nowStep(this.#view.now);
    return step === undefined ? undefined : this.#layout?.cardOf.get(step)?.id;
  }

  /** Whether a branch was taken. */
  get isAway(): boolean {
    return (this.#view?.branches.length ?? 0) > 0;
  }

  /** The id of the step of the path to come back to from a branch. */
  leftStep(): string | undefined {
    const [layout, view] = [this.#layout, this.#view];
    if (layout === undefined || view === undefined) return undefined;
    return leftStep({ layout, view, memory: this.memory })?.id;
  }

  /** Keeps in mind which step of the path had the focus; true where a way back shows another than before. */
  noteStep(card: string | undefined): boolean {
    if (card === undefined || card === this.memory.left) return false;
    if (this.#layout?.cardOf.get(card)?.role !== 'path') return false;
    this.memory.left = card;
    return this.isAway;
  }

  /** Where a card or a phase stands in the Markdown; empty where neither is named. */
  lineOf({ card, phase }: { readonly card?: string; readonly phase?: string }): { line?: number } {
    const place =
      phase === undefined
        ? this.#layout?.cardOf.get(card ?? '')
        : this.#page?.phases.find(one => one.id === phase);
    return place === undefined ? {} : { line: place.line };
  }

  /** Marks the card a place belongs to as changed. */
  touch(place: string): void {
    this.memory.touch(this.#layout?.cardOf.get(place)?.id ?? place);
  }

  /** What an earlier page of this very run saved is this page's own again. */
  restore(saved: Saved | undefined): Saved | undefined {
    if (saved === undefined || saved.run !== this.#view?.runId) return undefined;
    this.memory.load(saved);
    return saved;
  }

  /** What is said each minute of a running step to whoever is in it; empty at any other time. */
  stillRunning(focused: string | undefined): string {
    const now = this.#view?.now;
    const card = this.currentCard();
    if (now?.kind !== 'running' || card === undefined || card !== focused) return '';
    const minutes = Math.floor((Date.now() - now.since) / 60_000);
    if (minutes < 1 || minutes === this.#minutesSaid) return '';
    this.#minutesSaid = minutes;
    const number = this.#layout?.cardOf.get(card)?.number ?? '';
    const span = this.#words.span(minutes * 60_000);
    const usual = this.pace.steps[now.step]?.ms;
    if (usual === undefined) return this.#words.t('say.still', { number, span });
    return this.#words.t('say.stillUsual', { number, span, usual: this.#words.span(usual) });
  }

  /** What is to be saved; undefined before a run was shown. */
  saved(where: Pick<Saved, 'scroll' | 'focus'>): Saved | undefined {
    if (this.#view === undefined) return undefined;
    return this.memory.save({ runbook: this.#settings.runbook, run: this.#view.runId, ...where });
  }

  /** All that is drawn now; undefined until a page and a view have arrived. */
  scene(act: Actions): Scene | undefined {
    if (this.#page === undefined || this.#layout === undefined || this.#view === undefined) return undefined;
    return {
      page: this.#page,
      layout: this.#layout,
      view: this.#view,
      words: this.#words,
      settings: this.#settings,
      memory: this.memory,
      link: this.link,
      seat: this.seat,
      ...(this.verdict === undefined ? {} : { verdict: this.verdict }),
      ...(this.#live === undefined ? {} : { live: this.#live }),
      pace: this.pace,
      outputs: this.#outputs,
      heardAt: this.#heardAt,
      refusals: this.asking.refusals,
      busy: this.asking.busy,
      foldedUpTo: this.foldedUpTo,
      drawnAt: Date.now(),
      act,
    };
  }
}
