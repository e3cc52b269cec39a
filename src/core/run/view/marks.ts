import type { Outcome } from '../outcome.ts';
import type { Progress } from './tally.ts';
import type { Card, CommandView, Page, RunView, StepState, StepView } from './view.ts';

/** A state that is worth a sign: what is merely to come has none. */
export type MarkState = Exclude<StepState, 'waiting'>;

/** What became of one line of the runbook's text. */
export interface Mark {
  /** 1-based. */
  readonly line: number;
  /** The step that is meant. */
  readonly step: string;
  readonly state: MarkState;
}

/** How far a step is, for the line on which it begins. */
export interface StepMark extends Mark {
  readonly number: string;
  readonly of: 'tasks' | 'commands' | 'one';
  /** Of several tasks or commands. */
  readonly progress?: Progress;
  /** How the command that failed ended. */
  readonly outcome?: Outcome;
  readonly durationMs?: number;
  /** ms since the epoch; only while it runs. */
  readonly since?: number;
}

/** How far a phase is that the path counts, where anything of it is settled. */
export interface PhaseMark {
  readonly line: number;
  readonly progress: Progress;
}

export interface Marks {
  readonly steps: readonly StepMark[];
  /** Steps, tasks and commands, one for each line, in the order of the text. */
  readonly lines: readonly Mark[];
  readonly phases: readonly PhaseMark[];
}

/** What the text itself can say of a run: by line, what became of it. */
export function marksOf({ phases }: Page, view: RunView): Marks {
  const cards = phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [block.card] : [])),
  );
  const lines = new Map<number, Mark>();
  for (const mark of cards.flatMap(card => linesOf(card, view))) lines.set(mark.line, mark);
  return {
    steps: cards.flatMap(card => stepMark(card, view) ?? []),
    lines: [...lines.values()].sort((one, other) => one.line - other.line),
    phases: phases.flatMap(({ id, line }) => {
      const progress = view.progress[id];
      return progress === undefined || progress.settled === 0 ? [] : [{ line, progress }];
    }),
  };
}

function stepMark(card: Card, { steps }: RunView): StepMark | undefined {
  const one = steps[card.id];
  const state = cardState(card, steps);
  if (one === undefined || state === undefined) return undefined;
  const progress = progressOf(card, steps);
  const ended = one.commands.findLast(({ outcome }) => outcome !== undefined)?.outcome;
  const since = one.startedAt ?? one.commands.find(({ state: now }) => now === 'running')?.startedAt;
  return {
    line: card.line,
    step: card.id,
    number: card.number,
    of: partsOf(card),
    state,
    ...(progress === undefined ? {} : { progress }),
    ...(state === 'failed' && ended !== undefined ? { outcome: ended } : {}),
    ...(state === 'running' && since !== undefined ? { since } : {}),
    ...(one.durationMs === undefined || state === 'running' ? {} : { durationMs: one.durationMs }),
  };
}

/** A list of tasks is where its first task is that is not settled; when all are, it is done, however each of them was. */
function cardState({ id, tasks }: Card, steps: RunView['steps']): MarkState | undefined {
  if (tasks === undefined) return markState(steps[id]);
  const states = tasks.map(task => markState(steps[task.id]));
  const open = states.find(state => state !== undefined && !isSettled(state));
  return open ?? (states.every(state => state === states[0]) ? states[0] : 'passed');
}

function partsOf({ tasks = [], commands = [] }: Card): StepMark['of'] {
  if (tasks.length > 1) return 'tasks';
  return commands.length > 1 ? 'commands' : 'one';
}

function linesOf(card: Card, { steps }: RunView): readonly Mark[] {
  if (card.tasks !== undefined)
    return card.tasks.flatMap(({ id, line }) => markAt(line, id, markState(steps[id])));
  const views = steps[card.id]?.commands ?? [];
  const state = markState(steps[card.id]);
  // One command is the step itself; a second sign for it would only be noise.
  const commands = card.commands ?? [];
  const inside = commands.length < 2 ? [] : commands;
  return [
    ...inside.flatMap(({ line }, index) => markAt(line, card.id, commandState(views[index]))),
    ...markAt(card.line, card.id, state),
  ];
}

function markAt(line: number, step: string, state: MarkState | undefined): readonly Mark[] {
  return state === undefined ? [] : [{ line, step, state }];
}

function markState(step: StepView | undefined): MarkState | undefined {
  if (step === undefined || step.state === 'waiting') return undefined;
  // What only waits for its turn has nothing that anybody could do about it.
  return step.state === 'blocked' && step.blocked?.kind === 'earlier' ? undefined : step.state;
}

function commandState(command: CommandView | undefined): MarkState | undefined {
  return command === undefined || command.state === 'waiting' ? undefined : command.state;
}

/** Of several tasks or commands, how many are done. */
function progressOf({ id, tasks, commands = [] }: Card, steps: RunView['steps']): Progress | undefined {
  const states =
    tasks?.map(task => markState(steps[task.id])) ??
    commands.map((_, index) => commandState(steps[id]?.commands[index]));
  if (states.length < 2) return undefined;
  return { settled: states.filter(isSettled).length, total: states.length };
}

function isSettled(state: MarkState | undefined): boolean {
  return state === 'passed' || state === 'skipped' || state === 'by-hand';
}
