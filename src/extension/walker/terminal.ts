import * as vscode from 'vscode';
import type { Outcome } from '../../core/run/outcome.ts';
import type { RunView } from '../../core/run/view/view.ts';
import type { Event } from '../../protocol/event.ts';
import { isReply, plainTerminal } from '../../protocol/terminal.ts';
import { offer, sayNoChecklist, wayTo } from '../notice.ts';
import { runLog } from '../verification.ts';
import { numberOf } from './stepNumber.ts';
import type { Screen } from './screen.ts';
import type { Walker } from './walker.ts';

/** The size until VS Code says one. */
const assumed = { columns: 120, rows: 30 };

const open = new Map<Walker, vscode.Terminal>();

/** Shows the session of a run in a VS Code terminal, or says why that is not possible. Called only by the user's press. */
export function openTerminal(walker: Walker | undefined): void {
  if (walker?.page === undefined || walker.view === undefined) sayNoChecklist();
  else if (!vscode.workspace.isTrusted)
    void offer(vscode.l10n.t('This folder is not trusted, so nothing runs that a terminal could show.'), [
      wayTo(vscode.l10n.t('Manage Trust'), 'workbench.trust.manage'),
    ]);
  else if (walker.view.closed !== undefined)
    void offer(vscode.l10n.t('This run is closed, so nothing runs that a terminal could show.'), [
      wayTo(vscode.l10n.t('Review'), 'handrail.reviewRun', runLog(walker)),
    ]);
  else (open.get(walker) ?? makeTerminal(walker)).show();
}

function makeTerminal(walker: Walker): vscode.Terminal {
  const name = walker.page?.title ?? '';
  const pty = new RunTerminal(walker, () => open.delete(walker));
  const terminal = vscode.window.createTerminal({ name, pty, iconPath: new vscode.ThemeIcon('checklist') });
  open.set(walker, terminal);
  return terminal;
}

/** A terminal of VS Code that shows the session of a run, and types into it. Closing it stops nothing. */
class RunTerminal implements vscode.Pseudoterminal, Screen {
  readonly #walker: Walker;
  readonly #ended: () => void;
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<void>();
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;
  #decoder = new TextDecoder();
  #size = assumed;
  /** The attempt that runs, and the number of its step. */
  #running: Running | undefined;
  /** What was said since the last byte came from the session. */
  #said = '';
  /** Whether the cursor stands where a line begins. */
  #atStart = true;

  constructor(walker: Walker, ended: () => void) {
    this.#walker = walker;
    this.#ended = ended;
  }

  open(dimensions: vscode.TerminalDimensions | undefined): void {
    this.#size = dimensions ?? assumed;
    this.#walker.screen = this;
    if (this.#walker.view !== undefined) this.#running = this.#runningIn(this.#walker.view);
    this.linked();
    if (this.#running === undefined) this.#say(nothingRuns());
    else if (!this.#walker.acts) this.#say(readsAlong());
  }

  close(): void {
    this.#walker.screen = undefined;
    this.#walker.terminal({ kind: 'leave' });
    this.#ended();
  }

  setDimensions({ columns, rows }: vscode.TerminalDimensions): void {
    this.#size = { columns, rows };
    this.#walker.terminal({ kind: 'size', ...fitting(this.#size) });
  }

  handleInput(keys: string): void {
    const refused = !this.#walker.acts
      ? readsAlong()
      : this.#running === undefined
        ? nothingRuns()
        : undefined;
    if (refused === undefined) this.#walker.terminal({ kind: 'keys', keys });
    else if (!this.#said.endsWith(refused) && !isReply(keys)) this.#say(refused);
  }

  linked(): void {
    this.#walker.terminal({ kind: 'watch', ...fitting(this.#size) });
  }

  gone(): void {
    this.#closed.fire();
  }

  told(event: Event): void {
    if (event.type === 'terminal') this.#show(event);
    if (event.type === 'run') this.#follow(event.view);
  }

  #show({ bytes, redraw }: Extract<Event, { type: 'terminal' }>): void {
    const said = this.#said;
    if (redraw === true) this.#decoder = new TextDecoder();
    const text = this.#decoder.decode(Buffer.from(bytes, 'base64'), { stream: true });
    if (text === '') return;
    this.#written.fire(text);
    this.#atStart = text.endsWith('\n');
    this.#said = '';
    // Drawn anew, the screen has lost what was said on it.
    if (redraw === true && said !== '') this.#say(said);
  }

  /** Says in one line how the command has ended; the terminal stays for the next. */
  #follow(view: RunView): void {
    const before = this.#running;
    this.#running = this.#runningIn(view);
    if (before === undefined || before.attemptId === this.#running?.attemptId) return;
    const ended = Object.values(view.steps)
      .flatMap(({ commands }) => commands)
      .find(({ attemptId }) => attemptId === before.attemptId);
    this.#say(endOf(before.number, ended?.outcome));
  }

  #runningIn(view: RunView): Running | undefined {
    const { page } = this.#walker;
    for (const [step, { commands }] of Object.entries(view.steps)) {
      // What was sent into another shell ends by a person's word, not on this screen.
      const command = commands.find(({ state, inside }) => state === 'running' && inside === undefined);
      const { attemptId } = command ?? {};
      if (attemptId !== undefined)
        return { attemptId, number: page === undefined ? '' : numberOf(page, step) };
    }
    return undefined;
  }

  #say(text: string): void {
    this.#said = text;
    const line = `\u001B[2m${text}\u001B[0m\r\n`;
    this.#written.fire(`${plainTerminal}${this.#atStart ? '' : '\r\n'}${line}`);
    this.#atStart = true;
  }
}

interface Running {
  readonly attemptId: string;
  readonly number: string;
}

/** What the runner takes for a size; a terminal that is folded away may have none. */
function fitting({ columns, rows }: vscode.TerminalDimensions): { columns: number; rows: number } {
  return { columns: Math.min(1000, Math.max(2, columns)), rows: Math.min(1000, Math.max(1, rows)) };
}

function nothingRuns(): string {
  return vscode.l10n.t(
    'No command runs now. What the next one prints appears here, and what you type reaches it.',
  );
}

function readsAlong(): string {
  return vscode.l10n.t('This run is open in another window. Here you can read along.');
}

function endOf(number: string, outcome: Outcome | undefined): string {
  return outcome?.kind === 'exited'
    ? vscode.l10n.t('The command of step {0} ended with exit code {1}.', number, outcome.exit)
    : vscode.l10n.t('The command of step {0} ended. The checklist says how.', number);
}
