import { explainedCommands, type PressedCommand, type WalkerCommand } from '../../protocol/commands.ts';
import type { FromWalker } from '../../protocol/webview.ts';
import type { Port } from '../port.ts';
import { answer } from './answering.ts';
import { byKey, cardAt, cardElement, focusOn, isFocusLost, isInView } from './focus.ts';
import { showFirstError } from './command/errors.ts';
import { isJustHanded } from './held.ts';
import { isPressed, pressOffered, stopButton } from './offers.ts';
import { closeDialog } from './page/help.ts';

// What the keys do. They press what the page shows and nothing else: a control that is not there cannot be pressed.

/** What the moves need to know of the walker. */
export interface Ground {
  /** The id of the card the run waits for. */
  current(): string | undefined;
  /** False for a moment after the open step has changed, so that a second press starts nothing. */
  isSteady(): boolean;
  setOpen(card: string, open: boolean): void;
  setForm(place: string, form: string | undefined): void;
  /** The step of the path to come back to; undefined where nobody has left it. */
  leftStep(inBranch: boolean): string | undefined;
  goTo(target: string): void;
  /** The Markdown, at the line of a card or of the phase. */
  openMarkdown(at: { readonly card?: string; readonly phase?: string }): void;
  /** Asks for a step by its words. */
  findStep(): void;
}

export type Move = WalkerCommand | 'open' | 'fold' | 'find' | 'escape';

/** Does one move; false where it had nothing to do here. */
export function move(ground: Ground, name: Move): boolean {
  // What VS Code asks for while a dialog stands over the page takes its place; but nobody does what they cannot see.
  if (closeDialog() && (isPressed(name) || unseen.has(name))) return true;
  return isPressed(name) ? pressOffered(ground, name) : moves[name](ground);
}

const unseen: ReadonlySet<Move> = new Set<Move>(['main', 'met', 'differs']);

/** Has VS Code say why a command did nothing, where that is no answer in itself. */
export function explain(port: Port<FromWalker>, command: WalkerCommand): void {
  const explained = explainedCommands.find(one => one === command);
  if (explained !== undefined) port.post({ type: 'host', action: { action: 'explain', command: explained } });
}

/** To what needs a person, where the control that had the focus has gone. */
export function goWhereLost(ground: Ground): void {
  if (isFocusLost()) move(ground, 'now');
}

const moves: Readonly<Record<Exclude<Move, PressedCommand>, (ground: Ground) => boolean>> = {
  main,
  stop: () => press(stopButton()),
  met: ground => answer(ground, 'met'),
  differs: ground => answer(ground, 'differs'),
  next: ground => step(ground, 1),
  previous: ground => step(ground, -1),
  nextPhase: () => phase(1),
  previousPhase: () => phase(-1),
  now: goToNow,
  values: () => go(byKey('values')),
  phases: () => go(first(document, ['.hr-phases [aria-current]', '.hr-phases a'])) || phase(1),
  branches: () => go(nextBranch(), 'start'),
  path: backToPath,
  copy: ground => press(inCard(ground, '[data-copy]')),
  output: ground => go(outputHere(ground)),
  openOutput: ground => press(inCard(ground, '[data-open-output]')),
  firstError,
  open: ground => fold(ground, true),
  fold: ground => fold(ground, false),
  markdown,
  find: ground => {
    ground.findStep();
    return true;
  },
  keys: ground => {
    ground.setForm('keys', 'open');
    return true;
  },
  handOver: () => press(document.querySelector('[data-hand-over]')),
  escape,
};

/** The ways off the path first, in the page's order, then the parts of it that only sometimes apply; each press goes one further. */
function nextBranch(): HTMLElement | undefined {
  const all = ['.hr-phase.hr-branch h2', '.hr-branch--in > .hr-sub > h3'].flatMap(selector => [
    ...document.querySelectorAll<HTMLElement>(selector),
  ]);
  const branches = all.filter(one => one.checkVisibility());
  const at = branches.findIndex(one => one.contains(document.activeElement));
  return branches[(at + 1) % branches.length];
}

