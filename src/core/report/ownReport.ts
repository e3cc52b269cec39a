import { walkSections } from '../run/view/page.ts';
import { blanksOf, fillBlanks, piecesOf } from '../runbook/blanks.ts';
import type { Input, RecordStep, Runbook, Step, TemplateStep } from '../runbook/runbook.ts';
import { Proven, type ToldRun } from './proven.ts';

/** A runbook's own report template or metric table, filled from the log. */
export interface OwnReport {
  /** Id of the step in the runbook. */
  readonly step: string;
  readonly title: string;
  /** Markdown; what the log does not say is blank and marked. */
  readonly text: string;
  readonly filled: number;
  readonly blank: number;
}

/** Stands where nobody but a person knows. */
const blank = '____';

// English, Turkish, German, Spanish.
const reports =
  /\b(?:reports?|summary|post-?deployment|informe|reporte|resumen|bericht|zusammenfassung)\b|rapor|özet|bericht\b/iu;
const metrics =
  /\b(?:metrics?|criteria|kpis?|kennzahlen|kriterien|métricas|criterios)\b|metrik|ölçüt|kriter/iu;

/**
 * The reports that a runbook asks for and the templates that people filled, in its order. Values that a template shows are examples,
 * and never passed off as facts.
 */
export function ownReports(
  runbook: Runbook,
  told: ToldRun,
  branches: readonly string[],
): readonly OwnReport[] {
  const proven = new Proven(runbook, told, branches);
  return walkSections(runbook.sections).flatMap(([section]) =>
    allSteps(section.steps).flatMap(step => {
      const where = `${section.title}\n${step.title}\n${firstLine(step)}`;
      if (step.kind === 'template') {
        const said = proven.filledIn(step.id);
        const written = linesOf(step, said ?? {}, runbook.inputs);
        if (reports.test(where)) return [fillTemplate(step, proven, written)];
        return said === undefined ? [] : [{ step: step.id, title: step.title, ...asFilled(written) }];
      }
      const wanted = step.kind === 'record' && (reports.test(where) || metrics.test(where));
      return wanted ? [fillTable(step, proven)] : [];
    }),
  );
}

function allSteps(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap(step => [step, ...allSteps(step.steps ?? [])]);
}

const firstLine = (step: Step): string => ('text' in step ? (step.text.split('\n')[0] ?? '') : '');

/** `**Duration:** 45 minutes`, `- Lead: [Name]`: what stands before the value, the label, the value. */
const labelled =
  /^(\s*(?:[-*+]\s+)?(?:\*\*|__)?([\p{L}][^:|*\n]{0,60}?)(?:\*\*|__)?:(?:\*\*|__)?)[ \t]*(.*)$/u;

/** A line of a template, with what people wrote into its blanks. */
interface Written {
  readonly text: string;
  readonly filled: number;
  readonly blank: number;
}

function linesOf(
  { text, placeholders }: TemplateStep,
  said: Readonly<Record<string, string>>,
  inputs: readonly Input[],
): readonly Written[] {
  const blanks = blanksOf({ text, placeholders }, inputs);
  let start = 0;
  return text.split('\n').map(line => {
    const from = start;
    start += line.length + 1;
    const own = blanks
      .filter(blank => blank.start >= from && blank.end < start)
      .map(blank => ({ ...blank, start: blank.start - from, end: blank.end - from }));
    const filled = own.filter(({ name }) => Object.hasOwn(said, name)).length;
    const written = fillBlanks(piecesOf(line, own), ({ name }) =>
      Object.hasOwn(said, name) ? oneLine(said[name] ?? '') : undefined,
    );
    return { text: written.text, filled, blank: own.length - filled };
  });
}

/** A template as somebody filled it. */
function asFilled(lines: readonly Written[]): Pick<OwnReport, 'text' | 'filled' | 'blank'> {
  return {
    text: lines.map(({ text }) => text).join('\n'),
    filled: lines.reduce((sum, { filled }) => sum + filled, 0),
    blank: lines.reduce((sum, { blank: left }) => sum + left, 0),
  };
}

function fillTemplate(step: TemplateStep, proven: Proven, written: readonly Written[]): OwnReport {
  const counts = { filled: 0, blank: 0 };
  const lines = written.flatMap(({ text: line, filled, blank: left }): readonly string[] => {
    if (filled > 0) {
      // A person's own word is not asked for twice.
      counts.filled += filled;
      counts.blank += left;
      return [line];
    }
    const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
    const remark = heading === undefined ? undefined : proven.remark(heading);
    if (remark !== undefined) {
      counts.filled += 1;
      return [line, `From the log: ${remark}.`];
    }
    const [, start, label, value = ''] = /^\s*[-*+]\s+\[[ xX]\]/.test(line)
      ? []
      : (labelled.exec(line) ?? []);
    if (start === undefined || label === undefined || value.startsWith('//')) return [line];
    const answer = proven.answer(label);
    counts[answer === undefined ? 'blank' : 'filled'] += 1;
    return [`${start} ${answer === undefined ? unknown(value) : oneLine(answer)}`];
  });
  return { step: step.id, title: step.title, text: lines.join('\n'), ...counts };
}

/** What the template showed is kept, as what it is. */
function unknown(value: string): string {
  const shown = value.trim();
  const empty = shown === '' || /^(?:\[[^\]]*\]|<[^>]*>|\{\{[^}]*\}\}|_+)$/.test(shown);
  return `${blank} (not in the log${empty ? '' : `; the template shows: ${shown}`})`;
}

function fillTable(step: RecordStep, proven: Proven): OwnReport {
  const counts = { filled: 0, blank: 0 };
  const [head = '', ...rows] = step.text.split('\n');
  const columns = head.split('|').slice(2);
  const lines = rows.map(row => {
    const [, label = '', ...cells] = row.split('|');
    const first = cells.findIndex(isHole);
    if (first < 0) return row;
    const filled = cells.map((cell, index) => {
      if (!isHole(cell)) return cell;
      const recorded = proven.recorded(`${label.trim()} · ${columns[index]?.trim() ?? ''}`);
      // The first blank of a row is the value; one of judgement behind it stays with people.
      const answer = recorded ?? (index === first ? proven.answer(label) : undefined);
      counts[answer === undefined ? 'blank' : 'filled'] += 1;
      return answer === undefined ? cell : ` ${oneLine(answer).replaceAll('|', String.raw`\|`)} `;
    });
    return ['', label, ...filled].join('|');
  });
  return { step: step.id, title: step.title, text: [head, ...lines].join('\n'), ...counts };
}

const isHole = (cell: string): boolean => /_{2,}|⬜|☐|^\s*\[[^\]]*\]\s*$/u.test(cell);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
