import * as vscode from 'vscode';
import type { Symbol } from '../../core/authoring/outline.ts';
import type { Role } from '../../core/runbook/runbook.ts';
import type { DocumentQueries } from './documentQueries.ts';

const icons: Readonly<Record<Symbol['kind'], vscode.SymbolKind>> = {
  phase: vscode.SymbolKind.Namespace,
  check: vscode.SymbolKind.Boolean,
  commands: vscode.SymbolKind.Function,
  script: vscode.SymbolKind.Module,
  manual: vscode.SymbolKind.Event,
  template: vscode.SymbolKind.String,
  record: vscode.SymbolKind.Field,
  file: vscode.SymbolKind.File,
  suggested: vscode.SymbolKind.Operator,
};

/** Phases and steps for the outline, the breadcrumbs and "Go to Symbol". */
export class Outline implements vscode.DocumentSymbolProvider {
  readonly #queries: DocumentQueries;

  constructor(queries: DocumentQueries) {
    this.#queries = queries;
  }

  async provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[]> {
    const found = await this.#queries.ask(document, { kind: 'outline', with: undefined }, token);
    return (found ?? []).map(symbol => toSymbol(document, symbol));
  }
}

function toSymbol(document: vscode.TextDocument, symbol: Symbol): vscode.DocumentSymbol {
  const first = document.lineAt(symbol.line - 1).range;
  const last = document.lineAt(Math.min(symbol.endLine, document.lineCount) - 1).range;
  const { name, kind, role, children } = symbol;
  const detail = kind === 'phase' ? (role === undefined ? '' : roleName(role)) : kindName(kind);
  const made = new vscode.DocumentSymbol(name, detail, icons[kind], first.union(last), first);
  made.children = children.map(child => toSymbol(document, child));
  return made;
}

function kindName(kind: Exclude<Symbol['kind'], 'phase'>): string {
  switch (kind) {
    case 'check':
      return vscode.l10n.t('task');
    case 'commands':
      return vscode.l10n.t('commands');
    case 'script':
      return vscode.l10n.t('script');
    case 'manual':
      return vscode.l10n.t('by hand');
    case 'template':
      return vscode.l10n.t('template');
    case 'record':
      return vscode.l10n.t('record');
    case 'file':
      return vscode.l10n.t('file');
    case 'suggested':
      return vscode.l10n.t('not run');
  }
}

function roleName(role: Role): string {
  switch (role) {
    case 'path':
      return '';
    case 'rollback':
      return vscode.l10n.t('rollback');
    case 'troubleshooting':
      return vscode.l10n.t('troubleshooting');
    case 'option':
      return vscode.l10n.t('option');
    case 'emergency':
      return vscode.l10n.t('emergency');
    case 'reference':
      return vscode.l10n.t('reference');
    case 'cleanup':
      return vscode.l10n.t('clean-up');
    case 'example':
      return vscode.l10n.t('example');
  }
}

/** Phases and steps can be folded. */
export class Folding implements vscode.FoldingRangeProvider {
  readonly #queries: DocumentQueries;

  constructor(queries: DocumentQueries) {
    this.#queries = queries;
  }

  async provideFoldingRanges(
    document: vscode.TextDocument,
    _context: vscode.FoldingContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.FoldingRange[]> {
    const found = await this.#queries.ask(document, { kind: 'folds', with: undefined }, token);
    return (found ?? []).map(({ line, endLine }) => new vscode.FoldingRange(line - 1, endLine - 1));
  }
}
