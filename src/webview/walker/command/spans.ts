import { html, type TemplateResult } from 'lit-html';

/** A line of the author's with its `code` shown as code; nothing else of Markdown is read. */
export function spans(text: string): readonly (string | TemplateResult)[] {
  return text
    .split(/`([^`\n]+)`/)
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** The same without the marks. */
export function unmarked(text: string): string {
  return text.replace(/`([^`\n]+)`/g, '$1');
}
