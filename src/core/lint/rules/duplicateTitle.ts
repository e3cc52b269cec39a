import { tell } from '../../message/message.ts';
import type { Section, Step } from '../../runbook/runbook.ts';
import { sectionsOf } from '../document.ts';
import type { Report, Rule } from '../rule.ts';

interface Titled {
  readonly title: string;
  readonly line: number;
}

export const duplicateTitle: Rule = {
  code: 'HR404',
  name: 'duplicate-title',
  severity: 'info',
  check({ runbook }) {
    const found = again(runbook.sections, 'section');
    for (const section of sectionsOf(runbook.sections)) {
      for (const report of again(section.sections, 'section')) found.push(report);
      for (const report of again(ownTitles(section), 'step')) found.push(report);
    }
    return found.sort((a, b) => a.line - b.line);
  },
};

// Commands are named after what stands around them, so that two of one name are no fault of their author.
function ownTitles({ steps }: Section): readonly Step[] {
  return steps.filter(({ kind }) => kind === 'check' || kind === 'manual');
}

function again(titled: readonly Titled[], what: 'section' | 'step'): Report[] {
  const first = new Map<string, number>();
  return titled.flatMap(({ title, line }) => {
    const name = title.toLowerCase().trim();
    const before = first.get(name);
    if (name === '') {
      return [];
    }
    if (before === undefined) {
      first.set(name, line);
      return [];
    }
    return [{ ...tell(`duplicate.${what}`, { line: before }), line }];
  });
}
