import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import type { Decision, Printed } from '../../../src/core/run/expectation/decision.ts';
import { decide, decideAll } from '../../../src/core/run/expectation/expectation.ts';
import type { Statement } from '../../../src/core/shell/statement.ts';
import { decideInTime } from '../../../src/runner/attempts/decideInTime.ts';
import { plain } from './plain.ts';

const cases: readonly (readonly [expected: string, output: string, Decision])[] = [
  ['PONG', 'PONG\r\n', 'met'],
  ['PONG', 'PONGS', 'differs'],
  ['`PONG`', 'PANG', 'differs'],
  ['"all good"', 'now all good.', 'met'],
  ["'all good'", 'all bad', 'differs'],
  ['“all good”', 'all good', 'met'],
  ['200', 'HTTP/1.1 200 OK', 'met'],
  ['200', '12003', 'differs'],
  ['200', '{"status":200}', 'met'],
  ['200', '200\n', 'met'],
  ['3', 'ready 3/5', 'ask'],
  ['5', '-5', 'ask'],
  ['0', '10.0', 'ask'],
  ['10', 'at 08:10:00', 'ask'],
  ['3', '3/5 then 3', 'met'],
  ['3.5', '3.5', 'met'],
  ['3', '4', 'differs'],
  ['(empty)', '', 'met'],
  ['no output', '\r\n', 'met'],
  ['None', '', 'met'],
  ['none', '', 'met'],
  ['none.', 'Error: gone', 'differs'],
  ['None', 'None\r\n', 'met'],
  ['none', 'State: None', 'ask'],
  ['None (no output)', 'x', 'differs'],
  ['no output at all', '', 'met'],
  ['prints nothing', 'x', 'differs'],
  ['empty output', '', 'met'],
  ['keine', '', 'met'],
  ['hiçbir şey', '', 'met'],
  ['ninguna salida', 'x', 'differs'],
  ['none of the pods', '', 'ask'],
  ['nothing (the table is gone)', 'x', 'differs'],
  ['boş', '', 'met'],
  ['', '', 'ask'],
  ['running', 'stopped', 'ask'],
  ['Validation: 200', '500', 'ask'],
  ['Verification: READY', 'DOWN', 'ask'],
  ['Verification: no output', 'x', 'ask'],
  ['Success criteria: all pods Running', table('api-0 0/1 Pending'), 'ask'],
  ['running', 'running', 'met'],
  ['all pods are Running', 'x', 'ask'],
  ['JSON', 'x', 'ask'],
  ['< 5', '4', 'met'],
  ['< 5', '5', 'differs'],
  ['less than 5', '4.9', 'met'],
  ['<= 5', '5', 'met'],
  ['≤ 5', '5.1', 'differs'],
  ['at most 5', '6', 'differs'],
  ['>= 2', '2', 'met'],
  ['at least 2', '1', 'differs'],
  ['> 2', '2', 'differs'],
  ['more than 2', '3', 'met'],
  ['< 5', 'lag: 4', 'ask'],
  ['< 5', '-1', 'met'],
  ['a\nb', 'a  \r\nb\r\n\r\n', 'met'],
  ['not empty', 'x', 'met'],
  ['non-empty', '\n', 'differs'],
  ['should contain `ok`', 'all ok here', 'met'],
  ['should contain `ok`', 'nothing', 'differs'],
  ['Returns 200', 'HTTP/2 200', 'met'],
  ['returns the newest release', 'v3', 'ask'],
  ['HTTP 200', 'HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\nHTTP/1.1 200 OK\r\n', 'met'],
  ['HTTP 200', 'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 200', 'differs'],
  ['200 OK', '200', 'met'],
  ['HTTP status: 204', 'status: 204', 'met'],
  ['HTTP/1.1 200 OK', '404', 'differs'],
  ['HTTP 2xx', '204', 'met'],
  ['HTTP 2xx', '404', 'differs'],
  ['HTTP 200', '{"requests":200}', 'ask'],
  ['< 200 ms', '150 ms', 'met'],
  ['< 200ms', '250ms', 'differs'],
  ['< 200ms', '0.2 s', 'ask'],
  ['< 200 ms', '150', 'met'],
  ['less than 80%', '81%', 'differs'],
  ['3 or more', '3', 'met'],
  ['3 or fewer', '4', 'differs'],
  ['between 2 and 5', '5', 'met'],
  ['between 2 and 5', '6', 'differs'],
  ['exactly 3', '3', 'met'],
  ['en az 3', '2', 'differs'],
  ['All pods Running', table('api-0 1/1 Running', 'api-1 2/2 Running'), 'met'],
  ['all pods are Running', table('api-0 1/1 Running', 'api-1 0/1 CrashLoopBackOff'), 'differs'],
  ['all pods in Running state', table('api-0 1/1 Running', 'api-1 0/1 Running'), 'ask'],
  ['all pods should be Running.', table('api-0 1/1 Running', 'job-x 0/1 Completed'), 'ask'],
  ['all pods Running', 'web-1   0/1   CrashLoopBackOff   3   5m', 'differs'],
  ['all pods Running', 'web-1   1/1   Running   3   5m', 'ask'],
  ['all pods Running', 'No resources found in default namespace.', 'differs'],
  ['all pods Running', 'NAME STATUS RESTARTS\na Running 5 (3m ago)\nb CrashLoopBackOff 0', 'differs'],
  ['all pods Running', 'NAME STATUS RESTARTS\na Running 5 (3m ago)\nb Running 0', 'met'],
  ['all the pods are ready', table('api-0 1/1 Running', 'api-1 1/2 Running'), 'differs'],
  ['tüm podlar Running', table('api-0 1/1 Running'), 'met'],
  ['All nodes Ready', 'NAME   STATUS\nn1     Ready\nn2     NotReady', 'differs'],
  ['All nodes Ready', 'NAME   STATUS\nn1     Ready\nn2     Ready', 'met'],
  ['all PVCs Bound', 'NAME  STATUS   VOLUME\nd     Bound    v1\ne     Pending  ', 'differs'],
];

