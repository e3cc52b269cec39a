import { guardOfRisks } from '../run/guard.ts';
import { guardedKinds } from '../run/guardedKinds.ts';
import { isShell, readFenceInfo } from '../runbook/markdown/fenceInfo.ts';
import type { CommandsStep, Runbook, Step } from '../runbook/runbook.ts';
import { runnableOf, stepsOf } from '../lint/document.ts';
import type { Statement } from '../shell/statement.ts';
import type { Draft } from './draft.ts';
import { openingOf } from './place.ts';
import { riskSentence } from './risk.ts';
import { say, type Sentence } from './sentence.ts';

/** What Handrail sees in a block, for the lens above it. */
export interface Glance {
  /** 1-based. */
  readonly line: number;
  /** Shown side by side. */
  readonly parts: readonly Sentence[];
  /** True for a fence that could be tagged as shell by one click. */
  readonly suggested: boolean;
}

const mostRisks = 2;

/** One glance for each block of commands, for each that could be one, and for each that only looks like one. */
export function glancesOf(draft: Draft): readonly Glance[] {
  return [...stepsOf(draft.runbook)].flatMap(step => {
    const parts = partsOf(draft, step);
    return parts.length === 0 ? [] : [{ line: step.line, parts, suggested: step.kind === 'suggested' }];
  });
}

function partsOf(draft: Draft, step: Step): readonly Sentence[] {
  switch (step.kind) {
    case 'commands':
      return commandParts(draft.runbook, step);
    case 'script':
      return [
        step.savedAs === undefined
          ? say('a script, run by `{0}`', step.interpreter)
          : say('a script, kept as `{0}`', step.savedAs),
      ];
    case 'manual':
      return isShell(fenceAt(draft, step.line)?.language ?? '') ? [say('not run: it holds no command')] : [];
    case 'suggested':
      return fenceAt(draft, step.line)?.language === ''
        ? [say('looks like shell, and is not run: treat it as bash')]
        : [];
    case 'check':
    case 'template':
    case 'record':
    case 'file':
      return [];
  }
}

function commandParts(runbook: Runbook, step: CommandsStep): readonly Sentence[] {
  const asked = runbook.inputs.filter(({ steps }) => steps.includes(step.id)).map(({ name }) => name);
  const statements = runnableOf(step);
  const risks = statements.flatMap(({ risks: found }) => found);
  const broken = statements.some(({ problems }) => problems.some(({ severity }) => severity === 'error'));
  const count = statements.length;
  const names = step.guard === undefined ? namesAsked(statements) : [step.guard];
  return [
    count === 1 ? say('1 command') : say('{0} commands', count),
    ...(broken ? [say('not run: it has an error')] : []),
    ...(step.run === 'block' ? [say('run as one, in a bash of its own')] : []),
    ...(asked.length === 0 ? [] : [say('asks for {0}', asked.join(', '))]),
    ...(names.length === 0 ? [] : [say('guarded by {0}', names.slice(0, mostRisks).join(', '))]),
    ...risks.slice(0, mostRisks).map(riskSentence),
    ...(risks.length > mostRisks ? [say('{0} more risks', risks.length - mostRisks)] : []),
  ];
}

/** What a run asks for before commands that take something away, where it is known already. */
function namesAsked(statements: readonly Statement[]): readonly string[] {
  const guarding = { kinds: guardedKinds, held: {} };
  return [...new Set(statements.flatMap(statement => guardOfRisks(statement, guarding)?.name ?? []))];
}

function fenceAt({ lines }: Draft, line: number): ReturnType<typeof readFenceInfo> | undefined {
  const opening = openingOf(lines[line - 1] ?? '');
  return opening === undefined ? undefined : readFenceInfo(opening.info);
}
