import { enUnrecorded } from './unrecorded.ts';

/** English of the moments when something goes wrong: what happened, what it means, what can be done. */
export const enTrouble = {
  ...enUnrecorded,
  'quiet.hangs': 'No output for {span}. Still running.',
  'quiet.process': 'Process {n} is alive.',
  'stop.limit': 'The step stops by itself at {limit}.',
  'resumed.ran': '{number} kept running while VS Code was away, {span}. Nothing was lost.',
  'unknown.seen': 'The end of this command was not seen.',
  'unknown.started': 'Started {time}.',
  'unknown.saved': { one: '{n} line of output was saved.', other: '{n} lines of output were saved.' },
  'unknown.text': 'It may have finished, failed, or stopped half way.',
  'elsewhere.kube': 'You are in {here}.',
  'elsewhere.step': 'This step needs {names}.',
  'elsewhere.policy': 'The policy in {file} needs {names}.',
  'elsewhere.nothing': 'Nothing was run.',
  'elsewhere.held': 'Its next command is held.',
  moved: 'Kube context changed to {here} while {number} runs.',
  'say.moved': 'Kube context is now {here}. {number} is locked.',
  'elsewhere.copy': 'Copy the switch command',
  'failed.notFound': '{name} was not found (exit code 127).',
  'failed.someNotFound': 'Exit code 127 says that a command was not found.',
  'failed.notBegun': 'This command did not start.',
  'choice.path': 'Show PATH',
  'choice.path.text': 'The environment of this run’s shell, in an editor.',
  'output.masked': {
    one: '{n} place in this output is a secret and is masked, here and in the log. The other system may still have logged it.',
    other:
      '{n} places in this output are secrets and are masked, here and in the log. The other system may still have logged them.',
  },
  'output.soFar': '{size} so far. Shown: the last {n} lines. All of it is on disk.',
  'output.inAll': '{size}. Shown: the last {n} lines. All of it is on disk.',
  'output.firstError': 'First error',
  'notRecording.because': 'Not recording. {reason}',
  'notRecording.runs': '{number} is still running.',
  'notRecording.again': 'Try again',
} as const;
