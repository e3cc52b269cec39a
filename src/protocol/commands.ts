/** What a key of the map does now and then, by a way of its own: there has to be something that runs, or a question. */
export const turnCommands = ['stop', 'met', 'differs'] as const;

export type TurnCommand = (typeof turnCommands)[number];

/** What a control of the page does by being pressed. */
export const pressedCommands = [
  'runNext',
  'runOn',
  'retry',
  'edit',
  'hand',
  'skip',
  'note',
  'attach',
  'reopen',
  'treat',
  'save',
  'wait',
  'finished',
  'failed',
  'again',
  'rollBack',
  'send',
  'type',
  'extend',
  'force',
  'approval',
  'checkContext',
  'look',
  'live',
  'jobs',
  'retryLog',
  'showChange',
  'useNewText',
  'withdrawOffer',
  'close',
  'abort',
  'verify',
  'openReview',
  'saveReport',
  'newRun',
  'rehearseAgain',
  'leaveRehearsal',
] as const;

export type PressedCommand = (typeof pressedCommands)[number];

/** What can be done now and then: such a command is offered while what it presses is on the page. */
export const offeredCommands = [...turnCommands, ...pressedCommands] as const;

export type OfferedCommand = (typeof offeredCommands)[number];

/** The keys of the map that are contributed keybindings or palette commands, so that users can remap them. */
export const walkerCommands = [
  'main',
  'next',
  'previous',
  'now',
  'copy',
  'output',
  'openOutput',
  'values',
  'phases',
  'branches',
  'path',
  'markdown',
  'keys',
  'firstError',
  'nextPhase',
  'previousPhase',
  'handOver',
  ...offeredCommands,
] as const;

/** Those that lead to something, or press it: where it is not there, whoever asked for it is told so. */
export const explainedCommands = [
  'copy',
  'output',
  'openOutput',
  'values',
  'phases',
  'branches',
  'path',
  'firstError',
  'nextPhase',
  'previousPhase',
  'handOver',
  ...offeredCommands,
] as const satisfies readonly WalkerCommand[];

export type ExplainedCommand = (typeof explainedCommands)[number];

export type WalkerCommand = (typeof walkerCommands)[number];
