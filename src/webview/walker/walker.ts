import { render } from 'lit-html';

import type { RunView } from '../../core/run/view/view.ts';
import type { PageEvent as RunnerEvent } from '../../protocol/event.ts';
import { isRunnerEvent, toWalker, type HostMessage, type WalkerSettings } from '../../protocol/host.ts';
import type { Request } from '../../protocol/request.ts';
import { announce } from './announce.ts';
import { follow } from './arrival.ts';
import { endsStep } from './asking.ts';
import { byKey, cardAt, focusedKey, focusForm, focusOn, focusShown, holdFocus, keptKey } from './focus.ts';
import { followOutputs, keepClear } from './follow.ts';
import { groundOf } from './ground.ts';
import { focusAttached, heldFocus, heldCard } from './held.ts';
import { readSaved } from './memory.ts';
import { explain, goWhereLost, move, type Ground, type Move } from './moves.ts';
import type { FromWalker } from '../../protocol/webview.ts';
import type { Port } from '../port.ts';
import { refusalText } from './decision/refusal.ts';
import { noteOpener } from './opener.ts';
import { Press } from './press.ts';
import { say, tell } from './regions.ts';
import type { Actions, Scene } from './scene.ts';
import { dress, opening, shell } from './pageFrame.ts';
import { Store } from './store.ts';
import { tick } from './ticker.ts';
import { wayTo, wayToAnchor } from './step/way.ts';

/** After the open step has changed, the main key is dead for this long: a second press cannot start the next step. */
const steadyAfterMs = 800;
const saveAfterMs = 250;

/** The page of one run: a function of the last page, view and outputs, and of what the person left open or typed. */
export class Walker {
  readonly #port: Port<FromWalker>;
  readonly #root: HTMLElement;
  readonly #store: Store;
  /** What waits for the next drawing: mostly, where the focus goes. */
  readonly #after: (() => void)[] = [];
  readonly #press = new Press(document);
  readonly #actions: Actions;
  readonly ground: Ground;
  #changedAt = -steadyAfterMs;
  #drawing = false;
  #saving: number | undefined;
  #started = false;