/** As `kubectl get pods` prints it. */
function table(...rows: readonly string[]): string {
  const cells = [['NAME', 'READY', 'STATUS', 'RESTARTS'], ...rows.map(row => [...row.split(' '), '0'])];
  return cells.map(row => row.map(cell => cell.padEnd(20)).join('')).join('\n');
}

type Marks = Pick<Statement, 'expected' | 'matches' | 'json'>;

const pods = JSON.stringify({
  items: [{ status: { phase: 'Running', restarts: 0 } }, { status: { phase: 'Pending', restarts: 3 } }],
  total: 2,
  ready: true,
  'a.b': null,
});

test.each([
  ['python3 -c "print(find())"', '', 'ask'],
  ['aws rds describe-db-instances --query X --output text', '', 'ask'],
  ['python3 -c "print(find())"', 'None', 'met'],
  ['python3 -c "print(find())"', '3', 'differs'],
  ['grep -c x y', '', 'met'],
] as const)('none of %s that prints %j: %s', (text, output, decision) => {
  expect(decideAll({ ...plain, text, expected: 'None' }, { output, exit: 0 })).toBe(decision);
});

const marked: readonly (readonly [marks: Marks, printed: string | Printed, Decision])[] = [
  [{ matches: '/^ok \\d+$/m' }, 'is\nok 12\n', 'met'],
  [{ matches: '/^ok$/' }, 'not ok', 'differs'],
  [{ matches: '/OK/i', expected: 'something that reads well' }, 'ok', 'met'],
  [{ matches: '/(/' }, 'ok', 'ask'],
  [{ json: '$.total == 2' }, pods, 'met'],
  [{ json: 'total > 2' }, pods, 'differs'],
  [{ json: '.items[0].status.phase = Running' }, pods, 'met'],
  [{ json: '$.items[*].status.phase == "Running"' }, pods, 'differs'],
  [{ json: '$.items[*].status.restarts <= 3' }, pods, 'met'],
  [{ json: '$.items[-1].status.phase != Running' }, pods, 'met'],
  [{ json: '$.ready' }, pods, 'met'],
  [{ json: '$.ready == true' }, pods, 'met'],
  [{ json: "$['a.b']" }, pods, 'differs'],
  [{ json: '$.missing.deeper == x' }, pods, 'differs'],
  [{ json: '$.items[*]' }, '{"items":[]}', 'differs'],
  [{ json: '$.total' }, 'no JSON', 'differs'],
  [{ json: '$.total' }, '', 'differs'],
  [{ json: '$.total == 2' }, `Warning: [x] is old\r\n${pods}\r\n`, 'met'],
  [{ json: '$.total == 2' }, `[WARN] deprecated\n${pods}`, 'met'],
  [{ json: '$.total == 3' }, `[WARN] deprecated\n${pods}\n[INFO] done\n`, 'differs'],
  [{ json: '$[1] == "a]"' }, '[INFO]\n[\n  1, "a]"\n]\n{done}', 'met'],
  [{ json: '$.total == 2' }, `${pods}\n${pods}\n`, 'ask'],
  [{ json: '$.a == 1' }, '{"a":1}{"a":2}', 'ask'],
  [{ json: '$.a == 1' }, '{"a":1', 'ask'],
  [{ json: '$.a == 1' }, '[\n'.repeat(99_999), 'ask'],
  [{ json: '$.total == 3' }, { output: pods, exit: 0, isCut: true }, 'ask'],
  [{ json: '$.total == 3' }, { output: '  "total": 3\n}', exit: 0, isCut: true }, 'ask'],
  [{ json: '$..total' }, pods, 'ask'],
  [{ json: '$.total == 2', matches: '/Pending/' }, pods, 'met'],
  [{ json: '$.total == 3', matches: '/Pending/' }, pods, 'differs'],
  [{ expected: 'exit code 1' }, { output: 'x', exit: 1 }, 'met'],
  [{ expected: 'exits with code 1' }, { output: '', exit: 2 }, 'differs'],
  [{ expected: 'Exit status: 0' }, { output: 'x', exit: 0 }, 'met'],
  [{ expected: '(empty)' }, { output: '', exit: 1 }, 'met'],
  [{}, { output: '', exit: 1 }, 'ask'],
  [{}, { output: 'x', exit: 0 }, 'met'],
];

