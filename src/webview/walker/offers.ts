import {
  offeredCommands,
  pressedCommands,
  type OfferedCommand,
  type PressedCommand,
  type TurnCommand,
} from '../../protocol/commands.ts';
import type { FromWalker } from '../../protocol/webview.ts';
import type { Port } from '../port.ts';
import { answerButton } from './answering.ts';
import { cardAt, focusOn, isInView } from './focus.ts';

// What commands of VS Code press: a control says by `data-does` which of them presses it, and one behind which others stand by
// `data-holds` which those are. What is not on the page cannot be pressed, and is not offered.

/** What is to be known of the page. */
interface Ground {
  /** The id of the card the run waits for. */
  current(): string | undefined;
  /** False for a moment after the open step has changed. */
  isSteady(): boolean;
}

interface Found {
  readonly control: HTMLElement;
  /** Where the control will be only once another one has been pressed. */
  readonly held: boolean;
}

/** From this width on, in px, both halves are as wide as what is made for narrow ones (walker.css). */
const roomForTwo = 840;

/** Tells VS Code what the page offers, whenever that has become something else. */
export class Offering {
  readonly #port: Port<FromWalker>;
  readonly #look: () => readonly OfferedCommand[];
  #waits = false;
  #told: string | undefined;

  constructor(port: Port<FromWalker>, look: () => readonly OfferedCommand[]) {
    this.#port = port;
    this.#look = look;
  }

  /** Not with every drawing: a command that prints draws with every frame, and the palette is opened by hand. */
  soon(): void {
    if (this.#waits) return;
    this.#waits = true;
    setTimeout(() => this.#tell(), 150);
  }

  #tell(): void {
    this.#waits = false;
    const commands = [...this.#look()];
    const narrow = window.innerWidth < roomForTwo ? ({ narrow: true } as const) : {};
    const said = [...commands, ...Object.keys(narrow)].join(' ');
    if (said === this.#told) return;
    this.#told = said;
    this.#port.post({ type: 'offers', commands, ...narrow });
  }
}

/** What the page offers now, in the order of the list. */
export function offers(ground: Ground): readonly OfferedCommand[] {
  const found = controls(ground);
  return offeredCommands.filter(command =>
    isPressed(command) ? found.has(command) : turns(ground, command),
  );
}

/** Whether a key of the map that does this has something to do it to. */
function turns(ground: Ground, command: TurnCommand): boolean {
  switch (command) {
    case 'stop':
      return isThere(stopButton());
    case 'met':
    case 'differs':
      return isThere(answerButton(ground, command));
  }
}

function isThere(control: HTMLElement | null | undefined): boolean {
  return control !== null && control !== undefined && canPress(control);
}

/** What ends the command that runs. */
export function stopButton(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-stop]');
}

export function isPressed<Name extends string>(name: Name): name is Name & PressedCommand {
  return pressedCommands.some(command => command === name);
}

/** Presses what a command stands for; false where that is not on the page. */
export function pressOffered(ground: Ground, command: PressedCommand): boolean {
  const found = controls(ground).get(command);
  if (found === undefined) return false;
  const { control, held } = found;
  if (held) {
    control.click();
    // The press has asked for a drawing, which comes before this; what is not on the page then is not pressed.
    requestAnimationFrame(() => {
      const shown = controls(ground).get(command);
      if (shown?.held === false) press(ground, command, shown.control);
    });
  } else press(ground, command, control);
  return true;
}

/** These only lead to something. */
const places: ReadonlySet<PressedCommand> = new Set(['type', 'approval', 'live', 'jobs']);

/** These change nothing of the run, so they are pressed wherever they stand. */
const looks: ReadonlySet<PressedCommand> = new Set([
  'attach',
  'save',
  'checkContext',
  'look',
  'retryLog',
  'showChange',
  'verify',
  'openReview',
  'saveReport',
  'newRun',
  'rehearseAgain',
  'leaveRehearsal',
]);

function press(ground: Ground, command: PressedCommand, control: HTMLElement): void {
  const open = control.getAttribute('aria-expanded');
  if (places.has(command)) focusOn(control);
  else if (open === 'true') focusOn(fieldBehind(control) ?? control);
  // Nobody decides by a command what they do not see: such a control gets the focus first.
  else if (open === null && !looks.has(command) && !(ground.isSteady() && isInView(control))) {
    control.focus({ preventScroll: true });
    control.scrollIntoView({ block: 'center' });
  } else control.click();
}

/** The first field of the form that a control has opened. */
function fieldBehind(control: HTMLElement): HTMLElement | null | undefined {
  const part = control.closest<HTMLElement>(
    '.hr-choices > li, .hr-tasks > li, .hr-banner, [data-card], section',
  );
  return part?.querySelector<HTMLElement>('form:is([data-form], [data-opener]) :is(textarea, input)');
}

/** The control of each command: in what has the focus, else in the step that the run waits for, else anywhere outside of steps. */
function controls(ground: Ground): ReadonlyMap<PressedCommand, Found> {
  const all = [...document.querySelectorAll<HTMLElement>('[data-does], [data-holds]')].flatMap(control => {
    const rank = rankOf(control, ground);
    return rank === undefined || !canPress(control) ? [] : [{ control, rank }];
  });
  const found = new Map<PressedCommand, Found>();
  for (const { control } of all.sort((a, b) => a.rank - b.rank)) {
    const { does, holds = '' } = control.dataset;
    if (does !== undefined && isPressed(does) && found.get(does)?.held !== false)
      found.set(does, { control, held: false });
    for (const name of holds.split(' '))
      if (isPressed(name) && !found.has(name)) found.set(name, { control, held: true });
  }
  return found;
}

function canPress(control: HTMLElement): boolean {
  return (
    control.getAttribute('aria-disabled') !== 'true' &&
    control.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true })
  );
}

function rankOf(control: HTMLElement, ground: Ground): number | undefined {
  const { activeElement } = document;
  const card = cardAt(control);
  const task = control.closest('.hr-tasks > li');
  if (task !== null && task.contains(activeElement)) return 0;
  // Of a list of tasks, the next one is meant.
  const later = task === null || task.querySelector('[data-main]') !== null ? 0 : 1;
  if (card === undefined) return 5;
  if (card === cardAt(activeElement)) return 1 + later;
  return card === ground.current() ? 3 + later : undefined;
}
