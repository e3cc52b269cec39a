import { isApproval } from './gates/approval.ts';
import { policyIn } from './gates/askedGates.ts';
import type { JsonObject } from './line/canonical.ts';
import type { Countersigned } from './countersign.ts';
import { HandoverMarks } from './handover/handoverMarks.ts';
import { isHandover } from './handover/handover.ts';
import type { Entry, Open, Recorded, Recovered, Reference, Seal } from './entry.ts';

export interface Naming extends Reference {
  /** The line that names it, and when that was written, ms since the epoch. */
  readonly line: number;
  readonly at: number;
}

type Placed<E extends Entry> = Recorded<E> & { readonly line: number };

/** What the entries of one segment say that concerns more than their own line. */
export class SegmentFacts {
  open: Recorded<Open> | undefined;
  seal: { readonly line: number; readonly entry: Recorded<Seal> } | undefined;
  objects = 0;
  /** Whether it says anything of approvals: then gates are looked at more closely. */
  gated = false;
  /** Whether a team's policy, as a `context` line has it, asks for approvals. */
  asksApproval = false;
  /** Digests of the texts that the run was begun and gone on with, and every part of a text that was stored. */
  readonly texts: string[] = [];
  readonly runbooks: { readonly sha256: string; readonly part: number }[] = [];
  readonly names: Naming[] = [];
  /** Who may write it: what is said of hand-overs. */
  readonly handover = new HandoverMarks();
  readonly recovered: Placed<Recovered>[] = [];
  readonly countersigned: Placed<Countersigned>[] = [];
  readonly redacted: { readonly sha256: string; readonly line: number }[] = [];
  /** Types that are not known, with the first line of each. */
  readonly unknown = new Map<string, number>();

  keep(entry: Recorded, line: number): void {
    this.handover.keep(entry, line);
    if (isApproval(entry)) this.#keepApproval(entry, line);
    else if (!isHandover(entry)) this.#keepOther(entry, line);
    else if (entry.type !== 'handover.offered') this.#name([entry.ref], line, entry);
  }

  #keepOther(entry: Recorded, line: number): void {
    switch (entry.type) {
      case 'open':
        this.open = entry;
        this.texts.push(entry.runbook.object);
        this.#name(entry.parents, line, entry);
        break;
      case 'recovered':
        this.recovered.push({ ...entry, line });
        this.#name([entry.ref], line, entry);
        break;
      case 'seal':
        this.seal = { line, entry };
        this.#name(
          entry.parents.filter(({ seg }) => seg !== entry.seg),
          line,
          entry,
        );
        break;
      case 'object':
        this.objects++;
        if (entry.role === 'runbook') this.runbooks.push({ sha256: entry.sha256, part: entry.part });
        break;
      case 'finding':
        if (entry.ref !== null) this.#name([entry.ref], line, entry);
        break;
      case 'countersigned':
        this.countersigned.push({ ...entry, line });
        this.#name([entry.ref], line, entry);
        break;
      case 'redaction':
        this.redacted.push({ sha256: entry.sha256, line });
        break;
      default:
    }
  }

  /** What somebody may ask for stands in lines whose members no tier rests on, so they need not be complete. */
  notice(value: JsonObject): void {
    if (value['type'] === 'runbook.adopted' && typeof value['object'] === 'string')
      this.texts.push(value['object']);
    if (value['type'] === 'context' && policyIn(value)?.approvals?.[0] !== undefined)
      this.asksApproval = true;
  }

  #keepApproval(entry: Extract<Recorded, { readonly type: `approval.${string}` }>, line: number): void {
    this.gated = true;
    if (entry.type === 'approval.answered') this.#name([entry.ref], line, entry);
    if (entry.type === 'approval.used') this.#name(entry.refs, line, entry);
  }

  #name(references: readonly Reference[], line: number, { t: at = 0 }: Recorded): void {
    for (const reference of references) this.names.push({ ...reference, line, at });
  }
}
