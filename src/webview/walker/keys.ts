import type { WalkerSettings } from '../../protocol/host.ts';
import { isField } from './focus.ts';
import type { Move } from './moves.ts';

// Keys are matched by character, not by position. Single letters look, move and copy; none of them runs anything.

const letters: Readonly<Record<string, Move>> = {
  n: 'now',
  j: 'next',
  k: 'previous',
  b: 'branches',
  p: 'phases',
  v: 'values',
  o: 'output',
  l: 'openOutput',
  e: 'firstError',
  c: 'copy',
  '/': 'find',
  '?': 'keys',
};

const shifted: Readonly<Record<string, Move>> = { j: 'nextPhase', k: 'previousPhase', b: 'path' };

// Many layouts have these above a digit or another sign, so Shift says nothing about them.
const signs: ReadonlySet<string> = new Set(['/', '?']);

const arrows: Readonly<Record<string, Move>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  ArrowRight: 'open',
  ArrowLeft: 'fold',
};

const shiftedArrows: Readonly<Record<string, Move>> = { ArrowDown: 'nextPhase', ArrowUp: 'previousPhase' };

/** The part of a KeyboardEvent that decides. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly target: EventTarget | null;
}

/** The move that a key means on the page; undefined where it means itself. */
export function moveFor(key: Key, settings: WalkerSettings): Move | undefined {
  if (key.isComposing) return undefined;
  if (key.key === 'Escape') return 'escape';
  const chord = key.ctrlKey || key.metaKey || key.altKey;
  if (chord) return settings.chords === 'page' ? chordFor(key, settings) : undefined;
  if (isField(key.target)) return undefined;
  const arrow = (key.shiftKey ? shiftedArrows : arrows)[key.key];
  if (arrow !== undefined) return onStep(key.target) ? arrow : undefined;
  // Who fills in a form and types where no field is means none of them.
  if (!settings.singleKeys || isInForm(key.target)) return undefined;
  const name = key.key.toLowerCase();
  return key.shiftKey && !signs.has(name) ? shifted[name] : letters[name];
}

function chordFor(key: Key, settings: WalkerSettings): Move | undefined {
  const primary = settings.mac ? key.metaKey : key.ctrlKey;
  if (primary && key.key === 'Enter') return key.repeat ? undefined : 'main';
  if (primary && key.key === '.') return 'stop';
  if (key.altKey && key.key === 'Enter') return key.repeat ? undefined : 'met';
  if (isDiffers(key, settings)) return key.repeat ? undefined : 'differs';
  if (key.altKey && key.key === 'ArrowDown') return 'next';
  return key.altKey && key.key === 'ArrowUp' ? 'previous' : undefined;
}

/** A Mac's keyboard has no Delete beside Alt. In a field both delete a word. */
function isDiffers(key: Key, { mac }: WalkerSettings): boolean {
  const pressed = mac ? key.ctrlKey && key.key === 'Backspace' : key.altKey && key.key === 'Delete';
  return pressed && !isField(key.target);
}

function isInForm(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('form') !== null;
}

/** Arrows scroll, unless a step itself or the head of a phase has the focus. */
function onStep(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('[data-row], article.hr-card, .hr-phase h2');
}
