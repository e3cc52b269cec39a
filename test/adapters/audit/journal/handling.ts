import { AuditFailure } from '../../../../src/adapters/audit/failure.ts';

export const note = (
  text: string,
): { readonly type: 'note'; readonly step: string; readonly text: string } => ({
  type: 'note',
  step: 's1',
  text,
});

/** The code that work fails with. */
export const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing thrown';
  } catch (error) {
    return error instanceof AuditFailure ? error.code : String(error);
  }
};
