import { expect, test } from 'vitest';
import { limitIn } from '../../../src/core/run/expectation/limitInWords.ts';
import { brokenLimit, firstLimit, noteOf, readingIn } from '../../../src/core/run/expectation/reading.ts';

// Which limit a reading is said to lie outside of; none where nobody can tell.
const cases: readonly (readonly [hint: string, reading: string, broken: string | undefined])[] = [
  ['< 100 ms', '140', '< 100 ms'],
  ['< 100 ms', '140 ms', '< 100 ms'],
  ['< 100 ms', '99', undefined],
  ['< 100 ms', '1 s', undefined],
  ['< 100 ms', '', undefined],
  ['< 100 ms', 'slow', undefined],
  ['>= 100', '12', '>= 100'],
  // One or a thousand.
  ['< 1,000 ms', '850', undefined],
  ['< 1,000 ms', '1200', undefined],
  ['< 1.000 ms', '850', undefined],
  ['< 12,500,000', '20000000', undefined],
  ['< 2', '1.234', undefined],
  ['< 2', '1,234', undefined],
  // Decimals, however they are written.
  ['< 0,5', '0.3', undefined],
  ['< 0,5', '0,7', '< 0,5'],
  ['< 0.5', '0,3', undefined],
  ['< 0,125 s', '0.2', '< 0,125 s'],
  ['<= 1,25', '1.3', '<= 1,25'],
  ['en fazla 1,5 sn', '2', 'en fazla 1,5 sn'],
  ['< 1000.125', '1000.5', '< 1000.125'],
  // Several in one cell, and a unit behind them.
  ['> 5, < 10', '12', '< 10'],
  ['> 5; < 10', '3', '> 5'],
  ['> 5; < 1,000', '3', '> 5'],
  ['< 0,5, %', '0,7 %', '< 0,5'],
  ['no errors', '3', undefined],
];

test.each(cases)('%s with %s: %s', (hint, reading, broken) => {
  expect(brokenLimit(hint, reading)).toBe(broken);
});

test.each([
  ['ms, < 100', '< 100'],
  ['between 1 and 5', 'between 1 and 5'],
  ['< 1,000 ms', undefined],
  ['rps', undefined],
  ['', undefined],
])('the first limit of "%s" that can be decided: %s', (hint, limit) => {
  expect(firstLimit(hint)).toBe(limit);
});

test.each([
  ['Error rate < 1%', '< 1%'],
  ['Replication lag < 1MB', '< 1MB'],
  ['P95 latency is below 200 ms on every pod', 'below 200 ms'],
  ['Code review approved by at least 2 reviewers', 'at least 2 reviewers'],
  ['CPU under 0,5 of a core, memory < 70%', 'under 0,5'],
  ['Gecikme en fazla 1,5 sn', 'en fazla 1,5 sn'],
  ['Lag < 1,000 ms', undefined],
  ['Version v2 or above is deployed', undefined],
  ['moreover 3 people know', undefined],
  ['On-call knows', undefined],
  // Denied, a limit is turned around.
  ['No more than 3 pods restarted', '≤ 3'],
  ['Not less than 4 replicas', '≥ 4 replicas'],
  ['Latency must not be above 200 ms', '≤ 200 ms'],
  ['Free disk never below 20%', '≥ 20%'],
  ['Never below 20%', '≥ 20%'],
  ['no greater than 500ms', '≤ 500ms'],
  ['Do not go over 50', '≤ 50'],
  ["CPU doesn't rise above 80 % during the test", '≤ 80 %'],
  ['Lag is no longer > 5 s', '≤ 5 s'],
  ['Nicht mehr als 3 Pods', '≤ 3 Pods'],
  ['Freier Platz nie unter 20 %', '≥ 20 %'],
  ['Mindestens 4 Replikate', 'Mindestens 4 Replikate'],
  ['no más de 3 reinicios', '≤ 3 reinicios'],
  ['no menos de 4 réplicas', '≥ 4'],
  ['Al menos 4 pods', 'Al menos 4 pods'],
  // What denying it means is not said.
  ['No pod has had more than 3 restarts', undefined],
  ['not at least 4 replicas', undefined],
  ['Do not roll over 2 nodes', undefined],
  ['Must not be idle and > 5%', undefined],
  ['> 5% is not acceptable', undefined],
  ['Gecikme > 5 sn olmamalı', undefined],
  ['En az 3 değil', undefined],
  ['nicht mindestens 3', undefined],
  ['No al menos 4', undefined],
  // What is behind the number is no unit.
  ['at least 3 of 5 replicas', 'at least 3'],
  ['Errors are below 1 in the last hour', 'below 1'],
  ['Pool size > 16 is set', '> 16'],
  ['Traffic < 10 MB/s', '< 10'],
  ['Fewer than 10k messages wait', undefined],
  ['Fewer than 10 million messages', undefined],
  // Where something is, and how long it takes.
  ['Roll over 2 nodes', undefined],
  ['Upgrade over 2 windows', undefined],
  ['See section above 3', undefined],
  ['Watch the error rate over 10 minutes', undefined],
  ['Error rate: below 1%', 'below 1%'],
  ['P95 latency (under 200 ms)', 'under 200 ms'],
  ['Replication lag stays under 5 s', 'under 5 s'],
  // Past it something is done.
  ['Escalate if error rate is above 5%', undefined],
  ['When CPU > 80%, scale up', undefined],
  ['CPU > 80% → scale up', undefined],
  ['Roll back: error rate > 5%', undefined],
  ['Hata oranı > 5 ise geri al', undefined],
  ['Wenn die Fehlerrate > 5 % ist, eskalieren', undefined],
  ['Si la tasa es > 5 %, escalar', undefined],
  ['Error rate < 1%, otherwise roll back', '< 1%'],
  ['Error rate < 1%. If it is above 5%, escalate.', '< 1%'],
  // Releases, places, holes, arrows.
  ['Kubernetes version >= 1.27', undefined],
  ['Node.js >= 18.2.0', undefined],
  ['Settings -> 2 factors', undefined],
  ['Type <8 digits> at the prompt', undefined],
])('the limit that "%s" names: %s', (sentence, limit) => {
  expect(limitIn(sentence)).toBe(limit);
});

test.each([
  ['240', 'peak at noon', '240. peak at noon'],
  ['0.7', '', '0.7'],
  ['', 'all quiet', 'all quiet'],
  ['', '', ''],
])('"%s" and "%s" are signed as "%s"', (reading, written, note) => {
  expect(noteOf(reading, written)).toBe(note);
  if (reading !== '') expect(readingIn(note)).toBe(reading);
});