/** To the step at which the path was left, from a branch that was taken or is only looked at. */
function backToPath(ground: Ground): boolean {
  const step = ground.leftStep(document.activeElement?.closest('.hr-branch') != null);
  if (step !== undefined) ground.goTo(step);
  return step !== undefined;
}

/** The first element that one of the selectors finds, the earlier ones first. */
function first(scope: ParentNode, selectors: readonly string[]): HTMLElement | undefined {
  for (const selector of selectors) {
    const found = scope.querySelector<HTMLElement>(selector);
    if (found !== null) return found;
  }
  return undefined;
}

function press(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement)) return false;
  element.click();
  return true;
}

function go(element: HTMLElement | null | undefined, block?: ScrollLogicalPosition): boolean {
  if (element === null || element === undefined || element.offsetParent === null) return false;
  if (element.tabIndex < 0) element.tabIndex = -1;
  focusOn(element, block);
  return true;
}

/** The card that has the focus, else the one the run waits for. */
function focusedCard(ground: Ground): string | undefined {
  return cardAt(document.activeElement) ?? ground.current();
}

function inCard(ground: Ground, selector: string): HTMLElement | null {
  const near = document.activeElement?.closest('.hr-cmds > li')?.querySelector<HTMLElement>(selector);
  if (near !== null && near !== undefined) return near;
  const card = focusedCard(ground);
  const element = card === undefined ? null : document.getElementById(`card-${card}`);
  const all = element?.querySelectorAll<HTMLElement>(selector) ?? [];
  // The last output, the first command: what happened, and what begins.
  return (selector === '[data-copy]' ? all[0] : all[all.length - 1]) ?? null;
}

function main(ground: Ground): boolean {
  const form = formHere();
  if (form !== null && form.method !== 'dialog') {
    // To answer with nothing takes Enter: this key has just run the command, and a second press must not answer it.
    const line = form.querySelector<HTMLInputElement>('input[data-terminal]');
    if (line === null || line.value !== '') form.requestSubmit();
    // In another shell the line is one's own, and the step's action is to send it the runbook's next command.
    if (line?.value !== '' || isJustHanded() || !offersSend(line)) return true;
  }
  if (!ground.isSteady()) return false;
  const start = document.querySelector('[data-start]');
  if (start !== null) return press(start);
  const current = ground.current();
  const held = cardAt(document.activeElement) ?? current;
  const own = held === undefined ? null : document.querySelector(`#card-${CSS.escape(held)} [data-main]`);
  const card = own === null ? current : held;
  const whole = card === undefined ? offerHead()?.parentElement : undefined;
  const element = whole ?? document.getElementById(card === undefined ? 'end' : `card-${card}`);
  if (element === null) return goToNow(ground);
  if (element.querySelector('[data-row]') !== null && card !== undefined) ground.setOpen(card, true);
  const target = first(element, ['[data-main]', '.hr-choice', '[data-question]', '[data-result]']) ?? element;
  // Who stands on another step is brought to this one first: nothing runs but where the focus is, or what is in view.
  if (card !== held) return go(cardElement(card ?? '') ?? element);
  if (!isInView(target)) {
    target.scrollIntoView({ block: 'center' });
    return true;
  }
  if (target.dataset['main'] === 'press') target.click();
  else if (target === whole) goToNow(ground);
  else focusOn(target);
  return true;
}

/** The form that has the focus; its button may stand outside of it. */
function formHere(): HTMLFormElement | null {
  const { activeElement } = document;
  if (activeElement instanceof HTMLButtonElement && activeElement.type === 'submit')
    return activeElement.form;
  return activeElement?.closest('form') ?? null;
}

function offersSend(line: HTMLElement): boolean {
  return line.closest('[data-card]')?.querySelector('[data-main="press"]') != null;
}

/** To the line of what has the focus, else of the first step that is in view. */
function markdown(ground: Ground): boolean {
  const focused = document.activeElement;
  const card = cardAt(focused) ?? cardAt(firstInView() ?? null);
  const phase = focused?.closest<HTMLElement>('[data-phase]')?.dataset['phase'];
  const inPhase = cardAt(focused) === undefined && phase !== undefined;
  ground.openMarkdown(inPhase ? { phase } : card === undefined ? {} : { card });
  return true;
}

