import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  answerIn,
  answerText,
  keepAnswer,
  unpackRequest,
} from '../../../../src/adapters/audit/approvals/answer.ts';

// What is pasted comes from a chat: it may be torn, wrapped, or made to write where it should not.

const bytes = Buffer.from('{"a":1}\n');
const file = 'answer-bob-1f9c-2xk.jsonl';
const text = answerText({ file, bytes });

function folder(): string {
  const path = fs.mkdtempSync(join(tmpdir(), 'hr-answer-'));
  onTestFinished(() => fs.rmSync(path, { recursive: true, force: true }));
  return path;
}

function packed(mark: string, files: unknown): string {
  return `${mark}:${gzipSync(JSON.stringify(files)).toString('base64url')}`;
}

test.each([
  ['as it was made', text],
  ['wrapped by a chat', text.replaceAll(/(.{20})/g, '$1\r\n  ')],
])('an answer is read: %s', (_name, pasted) => {
  expect(answerIn(pasted)).toEqual({ file, bytes });
});

const content = bytes.toString('base64');

describe('what is no answer', () => {
  test.each([
    ['empty', ''],
    ['words', 'go ahead'],
    ['torn', text.slice(0, -9)],
    ['without its mark', text.replace('handrail-answer:', '')],
    ['a request', text.replace('handrail-answer:', 'handrail-request:')],
    ['no table of files', packed('handrail-answer', [content])],
    ['nothing in it', packed('handrail-answer', {})],
    ['two files', packed('handrail-answer', { [file]: content, 'answer-b.jsonl': content })],
    ['a name that leads out', packed('handrail-answer', { 'answer-/../../x.jsonl': content })],
    ['a log', packed('handrail-answer', { '00-alice-1f9c.jsonl': content })],
    ['more than there is room for', packed('handrail-answer', { [file]: 'A'.repeat(40 * 1024 * 1024) })],
  ])('%s', (_name, pasted) => {
    expect(answerIn(pasted)).toBeUndefined();
  });
});

test.each([
  ['leads out', '../out.jsonl'],
  ['is absolute', '/out.jsonl'],
  ['is no log', 'config.yaml'],
  ['is no plan', 'plans/readme'],
])('a request with a file whose name %s writes nothing', (_name, name) => {
  const place = join(folder(), 'run');
  fs.mkdirSync(place);
  expect(unpackRequest(packed('handrail-request', { 'ok.jsonl': content, [name]: content }), place)).toBe(
    false,
  );
  expect(fs.readdirSync(place)).toEqual([]);
  expect(fs.readdirSync(join(place, '..'))).toEqual(['run']);
});

test('an answer is kept once, and never over another', () => {
  const place = folder();
  const path = join(place, file);
  expect(keepAnswer(place, { file, bytes })).toBe(path);
  expect(keepAnswer(place, { file, bytes })).toBe(path);
  expect(keepAnswer(place, { file, bytes: Buffer.from('other') })).toBeUndefined();
  expect(fs.readFileSync(path)).toEqual(bytes);
  expect(fs.readdirSync(place)).toEqual([file]);
});
