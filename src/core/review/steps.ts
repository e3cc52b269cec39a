import { layOut, walkSections } from '../run/view/page.ts';
import { planOf, type Plan } from '../run/plan.ts';
import type { Page } from '../run/view/view.ts';
import type { Runbook } from '../runbook/runbook.ts';
import type { StepName } from './event.ts';

/** A runbook as a review needs it: its plan, its phases, and the names of its steps. */
export interface Named {
  readonly plan: Plan;
  readonly page: Page;
  /** By id; of a step that the runbook does not have, its id stands for it. */
  name(step: string): StepName;
  readonly ids: readonly string[];
  /** A section by its id, as its heading has it. */
  section(id: string): string;
}

/** The numbers and titles of steps, as the walker shows them. */
export function nameSteps(runbook: Runbook): Named {
  const plan = planOf(runbook);
  const page = layOut(runbook, () => '');
  const phases = new Set(page.phases.map(({ id }) => id));
  const names = new Map<string, StepName>();
  const sections = new Map(walkSections(runbook.sections).map(([{ id, title }]) => [id, title]));
  for (const { id, number, title } of page.phases) sections.set(id, `${number} ${title}`.trim());
  for (const { step, sections } of plan.steps.values()) {
    const phase = sections.findLast(id => phases.has(id));
    const { id, title, line } = step;
    names.set(id, { id, number: '', title, line, ...(phase === undefined ? {} : { phase }) });
  }
  const cards = page.phases.flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [block.card] : [])),
  );
  for (const { id, number, title, tasks } of cards) {
    for (const own of tasks ?? [{ id, title }]) {
      const known = names.get(own.id);
      if (known !== undefined) names.set(own.id, { ...known, number, title: own.title });
    }
  }
  return {
    plan,
    page,
    name: step => names.get(step) ?? { id: step, number: '', title: step, line: 1 },
    ids: [...names.keys()],
    section: id => sections.get(id) ?? id,
  };
}
