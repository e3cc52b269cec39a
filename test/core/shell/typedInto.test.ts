import { describe, expect, test } from 'vitest';
import { fill } from '../../../src/core/shell/fill/fill.ts';
import { grammar, statementsOf } from './shell.ts';

describe('what is typed into another program', () => {
  const [, statement] = statementsOf('psql -h db\nSELECT * FROM t WHERE id = <id> AND a > (1);\n\\q\n');

  test('takes a plain word as it is', () => {
    expect(statement?.typedInto).toBe('psql');
    const filled = statement === undefined ? undefined : fill(statement, { id: 'a-42' }, grammar);
    expect(filled).toMatchObject({ ok: true, text: 'SELECT * FROM t WHERE id = a-42 AND a > (1);' });
  });

  test.each(["1' OR 1=1", 'a b', '1; DROP TABLE t', '1--', "O'Brien", '$(id)'])('refuses %j', id => {
    expect(statement !== undefined && fill(statement, { id }, grammar).ok).toBe(false);
  });

  test('refuses a secret, which a shell alone could hand over', () => {
    expect(statement !== undefined && fill(statement, { id: { secret: 'x' } }, grammar).ok).toBe(false);
  });
});
