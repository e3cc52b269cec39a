import { decodeAddress } from '../../core/runbook/markdown/address.ts';
import { walkerSettings, type WalkerSettings } from '../../protocol/host.ts';
import { holdAnchor, noteAnchor } from './anchor.ts';
import { keepFocus } from './lastFocus.ts';
import { readSaved } from './memory.ts';
import { moveFor } from './keys.ts';
import { closeDialog } from './page/help.ts';
import type { FromWalker } from '../../protocol/webview.ts';
import { connect, type Port } from '../port.ts';
import { explain, type Move } from './moves.ts';
import { Offering, offers } from './offers.ts';
import { liveRegions } from './regions.ts';
import { wide } from './step/values.ts';
import { Walker } from './walker.ts';

const fallback: WalkerSettings = {
  runbook: '',
  locale: document.documentElement.lang,
  singleKeys: true,
  density: 'comfortable',
  chords: 'host',
  mac: false,
};

/** The settings the host wrote into the page. */
function readSettings(): WalkerSettings {
  const text = document.getElementById('handrail-settings')?.textContent ?? '';
  try {
    const settings: unknown = JSON.parse(text);
    return walkerSettings(settings) ? settings : fallback;
  } catch {
    return fallback;
  }
}

function start(port: Port<FromWalker>): void {
  const root = document.createElement('div');
  root.id = 'walker';
  document.body.append(...liveRegions(), root);
  const settings = readSettings();
  // The host revives a panel by this alone, even if no run has been shown yet.
  if (readSaved(port.restore()) === undefined) port.save({ runbook: settings.runbook });
  const walker = new Walker(port, root, settings);
  const offering = new Offering(port, () => offers(walker.ground));
  port.listen(message => {
    walker.receive(message);
    offering.soon();
  });
  for (const type of ['click', 'input', 'focusin'] as const)
    document.addEventListener(type, () => offering.soon());
  document.addEventListener('keydown', event => onKey({ port, walker }, event));
  root.addEventListener('click', event => followLink({ port, walker }, event));
  for (const type of ['pointerover', 'focusin'] as const)
    root.addEventListener(type, ({ target }) => nameLink(walker, target));
  for (const type of ['scroll', 'focusin'] as const)
    document.addEventListener(type, () => walker.remember(), { passive: true });
  for (const type of ['scrollend', 'focusin'] as const) document.addEventListener(type, noteAnchor);
  keepFocus();
  window.addEventListener('resize', holdAnchor);
  document.addEventListener('visibilitychange', () => walker.save());
  window.addEventListener('pagehide', () => walker.save());
  // As VS Code's own pickers: what takes the focus out of the page closes what stands over it.
  window.addEventListener('blur', closeDialog);
  window.setInterval(() => {
    walker.tick();
    offering.soon();
  }, 1000);
  wide.addEventListener('change', () => walker.redraw());
  port.post({ type: 'ready' });
}

interface Shown {
  readonly port: Port<FromWalker>;
  readonly walker: Walker;
}

function onKey({ port, walker }: Shown, event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const move = moveFor(event, walker.setting.settings);
  if (document.querySelector('dialog[open]') !== null) {
    // The key that opened it closes it, too.
    if (move === 'keys') closeDialog();
  } else if (move !== undefined) {
    if (walker.move(move)) event.preventDefault();
    else if (!event.repeat) nowhere({ port, walker }, move);
  }
}

/** A letter that stands for a place says where there is none, as its command in the palette does. */
function nowhere({ port }: Shown, move: Move): void {
  if (move === 'values' || move === 'branches' || move === 'path') explain(port, move);
}

/** Links of the runbook go to the host, which decides what may be opened; VS Code must not follow them a second time. */
function followLink({ port, walker }: Shown, event: MouseEvent): void {
  const { target } = event;
  const link = target instanceof Element ? target.closest('a[href]') : null;
  const href = link?.getAttribute('href');
  if (link === null || href === null || href === undefined || href === '') return;
  event.preventDefault();
  event.stopPropagation();
  if (link.closest('.hr-md') === null) return;
  if (href.startsWith('#') && walker.goToAnchor(decodeAddress(href.slice(1)))) return;
  const action = walker.runbookTip(decodeAddress(href)) === undefined ? 'openLink' : 'openRunbook';
  port.post({ type: 'host', action: { action, href: href.slice(0, 4000) } });
}

/** Says where a link leads that does not open as the file it names. */
function nameLink(walker: Walker, target: EventTarget | null): void {
  const link = target instanceof Element ? target.closest('.hr-md a[href]') : null;
  const tip = walker.runbookTip(decodeAddress(link?.getAttribute('href') ?? ''));
  if (link !== null && tip !== undefined) link.setAttribute('title', tip);
}

start(connect<FromWalker>());
