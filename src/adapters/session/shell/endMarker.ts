/** What a statement left of the shell. */
export interface Left {
  readonly status: number;
  /** `$-` and `$SHELLOPTS`. */
  readonly flags: string;
  readonly shellopts: string;
  readonly cwd: string;
}

/** What the marker of a statement's end says. */
export function parseLeft(rest: string): Left {
  const [, status = '1', flags = '', shellopts = '', cwd = ''] =
    /^(\d+):([^;]*);([^;]*);([\s\S]*)$/.exec(rest) ?? [];
  return { status: Number(status), flags, shellopts, cwd: cwd.replaceAll('\r\n', '\n') };
}
