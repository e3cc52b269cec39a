// What only a runbook says: keys of front matter that Handrail acts on, and its own comments.
const ownKeys = /^---\r?\n(?:(?!---|\.\.\.)[^\n]*\n){0,60}?(?:inputs|cwd|review-by|review_by)\s*:/;
const ownComments = /<!--\s*handrail\b/;

/** Whether a Markdown text says of itself that it is a runbook, so that a README is left in peace. */
export function saysRunbook(text: string): boolean {
  return ownKeys.test(text) || ownComments.test(text);
}
