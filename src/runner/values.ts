import type { Input } from '../core/runbook/runbook.ts';
import type { Values as FillValues } from '../core/shell/fill.ts';

/** The values of a run, secrets included; secrets live here and nowhere else. */
export class Values {
  readonly #held = new Map<string, { readonly value: string; readonly input: Input }>();
  readonly #unsent = new Set<string>();
  #inherited: readonly string[] = [];

  set(input: Input, value: string): void {
    this.#held.set(input.name, { value, input });
    if (input.kind === 'variable' && !input.secret) this.#unsent.add(input.name);
  }

  /** As `set`, of a value that the session has already. */
  restore(input: Input, value: string): void {
    this.#held.set(input.name, { value, input });
  }

  /** Secrets that the session inherits, whether the runbook asks for them or not. */
  inherit(secrets: readonly string[]): void {
    this.#inherited = secrets;
  }

  has(name: string): boolean {
    return this.#held.has(name);
  }

  /** Values for the holes of a statement's text; the text names a variable in place of a secret. */
  forText(): FillValues {
    const holes = Object.entries(this.#select(({ kind }) => kind === 'placeholder'));
    return Object.fromEntries(
      holes.map(([name, value]) => [
        name,
        this.#held.get(name)?.input.secret === true ? { secret: value } : value,
      ]),
    );
  }

  /** Variables that the session does not know yet; it keeps them, and the runbook may change them. */
  takeUnsent(): Readonly<Record<string, string>> {
    const fresh = this.#select(({ name }) => this.#unsent.has(name));
    this.#unsent.clear();
    return fresh;
  }

  /** Secret variables, which the session never keeps. Every statement is given them: it may call a function that reads one. */
  forStatement(): Readonly<Record<string, string>> {
    return this.#select(({ kind, secret }) => kind === 'variable' && secret);
  }

  /** What must never be seen in an output or a log. */
  secrets(): readonly string[] {
    const held = [...this.#held.values()].filter(({ input }) => input.secret).map(({ value }) => value);
    return [...new Set([...held, ...this.#inherited])];
  }

  #select(wanted: (input: Input) => boolean): Readonly<Record<string, string>> {
    const chosen = [...this.#held].filter(([, { input }]) => wanted(input));
    return Object.fromEntries(chosen.map(([name, { value }]) => [name, value]));
  }
}
