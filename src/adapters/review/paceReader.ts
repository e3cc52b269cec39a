import { hash } from 'node:crypto';
import { isAbsolute, join, resolve } from 'node:path';
import { phaseSteps } from '../../core/run/view/counts.ts';
import { layOut } from '../../core/run/view/page.ts';
import { planOf } from '../../core/run/plan.ts';
import type { Planned } from '../../core/runbook/runbook.ts';
import type { Grammar } from '../../core/shell/grammar.ts';
import type { RunFacts } from '../../core/trends/facts.ts';
import { fewest, paceOf, type Pace, type Shape } from '../../core/trends/pace.ts';
import { isShortLog } from '../audit/layout.ts';
import { privateState } from '../audit/stateFolders.ts';
import { RunIndex } from '../audit/runs/runIndex.ts';
import type { RunRow } from '../audit/runs/runRow.ts';
import { parseText } from '../runbookFile.ts';

/** A runbook's text, and where its runs are kept. */
export interface PacedText {
  readonly stateFolders: readonly string[];
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** Another number than before says that there may be other runs. */
  readonly epoch: number;
}

/** What is usual in a text, and where in it. Lines are 1-based. */
export interface TextPace extends Pace {
  readonly stepLines: readonly { readonly id: string; readonly line: number; readonly endLine: number }[];
  readonly phaseLines: readonly {
    readonly id: string;
    readonly line: number;
    readonly steps: number;
    readonly planned?: Planned;
  }[];
}

/** Closed runs that are looked at for what is usual, and runs of anything that are passed over on the way to them. */
const mostRuns = 50;
const mostLooked = 5000;

/** Texts whose parts are remembered: a checklist and an editor ask about the same one. */
const mostTexts = 8;

type Read = Pick<TextPace, 'stepLines' | 'phaseLines'> & { readonly shape: Shape };

/** Tells what is usual in runbooks from their earlier runs, as the index knows them: a convenience, never a verdict. */
export class PaceReader {
  readonly #grammar: Grammar;
  readonly #privateFolder: string;
  readonly #facts = new Map<string, { readonly epoch: number; readonly facts: readonly RunFacts[] }>();
  readonly #texts = new Map<string, Read>();

  constructor(grammar: Grammar, privateFolder = privateState(process.env)) {
    this.#grammar = grammar;
    this.#privateFolder = privateFolder;
  }

  /** Undefined if too few runs are known for anything to be usual; the text is not even read then. */
  of(asked: PacedText): TextPace | undefined {
    const facts = this.#factsFor(asked);
    if (facts.length < fewest) return undefined;
    const { shape, ...lines } = this.#read(asked);
    return { ...paceOf(facts, shape), ...lines };
  }

  #factsFor({ path, stateFolders, epoch }: PacedText): readonly RunFacts[] {
    const known = this.#facts.get(path);
    if (known?.epoch === epoch) return known.facts;
    const facts = stateFolders
      .flatMap(folder => newestFacts(new RunIndex(folder, this.#privateFolder), folder, path))
      .slice(0, mostRuns);
    this.#facts.set(path, { epoch, facts });
    return facts;
  }

  #read({ path, text }: PacedText): Read {
    const bytes = Buffer.from(text);
    const sha256 = hash('sha256', bytes, 'hex');
    const known = this.#texts.get(sha256);
    if (known !== undefined) return known;
    const runbook = parseText({ path, bytes, sha256 }, this.#grammar);
    const plan = planOf(runbook);
    const page = layOut(runbook, () => '');
    const steps = [...plan.steps.values()].map(({ step }) => step);
    const phases = page.phases.map(phase => ({ phase, inside: phaseSteps(plan, page, phase.id) }));
    const read: Read = {
      shape: {
        steps: steps.map(({ id, text: own }) => ({ id, digest: hash('sha256', own, 'hex') })),
        phases: phases.map(({ phase: { id }, inside }) => ({ id, steps: inside.map(({ step }) => step.id) })),
      },
      stepLines: steps.map(({ id, line, endLine }) => ({ id, line, endLine })),
      phaseLines: phases.map(({ phase: { id, line, planned }, inside }) => ({
        id,
        line,
        steps: inside.length,
        ...(planned === undefined ? {} : { planned }),
      })),
    };
    this.#remember(sha256, read);
    return read;
  }

  #remember(sha256: string, read: Read): void {
    const [oldest] = this.#texts.keys();
    if (this.#texts.size >= mostTexts && oldest !== undefined) this.#texts.delete(oldest);
    this.#texts.set(sha256, read);
  }
}

/** Of the closed runs of a runbook, newest first. */
function newestFacts(index: RunIndex, stateFolder: string, path: string): readonly RunFacts[] {
  const found: RunFacts[] = [];
  let looked = 0;
  for (const row of index.newest()) {
    looked += 1;
    if (looked > mostLooked || found.length === mostRuns) break;
    if (row.result !== 'done' && row.result !== 'aborted') continue;
    if (!isRunOf(row, stateFolder, path) || !isShortLog(row.folder)) continue;
    found.push(...[index.factsAt(row)].filter(facts => facts !== undefined));
  }
  index.save();
  return found;
}

/** Whether a run was begun with a file, whose path the log tells from what the state folder stands in. */
export function isRunOf({ runbook }: Pick<RunRow, 'runbook'>, stateFolder: string, path: string): boolean {
  return (
    runbook !== '' && (isAbsolute(runbook) ? runbook : join(stateFolder, '..', runbook)) === resolve(path)
  );
}
