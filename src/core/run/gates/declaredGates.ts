import type { Approval } from '../../runbook/runbook.ts';
import type { Gate } from './gate.ts';
import type { Plan, Planned } from '../plan.ts';
import type { Policy } from '../policy.ts';

/** What may be asked of anybody who approves at all. */
const anybody = 'approver';
const anHour = 3_600_000;

/** The gates of a runbook: what its front matter states, and what the team asks of every run. */
export function gatesOf(plan: Plan, policy: Policy | undefined): readonly Gate[] {
  const rules = { lastsMs: policy?.approvalMs ?? anHour, breakGlass: policy?.breakGlass === true };
  const stated = plan.runbook.approvals.filter(isGate).map(one => ({ ...rules, ...statedGate(plan, one) }));
  const asked = (policy?.approvals ?? []).map(({ role, at, count, file }): Gate => {
    const place = at === 'risky' ? riskySteps(plan) : [];
    const text = `${file}: ${role}${at === 'risky' ? ' (risky)' : ''}`;
    return { ...rules, ...gateAt(at, place), role: roleOf(role), quorum: count, from: 'policy', text };
  });
  // With no risky command in it, a runbook has no gate for those.
  return distinct([...stated, ...asked].filter(({ gate, steps }) => gate !== 'risky' || steps.length > 0));
}

/** What front matter says without a condition that only a person can judge. */
function isGate({ confirmed, forWhat, section }: Approval): boolean {
  return confirmed && (forWhat === undefined || section !== undefined);
}

function statedGate(
  plan: Plan,
  { text, by, count = 1, at, section }: Approval,
): Omit<Gate, 'lastsMs' | 'breakGlass'> {
  const from = section === undefined ? 'front-matter' : 'document';
  return { ...placeOf(plan, at, section), role: roleOf(by ?? anybody), quorum: count, from, text };
}

/** A place that the runbook does not have holds everything back: a title that was changed must not open a gate. */
function placeOf(
  plan: Plan,
  at: string | undefined,
  section: string | undefined,
): Pick<Gate, 'gate' | 'steps'> {
  if (at !== undefined && fold(at) === 'risky') return gateAt('risky', riskySteps(plan));
  const steps = at !== undefined ? stepsAt(plan, at) : section !== undefined ? stepsIn(plan, section) : [];
  return steps.length === 0
    ? gateAt('run', [])
    : gateAt(at === undefined ? (section ?? '') : slug(at), steps);
}

const gateAt = (gate: string, steps: readonly string[]): Pick<Gate, 'gate' | 'steps'> => ({ gate, steps });

function stepsAt(plan: Plan, at: string): readonly string[] {
  const wanted = fold(at);
  const named = [...plan.steps.values()].filter(
    ({ step }) => fold(step.id) === wanted || fold(step.title) === wanted,
  );
  if (named.length > 0) return idsOf(named);
  const sections = titlesOf(plan).flatMap(({ id, title }) =>
    fold(id) === wanted || fold(title) === wanted ? [id] : [],
  );
  return sections.flatMap(id => stepsIn(plan, id));
}

function stepsIn(plan: Plan, section: string): readonly string[] {
  return idsOf([...plan.steps.values()].filter(({ sections }) => sections.includes(section)));
}

function riskySteps(plan: Plan): readonly string[] {
  return idsOf(
    [...plan.steps.values()].filter(({ statements }) => statements.some(({ risks }) => risks.length > 0)),
  );
}

/** Only what the shell runs is held back. */
const idsOf = (steps: readonly Planned[]): readonly string[] =>
  steps.flatMap(({ step, statements }) => (statements.length > 0 ? [step.id] : []));

interface Titled {
  readonly id: string;
  readonly title: string;
}

function titlesOf({ runbook }: Plan): readonly Titled[] {
  const all: Titled[] = [];
  const visit = (sections: Plan['runbook']['sections']): void => {
    for (const section of sections) {
      all.push(section);
      visit(section.sections);
    }
  };
  visit(runbook.sections);
  return all;
}

/** Titles compare without their marks and numbers' dots: `3. Migrate` is `3 migrate`. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The name of a role in the roster: `Tech Lead` is `tech-lead`. */
function roleOf(words: string): string {
  const plain = slug(words).replace(/^[^a-z]+/, '');
  return plain === '' ? anybody : plain;
}

function slug(words: string): string {
  return words
    .replaceAll('ı', 'i')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Each gate once by its place and role, with the most that anybody asks of it. */
function distinct(gates: readonly Gate[]): readonly Gate[] {
  const found = new Map<string, Gate>();
  for (const one of gates) {
    const gate = `${one.gate}: ${one.role}`;
    const before = found.get(gate);
    const quorum = Math.max(one.quorum, before?.quorum ?? 0);
    const breakGlass = one.breakGlass && before?.breakGlass !== false;
    found.set(gate, { ...(before ?? one), gate, quorum, breakGlass });
  }
  return [...found.values()];
}
