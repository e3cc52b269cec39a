import { AuditFailure, systemCode } from '../adapters/audit/failure.ts';
import { refuse } from './complaint.ts';
import { exitCodes } from './exit.ts';

/** Prints why the log's files refused a command, and returns its exit code: 1, or 5 for a system error. Rethrows bugs. */
export function refuseFailure(error: unknown): number {
  if (error instanceof AuditFailure) return refuse(error.message, exitCodes.failed);
  if (error instanceof Error && systemCode(error) !== undefined) return refuse(error.message, exitCodes.io);
  throw error;
}
