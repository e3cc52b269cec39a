/** Attributes of an element, their values as XML may hold them. */
export function xmlAttributes(named: Readonly<Record<string, string>>): string {
  return Object.entries(named)
    .map(([name, value]) => `${name}="${xmlText(value).replaceAll(/[\n\r\t]/g, code)}"`)
    .join(' ');
}

/** Text as XML 1.0 may hold it; what no XML document can hold, not even escaped, becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** An attribute's own line ends would become blanks. */
function code(character: string): string {
  return `&#${character.codePointAt(0) ?? 32};`;
}
