import { tell } from '../../message/message.ts';
import type { Problem } from '../../shell/statement.ts';

/** A file's bytes as lines of text. */
export interface SourceText {
  /** Without line ends; index 0 is source line 1. */
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
}

/** Decodes UTF-8, or UTF-16 where a byte order mark says so; what cannot be decoded becomes U+FFFD and a problem. */
export function decodeSource(bytes: Uint8Array): SourceText {
  const wide = wideEncoding(bytes);
  const text = new TextDecoder(wide ?? 'utf-8').decode(bytes);
  const lines = text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
  const problems: Problem[] = [];
  if (wide !== undefined) {
    problems.push({
      code: 'not-utf8',
      severity: 'warning',
      ...tell('remark.notUtf8', { encoding: wide.toUpperCase() }),
      line: 1,
      endLine: 1,
    });
  }
  if (text.includes('\uFFFD')) addLost(lines, problems);
  if (text.includes('\0')) addNul(lines, problems);
  return { lines, problems };
}

function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return 'utf-16le';
  }
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function addLost(lines: readonly string[], problems: Problem[]): void {
  const lost = lines.flatMap((line, index) => (line.includes('\uFFFD') ? [index + 1] : []));
  const first = lost[0];
  if (first !== undefined) {
    problems.push({
      code: 'invalid-utf8',
      severity: 'warning',
      ...(lost.length === 1
        ? tell('remark.invalidUtf8.one')
        : tell('remark.invalidUtf8.many', { count: lost.length })),
      line: first,
      endLine: first,
    });
  }
}

function addNul(lines: readonly string[], problems: Problem[]): void {
  const first = lines.findIndex(line => line.includes('\0'));
  if (first >= 0) {
    problems.push({
      code: 'nul-character',
      severity: 'warning',
      ...tell('remark.nul'),
      line: first + 1,
      endLine: first + 1,
    });
  }
}
