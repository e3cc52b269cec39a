import type { Action, AttemptFinished } from '../../core/audit/entry.ts';
import { namesSecret } from '../../core/runbook/blanks.ts';
import type { Values } from '../steps/values.ts';

/** An action with masked secrets: somebody may have typed one into a note, or named a folder after it. */
export function withoutSecrets(action: Action, values: Pick<Values, 'secrets' | 'mask'>): Action {
  const named = withoutNamed(action);
  return values.secrets().length === 0 ? named : withoutTyped(named, values);
}

/** A form may ask for a password: the log says that it was filled in, and not with what. */
function withoutNamed(action: Action): Action {
  if (action.type !== 'record.filled' || !action.values.some(({ name }) => namesSecret(name))) return action;
  const values = action.values.map(one =>
    namesSecret(one.name) && one.value !== '' ? { ...one, value: '•••' } : one,
  );
  return { ...action, values };
}

function withoutTyped(action: Action, values: Pick<Values, 'mask'>): Action {
  const mask = (text: string): string => values.mask(text);
  switch (action.type) {
    case 'note':
      return { ...action, text: mask(action.text) };
    case 'check.set':
    case 'judged':
      return action.text === undefined ? action : { ...action, text: mask(action.text) };
    case 'record.filled':
      return { ...action, values: action.values.map(({ name, value }) => ({ name, value: mask(value) })) };
    case 'step.finished':
      return action.reason === undefined ? action : { ...action, reason: mask(action.reason) };
    case 'approval.overridden':
    case 'step.skipped':
    case 'step.reopened':
    case 'branch.entered':
    case 'command.edited':
    case 'runbook.adopted':
      return { ...action, reason: mask(action.reason) };
    case 'attempt.finished':
      return { ...action, cwd: mask(action.cwd), ...withoutPlace(action, mask) };
    case 'attempt.started':
    case 'context':
      return { ...action, cwd: mask(action.cwd) };
    default:
      return action;
  }
}

function withoutPlace(
  { shell }: AttemptFinished,
  mask: (text: string) => string,
): Pick<AttemptFinished, 'shell'> {
  if (shell === undefined || shell.event === 'mended' || shell.gone === undefined) return {};
  return { shell: { ...shell, gone: mask(shell.gone) } };
}
