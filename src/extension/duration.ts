import * as vscode from 'vscode';

import { clock } from './clock.ts';

let numbers: Intl.NumberFormat | undefined;

/** What is shorter is told in tenths of a second; ms. */
const shortMs = 9950;

/** "0.6 s", "0:41": a measured duration in a list, as on the pages. */
export function took(ms: number): string {
  return ms < shortMs ? durationWords(ms) : clock(ms);
}

/** "0.4 s", "38 s", "2 min 14 s", "1 h 5 min": a duration within a sentence, as on the pages. */
export function durationWords(ms: number): string {
  numbers ??= new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: 1 });
  const said = numbers.format.bind(numbers);
  // "0 s" would say that nothing was measured.
  if (ms < shortMs) return vscode.l10n.t('{0} s', said(ms <= 0 ? 0 : Math.max(0.1, ms / 1000)));
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours > 0) return vscode.l10n.t('{0} h {1} min', said(hours), said(minutes));
  if (minutes === 0) return vscode.l10n.t('{0} s', said(rest));
  return rest === 0
    ? vscode.l10n.t('{0} min', said(minutes))
    : vscode.l10n.t('{0} min {1} s', said(minutes), said(rest));
}
