import type { Runbook, Section } from '../runbook/runbook.ts';
import { durationWords, timeWords } from './times.ts';

/** The facts of a run that a runbook's own report can ask for. */
export interface ToldRun {
  readonly run: string;
  readonly operators: readonly string[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly lastAt: string;
  readonly walkedFrom?: string;
  readonly durationMs: number;
  readonly result: 'done' | 'aborted' | 'open';
  readonly values: readonly { readonly name: string; readonly value?: string }[];
  readonly sections: readonly { readonly steps: readonly ToldStep[] }[];
}

interface ToldStep {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly attempts: readonly { readonly outcome: string; readonly exit?: number }[];
}

/** What a blank of a report asks for, as far as a log can answer it. */
type Asked = 'date' | 'began' | 'ended' | 'duration' | 'operator' | 'result' | 'rollback' | 'issues' | 'run';

// Labels as teams write them, in English, Turkish, German and Spanish; without marks, in lower case.
const labels: Readonly<Record<Asked, readonly string[]>> = {
  date: ['date', 'deployment date', 'tarih', 'datum', 'fecha'],
  began: [
    ...['start', 'start time', 'started', 'started at', 'began', 'başlangıç', 'başlangıç saati', 'başlama'],
    ...['beginn', 'start zeit', 'startzeit', 'inicio', 'hora de inicio'],
  ],
  ended: [
    ...[
      'end',
      'end time',
      'ended',
      'finished',
      'finished at',
      'completed',
      'completed at',
      'bitiş',
      'bitiş saati',
    ],
    ...['ende', 'endzeit', 'fin', 'hora de fin'],
  ],
  duration: [
    ...[
      'duration',
      'total duration',
      'actual duration',
      'deployment duration',
      'total time',
      'süre',
      'toplam süre',
    ],
    ...['dağıtım süresi', 'dauer', 'gesamtdauer', 'duración', 'duración total'],
  ],
  operator: [
    ...[
      'operator',
      'executed by',
      'deployed by',
      'performed by',
      'run by',
      'operatör',
      'yürüten',
      'uygulayan',
    ],
    ...['durchgeführt von', 'ausgeführt von', 'operador', 'ejecutado por', 'realizado por'],
  ],
  result: ['status', 'result', 'outcome', 'durum', 'sonuç', 'ergebnis', 'estado', 'resultado'],
  rollback: [
    ...['rollback', 'rollback needed', 'rollback performed', 'rolled back', 'geri alma', 'geri alma gerekti'],
    ...['geri alma gerekti mi', 'zurückgerollt', 'rollback nötig', 'reversión', 'rollback necesario'],
  ],
  issues: [
    ...[
      'issues',
      'issues encountered',
      'problems',
      'failures',
      'failed steps',
      'sorunlar',
      'karşılaşılan sorunlar',
    ],
    ...['probleme', 'aufgetretene probleme', 'problemas', 'incidencias'],
  ],
  run: ['run', 'run id', 'log', 'çalıştırma', 'günlük', 'lauf', 'ejecución', 'registro'],
};

/** Sections of rolling back and all below them: one of its options is rolled back by, too. */
function insideRollback(sections: readonly Section[], isInside = false): readonly Section[] {
  return sections.flatMap(section => {
    const inside = isInside || section.role === 'rollback';
    return [...(inside ? [section] : []), ...insideRollback(section.sections, inside)];
  });
}

/** What a run's log proves, by the labels of a report's blanks. */
export class Proven {
  readonly #told: ToldRun;
  readonly #rollbacks: readonly string[];
  readonly #recorded: ReadonlyMap<string, string>;
  /** What people recorded or gave, by its label; what two say differently is nobody's word. */
  readonly #said = new Map<string, string | undefined>();

  constructor(runbook: Runbook, told: ToldRun, branches: readonly string[]) {
    this.#told = told;
    this.#rollbacks = insideRollback(runbook.sections)
      .filter(({ id }) => branches.includes(id))
      .map(({ title }) => title);
    const recorded = told.sections.flatMap(({ steps }) =>
      steps.flatMap(step => Object.entries(step.values ?? {})),
    );
    const given = told.values.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value] as const],
    );
    this.#recorded = new Map(recorded);
    for (const [name, value] of [...recorded, ...given]) this.#hear(plainLabel(name), value);
  }

  /** What a person wrote into exactly this blank during the run. */
  recorded(name: string): string | undefined {
    return this.#recorded.get(name);
  }

  /** What a person wrote into the blanks of one step; undefined if nobody did. */
  filledIn(step: string): Readonly<Record<string, string>> | undefined {
    return this.#told.sections.flatMap(({ steps }) => steps).find(({ id }) => id === step)?.values;
  }

  /** The answer to a label; undefined if the log has none. */
  answer(label: string): string | undefined {
    const plain = plainLabel(label);
    const said = this.#said.get(plain);
    if (said !== undefined) return said;
    const asked = askedBy(plain);
    return asked === undefined ? undefined : this.#fact(asked);
  }

  /** What the log says below a heading of issues or of rolling back. */
  remark(heading: string): string | undefined {
    const asked = askedBy(plainLabel(heading));
    if (asked === 'issues') return this.#fact('issues');
    return asked === 'rollback' ? this.#fact('rollback') : undefined;
  }

  #hear(label: string, value: string): void {
    const before = this.#said.get(label);
    this.#said.set(label, this.#said.has(label) && before !== value ? undefined : value);
  }

  #fact(asked: Asked): string {
    const { startedAt, walkedFrom = startedAt, lastAt, durationMs, operators, result, run } = this.#told;
    switch (asked) {
      case 'date':
        return startedAt.slice(0, 10);
      case 'began':
        return `${timeWords(Date.parse(walkedFrom))} UTC`;
      case 'ended':
        return result === 'open' ? 'still open' : `${timeWords(Date.parse(lastAt))} UTC`;
      case 'duration':
        return durationWords(durationMs);
      case 'operator':
        return operators.join(', then ');
      case 'result':
        return { done: 'done', aborted: 'aborted', open: 'still open' }[result];
      case 'rollback':
        return this.#rollbacks.length === 0 ? 'none was entered' : `entered: ${this.#rollbacks.join(', ')}`;
      case 'issues':
        return this.#issues();
      case 'run':
        return run;
    }
  }

  #issues(): string {
    const steps = this.#told.sections.flatMap(section => section.steps);
    const failed = steps.filter(
      ({ status, attempts }) =>
        status === 'failed' || attempts.some(({ outcome, exit }) => outcome !== 'exited' || exit !== 0),
    );
    if (failed.length === 0) return 'no command failed';
    return `a command failed in: ${failed.map(({ title }) => title).join('; ')}`;
  }
}

function askedBy(plain: string): Asked | undefined {
  return (Object.keys(labels) as Asked[]).find(asked => labels[asked].includes(plain));
}

/** A label without marks, numbers in front and what a table's column adds: `Deployment duration · Actual`. */
export function plainLabel(label: string): string {
  const [first = ''] = label.split(' · ');
  return first
    .replace(/[*_`#[\]{}<>:?]/g, ' ')
    .replace(/^[\s\d.)-]+/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLocaleLowerCase('en');
}
