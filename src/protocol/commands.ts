/** The keys of the map that are contributed keybindings or palette commands, so that users can remap them. */
export const walkerCommands = [
  'main',
  'stop',
  'met',
  'differs',
  'next',
  'previous',
  'now',
  'copy',
  'output',
  'openOutput',
  'values',
  'phases',
  'branches',
  'markdown',
  'keys',
  'handOver',
] as const;

/** Those that lead to something, or press it: where it is not there, whoever asked for it is told so. */
export const explainedCommands = [
  'stop',
  'met',
  'differs',
  'copy',
  'output',
  'openOutput',
  'values',
  'phases',
  'branches',
  'handOver',
] as const satisfies readonly WalkerCommand[];

export type ExplainedCommand = (typeof explainedCommands)[number];

export type WalkerCommand = (typeof walkerCommands)[number];
