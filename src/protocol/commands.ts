/** The keys of the map that are contributed keybindings or palette commands, so that users can remap them. */
export const walkerCommands = [
  'main',
  'stop',
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

export type WalkerCommand = (typeof walkerCommands)[number];
