import type { Action } from '../core/audit/entry.ts';
import { maskText } from './outputs.ts';

/** An action with the secrets masked that a person may have typed into it by mistake. */
export function withoutSecrets(action: Action, secrets: readonly string[]): Action {
  if (secrets.length === 0) return action;
  const mask = (text: string): string => maskText(text, secrets);
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
    case 'step.skipped':
    case 'step.reopened':
    case 'branch.entered':
    case 'command.edited':
      return { ...action, reason: mask(action.reason) };
    default:
      return action;
  }
}
