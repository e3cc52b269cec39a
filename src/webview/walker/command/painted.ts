import { html, type TemplateResult } from 'lit-html';

import type { Color, Ink, OutputView, Paint } from '../../../core/run/view/outputView.ts';
import { styled } from '../styled.ts';

type Piece = string | TemplateResult;

/**
 * An output's tail as a terminal would show it. What is painted is text all the same, so it is found, selected and read as one.
 * `plain` says how what has no colour of its own is shown.
 */
export function painted(
  { tail, paints = [] }: OutputView,
  plain: (text: string) => readonly Piece[] = text => [text],
): readonly Piece[] {
  if (paints.length === 0) return plain(tail.join('\n'));
  const byLine = new Map<number, Paint[]>();
  for (const paint of paints) {
    const found = byLine.get(paint.line);
    if (found === undefined) byLine.set(paint.line, [paint]);
    else found.push(paint);
  }
  const pieces = tail.map((text, line) => pieceOf(text, byLine.get(line), plain));
  return pieces.flatMap((line, index) => (index === 0 ? line : ['\n', ...line]));
}

function pieceOf(
  text: string,
  paints: readonly Paint[] | undefined,
  plain: (text: string) => readonly Piece[],
): readonly Piece[] {
  if (paints === undefined) return plain(text);
  const pieces: Piece[] = [];
  let cursor = 0;
  for (const { start, end, ink } of paints) {
    pieces.push(...plain(text.slice(cursor, start)), span(text.slice(start, end), ink));
    cursor = end;
  }
  return [...pieces, ...plain(text.slice(cursor))];
}

function span(text: string, ink: Ink): TemplateResult {
  const classes = [
    'hr-ink',
    ...(typeof ink.color === 'string' ? ['hr-ink--own'] : []),
    ...(ink.paper === undefined ? [] : ['hr-ink--paper']),
    ...(ink.bold === true ? ['hr-ink--bold'] : []),
    ...(ink.dim === true ? ['hr-ink--dim'] : []),
    ...(ink.underline === true ? ['hr-ink--underline'] : []),
  ];
  // Every property is set each time, since lit keeps the element for another ink.
  const colors = { '--hr-ink': css(ink.color), '--hr-paper': css(ink.paper) };
  return html`<span class=${classes.join(' ')} ${styled(colors)}>${text}</span>`;
}

const names = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

function css(color: Color | undefined): string {
  if (color === undefined) return 'var(--hr-out-fg)';
  if (typeof color === 'string') return color;
  // Black would be lost on a dark ground.
  if (color === 0) return 'var(--hr-muted)';
  return `var(--vscode-terminal-ansi${color < 8 ? '' : 'Bright'}${names[color % 8] ?? ''}, var(--hr-out-fg))`;
}
