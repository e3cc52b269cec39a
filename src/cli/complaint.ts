/** Says one sentence about what was asked for, on standard error, as every command of ours does. */
export function complain(message: string): void {
  process.stderr.write(`handrail: ${message}\n`);
}

/** Says why a command does not do what was asked, and gives back its exit code. */
export function refuse(message: string, code: number): number {
  complain(message);
  return code;
}
