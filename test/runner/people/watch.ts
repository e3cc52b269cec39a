// What must be true whatever the model says and the product answers: of who really pressed what, and of what really ran.
import { expect } from 'vitest';
import type { Book } from './book.ts';
import type { Covered, Ids } from './ledger.ts';
import { textIn, type Line, type Story } from './story.ts';
import { mayApprove, type Name } from './team.ts';

/** Somebody pressed approve or refuse under a request. */
export interface Consent {
  readonly who: Name;
  readonly granted: boolean;
}

export type Consents = ReadonlyMap<string, readonly Consent[]>;

interface Request {
  readonly line: Line;
  standing: boolean;
  opened: 'closed' | 'agreed' | 'forced';
  readonly spent: Set<number>;
}

interface Truth {
  readonly ids: Ids;
  readonly book: Book;
  readonly consents: Consents;
}

/** No command behind the gate ran without people who really agreed to that very text, in time, for this one time. */
export function expectGuarded({ walked }: Story, { ids, book, consents }: Truth): void {
  const requests = new Map<string, Request>();
  const operators = new Set<Name | undefined>();
  for (const { who, lines } of walked) {
    operators.add(who);
    for (const line of lines) {
      const request = requests.get(textIn(line, 'nonce'));
      if (line.type === 'approval.requested')
        requests.set(textIn(line, 'nonce'), { line, standing: true, opened: 'closed', spent: new Set() });
      else if (line.type === 'approval.withdrawn' && request !== undefined) request.standing = false;
      else if (line.type === 'approval.overridden' && request !== undefined && book.breakGlass)
        request.opened = 'forced';
      else if (line.type === 'approval.used' && request !== undefined)
        request.opened = isAgreed(line, { request, consents, operators }) ? 'agreed' : request.opened;
      else if (line.type === 'attempt.started' && line['step'] === ids.migrate) expectLet(line, requests);
    }
  }
}

function isAgreed(
  used: Line,
  {
    request,
    consents,
    operators,
  }: { request: Request; consents: Consents; operators: ReadonlySet<Name | undefined> },
): boolean {
  const said = consents.get(textIn(used, 'nonce')) ?? [];
  const people = new Set(
    said.flatMap(({ who, granted }) => (granted && mayApprove(who) && !operators.has(who) ? [who] : [])),
  );
  const inTime = used.t <= (request.line['expires'] as number);
  return people.size >= (request.line['quorum'] as number) && inTime;
}

function expectLet(start: Line, requests: ReadonlyMap<string, Request>): void {
  const [nonce = ''] = (start['approvals'] ?? []) as readonly string[];
  const request = requests.get(nonce);
  const stmt = start['stmt'] as number;
  const covers = (request?.line['covers'] ?? []) as readonly Covered[];
  const opened = request?.opened;
  expect({
    opened: opened === 'agreed' || opened === 'forced',
    standing: request?.standing,
    covered: covers.some(
      one => one.stmt === stmt && one.step === start['step'] && one.digest === start['stmtDigest'],
    ),
    fresh: request?.spent.has(stmt) === false,
    inTime: start.t <= Number(request?.line['expires']),
  }).toEqual({ opened: true, standing: true, covered: true, fresh: true, inTime: true });
  request?.spent.add(stmt);
}
