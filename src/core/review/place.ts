/** A file of a run and the number of its lines, whole or not. */
export interface FileLines {
  readonly file: string;
  readonly lines: number;
}

/** Numbers the lines of all files of a run from 1, as in "entry 87 of 148". */
export class Places {
  /** How many lines there are in all. */
  readonly total: number;
  readonly #before = new Map<string, number>();

  constructor(files: readonly FileLines[]) {
    let total = 0;
    for (const { file, lines } of files) {
      this.#before.set(file, total);
      total += lines;
    }
    this.total = total;
  }

  /** The number of a line; of a file that is not known, as if it came first. */
  of(file: string, line: number): number {
    return (this.#before.get(file) ?? 0) + line;
  }
}
