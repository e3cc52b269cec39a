import type { YAMLParseError } from 'yaml';
import { said } from './message.ts';
import type { Said } from './messageKey.ts';
import type { yaml } from './yaml.ts';

type Known = Exclude<keyof typeof yaml, 'yaml.other'>;

/** What an error of the YAML reader means; one that is met rarely is told in the reader's own words. */
export function yamlReason({ code, message }: Pick<YAMLParseError, 'code' | 'message'>): Said {
  // The reader has one code for both: what is not closed, and what stands too far to the left.
  const known = /must be sufficiently indented and end with/.test(message) ? 'yaml.unclosed' : reasons[code];
  if (known !== undefined) return said(known);
  return said('yaml.other', { words: (message.split('\n')[0] ?? message).replace(/[.]$/, '') });
}

const reasons: Readonly<Partial<Record<YAMLParseError['code'], Known>>> = {
  BAD_INDENT: 'yaml.indent',
  TAB_AS_INDENT: 'yaml.tab',
  DUPLICATE_KEY: 'yaml.twice',
  MISSING_CHAR: 'yaml.unclosed',
  BLOCK_AS_IMPLICIT_KEY: 'yaml.inner',
  BLOCK_IN_FLOW: 'yaml.inner',
  BAD_SCALAR_START: 'yaml.begin',
  BAD_ALIAS: 'yaml.alias',
  ALIAS_PROPS: 'yaml.alias',
  MULTILINE_IMPLICIT_KEY: 'yaml.key',
  BAD_DQ_ESCAPE: 'yaml.escape',
  MULTIPLE_DOCS: 'yaml.more',
  TAG_RESOLVE_FAILED: 'yaml.tag',
};
