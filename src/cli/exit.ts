/** Exit codes that more than one command uses; `run` and `verify` add their own meanings to 1, 2 and 3. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  needsPerson: 3,
  io: 5,
  /** Not part of the contract: a bug of ours. */
  bug: 70,
} as const;
