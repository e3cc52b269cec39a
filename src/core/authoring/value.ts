import type { Input } from '../runbook/runbook.ts';
import { statementsOf, type Draft } from './draft.ts';

/** Something that a command reads by its name: a hole that is filled, or a variable. */
export interface Value {
  readonly name: string;
  readonly kind: Input['kind'];
  /** As written: `<pod>`, `POD`. */
  readonly text: string;
  /** The input behind it, where the operator is asked. */
  readonly asked?: Input;
  readonly used: readonly Mention[];
  /** Where commands set it; always empty for a placeholder. */
  readonly set: readonly Mention[];
}

/** A statement in which a value occurs. */
interface Mention {
  readonly line: number;
  readonly step: string;
}

interface Found {
  readonly kind: Input['kind'];
  readonly text: string;
  readonly used: Mention[];
  readonly set: Mention[];
}

/** Every value of the runbook, in the order of first occurrence. */
export function valuesOf({ runbook }: Draft): readonly Value[] {
  const found = new Map<string, Found>();
  const at = (name: string, kind: Input['kind'], text: string): Found => {
    const known = found.get(name) ?? { kind, text, used: [], set: [] };
    found.set(name, known);
    return known;
  };
  for (const [statement, { id, title }] of statementsOf(runbook)) {
    const mention = { line: statement.line, step: title === '' ? id : title };
    for (const { name, text } of statement.placeholders) {
      at(name, 'placeholder', text).used.push(mention);
    }
    for (const name of statement.reads) {
      at(name, 'variable', name).used.push(mention);
    }
    for (const name of statement.writes) {
      at(name, 'variable', name).set.push(mention);
    }
  }
  const asked = new Map(runbook.inputs.map(input => [input.name, input]));
  for (const { name, kind, text } of runbook.inputs) {
    at(name, kind, text);
  }
  return [...found].map(([name, value]) => {
    const input = asked.get(name);
    return { name, ...value, ...(input === undefined ? {} : { asked: input }) };
  });
}
