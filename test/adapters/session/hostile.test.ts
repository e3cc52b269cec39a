import { test } from 'vitest';
import { casesOf } from './cases.ts';
import { checkCase } from './check.ts';

// Whatever a statement does to the shell, the session must afterwards answer as if nothing had happened, and nothing of the hook may
// have been seen.
test.concurrent.each(casesOf('hostile'))('$name', checkCase);
