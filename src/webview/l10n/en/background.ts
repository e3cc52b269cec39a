/** English of what commands left running in the background. */
export const enBackground = {
  'refused.stillAlive': 'A command still runs in the background. Say whether to end it or to leave it.',
  'refused.backgroundEnded': 'This background command has ended.',

  'background.title': { one: 'In the background: {n} command', other: 'In the background: {n} commands' },
  'background.ended': {
    one: 'In the background: {n} command ended',
    other: 'In the background: {n} commands ended',
  },
  'background.from': 'from {number}',
  'background.process': 'process {pid}',
  'background.detached': 'stays when the run is closed',
  'background.foreign': 'another user’s, not to be ended from here; as that user: kill {pid}',
  'background.suspended': 'suspended',
  'background.exit': 'Ended, exit code {exit}',
  'background.gone': 'Ended',
  'background.stopped': 'Stopped',
  'background.stoppedExit': 'Stopped, exit code {exit}',
  'background.stop': 'Stop {command}',
  'background.canForce': 'It has not ended.',
  'background.force': 'Force it to end: {command}',
  'background.output': 'What was printed while no command ran',
  'background.end': { one: 'End it and close the run', other: 'End them and close the run' },
  'background.leave': { one: 'Leave it and close the run', other: 'Leave them and close the run' },
  'background.abortEnd': { one: 'End it and abort', other: 'End them and abort' },
  'background.abortLeave': { one: 'Leave it and abort', other: 'Leave them and abort' },
  'background.ask': {
    one: '{n} command still runs in the background. What becomes of it?',
    other: '{n} commands still run in the background. What becomes of them?',
  },
  'background.askText':
    'To end means: interrupted, then asked to end, and forced after 5 s. What is left keeps running, and what it prints is not kept. The log says which you chose.',
} as const;
