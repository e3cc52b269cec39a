import { renderMarkdown } from '../runbook/markdown/render.ts';
import { toMarkdown } from './markdown.ts';
import type { Report } from './report.ts';
import { xmlText } from './xml.ts';

/** The style of a report; the page allows this text alone, by its digest. */
export const reportStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; }
h3 { font-size: 1.05rem; margin-top: 2rem; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .15rem 1rem .15rem 0; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
pre { background: color-mix(in srgb, currentColor 7%, transparent); padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid; }
@media print { body { margin: 0; max-width: none; } pre { border: 1px solid; } h2, h3 { break-after: avoid; } }
`;

/** Markdown has no table without a head; here an empty one would be a gap, and be read out. */
const emptyHead = /<thead>\s*<tr>\s*(?:<th><\/th>\s*)+<\/tr>\s*<\/thead>\s*/g;

/** A report as one HTML file that loads nothing and runs nothing; `styleDigest` is the base64 SHA-256 of `reportStyle`. */
export function toHtml(report: Report, styleDigest: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleDigest}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${xmlText(report.title)}: report</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
${renderMarkdown(toMarkdown(report)).replaceAll(emptyHead, '')}
</main>
</body>
</html>
`;
}
