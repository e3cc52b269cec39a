import { html, type TemplateResult } from 'lit-html';

/** A codicon; a shape beside a word, so hidden from screen readers. */
export function codicon(name: string, classes: readonly string[] = []): TemplateResult {
  const all = ['codicon', `codicon-${name}`, ...classes.filter(one => one !== '')];
  return html`<span class=${all.join(' ')} aria-hidden="true"></span>`;
}
