import * as vscode from 'vscode';
import type { TextPace } from '../../adapters/review/paceReader.ts';
import type { StepPace } from '../../core/trends/pace.ts';
import type { Planned } from '../../core/runbook/runbook.ts';
import type { Runbooks } from '../authoring/runbooks.ts';
import { clock } from '../clock.ts';
import { took } from '../duration.ts';
import type { Paces } from './paces.ts';

/** Lenses with the usual times of phases and steps, for runbooks that were walked often enough. They never run anything. */
export class PaceLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #paces: Paces;
  readonly #runbooks: Runbooks;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(paces: Paces, runbooks: Runbooks) {
    this.#paces = paces;
    this.#runbooks = runbooks;
    this.#subscriptions = [
      paces.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('handrail.codeLens')) this.#changed.fire();
      }),
    ];
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const wanted = vscode.workspace.getConfiguration('handrail', document.uri).get<string>('codeLens', 'all');
    if (wanted !== 'all' || !this.#runbooks.has(document)) return [];
    const pace = await this.#paces.of(document);
    if (pace === undefined) return [];
    const at = (line: number, title: string): vscode.CodeLens => lens(document.uri, line, title);
    return [...phaseLenses(pace, at), ...stepLenses(pace, at)];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

type At = (line: number, title: string) => vscode.CodeLens;

function phaseLenses({ phases, phaseLines }: TextPace, at: At): readonly vscode.CodeLens[] {
  return phaseLines.flatMap(({ id, line, planned }) => {
    const ms = phases[id];
    if (ms === undefined) return [];
    const usual = vscode.l10n.t('usually {0}', took(ms));
    return [at(line, [usual, ...(planned === undefined ? [] : [plannedWords(planned)])].join(', '))];
  });
}

function stepLenses({ steps, stepLines }: TextPace, at: At): readonly vscode.CodeLens[] {
  return stepLines.flatMap(({ id, line }) => {
    const pace = steps[id];
    return pace === undefined ? [] : [at(line, stepWords(pace).join(' · '))];
  });
}

/** "usually 1:50", "passed 12 of 12". */
function stepWords({ ms, passed, ran }: StepPace): readonly string[] {
  return [
    ...(ms === undefined ? [] : [vscode.l10n.t('usually {0}', took(ms))]),
    vscode.l10n.t('passed {0} of {1}', passed, ran),
  ];
}

/** "planned 8:00", "planned 5:00 to 10:00". */
function plannedWords({ minMinutes, maxMinutes }: Planned): string {
  const [least, most] = [clock(minMinutes * 60_000), clock(maxMinutes * 60_000)];
  return least === most
    ? vscode.l10n.t('planned {0}', most)
    : vscode.l10n.t('planned {0} to {1}', least, most);
}

/** Leads to all that its runs show; `line` is 1-based. */
function lens(uri: vscode.Uri, line: number, title: string): vscode.CodeLens {
  const range = new vscode.Range(line - 1, 0, line - 1, 0);
  return new vscode.CodeLens(range, { title, command: 'handrail.showTrends', arguments: [uri] });
}

/** Hovers with the usual times, and how often a step fails. */
export class PaceHovers implements vscode.HoverProvider {
  readonly #paces: Paces;
  readonly #runbooks: Runbooks;

  constructor(paces: Paces, runbooks: Runbooks) {
    this.#paces = paces;
    this.#runbooks = runbooks;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    if (!this.#runbooks.has(document)) return undefined;
    const pace = await this.#paces.of(document);
    const said = pace === undefined ? undefined : saidAt(pace, position.line + 1);
    return said === undefined ? undefined : new vscode.Hover(said);
  }
}

function saidAt({ steps, stepLines, phases, phaseLines }: TextPace, line: number): string | undefined {
  const phase = phaseLines.find(one => one.line === line);
  const usual = phase === undefined ? undefined : phases[phase.id];
  if (phase !== undefined && usual !== undefined) {
    const planned = phase.planned === undefined ? [] : [plannedWords(phase.planned)];
    const parts = [
      vscode.l10n.t('usually {0}', took(usual)),
      ...planned,
      vscode.l10n.t('{0} steps', phase.steps),
    ];
    return sentence(parts);
  }
  // What is owned stands before its owner and inside of it.
  const step = stepLines.find(one => one.line <= line && line <= one.endLine && steps[one.id] !== undefined);
  const pace = step === undefined ? undefined : steps[step.id];
  if (pace === undefined) return undefined;
  const ms = pace.ms === undefined ? [] : [vscode.l10n.t('usually {0}', took(pace.ms))];
  return sentence([...ms, vscode.l10n.t('failed in {0} of {1} runs', pace.failed, pace.ran)]);
}

/** "Usually 1:50, failed in 0 of 12 runs." */
function sentence(parts: readonly string[]): string {
  const text = parts.join(', ');
  return `${text.charAt(0).toLocaleUpperCase(vscode.env.language)}${text.slice(1)}.`;
}
