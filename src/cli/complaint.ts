/** Prints one sentence about a request to standard error, in the form all commands use. */
export function complain(message: string): void {
  process.stderr.write(`handrail: ${message}\n`);
}

/** Prints why a command refuses a request, and returns its exit code. */
export function refuse(message: string, code: number): number {
  complain(message);
  return code;
}
