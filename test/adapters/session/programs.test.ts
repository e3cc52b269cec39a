import { test } from 'vitest';
import { casesOf } from './cases.ts';
import { checkCase } from './check.ts';

// Each of test/programs must end as the table says, and leave a session that goes on.
test.concurrent.each(casesOf('programs'))('$name', { timeout: 30_000 }, checkCase);
