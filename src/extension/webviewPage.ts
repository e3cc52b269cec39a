import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface WebviewPage {
  /** Names of the bundles in `dist/`, in order. */
  readonly scripts: readonly string[];
  /** Names of the style sheets in `media/`, in order. */
  readonly styles: readonly string[];
  /** What the page is told at load. */
  readonly settings: unknown;
}

/** The folders that a page may load from. */
export function assetRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist'), vscode.Uri.joinPath(extensionUri, 'media')];
}

/** The HTML around a page of ours: no inline style or script, nothing from outside the extension. */
export function webviewHtml(webview: vscode.Webview, extensionUri: vscode.Uri, page: WebviewPage): string {
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
  const sheets = [asset('dist', 'codicon.css'), ...page.styles.map(name => asset('media', name))];
  return `<!doctype html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${sheets.map(sheet => `<link rel="stylesheet" href="${sheet}">`).join('\n')}
<title>Handrail</title>
</head>
<body>
<script type="application/json" id="handrail-settings" nonce="${nonce}">${jsonInHtml(page.settings)}</script>
${page.scripts.map(script => `<script nonce="${nonce}" src="${asset('dist', script)}"></script>`).join('\n')}
</body>
</html>`;
}

function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}
