import { hash } from 'node:crypto';
import type { ReadGates } from '../../../core/audit/gates/askedGates.ts';
import type { SegmentInput } from '../../../core/audit/history.ts';
import { gatesOf } from '../../../core/run/gates/declaredGates.ts';
import { planOf, type Plan } from '../../../core/run/plan.ts';
import { readFrontMatter } from '../../../core/runbook/markdown/frontMatter.ts';
import { decodeSource } from '../../../core/runbook/markdown/source.ts';
import type { Grammar } from '../../../core/shell/grammar.ts';
import { wasmFolder } from '../../assets.ts';
import { parseText } from '../../runbookFile.ts';
import { loadObject } from '../objectStore.ts';

/**
 * How to read what the runbooks and policies in a log ask for; undefined if neither asks anything, and then nothing is parsed. A
 * text that is not here asks for nothing: that it is missing is found by other means.
 */
export async function askedGates(
  folder: string,
  segments: readonly SegmentInput[],
): Promise<ReadGates | undefined> {
  const facts = segments.flatMap(({ report }) =>
    report.facts.open?.role === 'operator' ? [report.facts] : [],
  );
  const texts = new Texts(
    folder,
    facts.flatMap(({ runbooks }) => runbooks),
  );
  const wanted = new Set(facts.flatMap(({ texts: named }) => named));
  const asks = facts.some(({ asksApproval }) => asksApproval) || [...wanted].some(one => texts.asks(one));
  if (!asks) return undefined;
  // Only what is asked for at some place or of risky commands needs the grammar, and that is most of it.
  const { loadGrammar } = await import('../../grammar.ts');
  const grammar = await loadGrammar({ wasmFolder: wasmFolder() });
  const path = facts[0]?.open?.runbook.path ?? '';
  const plans = new Map<string, Plan>();
  return ({ object, shell }, policy) => {
    const name = [object, ...[...shell].sort()].join(' ');
    const plan = plans.get(name) ?? texts.plan(object, { path, grammar, shell });
    plans.set(name, plan);
    return gatesOf(plan, policy);
  };
}

interface Reading {
  readonly path: string;
  readonly grammar: Grammar;
  readonly shell: ReadonlySet<string>;
}

/** The texts of a log, by the digest of their first part. */
class Texts {
  readonly #folder: string;
  readonly #parts = new Map<string, string[]>();

  constructor(folder: string, runbooks: readonly { readonly sha256: string; readonly part: number }[]) {
    this.#folder = folder;
    let current: string[] = [];
    for (const { sha256, part } of runbooks) {
      if (part === 0) this.#parts.set(sha256, (current = []));
      current.push(sha256);
    }
  }

  /** Whether its front matter says anything of approvals. */
  asks(object: string): boolean {
    return readFrontMatter(decodeSource(this.#bytes(object)).lines).data['approvals'] !== undefined;
  }

  plan(object: string, { path, grammar, shell }: Reading): Plan {
    const bytes = this.#bytes(object);
    return planOf(parseText({ path, bytes, sha256: hash('sha256', bytes, 'hex') }, grammar, shell));
  }

  #bytes(object: string): Uint8Array {
    const parts = this.#parts.get(object) ?? [];
    return Buffer.concat(parts.flatMap(part => loadObject(this.#folder, part)?.content ?? []));
  }
}
