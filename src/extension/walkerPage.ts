import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { WalkerSettings } from '../protocol/host.ts';

/** The walker's page: no inline style or script, nothing from outside the extension. */
export function walkerHtml(webview: vscode.Webview, extensionUri: vscode.Uri, runbook: vscode.Uri): string {
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
<title>Handrail</title>
</head>
<body>
<script type="application/json" id="handrail-settings" nonce="${nonce}">${jsonInHtml(walkerSettings(runbook))}</script>
<script nonce="${nonce}" src="${asset('dist', 'walker.js')}"></script>
</body>
</html>`;
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

function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}
