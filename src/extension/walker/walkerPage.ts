import * as vscode from 'vscode';
import type { WalkerSettings } from '../../protocol/host.ts';
import { webviewHtml } from '../webviewPage.ts';

/** The walker's page. */
export function walkerHtml(webview: vscode.Webview, extensionUri: vscode.Uri, runbook: vscode.Uri): string {
  const settings = walkerSettings(runbook);
  const scripts = [...wordsFor(settings.locale), 'walker.js'];
  return webviewHtml(webview, extensionUri, { scripts, styles: ['walker.css'], settings });
}

/** The script with the words of a display language; English is in the walker's own. */
function wordsFor(locale: string): readonly string[] {
  return /^tr\b/i.test(locale) ? ['walker-tr.js'] : [];
}

/** What of VS Code and of the settings the page depends on. */
export function walkerSettings(runbook: vscode.Uri): WalkerSettings {
  const settings = vscode.workspace.getConfiguration('handrail', runbook);
  return {
    runbook: runbook.toString(),
    locale: vscode.env.language,
    singleKeys: settings.get<boolean>('keyboard.singleKeys', true),
    density: settings.get<string>('density') === 'compact' ? 'compact' : 'comfortable',
    chords: 'host',
    // The extension host may stand on another machine than the keyboard; the page knows better, this is the first guess.
    mac: process.platform === 'darwin',
  };
}
