/** How the text around a hole is read by the shell, and so how a value must be written there. */
export type Quoting =
  | { readonly kind: 'bare' }
  | { readonly kind: 'double' }
  | { readonly kind: 'single' }
  | { readonly kind: 'ansi' }
  /** `loses` finds values whose tabs would be taken away. */
  | { readonly kind: 'here-document'; readonly literal: boolean; readonly loses?: RegExp }
  /** Only a value that no quoting could change: inside backticks, patterns, `${x:-…}`, and where bash evaluates a word. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'number' }
  | { readonly kind: 'name' };

// A leading dash would be an operator inside `[[ … ]]`.
const plainWord = /^[A-Za-z0-9_./:@%+][A-Za-z0-9_./:@%+-]*$/;

const keywords =
  /^(?:if|then|else|elif|fi|for|while|until|do|done|case|esac|in|function|time|select|coproc)$/;

/** Whether a value means itself wherever a word of the shell may stand. */
export function isPlain(value: string): boolean {
  return plainWord.test(value) && !keywords.test(value);
}

/** A value written so that the shell reads exactly it; undefined where this place cannot hold the value. */
export function quote(value: string, quoting: Quoting, style: 'plain' | 'quoted'): string | undefined {
  switch (quoting.kind) {
    case 'bare':
      return style === 'plain' && plainWord.test(value) && !keywords.test(value)
        ? value
        : `'${value.replaceAll("'", String.raw`'\''`)}'`;
    case 'double':
      return value.replaceAll(/["$`\\]/g, String.raw`\$&`);
    case 'single':
      return value.replaceAll("'", String.raw`'\''`);
    case 'ansi':
      return value.replaceAll(/['\\]/g, String.raw`\$&`);
    case 'here-document':
      if (quoting.loses?.test(value) === true) {
        return undefined;
      }
      return quoting.literal ? value : value.replaceAll(/[$`\\]/g, String.raw`\$&`);
    case 'plain':
      return plainWord.test(value) ? value : undefined;
    case 'number':
      return /^(?:0|[1-9]\d*)$/.test(value) ? value : undefined;
    case 'name':
      return /^[A-Za-z_]\w*$/.test(value) ? value : undefined;
  }
}

/** A variable's value, read exactly, in place of a hole; undefined where the shell expands nothing. */
export function quoteReference(variable: string, quoting: Quoting): string | undefined {
  const reference = `\${${variable}}`;
  switch (quoting.kind) {
    case 'bare':
      return `"${reference}"`;
    case 'double':
      return reference;
    case 'single':
      return `'"${reference}"'`;
    case 'ansi':
      return `'"${reference}"$'`;
    case 'here-document':
      return quoting.literal ? undefined : reference;
    case 'plain':
    case 'number':
    case 'name':
      return undefined;
  }
}

/** A value as a part of JSON: inside a JSON string its characters, elsewhere a value of its own. */
export function quoteJson(value: string, place: 'string' | 'value'): string {
  const asString = JSON.stringify(value);
  return place === 'string' ? asString.slice(1, -1) : isJson(value) ? value : asString;
}

/** Whether a text is one JSON value. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
