/** What a subshell or pipeline sets is gone behind it; what a function declares local stays inside. */
interface Scope {
  readonly kind: 'subshell' | 'function';
  readonly names: Set<string>;
}

/** Follows reads and writes through a statement, in the order of its text. */
export class VariableScopes {
  readonly reads = new Set<string>();
  readonly writes = new Set<string>();
  readonly #scopes: Scope[] = [];
  /** What is still to take effect or to be left, by offset; the nearest one last. */
  readonly #ahead: { readonly at: number; readonly act: () => void }[] = [];

  /** Carries out what takes effect before `offset`, and leaves the scopes that end there. */
  advance(offset: number): void {
    for (let next = this.#ahead.at(-1); next !== undefined && next.at <= offset; next = this.#ahead.at(-1)) {
      this.#ahead.pop();
      next.act();
    }
  }

  enter(kind: Scope['kind'], end: number): void {
    this.#scopes.push({ kind, names: new Set() });
    this.#later(end, () => {
      this.#scopes.pop();
    });
  }

  read(name: string): void {
    const known = this.writes.has(name) || this.#scopes.some(scope => scope.names.has(name));
    if (isName(name) && !known) {
      this.reads.add(name);
    }
  }

  /** Sets a variable once the text before `at` has been read. */
  write(name: string, at: number): void {
    this.#later(at, () => this.#set(name));
  }

  /** As `declare` does: local inside a function. */
  declare(name: string, at: number): void {
    this.#later(at, () => {
      const scope = this.#scopes.findLast(candidate => candidate.kind === 'function');
      if (scope === undefined) {
        this.#set(name);
      } else {
        scope.names.add(name);
      }
    });
  }

  // Nodes nest, so of two things at one offset what was scheduled last comes first.
  #later(at: number, act: () => void): void {
    const place = this.#ahead.findLastIndex(other => other.at >= at) + 1;
    this.#ahead.splice(place, 0, { at, act });
  }

  #set(name: string): void {
    if (!isName(name)) {
      return;
    }
    for (const scope of this.#scopes.toReversed()) {
      if (scope.kind === 'subshell' || scope.names.has(name)) {
        scope.names.add(name);
        return;
      }
    }
    this.writes.add(name);
  }
}

function isName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}
