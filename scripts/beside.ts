// A reporter for vitest: what its JSON report does not tell, which is errors beside all tests (a rejection that nobody waits for, a
// process that died). They lie in an array beside the JSON report, with the test file they came from where that is known.
import { writeFileSync } from 'node:fs';
import type { Reporter, Vitest } from 'vitest/node';

export interface Beside {
  readonly file?: string;
  readonly message: string;
}

/** Where the errors lie that belong to a JSON report. */
export function besideOf(report: string): string {
  return report.replace(/\.json$/, '.beside.json');
}

class BesideReporter implements Reporter {
  #path = '';

  onInit({ config }: Vitest): void {
    const { outputFile } = config;
    if (typeof outputFile === 'object' && outputFile.json !== undefined)
      this.#path = besideOf(outputFile.json);
  }

  onTestRunEnd(...[, errors]: Parameters<NonNullable<Reporter['onTestRunEnd']>>): void {
    const all: readonly Beside[] = errors.map(({ message, VITEST_TEST_PATH: file }) => ({
      message,
      ...(typeof file === 'string' ? { file } : {}),
    }));
    writeFileSync(this.#path, JSON.stringify(all));
  }
}

// The name by which vitest asks for it.
export { BesideReporter as default };
