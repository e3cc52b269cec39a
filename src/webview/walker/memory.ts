import { fields, number, optional, tableOf, text, truth, type Of } from '../../protocol/shape.ts';

// What is purely of the view: which rows are open, what is typed and not sent, where the focus was. It outlives the page
// (VS Code drops a hidden one) and belongs to one run; no secret is ever part of it, since VS Code keeps it on disk.

const saved = fields({
  /** URI of the runbook, by which the host revives the panel. */
  runbook: text(),
  run: text(),
  scroll: number,
  focus: optional(text()),
  open: tableOf(truth),
  phases: tableOf(truth),
  forms: tableOf(text()),
  typed: tableOf(text()),
  left: optional(text()),
});

export type Saved = Of<typeof saved>;

/** Reads what an earlier page saved; undefined where it is not that. */
export function readSaved(state: unknown): Saved | undefined {
  return saved(state) ? state : undefined;
}

/** The view's own state; every change names the card it concerns, so that only that card is drawn again. */
export class Memory {
  readonly #open = new Map<string, boolean>();
  readonly #phases = new Map<string, boolean>();
  readonly #forms = new Map<string, string>();
  readonly #typed = new Map<string, string>();
  readonly #secret = new Set<string>();
  readonly #revisions = new Map<string, number>();
  #loads = 0;
  /** The step of the path that had the focus last: the way back from a branch leads there. */
  left: string | undefined;

  isOpen(card: string): boolean | undefined {
    return this.#open.get(card);
  }

  setOpen(card: string, open: boolean): void {
    this.#open.set(card, open);
    this.touch(card);
  }

  isPhaseOpen(phase: string): boolean | undefined {
    return this.#phases.get(phase);
  }

  setPhaseOpen(phase: string, open: boolean): void {
    this.#phases.set(phase, open);
  }

  /** The inline form that is open in a place, if one is. */
  form(place: string): string | undefined {
    return this.#forms.get(place);
  }

  setForm(place: string, form: string | undefined): void {
    if (form === undefined) this.#forms.delete(place);
    else this.#forms.set(place, form);
    this.touch(place);
  }

  typed(field: string): string | undefined {
    return this.#typed.get(field);
  }

  /** Keeps what stands in a field; the field shows it already, so nothing is drawn again. */
  type(field: string, text: string): void {
    this.#typed.set(field, text);
  }

  /** As `type`, for a field whose text must not be saved. */
  typeSecret(field: string, text: string): void {
    this.#secret.add(field);
    this.#typed.set(field, text);
  }

  forget(field: string): void {
    this.#typed.delete(field);
  }

  touch(place: string): void {
    this.#revisions.set(place, this.revision(place) + 1);
  }

  /** Grows with every change in a place. */
  revision(place: string): number {
    return this.#loads + (this.#revisions.get(place) ?? 0);
  }

  save(where: Pick<Saved, 'runbook' | 'run' | 'scroll' | 'focus'>): Saved {
    const typed = [...this.#typed].filter(([field]) => !this.#secret.has(field));
    return {
      ...where,
      open: Object.fromEntries(this.#open),
      phases: Object.fromEntries(this.#phases),
      forms: Object.fromEntries(this.#forms),
      typed: Object.fromEntries(typed),
      ...(this.left === undefined ? {} : { left: this.left }),
    };
  }

  load(state: Saved): void {
    // What was typed may stand in any card, so every one of them is drawn again.
    this.#loads += 1;
    this.left = state.left;
    for (const [card, open] of Object.entries(state.open)) this.setOpen(card, open);
    for (const [phase, open] of Object.entries(state.phases)) this.#phases.set(phase, open);
    for (const [place, form] of Object.entries(state.forms)) this.setForm(place, form);
    for (const [field, text] of Object.entries(state.typed)) this.#typed.set(field, text);
  }
}
