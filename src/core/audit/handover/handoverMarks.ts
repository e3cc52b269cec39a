import type { HandoverAccepted, HandoverOffered, HandoverWithdrawn } from './handover.ts';
import type { Recorded } from '../entry.ts';

/** What decides in a segment who may write it: what is said of hand-overs, and the first of all other entries behind each of those. */
export type HandoverMark =
  | { readonly kind: 'offered'; readonly line: number; readonly entry: Recorded<HandoverOffered> }
  | { readonly kind: 'withdrawn'; readonly line: number; readonly entry: Recorded<HandoverWithdrawn> }
  | { readonly kind: 'accepted'; readonly line: number; readonly entry: Recorded<HandoverAccepted> }
  /** Something was done. */
  | { readonly kind: 'other'; readonly line: number };

/** What may stand anywhere, since nobody does anything by it: what opens, describes a crash, keeps and signs. */
export const idle: ReadonlySet<string> = new Set(['open', 'recovered', 'object', 'checkpoint', 'sig']);

/** The marks of a segment, gathered as its lines come. */
export class HandoverMarks {
  readonly all: HandoverMark[] = [];
  #watches = true;

  /** True if another entry would be the first behind a mark. */
  get watches(): boolean {
    return this.#watches;
  }

  /** An entry that a check reads. */
  keep(entry: Recorded, line: number): void {
    switch (entry.type) {
      case 'handover.offered':
        this.#add({ kind: 'offered', line, entry });
        return;
      case 'handover.withdrawn':
        this.#add({ kind: 'withdrawn', line, entry });
        return;
      case 'handover.accepted':
        this.#add({ kind: 'accepted', line, entry });
        return;
      default:
        if (!idle.has(entry.type)) this.pass(line);
    }
  }

  /** An entry of whatever other type. */
  pass(line: number): void {
    if (!this.#watches) return;
    this.all.push({ kind: 'other', line });
    this.#watches = false;
  }

  #add(mark: HandoverMark): void {
    this.all.push(mark);
    this.#watches = true;
  }
}
