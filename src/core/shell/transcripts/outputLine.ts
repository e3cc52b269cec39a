import { anyOf } from '../../anyOf.ts';
import { looksLikeCommandLine } from '../programs/commandLine.ts';

/** Whether a line is no command but what some program prints: a table's border, head or row, a log line, an answer's head. */
export function isOutputLine(text: string): boolean {
  const line = text.trim();
  return outputs.test(line) && !looksLikeCommandLine(line);
}

const outputs = anyOf(
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
  // 1) "master"; curl: (6) Could not …; ==> Running …; {... , "e": …; I0611 11:13:35.048771
  /^(?:\d+\)\s+)+(?:"|\((?:integer|nil)\))|^[a-z][\w-]*: \(\d+\) \S|^==> \S|^[[{]\s*(?:\.{3}|…)|^[IWEF]\d{4} \d\d:\d\d:\d\d/,
  // Created [https://…], created key [08b2…] of type [json] as [key.json]
  /^(?:[Cc]reated|Updated|Deleted|Activated|Removed)\b[^$|;&`]{0,200}\[[^\]\s]{3,}\]/,
  // Error: …, WARNING …, 3 packets transmitted
  /^(?:Error|ERROR|Warning|WARNING|INFO|DEBUG|FATAL|Events?|Usage)(?::|\s+\[)/,
);
