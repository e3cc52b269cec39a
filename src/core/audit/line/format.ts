// The names of the log's formats (docs/audit-log.md, "Versions"). `/1` is frozen: what is written under that name keeps its meaning.
// `/0` is the same format from before that, whose logs are still read.

/** What this version writes. */
export const logFormat = 'handrail-log/1';
export const objectFormat = 'handrail-output/1';
export const timingFormat = 'handrail-timing/1';
export const planFormat = 'handrail-plan/1';

/** Whether this version can read and verify a log of this format. */
export const isLogFormat = (format: string): boolean => isOne(format, 'handrail-log');

/** Whether an object begins with a header that this version can read. */
export const isObjectFormat = (format: unknown): boolean => isOne(format, 'handrail-output');

const isOne = (format: unknown, name: string): boolean => format === `${name}/1` || format === `${name}/0`;
