import type { TemplateResult } from 'lit-html';

import type { Blocked, StepState, StepView } from '../../core/run/view/view.ts';
import { codicon } from '../codicon.ts';
import type { MessageKey } from '../l10n/message.ts';

/** The codicons the walker uses; a test finds each of them in the font. */
export const iconNames = [
  'arrow-left',
  'arrow-right',
  'arrow-swap',
  'attach',
  'calendar',
  'check',
  'chevron-down',
  'chevron-right',
  'circle-large',
  'circle-slash',
  'clock',
  'close',
  'copy',
  'debug-continue',
  'debug-rerun',
  'debug-stop',
  'discard',
  'edit',
  'ellipsis',
  'error',
  'eye',
  'file',
  'folder',
  'git-branch',
  'go-to-file',
  'history',
  'info',
  'issue-draft',
  'key',
  'keyboard',
  'list-tree',
  'loading',
  'lock',
  'note',
  'pass',
  'pass-filled',
  'person',
  'play',
  'question',
  'record',
  'server',
  'shield',
  'tag',
  'terminal',
  'verified',
  'vm',
  'warning',
] as const;

export type IconName = (typeof iconNames)[number];

/** One of them, beside a word. */
export function icon(name: IconName, size: '' | 'sm' | 'lg' = ''): TemplateResult {
  const spin = name === 'loading' ? 'codicon-modifier-spin' : '';
  return codicon(name, [spin, size === '' ? '' : `codicon--${size}`]);
}

const icons: Readonly<Record<StepState, IconName>> = {
  waiting: 'circle-large',
  ready: 'circle-large',
  blocked: 'lock',
  running: 'loading',
  judge: 'question',
  passed: 'pass-filled',
  failed: 'error',
  skipped: 'circle-slash',
  'by-hand': 'pass',
  unknown: 'issue-draft',
  superseded: 'git-branch',
};

/** The mark of a state; a check is a person's word, so never a filled one. */
export function stateIcon(state: StepState, kind?: string): IconName {
  return state === 'passed' && kind !== undefined && !runs(kind) ? 'pass' : icons[state];
}

function runs(kind: string): boolean {
  return kind === 'commands' || kind === 'script';
}

const labels = {
  waiting: 'state.waiting',
  ready: 'state.ready',
  blocked: 'state.blocked',
  running: 'state.running',
  judge: 'state.judge',
  passed: 'state.passed',
  failed: 'state.failed',
  skipped: 'state.skipped',
  'by-hand': 'state.byHand',
  unknown: 'state.unknown',
  superseded: 'state.superseded',
} as const satisfies Record<StepState, MessageKey>;

const blockedLabels = {
  values: 'state.needsValues',
  earlier: 'state.blocked',
  problem: 'state.cannotRun',
  trust: 'state.notTrusted',
  context: 'state.wrongContext',
  approval: 'state.needsApproval',
  name: 'state.guarded',
} as const satisfies Record<Blocked['kind'], MessageKey>;

/** The word of a state; of a blocked step, the word of what blocks it. */
export function stateLabel(step: Pick<StepView, 'state' | 'blocked' | 'asks'>, kind: string): MessageLabel {
  // Only the steps of a rehearsal say what a run would ask for.
  const isRehearsed = step.asks !== undefined && (step.state === 'by-hand' || step.state === 'passed');
  if (isRehearsed) return 'state.rehearsed';
  if (step.asks !== undefined && step.state === 'failed') return 'rehearse.fail';
  if (step.state === 'blocked' && step.blocked !== undefined) return blockedLabels[step.blocked.kind];
  return step.state === 'passed' && !runs(kind) ? 'state.byHand' : labels[step.state];
}

type MessageLabel =
  (typeof labels)[StepState] | (typeof blockedLabels)[Blocked['kind']] | 'state.rehearsed' | 'rehearse.fail';
