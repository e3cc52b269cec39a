import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ReviewSettings } from '../../protocol/reviewPage.ts';

/** The folders that the page may load from. */
export function assetRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist'), vscode.Uri.joinPath(extensionUri, 'media')];
}

/** The page of a review or of one output: no inline style or script, nothing from outside the extension. */
export function reviewHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  settings: ReviewSettings,
): string {
  const nonce = randomBytes(16).toString('base64');
  const asset = (folder: string, name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, folder, name)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${asset('dist', 'codicon.css')}">
<link rel="stylesheet" href="${asset('media', 'walker.css')}">
<link rel="stylesheet" href="${asset('media', 'review.css')}">
<title>Handrail</title>
</head>
<body>
<script type="application/json" id="handrail-settings" nonce="${nonce}">${jsonInHtml(settings)}</script>
<script nonce="${nonce}" src="${asset('dist', 'review.js')}"></script>
</body>
</html>`;
}

/** What of VS Code and of the settings the page depends on. */
export function reviewSettings(more: Pick<ReviewSettings, 'mode' | 'title' | 'row'>): ReviewSettings {
  const settings = vscode.workspace.getConfiguration('handrail');
  return {
    ...more,
    locale: vscode.env.language,
    singleKeys: settings.get<boolean>('keyboard.singleKeys', true),
    density: settings.get<string>('density') === 'compact' ? 'compact' : 'comfortable',
  };
}

function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}
