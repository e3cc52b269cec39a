import type { RiskKind } from '../shell/statement.ts';

/**
 * What takes something away that may not come back. Deployments, restarts and rollbacks are shown and not guarded: what is asked for before
 * every other command is typed without being read.
 */
export const guardedKinds: ReadonlySet<RiskKind> = new Set([
  'delete',
  'drop',
  'prune',
  'restore',
  'overwrite',
  'scale-to-zero',
  'drain',
  'clean-tree',
]);
