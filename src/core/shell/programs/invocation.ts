/** One program call, wrappers such as `sudo` taken off. */
export interface Invocation {
  /** The program without its directory. */
  readonly program: string;
  /** The program's word: `./deploy.sh`, `$TOOL`. */
  readonly word: string;
  readonly args: readonly string[];
  readonly wrappers: readonly string[];
  /** The same with their own options and operands. */
  readonly wrapping?: readonly string[];
  /** True where something else than the keyboard feeds its input. */
  readonly hasInput: boolean;
  /** Nothing waits for it. */
  readonly inBackground: boolean;
  /** What reads its output ends before it, and it with that. */
  readonly isCut?: true;
  /** Read out of a quoted script for another shell or host. */
  readonly isNested: boolean;
  /** Runs inside `ssh host …`, `kubectl exec …` or `sh -c …`, and what it is inside of waits for it. */
  readonly isAwaited?: true;
  /** What a here-document or a redirection gives it: a text, or a file's name behind `<`. */
  readonly input: string;
}
