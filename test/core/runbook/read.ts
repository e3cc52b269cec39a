import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { loadGrammar } from '../../../src/adapters/grammar.ts';
import { parseRunbook } from '../../../src/core/runbook/parse.ts';
import type { Runbook, Section, Step } from '../../../src/core/runbook/runbook.ts';

export const grammar = await loadGrammar({ wasmFolder: join(import.meta.dirname, '../../../node_modules') });

/** Parses a text or the bytes of a file as the product does. */
export function read(content: string | Uint8Array, path = 'case.md', shell?: ReadonlySet<string>): Runbook {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return parseRunbook({ path, bytes, sha256, ...(shell === undefined ? {} : { shell }) }, grammar);
}

export function* sectionsOf(sections: readonly Section[]): Generator<Section> {
  for (const section of sections) {
    yield section;
    yield* sectionsOf(section.sections);
  }
}

/** Every step, those that others own included, in the file's order. */
export function* stepsOf(runbook: Runbook): Generator<Step> {
  for (const section of sectionsOf(runbook.sections)) {
    for (const step of section.steps) {
      yield* withOwned(step);
    }
  }
}

export function* withOwned(step: Step): Generator<Step> {
  yield step;
  for (const owned of step.steps ?? []) {
    yield* withOwned(owned);
  }
}
