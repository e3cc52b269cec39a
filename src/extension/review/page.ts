import * as vscode from 'vscode';
import type { ReviewSettings } from '../../protocol/reviewPage.ts';
import { webviewHtml } from '../webviewPage.ts';

/** The page of a review or of one output; it looks like the walker where they show the same. */
export function reviewHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  settings: ReviewSettings,
): string {
  const styles = ['walker.css', 'review.css'];
  return webviewHtml(webview, extensionUri, { scripts: ['review.js'], styles, settings });
}

/** What of VS Code and of the settings the page depends on. */
export function reviewSettings(
  more: Pick<ReviewSettings, 'mode' | 'title' | 'row' | 'request'>,
): ReviewSettings {
  const settings = vscode.workspace.getConfiguration('handrail');
  return {
    ...more,
    locale: vscode.env.language,
    singleKeys: settings.get<boolean>('keyboard.singleKeys', true),
    density: settings.get<string>('density') === 'compact' ? 'compact' : 'comfortable',
  };
}
