import type { Role, Section, Step, StepKind } from '../runbook/runbook.ts';
import type { Draft } from './draft.ts';

/** One row of the outline; lines are 1-based and inclusive. */
export interface Symbol {
  readonly name: string;
  readonly kind: StepKind | 'phase';
  /** Where the section stands off the path, what it is. */
  readonly role?: Role;
  readonly line: number;
  readonly endLine: number;
  readonly children: readonly Symbol[];
}

/** The phases and steps as the walker shows them, for the outline. */
export function outlineOf({ runbook }: Pick<Draft, 'runbook'>): readonly Symbol[] {
  return runbook.sections.flatMap(section => ofSection(section));
}

function ofSection(section: Section): readonly Symbol[] {
  const children = [...section.steps.map(ofStep), ...section.sections.flatMap(ofSection)];
  if (section.title === '') {
    return children;
  }
  const { title: name, line, endLine, role } = section;
  const end = children.reduce((last, child) => Math.max(last, child.endLine), endLine);
  const off = role === 'path' ? {} : { role };
  return [{ name, kind: 'phase', ...off, line, endLine: end, children }];
}

function ofStep(step: Step): Symbol {
  const { title, id, kind, line, endLine } = step;
  const name = title === '' ? id : title;
  return { name, kind, line, endLine, children: (step.steps ?? []).map(ofStep) };
}

/** Lines that an editor may fold into the first of them. */
export interface Fold {
  readonly line: number;
  readonly endLine: number;
}

/** What can be folded: front matter, phases, and every step of more than one line. */
export function foldsOf(draft: Pick<Draft, 'runbook' | 'lines'>): readonly Fold[] {
  const folds: Fold[] = [];
  const add = (line: number, endLine: number): void => {
    if (endLine > line) {
      folds.push({ line, endLine });
    }
  };
  if (draft.lines[0]?.trimEnd() === '---') {
    add(1, draft.lines.findIndex((text, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(text)) + 1);
  }
  const visit = (symbol: Symbol): void => {
    add(symbol.line, symbol.endLine);
    symbol.children.forEach(visit);
  };
  outlineOf(draft).forEach(visit);
  return folds;
}
