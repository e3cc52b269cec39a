import { isApproval } from './approval.ts';
import type { Countersigned } from './countersign.ts';
import { HandoverMarks } from './handoverMarks.ts';
import { isHandover } from './handover.ts';
import type { Entry, Open, Recorded, Recovered, Reference, Seal } from './entry.ts';

export interface Naming extends Reference {
  /** The line that names it. */
  readonly line: number;
}

type Placed<E extends Entry> = Recorded<E> & { readonly line: number };

/** What the entries of one segment say that concerns more than their own line. */
export class SegmentFacts {
  open: Recorded<Open> | undefined;
  seal: { readonly line: number; readonly entry: Recorded<Seal> } | undefined;
  objects = 0;
  /** Whether it says anything of approvals: then gates are looked at more closely. */
  gated = false;
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
    else if (entry.type !== 'handover.offered') this.#name([entry.ref], line);
  }

  #keepOther(entry: Recorded, line: number): void {
    switch (entry.type) {
      case 'open':
        this.open = entry;
        this.#name(entry.parents, line);
        break;
      case 'recovered':
        this.recovered.push({ ...entry, line });
        this.#name([entry.ref], line);
        break;
      case 'seal':
        this.seal = { line, entry };
        this.#name(
          entry.parents.filter(({ seg }) => seg !== entry.seg),
          line,
        );
        break;
      case 'object':
        this.objects++;
        break;
      case 'finding':
        if (entry.ref !== null) this.#name([entry.ref], line);
        break;
      case 'countersigned':
        this.countersigned.push({ ...entry, line });
        this.#name([entry.ref], line);
        break;
      case 'redaction':
        this.redacted.push({ sha256: entry.sha256, line });
        break;
      default:
    }
  }

  #keepApproval(entry: Extract<Recorded, { readonly type: `approval.${string}` }>, line: number): void {
    this.gated = true;
    if (entry.type === 'approval.answered') this.#name([entry.ref], line);
    if (entry.type === 'approval.used') this.#name(entry.refs, line);
  }

  #name(references: readonly Reference[], line: number): void {
    for (const reference of references) this.names.push({ ...reference, line });
  }
}
