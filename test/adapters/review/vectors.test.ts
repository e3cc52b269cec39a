import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wasmFolder } from '../../../src/adapters/assets.ts';
import { loadGrammar } from '../../../src/adapters/grammar.ts';
import { ReviewedRun } from '../../../src/adapters/review/reviewedRun.ts';
import type { Point, Saying } from '../../../src/core/review/badgeSentences.ts';
import { enBadge } from '../../../src/webview/l10n/en/badge.ts';
import { enReview } from '../../../src/webview/l10n/en/review.ts';
import { speech } from '../../../src/webview/l10n/speech.ts';

// Every log of test/vectors as its review tells it: the badge in its own sentences, and what is and is not relied on.
// One golden holds them all, so that the sentences can be read side by side; UPDATE_GOLDENS=1 writes it anew.

const folder = join(import.meta.dirname, '../../vectors');
const golden = join(import.meta.dirname, '../../cases/review/badges.expected.txt');
const names = readdirSync(folder).filter(name => existsSync(join(folder, name, 'expected.json')));
const words = speech('en', enReview, {});
const grammar = await loadGrammar({ wasmFolder: wasmFolder() });

function said({ key, holes = {} }: Saying): string {
  const text = words.say(`say.${key}`, { ...holes, ...('at' in holes ? { at: 'TIME' } : {}) });
  expect(text, key).not.toMatch(/\{\w+\}/);
  return text;
}

const marks = { passed: '+', failed: '!', ready: '-' } as const;
const listed = (points: readonly Point[]): readonly string[] =>
  points.map(point => `    ${marks[point.mark]} ${said(point)}`);

function reviewOf(name: string): Promise<ReviewedRun> {
  const at = join(folder, name);
  return ReviewedRun.open(join(at, 'run'), grammar, {
    signers: join(at, 'allowed_signers'),
    ...(existsSync(join(at, 'revoked')) ? { revoked: join(at, 'revoked') } : {}),
    ...(existsSync(join(at, 'roster.jsonl')) ? { roster: join(at, 'roster.jsonl') } : {}),
    privateFolder: join(at, 'none'),
  });
}

async function told(name: string): Promise<string> {
  const run = await reviewOf(name);
  const { badge, cut, result } = run.review.view;
  const events = run.review.events.map(
    ({ entry, kind, trust }) => `${entry}${{ held: '', loose: '~', broken: '?' }[trust]} ${kind}`,
  );
  return [
    `${name}: ${words.t(`badge.${badge.result}`)} (${result})`,
    `  ${badge.lead.map(said).join(' ')}`,
    ...listed(badge.proves),
    ...listed(badge.not),
    `  firm ${badge.firm}, from ${badge.from ?? 'nowhere'}, cut ${cut ?? 'nowhere'}: ${events.join(', ')}`,
  ].join('\n');
}

const blocks = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trimEnd()
      .split('\n\n')
      .map(block => [block.slice(0, block.indexOf(':')), block]),
  );

test('every vector has the badge that its golden says', async () => {
  const found = `${(await Promise.all(names.map(told))).join('\n\n')}\n`;
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, found);
  const [said, expected] = [blocks(found), blocks(readFileSync(golden, 'utf8'))];
  expect(expected.size).toBeGreaterThan(40);
  for (const [name, block] of expected) expect(said.get(name)).toBe(block);
});

const results: Readonly<Record<string, string>> = {
  good: 'verified',
  bad: 'broken',
  open: 'open',
  trust: 'untrusted',
  unsupported: 'unsupported',
  nothing: 'unreadable',
};

test.each(names)(
  '%s: nothing behind a break counts as verified, and all that is certain lies before it',
  async name => {
    const run = await reviewOf(name);
    const { view, events } = run.review;
    // A review is nothing that the badge requires.
    const asked = existsSync(join(folder, name, 'require')) ? 'good' : (name.split('-')[0] ?? '');
    expect(view.badge.result).toBe(results[asked]);
    const { from = view.badge.result === 'unsupported' ? 1 : Infinity, firm } = view.badge;
    expect(firm).toBeLessThan(from);
    for (const { entry, trust } of events) {
      expect([entry, trust]).toEqual([entry, entry >= from ? 'broken' : entry <= firm ? 'held' : 'loose']);
    }
    if (view.badge.result === 'broken' && view.badge.from !== undefined) {
      expect(view.result).toBe('unknown');
      // Where no event stands behind the break, there is nothing to choose between.
      if (view.cut !== undefined)
        expect(view.counts.firm).toBe(events.filter(({ trust }) => trust === 'held').length);
    }
  },
);

test('an entry that was changed names the digest that the next one still holds', async () => {
  const run = await reviewOf('bad-edited');
  const broken = run.review.events.find(({ entry }) => entry === 8);
  const [digest] = (await run.detail(broken?.id ?? -1))?.digests ?? [];
  expect(digest).toMatchObject({ entry: 8, line: 8, type: 'note' });
  expect(digest?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(digest?.next).toMatch(/^[0-9a-f]{64}$/);
  expect(digest?.next).not.toBe(digest?.hash);
});

test('the badge says nothing that has no sentence', () => {
  for (const key of Object.keys(enBadge)) expect(key).toMatch(/^say\.\w+$/);
});
