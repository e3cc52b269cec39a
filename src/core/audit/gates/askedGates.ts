import * as z from 'zod';
import { holdsBack, type Gate } from '../../run/gates/gate.ts';
import type { Policy } from '../../run/policy.ts';
import type { ApprovalNeeded } from './approval.ts';
import type { JsonObject } from '../line/canonical.ts';
import type { Recorded } from '../entry.ts';

// What the operator's program recorded of gates is its own word. What the runbook in force and the team's policy ask for can be read
// anew from what the log holds of both: a program that put up no gate, or a lower one, is found by the difference.

/** A text of the runbook as the log names it. */
export interface TextInForce {
  /** Digest of its object. */
  readonly object: string;
  /** Steps that only look like shell, and that somebody said are. */
  readonly shell: ReadonlySet<string>;
}

/** The gates that a text and a policy ask for, as this version reads them. */
export type ReadGates = (text: TextInForce, policy: Policy | undefined) => readonly Gate[];

/** A gate that should have held a command back and was not put up as it is asked for. */
export interface NotPutUp {
  readonly gate: Gate;
  /** False if another version may read the same text otherwise: which steps stand in a place, and which are risky. */
  readonly certain: boolean;
}

const approving = z.looseObject({
  approvals: z
    .array(
      z.object({ role: z.string(), at: z.enum(['run', 'risky']), count: z.int().min(1), file: z.string() }),
    )
    .optional(),
  approvalMs: z.int().min(0).optional(),
  breakGlass: z.boolean().optional(),
});

/** What a `context` line says of approvals in the team's policy: how long they last counts for what a runbook itself asks for, too. */
export function policyIn(context: JsonObject | Recorded): Policy | undefined {
  const read = approving.safeParse('policy' in context ? context.policy : undefined);
  if (!read.success) return undefined;
  const { approvals, approvalMs, breakGlass } = read.data;
  return {
    files: [],
    context: [],
    ...(approvals === undefined ? {} : { approvals }),
    ...(approvalMs === undefined ? {} : { approvalMs }),
    ...(breakGlass === undefined ? {} : { breakGlass }),
  };
}

/** Follows a log and says which gates it should have had. */
export class AskedGates {
  readonly #read: ReadGates;
  #text: TextInForce | undefined;
  #policy: Policy | undefined;
  #gates: readonly Gate[] | undefined;

  constructor(read: ReadGates) {
    this.#read = read;
  }

  /** Takes the operator's entries in order. */
  take(entry: Recorded): void {
    const { object = '', shell = new Set<string>() } = this.#text ?? {};
    switch (entry.type) {
      case 'open':
        // Later parts still name the first text.
        this.#text ??= { object: entry.runbook.object, shell };
        break;
      case 'runbook.adopted':
        this.#text = { object: entry.object, shell };
        break;
      case 'step.treated':
        this.#text = { object, shell: new Set([...shell, entry.step]) };
        break;
      case 'context':
        this.#policy = policyIn(entry);
        break;
      default:
        return;
    }
    this.#gates = undefined;
  }

  /** The gates before a step that were not put up, or not as they are asked for. */
  notPutUp(step: string, declared: ReadonlyMap<string, Recorded<ApprovalNeeded>>): readonly NotPutUp[] {
    if (this.#text === undefined) return [];
    this.#gates ??= this.#read(this.#text, this.#policy);
    return this.#gates.flatMap((gate): readonly NotPutUp[] => {
      if (!holdsBack(gate, step)) return [];
      const said = declared.get(gate.gate);
      if (said !== undefined && isAsAsked(said, gate) && holdsBack(said, step)) return [];
      const elsewhere = said === undefined ? gate.gate.startsWith('risky: ') : isAsAsked(said, gate);
      return [{ gate, certain: !elsewhere }];
    });
  }
}

/** Whether a gate that was put up is no lower than the one that is asked for. */
function isAsAsked(said: Gate, asked: Gate): boolean {
  const round = said.breakGlass && !asked.breakGlass;
  return said.role === asked.role && said.quorum >= asked.quorum && said.lastsMs <= asked.lastsMs && !round;
}
