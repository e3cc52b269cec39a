import * as z from 'zod';
import type { Author } from '../author.ts';
import type { Reference } from '../reference.ts';

// How a run passes from one operator to another: who walks it offers it, and whoever takes it over says so at the start of a segment
// of their own. docs/audit-log.md, "Hand-over".

/** Something that whoever takes over has to settle. */
export interface OpenItem {
  readonly step: string;
  /** `judge`: an output waits for a look · `unknown`: nobody saw the end · `begun`: between two of its commands. */
  readonly state: 'failed' | 'unknown' | 'judge' | 'begun';
}

/** What the shell holds when it is left: names and never values, which may be secret. */
export interface ShellLeft {
  readonly cwd: string;
  /** Variables that commands have set. */
  readonly variables: readonly string[];
  readonly functions: readonly string[];
  /** What commands left running on the machine. */
  readonly jobs: readonly { readonly job: string; readonly pid: number; readonly cmd: string }[];
}

/** The operator offers the run, with a summary of where things stand. */
export interface HandoverOffered {
  readonly type: 'handover.offered';
  /** The only person who may take it over, as the list of signers calls them; absent if any operator may. */
  readonly to?: string;
  readonly text: string;
  readonly openItems: readonly OpenItem[];
  /** Null if no shell was begun. */
  readonly shell: ShellLeft | null;
  readonly host: string;
  readonly by: Author;
}

/** Who offered goes on after all. */
export interface HandoverWithdrawn {
  readonly type: 'handover.withdrawn';
  /** The offer's line. */
  readonly ref: Reference;
  readonly reason?: string;
  readonly by: Author;
}

/** Another operator verified the log up to the offer and goes on from there. */
export interface HandoverAccepted {
  readonly type: 'handover.accepted';
  /** The offer's line. */
  readonly ref: Reference;
  readonly by: Author;
}

export type Handover = HandoverOffered | HandoverWithdrawn | HandoverAccepted;

const count = z.int().min(0);
const text = z.string();
const reference = z.looseObject({ seg: count, lines: count, head: z.string().regex(/^[0-9a-f]{64}$/) });

/** What makes each of them complete. */
export const handoverBodies: Readonly<Record<Handover['type'], z.ZodType>> = {
  'handover.offered': z.looseObject({
    to: text.optional(),
    text,
    openItems: z.array(z.looseObject({ step: text, state: text })),
    shell: z
      .looseObject({
        cwd: text,
        variables: z.array(z.unknown()),
        functions: z.array(z.unknown()),
        jobs: z.array(z.looseObject({ job: text, pid: count })),
      })
      .nullable(),
    host: text,
    by: text,
  }),
  'handover.withdrawn': z.looseObject({ ref: reference, reason: text.optional(), by: text }),
  'handover.accepted': z.looseObject({ ref: reference, by: text }),
};

export const handoverTypes: readonly string[] = Object.keys(handoverBodies);

/** Whether an entry is about the run's passing from one operator to another. */
export function isHandover<E extends { readonly type: string }>(
  entry: E,
): entry is Extract<E, { readonly type: `handover.${string}` }> {
  return entry.type.startsWith('handover.');
}