  constructor(port: Port<FromWalker>, root: HTMLElement, settings: WalkerSettings) {
    this.#port = port;
    this.#root = root;
    this.#store = new Store(port, settings);
    this.#actions = this.#makeActions();
    this.ground = groundOf(
      this.#store,
      this.#actions,
      () => performance.now() - this.#changedAt >= steadyAfterMs,
    );
    dress(this.#store);
    this.#draw();
  }

  /** How the page is set, and what it says. */
  get setting(): Pick<Scene, 'settings' | 'words'> {
    return this.#store;
  }

  /** Takes any message; what is not one of ours is ignored. */
  receive(message: unknown): void {
    if (!toWalker(message)) return;
    if (isRunnerEvent(message)) this.#onEvent(message);
    else this.#onHost(message);
  }

  /** Does what a key or a command of VS Code means; false where it means nothing here. */
  move(name: Move): boolean {
    return this.#store.hasRun && move(this.ground, name);
  }

  /** Goes to the heading that a `#link` names; false where there is none. */
  goToAnchor(fragment: string): boolean {
    const way = wayToAnchor(this.#store, fragment);
    if (way === undefined) return false;
    this.#changed(() => this.#after.push(way));
    return true;
  }

  /** What a link to another runbook does, in words; undefined for any other link. */
  readonly runbookTip = (href: string): string | undefined => this.#store.runbookTip(href);

  /** Writes the running durations; called once a second. */
  tick(): void {
    tick(this.#root, this.#store.words, Date.now());
    say('say', this.#store.stillRunning(cardAt(document.activeElement)));
  }

  /** Draws again, for what neither a message nor a control brings about. */
  redraw(): void {
    this.#draw();
  }

  /** Saves what only the page knows, soon. */
  remember(): void {
    if (this.#store.noteStep(cardAt(document.activeElement))) this.#draw();
    this.#saving ??= window.setTimeout(() => this.save(), saveAfterMs);
  }

  /** Saves what only the page knows, now. */
  save(): void {
    window.clearTimeout(this.#saving);
    this.#saving = undefined;
    if (!this.#started) return;
    const focus = keptKey();
    const state = this.#store.saved({ scroll: window.scrollY, ...(focus === undefined ? {} : { focus }) });
    if (state !== undefined) this.#port.save(state);
  }

  #onEvent(event: RunnerEvent): void {
    switch (event.type) {
      case 'page':
      case 'output':
      case 'live':
        this.#after.push(...this.#store.take(event));
        break;
      case 'run':
        this.#onView(event.view);
        break;
      case 'seat':
        this.#store.seat = event.acts ? 'acts' : 'reads';
        if (!event.acts) say('say', this.#store.words.t('reading.title'));
        break;
      case 'reply':
        this.#onReply(event);
    }
    this.#draw();
  }

  #onView(view: RunView): void {
    const before = this.#store.currentCard();
    const held = heldFocus();
    const change = this.#store.takeView(view);
    if (change === undefined) return;
    tell(announce(change));
    const current = this.#store.currentCard();
    if (current !== before) {
      this.#changedAt = performance.now();
      // Whoever has moved on inside the step that ended stays where they are: it must not fold under them.
      const inside = cardAt(document.activeElement);
      if (before !== undefined && inside === before && held === undefined)
        this.#store.memory.setOpen(before, true);
    }
    const { previous, next, layout } = change;
    if (this.#store.seat === 'acts')
      this.#after.push(() => follow(this.ground, { held, previous, view: next, layout, before, current }));
  }

  #onReply({ to, reply }: Extract<RunnerEvent, { type: 'reply' }>): void {
    const asked = this.#store.takeReply(to, reply);
    if (reply.ok && asked !== undefined) this.#after.push(() => focusShown(asked.place));
    if (reply.ok || asked === undefined) return;
    const { place, request } = asked;
    // A value that is not taken has stopped nothing, and whoever typed it is still in its field.
    say(request.type === 'input.set' ? 'say' : 'shout', refusalText(this.#store.words, reply));
    const form = this.#store.memory.form(place);
    // The words that were refused are still there to be changed.
    if (form !== undefined && cardAt(document.activeElement) === heldCard())
      this.#after.push(() => focusOn(byKey(`${place}/form/${form}`)));
  }

  #onHost(message: HostMessage): void {
    switch (message.type) {
      case 'settings':
        this.#store.takeSettings(message.settings);
        dress(this.#store);
        break;
      case 'command':
        if (!this.move(message.command)) explain(this.#port, message.command);
        return;
      case 'reveal':
        this.#actions.goTo(this.#store.layout?.cardOf.get(message.step)?.id ?? message.step);
        return;
      case 'attach':
        // The dialog that chose the file has taken the focus with it.
        this.#after.push(() => focusAttached(message.step, this.#store.layout));
        this.#ask(message.step, message);
        return;
      case 'link':
        this.#store.takeLink(message);
        break;
      case 'pace':
        this.#store.pace = message.pace;
        break;
      case 'verdict':
        this.#store.verdict = message;
        say('say', message.message);
    }
    this.#draw();
  }

  #makeActions(): Actions {
    const { memory } = this.#store;
    return {
      ask: (place, request) => this.#ask(place, request),
      host: action => {
        // What VS Code does may take the page away, and what a page says while it goes is not always heard.
        this.save();
        this.#port.post({ type: 'host', action });
      },
      setOpen: (card, open) => this.#changed(() => memory.setOpen(card, open)),
      setPhaseOpen: (phase, open) => this.#changed(() => memory.setPhaseOpen(phase, open)),
      setForm: (place, form) => this.#setForm(place, form),
      goTo: target => this.#goTo(target),
      typed: place => {
        if (place === undefined) this.remember();
        else this.#changed(() => this.#store.touch(place));
      },
    };
  }

  #changed(change: () => unknown): void {
    change();
    this.#draw();
    this.remember();
  }

  #ask(place: string, request: Request): void {
    this.#store.asking.ask(place, request, this.#store.memory.form(place));
    this.#store.touch(place);
    if (endsStep(request))
      (document.getElementById(`card-${place}`) ?? byKey(place))?.focus({ preventScroll: true });
    this.#draw();
  }

  #setForm(place: string, form: string | undefined): void {
    const { memory } = this.#store;
    const before = memory.form(place);
    if (before === undefined) noteOpener(focusedKey());
    memory.setForm(place, form);
    this.#store.touch(place);
    this.#changed(() => this.#after.push(() => focusForm(place, form, before)));
  }

  #goTo(target: string): void {
    // What has been opened for it is on the page only with the next drawing.
    const way = target === 'now' ? () => this.move('now') : wayTo(this.#store, target);
    this.#changed(() => this.#after.push(way));
  }

  /** Draws with the next frame in which no control is pressed, however much arrives until then; what comes first is drawn at once. */
  #draw(): void {
    if (!this.#started) this.#drawNow();
    else if (!this.#drawing) {
      this.#drawing = true;
      requestAnimationFrame(() => this.#press.whenUp(() => this.#drawNow()));
    }
  }

  #drawNow(): void {
    this.#drawing = false;
    const giveOn = holdFocus();
    const follow = followOutputs(this.#root);
    if (!this.#render()) return;
    if (!this.#started) this.#begin();
    follow();
    this.tick();
    keepClear();
    for (const act of this.#after.splice(0)) act();
    giveOn();
  }

  #render(): boolean {
    const scene = this.#store.scene(this.#actions);
    render(scene === undefined ? opening(this.#store) : shell(scene), this.#root);
    return scene !== undefined;
  }

  /** The rest of a long page, piece by piece, while nobody waits for anything. */
  #fillUp(): void {
    requestIdleCallback(() => {
      if (!this.#store.foldMore()) return;
      this.#draw();
      this.#fillUp();
    });
  }

  #begin(): void {
    this.#started = true;
    this.#fillUp();
    const saved = this.#store.restore(readSaved(this.#port.restore()));
    if (saved === undefined) byKey('title')?.focus({ preventScroll: true });
    if (saved === undefined) return;
    this.#render();
    window.scrollTo(0, saved.scroll);
    if (saved.focus === undefined) return;
    byKey(saved.focus)?.focus({ preventScroll: true });
    // What had the focus may have gone while the page was away, as with the trust that it asked for.
    this.#after.push(() => goWhereLost(this.ground));
  }
}
