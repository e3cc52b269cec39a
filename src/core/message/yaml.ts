/** Why a text is no YAML, in words that go on with a sentence; the reader's own words are for whoever wrote the reader. */
export const yaml = {
  'yaml.indent': 'its indentation does not fit the lines above it',
  'yaml.tab': 'a tab stands before it, and YAML is indented by spaces',
  'yaml.twice': 'the same key is given twice',
  'yaml.unclosed': 'a quote, a bracket or a colon that belongs here is missing',
  'yaml.inner': 'a value with a colon, or a list, stands where a plain value belongs; quotes make it one',
  'yaml.begin': 'a value that begins with this character has to stand in quotes',
  'yaml.alias': 'a value that begins with * or & has to stand in quotes',
  'yaml.key': 'a key needs a colon behind it, on its own line',
  'yaml.escape': 'double quotes do not know this \\; single quotes take it as it is',
  'yaml.more': 'more than one document stands in it',
  'yaml.tag': 'a value that begins with ! has to stand in quotes',
  'yaml.other': 'it cannot be read from here on (“{words}”)',
} as const;
