import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { expect, test } from 'vitest';
import { logFormat } from '../../../src/core/audit/line/format.ts';
import { entryBodies } from '../../../src/core/audit/line/schema.ts';
import { resumeRun } from '../../../src/adapters/audit/journal/run.ts';
import { newSessionKey } from '../../../src/adapters/audit/keys/sessionKey.ts';
import { root } from '../../../scripts/project.ts';
import { read, resign, write } from './forge.ts';
import { done, linesOf, Machine, segmentPath } from './kit.ts';

// `handrail-log/1` is frozen: whoever wrote or read a log with an earlier version of Handrail, or with a program of their own, relies
// on its rules. frozen.json holds what they rely on. Things may be added to it (UPDATE_GOLDENS=1 does); nothing that stands there is
// changed or removed but with another name of the format, as docs/audit-log.md says under "Versions".

const path = join(import.meta.dirname, 'frozen.json');
const vectors = join(import.meta.dirname, '../../vectors');

/** For each vector one digest, for each type its checked members, for each part of the page its sentences. */
interface Frozen {
  readonly format: string;
  readonly vectors: Readonly<Record<string, string>>;
  readonly entries: Readonly<Record<string, readonly string[]>>;
  readonly specification: Readonly<Record<string, readonly string[]>>;
}

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Of a vector's files: their names, and what they hold. */
function digestOfVector(name: string): string {
  const files = fs
    .readdirSync(join(vectors, name), { recursive: true, encoding: 'utf8' })
    .filter(file => fs.statSync(join(vectors, name, file)).isFile())
    .sort();
  return sha256(
    files.map(file => `${sha256(fs.readFileSync(join(vectors, name, file)))}  ${file}\n`).join(''),
  );
}

/** The members of a type with what may stand there; `?` behind those that may be absent. */
function membersOf(body: z.ZodType): readonly string[] {
  const { properties = {}, required = [] } = z.toJSONSchema(body);
  return Object.entries(properties).map(([name, form]) => {
    const digest = sha256(JSON.stringify(form)).slice(0, 8);
    return `${name}${required.includes(name) ? '' : '?'} ${digest}`;
  });
}

const normative = ['Files', 'Lines', 'Entries', 'Objects', 'Countersignatures', 'Signatures', 'The roster'];

/** Digests of a section's paragraphs and rows, however they are wrapped. */
function sentencesOf(page: string, heading: string): readonly string[] {
  const [, rest = ''] = page.split(`\n## ${heading}\n`);
  const [section = ''] = rest.split('\n## ');
  const blocks = section.split(/\n\n+|\n(?=\| |- |\d\. )/).map(block => block.replace(/\s+/g, ' ').trim());
  return blocks.filter(block => block !== '').map(block => sha256(block).slice(0, 16));
}

function now(): Frozen {
  const page = fs.readFileSync(join(root, 'docs/audit-log.md'), 'utf8');
  const named = fs.readdirSync(vectors).filter(name => !name.startsWith('.'));
  return {
    format: logFormat,
    vectors: Object.fromEntries(named.sort().map(name => [name, digestOfVector(name)])),
    entries: Object.fromEntries(Object.entries(entryBodies).map(([type, body]) => [type, membersOf(body)])),
    specification: Object.fromEntries(normative.map(heading => [heading, sentencesOf(page, heading)])),
  };
}

/** What was frozen, with what came since. What is frozen already stays, whatever there is now. */
function grown(frozen: Frozen, today: Frozen): Frozen {
  const lists = (
    one: Readonly<Record<string, readonly string[]>>,
    other: Readonly<Record<string, readonly string[]>>,
  ): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(
      Object.entries(other).map(([name, all]) => [name, [...new Set([...(one[name] ?? []), ...all])]]),
    );
  return {
    format: frozen.format,
    vectors: { ...today.vectors, ...frozen.vectors },
    entries: { ...today.entries, ...lists(frozen.entries, today.entries) },
    specification: lists(frozen.specification, today.specification),
  };
}

const today = now();
if (process.env['UPDATE_GOLDENS'] === '1') {
  const before = fs.existsSync(path) ? (JSON.parse(fs.readFileSync(path, 'utf8')) as Frozen) : today;
  fs.writeFileSync(path, `${JSON.stringify(grown(before, today), null, 2)}\n`);
}
const frozen = JSON.parse(fs.readFileSync(path, 'utf8')) as Frozen;

test('the format has its name', () => {
  expect(today.format).toBe(frozen.format);
  expect(frozen.format).toBe('handrail-log/1');
});

test('each vector is what it was, byte for byte, and none is gone', () => {
  expect(Object.keys(frozen.vectors).length).toBeGreaterThan(100);
  expect(today.vectors).toEqual(frozen.vectors);
});

test.for(Object.keys(frozen.entries))('%s: what is checked of it is what it was', type => {
  const members = today.entries[type] ?? [];
  const before = frozen.entries[type] ?? [];
  expect(members).toEqual(expect.arrayContaining([...before]));
  // What was written before has no members that came later.
  expect(members.filter(one => !before.includes(one) && !/^\S+\? /.test(one))).toEqual([]);
});

test.for(normative)('what the page says under "%s" is still there', heading => {
  const before = frozen.specification[heading] ?? [];
  expect(before.length).toBeGreaterThan(1);
  expect(today.specification[heading]).toEqual(expect.arrayContaining([...before]));
});

test('a log that was begun in format 0 is continued in format 1, and verifies', async () => {
  const machine = new Machine();
  const first = await machine.create();
  first.append({ type: 'note', step: 's1', text: 'before' });
  first.checkpoint('step');
  first.close();
  const segment = segmentPath(first.folder);
  const young = linesOf(segment).map((line, index) => ({
    ...read(line),
    ...(index === 0 ? { fmt: 'handrail-log/0' } : {}),
  }));
  const keys = { user: machine.signer, session: newSessionKey() };
  fs.writeFileSync(segment, write(await resign(young, keys)));
  const { journal } = await resumeRun(first.folder, machine.options());
  await journal.seal(done);
  journal.close();
  const formats = [0, 1].map(seg => read(linesOf(segmentPath(first.folder, seg))[0] ?? '')['fmt']);
  expect(formats).toEqual(['handrail-log/0', 'handrail-log/1']);
  expect(await machine.verify(first.folder)).toMatchObject({ exit: 0, findings: [] });
});