function firstInView(): Element | undefined {
  const now = document.querySelector('.hr-now')?.getBoundingClientRect().bottom ?? 0;
  return [...document.querySelectorAll('main [data-card]')].find(
    card => card.checkVisibility() && card.getBoundingClientRect().bottom > now,
  );
}

/** What needs a person: a field, a result to read, or the step itself; never a choice. */
function goToNow(ground: Ground): boolean {
  const start = first(document, ['[data-todo]', '[data-start]']);
  if (start?.dataset['todo'] === 'here') return press(start);
  if (start !== undefined) return go(start);
  const card = ground.current();
  if (card === undefined) return go(offerHead() ?? document.getElementById('end'));
  const element = cardElement(card);
  if (element === undefined) return false;
  const target = first(element, ['[data-main="focus"]', '[data-result]', '[data-asks] [data-terminal]']);
  element.scrollIntoView({ block: 'start' });
  focusOn(target ?? element);
  return true;
}

/** While a run is offered, it waits for nothing but that it is taken over or back. */
function offerHead(): HTMLElement | null {
  return document.querySelector('[data-offer] h2');
}

function step(ground: Ground, by: 1 | -1): boolean {
  const cards = [...document.querySelectorAll<HTMLElement>('main [data-card]')].filter(
    card => card.checkVisibility({ contentVisibilityAuto: false }) && card.closest('[hidden]') === null,
  );
  const headed = cardUnderHead();
  const here = headed ?? focusedCard(ground);
  const at = cards.findIndex(card => card.dataset['card'] === here);
  const id = cards[Math.max(0, headed !== undefined && by > 0 ? at : at + by)]?.dataset['card'];
  if (id === undefined || (at === 0 && by < 0 && document.activeElement !== document.body)) return false;
  focusOn(cardElement(id));
  return true;
}

/** From the head of a phase the next step is its first; undefined where something else has the focus. */
function cardUnderHead(): string | undefined {
  const head = document.activeElement?.closest('.hr-phase > header')?.parentElement;
  return head?.querySelector<HTMLElement>('[data-card]')?.dataset['card'];
}

function phase(by: 1 | -1): boolean {
  const heads = [...document.querySelectorAll<HTMLElement>('main .hr-phase > header h2')];
  const here = document.activeElement?.closest('.hr-phase')?.querySelector('h2') ?? null;
  const at = heads.findIndex(head => head === here);
  focusOn(heads[Math.min(heads.length - 1, Math.max(0, at + by))], 'start');
  return heads.length > 0;
}

function firstError(ground: Ground): boolean {
  const box = outputHere(ground);
  return box !== null && showFirstError(box) && go(box);
}

/** The output that is meant; one that is folded is unfolded, since whoever asks for it wants to see it. */
function outputHere(ground: Ground): HTMLElement | null {
  const box = inCard(ground, '[data-follow]');
  const fold = box?.closest<HTMLDetailsElement>('details.hr-fold');
  if (fold !== null && fold !== undefined) fold.open = true;
  return box;
}

function fold(ground: Ground, open: boolean): boolean {
  const card = cardAt(document.activeElement);
  if (card === undefined) return false;
  ground.setOpen(card, open);
  return true;
}

/** Out of a field or form, back to the step; what was typed is kept. */
function escape(ground: Ground): boolean {
  const { activeElement } = document;
  const form = activeElement?.closest<HTMLElement>('form[data-form]');
  const card = cardAt(activeElement);
  const note = activeElement?.closest<HTMLElement>('form[data-opener]');
  if (note !== null && note !== undefined) return press(byKey(note.dataset['opener'] ?? ''));
  const place = form?.dataset['place'];
  if (form !== null && form !== undefined && place !== undefined) {
    ground.setForm(place, undefined);
    return true;
  }
  if (card === undefined) return false;
  focusOn(cardElement(card));
  return true;
}
