// The two live regions: both empty at load, never used for output, silent while the page is hidden.

/** Makes the regions. */
export function liveRegions(): readonly HTMLElement[] {
  return [region('say', 'status'), region('shout', 'alert')];
}

function region(id: string, role: 'status' | 'alert'): HTMLElement {
  const element = document.createElement('div');
  element.id = id;
  element.className = 'sr-only';
  element.setAttribute('role', role);
  return element;
}

/** Puts words into both regions. */
export function tell(words: Readonly<Record<'say' | 'shout', string>>): void {
  say('say', words.say);
  say('shout', words.shout);
}

/** Puts words into a region; the same words twice are said twice. */
export function say(id: 'say' | 'shout', text: string): void {
  const element = document.getElementById(id);
  if (element === null || text === '' || document.visibilityState === 'hidden') return;
  element.textContent = element.textContent === text ? `${text}\u00a0` : text;
}
