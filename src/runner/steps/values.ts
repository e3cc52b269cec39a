import type { Notice } from '../../core/run/view/view.ts';
import type { Input } from '../../core/runbook/runbook.ts';
import { isHardlyMasked } from '../../core/output/forms.ts';
import type { Values as FillValues } from '../../core/shell/fill/fill.ts';
import { maskText } from '../output/outputs.ts';

/** The values of a run, secrets included; secrets live here and nowhere else. */
export class Values {
  readonly #held = new Map<string, { readonly value: string; readonly input: Input }>();
  readonly #unsent = new Set<string>();
  #inherited: readonly string[] = [];
  /** What was masked last: a place seldom changes, and is shown all the time. */
  #masked: { readonly secrets: string; readonly text: string; readonly masked: string } | undefined;

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

  /** What is held under names of another text: the same values, as that text takes them. A name it does not have stays held. */
  rebind(inputs: ReadonlyMap<string, Input>): void {
    for (const [name, { value, input }] of this.#held) {
      const now = inputs.get(name);
      // What was a secret stays one for the rest of the run.
      if (now === undefined) continue;
      const kept = { ...now, secret: now.secret || input.secret };
      if (kept.kind === input.kind && kept.secret === input.secret) this.restore(kept, value);
      else this.set(kept, value);
    }
  }

  /** A value that may be shown; undefined for none, and for secrets. */
  get(name: string): string | undefined {
    const held = this.#held.get(name);
    return held === undefined || held.input.secret ? undefined : held.value;
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

  /** What whoever gave a secret should know that masking hardly hides. */
  notices(): readonly Notice[] {
    const names = [...this.#held.values()].flatMap(({ value, input }) =>
      input.secret && isHardlyMasked(value) ? [input.name] : [],
    );
    return names.length === 0 ? [] : [{ kind: 'short-secret', names }];
  }

  /** A text with every secret in it masked. */
  mask(text: string): string {
    const secrets = this.secrets();
    const key = secrets.join('\0');
    if (this.#masked?.text !== text || this.#masked.secrets !== key)
      this.#masked = { secrets: key, text, masked: maskText(text, secrets) };
    return this.#masked.masked;
  }

  /** True for a value that may not be given in the open, since there is a secret in it. */
  holdsSecret(value: string): boolean {
    return this.secrets().some(secret => secret.length >= 4) && this.mask(value) !== value;
  }

  /** Of variables those that hold no secret: for programs that only look where commands would act. */
  harmless(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const all = Object.entries(variables);
    // One pass for all of them; no value holds what keeps them apart.
    const apart = '\0\0';
    const masked = maskText(all.map(([, value]) => value).join(apart), this.secrets()).split(apart);
    return Object.fromEntries(all.filter(([, value], at) => masked[at] === value));
  }

  #select(wanted: (input: Input) => boolean): Readonly<Record<string, string>> {
    const chosen = [...this.#held].filter(([, { input }]) => wanted(input));
    return Object.fromEntries(chosen.map(([name, { value }]) => [name, value]));
  }
}
