import type { FailureCode, FailureFacts } from '../../core/audit/failure.ts';

/** What the log's files failed with; `message` is an English sentence, `code` and `facts` say it in any language. */
export class AuditFailure extends Error {
  readonly code: FailureCode;
  readonly facts: FailureFacts;

  constructor(code: FailureCode, message: string, options: ErrorOptions & { facts?: FailureFacts } = {}) {
    const { facts = {}, ...standard } = options;
    super(message, standard);
    this.name = 'AuditFailure';
    this.code = code;
    this.facts = facts;
  }
}

/** The `code` of a system error, if it is one. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What a system error is about. */
export function systemFacts(error: unknown): FailureFacts {
  const system = systemCode(error);
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  return {
    ...(typeof path === 'string' ? { path } : {}),
    ...(system === undefined ? {} : { system }),
  };
}
