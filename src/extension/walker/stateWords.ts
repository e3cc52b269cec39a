import * as vscode from 'vscode';
import type { StepState } from '../../core/run/view/view.ts';

/** The codicon and the word for a state, the same as on the page. */
export function stateWords(state: StepState): readonly [icon: string, words: string] {
  switch (state) {
    case 'waiting':
      return ['circle-large', vscode.l10n.t('To come')];
    case 'ready':
      return ['circle-large', vscode.l10n.t('Ready')];
    case 'blocked':
      return ['lock', vscode.l10n.t('Locked')];
    case 'running':
      return ['loading', vscode.l10n.t('Running')];
    case 'judge':
      return ['question', vscode.l10n.t('Waiting for you')];
    case 'passed':
      return ['pass-filled', vscode.l10n.t('Passed')];
    case 'failed':
      return ['error', vscode.l10n.t('Failed')];
    case 'skipped':
      return ['circle-slash', vscode.l10n.t('Skipped')];
    case 'by-hand':
      return ['pass', vscode.l10n.t('Done by hand')];
    case 'unknown':
      return ['issue-draft', vscode.l10n.t('Outcome unknown')];
    case 'superseded':
      return ['git-branch', vscode.l10n.t('Not on this path')];
  }
}