test.each(marked)('%j of %j: %s', (marks, printed, decision) => {
  const all = typeof printed === 'string' ? { output: printed, exit: 0 } : printed;
  expect(decideAll({ ...plain, ...marks }, all)).toBe(decision);
});

test('any mark and any output are decided without an error', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, text, (matches, json, output) => {
      const decision = decideAll({ ...plain, matches: `/${matches}/`, json }, { output, exit: 0 });
      expect(['met', 'differs', 'ask']).toContain(decision);
    }),
  );
});

test('a regular expression that would think for ever is left to a person', () => {
  const statement = { ...plain, matches: '/^(a+)+$/' };
  expect(decideInTime(statement, { output: `${'a'.repeat(60)}!`, exit: 0 })).toBe('ask');
  expect(decideInTime(statement, { output: 'aaa', exit: 0 })).toBe('met');
});

test.each(cases)('%j of %j: %s', (expected, output, decision) => {
  expect(decide(expected, { output })).toBe(decision);
});

test('what an author copied from the output is met, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), text => {
      fc.pre(text.trim() !== '' && decide(text, { output: '' }) !== 'met');
      expect(decide(text, { output: text })).toBe('met');
    }),
  );
});

test('any two texts are decided without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (expected, output) => {
      expect(['met', 'differs', 'ask']).toContain(decide(expected, { output }));
    }),
  );
});
