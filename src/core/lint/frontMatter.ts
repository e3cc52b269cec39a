import { titled } from '../message/message.ts';
import type { Input } from '../runbook/runbook.ts';
import type { Fix } from './finding.ts';
import type { Document } from './rule.ts';

/** Declares an input in the front matter, which is added if there is none. */
export function declareInput(document: Document, input: Pick<Input, 'name' | 'secret'>): readonly Fix[] {
  const end = document.text.includes('\r\n') ? '\r\n' : '\n';
  const entry = [
    `  ${input.name}:`,
    `    prompt: ${input.name}`,
    ...(input.secret ? ['    secret: true'] : []),
  ];
  const place = placeFor(document);
  if (place === undefined) {
    return [];
  }
  const lines = place.wrap(entry).map(line => line + end);
  return [
    {
      ...titled('fix.declare', { name: input.name }),
      safe: false,
      edits: [{ range: [place.at, place.at], text: lines.join(''), asks: input.name }],
    },
  ];
}

interface Spot {
  readonly at: number;
  readonly wrap: (entry: readonly string[]) => readonly string[];
}

function placeFor({ lines, starts, runbook }: Document): Spot | undefined {
  if (lines[0]?.trimEnd() !== '---') {
    const wrap = (entry: readonly string[]): readonly string[] => ['---', 'inputs:', ...entry, '---', ''];
    return { at: starts[0] ?? 0, wrap };
  }
  const close = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  const key = lines
    .slice(0, Math.max(0, close))
    .findIndex((line, index) => index > 0 && /^inputs:\s*(?:#.*)?$/.test(line));
  const inputs = runbook.meta.frontMatter['inputs'];
  if (close < 0) {
    return undefined;
  }
  if (key > 0) {
    return Array.isArray(inputs) ? undefined : { at: starts[key + 1] ?? 0, wrap: entry => entry };
  }
  return inputs === undefined ? { at: starts[close] ?? 0, wrap: entry => ['inputs:', ...entry] } : undefined;
}
