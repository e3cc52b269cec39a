// What a folder's lines say, read by nothing of the product: the model looks at the bytes that everybody looks at.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Name, Team } from './team.ts';

export interface Line {
  readonly [key: string]: unknown;
  readonly type: string;
  readonly seq: number;
  readonly t: number;
  readonly hash: string;
}

/** One person's part of a run. */
export interface Part {
  readonly file: string;
  readonly seg: number;
  readonly role: string;
  readonly who: Name | undefined;
  readonly key: string;
  readonly lines: readonly Line[];
  /** How many lines of other parts it names, by their number. */
  readonly seen: ReadonlyMap<number, number>;
  /** Bytes behind the last line. */
  readonly tail: number;
  /** What it says stood behind the lines of other parts when they broke off. */
  readonly torn: ReadonlyMap<number, number>;
}

/** A run as one folder tells it. */
export interface Story {
  readonly folder: string;
  readonly parts: readonly Part[];
  /** Those of the operators, in order. */
  readonly walked: readonly Part[];
  /** Bytes of those that died in their first line, by the number in their name. */
  readonly hollow: ReadonlyMap<number, number>;
}

export function textIn(line: Line, key: string): string {
  const text = line[key];
  return typeof text === 'string' ? text : '';
}

export const digestOf = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('hex');

function linesIn(texts: readonly string[]): readonly Line[] {
  return texts
    .filter(text => text.endsWith('\n'))
    .map(text => ({ ...(JSON.parse(text) as Line), hash: digestOf(text) }));
}

interface Named {
  readonly seg: number;
  readonly lines: number;
}

function partOf(folder: string, file: string, team: Team): readonly Part[] {
  const texts = fs.readFileSync(join(folder, file), 'utf8').split(/(?<=\n)/);
  const lines = linesIn(texts);
  const [open] = lines;
  if (open === undefined) return [];
  const key = textIn(open, 'signer');
  const named = [
    ...((open['parents'] ?? []) as readonly Named[]),
    ...lines.flatMap(({ type, ref }) => (type === 'recovered' ? [ref as Named] : [])),
  ];
  const seen = new Map<number, number>();
  for (const { seg, lines: count } of named) seen.set(seg, Math.max(count, seen.get(seg) ?? 0));
  const torn = new Map(
    lines.flatMap(({ type, ref, tornBytes }) =>
      type === 'recovered' ? [[(ref as Named).seg, tornBytes as number] as const] : [],
    ),
  );
  const tail = texts.at(-1)?.endsWith('\n') === false ? Buffer.byteLength(texts.at(-1) ?? '') : 0;
  const said = { seg: open['seg'] as number, role: textIn(open, 'role'), who: team.whose(key), key };
  return [{ file, ...said, lines, seen, tail, torn }];
}

/** Undefined where the run is not here. */
export function readStory(folder: string, team: Team): Story | undefined {
  if (!fs.existsSync(folder)) return undefined;
  const files = fs.readdirSync(folder).filter(name => name.endsWith('.jsonl'));
  const parts = files.sort().flatMap(file => partOf(folder, file, team));
  const walked = parts.filter(({ role }) => role === 'operator').sort((a, b) => a.seg - b.seg);
  const named = new Set(parts.map(({ file }) => file));
  const hollow = new Map(
    files
      .filter(file => !named.has(file))
      .map(file => [parseInt(file, 10), fs.statSync(join(folder, file)).size] as const),
  );
  return walked.length === 0 ? undefined : { folder, parts, walked, hollow };
}

/** Whether something is missing here that a part of the story names. */
export function hasGap({ parts, walked, hollow }: Story): boolean {
  const lines = new Map(parts.map(part => [part.seg, part.lines.length]));
  const named = parts.some(({ seen }) => [...seen].some(([seg, count]) => (lines.get(seg) ?? 0) < count));
  const tails = new Map([...hollow, ...parts.map(part => [part.seg, part.tail] as const)]);
  const torn = parts.some(one => [...one.torn].some(([seg, bytes]) => tails.get(seg) !== bytes));
  return named || torn || walked[0]?.seg !== 0;
}

/** Whether some end of it is signed by nobody, or was torn off and nobody said so. */
export function hasLooseEnd({ parts }: Story): boolean {
  return parts.some(part => {
    const said = parts.some(({ torn }) => torn.has(part.seg));
    const named = parts.some(
      ({ seen, lines }) =>
        (seen.get(part.seg) ?? 0) >= part.lines.length && lines.some(({ type }) => type === 'sig'),
    );
    return (part.tail > 0 && !said) || (part.lines.at(-1)?.type !== 'sig' && !named);
  });
}

/** Whether two have gone on from one place: the parts of the operators do not follow each other. */
export function isForked({ walked }: Story): boolean {
  return walked.some((part, index) => {
    const before = walked[index - 1];
    if (before === undefined) return false;
    return before.seg === part.seg || (part.seen.get(before.seg) ?? 0) < before.lines.length;
  });
}

export const isSealed = ({ walked }: Story): boolean =>
  walked.some(({ lines }) => lines.some(({ type }) => type === 'seal'));

/** An offer that nobody has taken up or back. */
export function offerIn({ walked }: Story): Line | undefined {
  const last = walked.flatMap(({ lines }) => lines).findLast(({ type }) => type.startsWith('handover.'));
  return last?.type === 'handover.offered' ? last : undefined;
}

const nothing = new Set(['open', 'recovered', 'object', 'checkpoint', 'sig']);

/** Who walked a run last; whoever could do nothing has not. */
export const lastOf = ({ walked }: Story): Name | undefined =>
  walked.findLast(({ lines }) => lines.some(({ type }) => !nothing.has(type)))?.who ?? walked[0]?.who;

export const operatorsOf = ({ walked }: Pick<Story, 'walked'>): ReadonlySet<Name | undefined> =>
  new Set(walked.map(({ who }) => who));
