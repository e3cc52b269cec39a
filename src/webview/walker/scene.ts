import type { Card, Page, RunView } from '../../core/run/view/view.ts';
import type { LiveView } from '../../core/cluster/live.ts';
import type { OutputView } from '../../core/run/view/outputView.ts';
import type { Pace } from '../../core/trends/pace.ts';
import type { VerdictResult, WalkerSettings } from '../../protocol/host.ts';
import type { Reply } from '../../protocol/event.ts';
import type { Request } from '../../protocol/request.ts';
import type { HostAction } from '../../protocol/webview.ts';
import type { Words } from '../l10n/words.ts';
import type { Layout } from './layout.ts';
import type { Memory } from './memory.ts';
import type { CardStatus } from './step/status.ts';

/** Everything a part of the page is drawn from. */
export interface Scene {
  readonly page: Page;
  readonly layout: Layout;
  readonly view: RunView;
  readonly words: Words;
  readonly settings: WalkerSettings;
  readonly memory: Memory;
  readonly link: Link;
  /** `reads` where the run is open in another window, which acts. */
  readonly seat: 'acts' | 'reads';
  readonly verdict?: Verdict;
  /** What the cluster said last; absent where it is not looked at. */
  readonly live?: LiveView;
  /** What is usual in the text that is walked; empty until it is known. */
  readonly pace: Pace;
  /** Fresher than the view's, by attempt. */
  readonly outputs: ReadonlyMap<string, OutputView>;
  /** When an attempt was last heard of, by its id; ms since the epoch. */
  readonly heardAt: ReadonlyMap<string, number>;
  /** What was refused last, by place. */
  readonly refusals: ReadonlyMap<string, Extract<Reply, { ok: false }>>;
  /** Places with a request on its way. */
  readonly busy: ReadonlySet<string>;
  /** Of how many cards the folded text is on the page already; a long page gets the rest while nobody needs the time. */
  readonly foldedUpTo: number;
  /** ms since the epoch. */
  readonly drawnAt: number;
  readonly act: Actions;
}

export interface Link {
  readonly state: 'connecting' | 'open' | 'lost';
  readonly reason?: string | undefined;
}

export interface Verdict {
  readonly result: VerdictResult;
  readonly message: string;
}

/** One card as it stands now. */
export interface CardScene {
  readonly scene: Scene;
  readonly card: Card;
  readonly status: CardStatus;
  /** Whether it is what the run waits for. */
  readonly current: boolean;
}

/** What a person can do on the page; a place is a card's id or the name of a part. */
export interface Actions {
  ask(place: string, request: Request): void;
  host(action: HostAction): void;
  setOpen(card: string, open: boolean): void;
  setPhaseOpen(phase: string, open: boolean): void;
  /** Opens or closes the inline form of a place and moves the focus with it. */
  setForm(place: string, form: string | undefined): void;
  /** Brings a card into view and gives it the focus. */
  goTo(card: string): void;
  /** After text was typed: saved soon, drawn only where the place is named. */
  typed(place?: string): void;
}

/** Whether the text is only walked through, and no run. */
export function isRehearsal({ view }: Pick<Scene, 'view'>): boolean {
  return view.rehearsal === true;
}

/** That nothing answers the page any more. */
export function lostTitle(scene: Scene): string {
  return scene.words.t(isRehearsal(scene) ? 'rehearse.lost' : 'link.lost');
}

/** Whether there is nothing to do in the text, and nothing was done. */
export function isEmpty({ layout, view }: Pick<Scene, 'layout' | 'view'>): boolean {
  return layout.cards.length === 0 && view.startedAt === 0;
}

/** What looks like shell and is not run, in the order of the page. */
export function suggestedCards({ page }: Pick<Scene, 'page'>): readonly Card[] {
  return page.phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' && block.card.kind === 'suggested' ? [block.card] : [])),
  );
}

/** Whether anything can be asked of the runner now. */
export function canAct(scene: Scene): boolean {
  const { view, link, seat } = scene;
  return view.closed === undefined && view.offer === undefined && link.state === 'open' && seat === 'acts';
}

/** Whether a command may be started: what cannot be recorded is not run. */
export function canRun(scene: Scene): boolean {
  return canAct(scene) && scene.view.recording.ok;
}
