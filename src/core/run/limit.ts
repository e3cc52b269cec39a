import type { RiskKind, Statement } from '../shell/statement.ts';
import { kindsGuarded } from './guard.ts';
import type { Planned } from './plan.ts';

/**
 * How long a statement may take, in ms: what stands nearest to it, then `usual`, the team's word or the setting, which are not for what only a
 * person ends; undefined where nothing limits it.
 */
export function limitOf(
  { timeoutMs: around }: Planned,
  { timeoutMs, endless }: Statement,
  usual: number | undefined,
): number | undefined {
  return timeoutMs ?? around ?? (endless ? undefined : usual);
}

/** The operator's own settings. */
interface Settings {
  readonly asksForNames?: boolean | undefined;
  readonly timeoutMs?: number | undefined;
}

/** What team and settings say about all commands: the guarded risks, and the time limit in ms of commands whose author sets none. */
export function saidOfAll(
  policy: { readonly guard?: readonly RiskKind[]; readonly timeoutMs?: number } | undefined,
  { asksForNames, timeoutMs }: Settings,
): { readonly guarded: ReadonlySet<RiskKind>; readonly usualLimitMs: number | undefined } {
  return {
    guarded: kindsGuarded(policy, asksForNames),
    usualLimitMs: policy?.timeoutMs ?? timeoutMs,
  };
}
