import type { CommandsStep } from '../runbook/runbook.ts';
import { isBroken } from './commands.ts';

/** Where a block first shows what some program prints. One with a syntax error is one statement: its lines are looked at one by one. */
export function firstOutput(step: CommandsStep): { readonly line: number } | undefined {
  const found = step.statements.find(({ text }) => isOutput(text));
  // A here-document that is never closed may hold anything.
  if (found !== undefined || !isBroken(step) || step.text.includes('<<')) {
    return found;
  }
  const at = step.text.split('\n').findIndex(isOutput);
  return at < 0 ? undefined : { line: step.line + 1 + at };
}

/** Whether a statement is no command but a line of some program's output: a table's border or head, a log line. */
export function isOutput(text: string): boolean {
  const line = text.trim();
  return outputs.some(pattern => pattern.test(line));
}

const outputs: readonly RegExp[] = [
  // +-----+-----+, |----|, =====
  /^[+|][-=+|\s]{4,}|^[-=]{4,}(?:\s|$)/,
  // NAME   READY   STATUS
  /^[A-Z][A-Z_()%/-]+(?: [A-Z_()%/-]+)*(?:\s{2,}[A-Z][A-Z_()%/-]+(?: [A-Z_()%/-]+)*)+\s*$/,
  // 2024-01-02T03:04:05, 10:20:30, Apr 12 10:20:30
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^\d\d:\d\d:\d\d\b|^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}\s+\d\d:/,
  // HTTP/1.1 200 OK, Content-Type: application/json
  /^HTTP\/\d(?:\.\d)? \d{3}\b|^[A-Z][\w-]*-[A-Z][\w-]*: \S/,
  // {"level":"info", … and [{"…
  /^[[{]\s*"[\w.-]+"\s*:|^"[\w.-]+"\s*:/,
  // web-7d9c-x2   1/1   Running, and any row of five columns
  /^[a-z0-9][\w.-]*\s{2,}(?:\d+\/\d+|Ready|Running|Active|Bound|True|False)\s{2,}\S/,
  /^[\w.:/-]+(?: {2,}[\w.:/<>()%-]+){4,}\s*$/,
  // Error: …, WARNING …, 3 packets transmitted
  /^(?:Error|ERROR|Warning|WARNING|INFO|DEBUG|FATAL|Events?|Usage)(?::|\s+\[)/,
];
