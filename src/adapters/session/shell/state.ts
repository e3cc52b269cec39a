/** What the hook said of the shell after a statement; texts are bytes as latin1, for names and values need not be UTF-8. */
export interface ShellState {
  readonly nonce: string;
  readonly sections: Readonly<Record<string, string>>;
}

/** A state larger than this is not kept: its statement put a file into a variable. */
const largest = 16 * 1024 * 1024;

/** Gathers what comes through the state pipe into whole states. */
export class StateReader {
  readonly #take: (state: ShellState) => void;
  #text = '';

  constructor(take: (state: ShellState) => void) {
    this.#take = take;
  }

  push(bytes: Buffer): void {
    const end = /\n([0-9a-f]{16}) end\n/g;
    end.lastIndex = Math.max(0, this.#text.length - 32);
    this.#text += bytes.toString('latin1');
    for (let match = end.exec(this.#text); match !== null; match = end.exec(this.#text)) {
      const text = this.#text.slice(0, match.index);
      this.#text = this.#text.slice(end.lastIndex);
      end.lastIndex = 0;
      this.#take({ nonce: match[1] ?? '', sections: divide(text, match[1] ?? '') });
    }
    if (this.#text.length > largest) this.#text = this.#text.slice(-4096);
  }
}

function divide(text: string, nonce: string): Record<string, string> {
  const sections: Record<string, string> = {};
  const parts = text.split(new RegExp(`\\n${nonce} (\\S+)\\n`));
  // What stands before the first name are the traps of the hook's own kind.
  sections['hook-traps'] = parts[0] ?? '';
  for (let index = 1; index + 1 < parts.length; index += 2)
    sections[parts[index] ?? ''] = parts[index + 1] ?? '';
  return sections;
}
