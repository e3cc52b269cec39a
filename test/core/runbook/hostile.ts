const bash = (text: string): string => `\`\`\`bash\n${text}\n\`\`\`\n`;
const console = (text: string): string => `\`\`\`console\n${text}\n\`\`\`\n`;

/** Texts of about so many characters that look for the square in a reader: each repeats what one pass could read again and again. */
export const hostile: Readonly<Record<string, (size: number) => string>> = {
  'fences that nothing closes': size => fill('```bash\n', size),
  'quotes in quotes': size => fill('>', size),
  'list marks on one line': size => fill('- ', size),
  'one long word': size => fill('a', size),
  'definitions that are used': size =>
    count(size / 40, at => `[a${at}]: http://x/${at}\n\n`) + count(size / 40, at => `[a${at}][] `),
  'a table of blanks': size => `|a|b|\n|-|-|\n${fill('|x|____|\n', size)}`,
  'open brackets in a heading': size => `# ${fill('[', size)}`,
  'open parentheses in a heading': size => `# A\n\n## ${fill('(', size)}`,
  'colons behind a loop': size => bash(`for a in ${fill(': ', size)}b`),
  'runs of backticks': size => count(size / 100, at => `${'`'.repeat(at % 200)} a `),
  'open tags': size => fill('<a ', size),
  'open comments': size => fill('<!-- a\n\n', size),
  'one title again and again': size => fill('# A\n', size),
  'open emphasis in a heading': size => `# ${fill('*a ', size)}`,
  'numbers behind a duration': size => `## a\n\nDuration: ${fill('1 ', size)}`,
  'one placeholder again and again': size => bash(fill('echo <name>\n', size)),
  'placeholders in one command': size => bash(`echo ${fill('<name> ', size)}`),
  'a run of signs in a comment': size => bash(`# a${fill('= ', size)}b\nls`),
  'many comments': size => bash(fill('# a b c\n', size)),
  'tables that commands print': size =>
    bash(fill('ls\nNAME   READY   STATUS\nweb   1/1   Running\n\n', size)),
  'printed lines below comments': size => bash(fill('# a\n# b\nError: x\n', size)),
  'bold lines that lead off the path': size => fill('**Rollback:**\n\na\n\n', size),
  'many here-documents': size => bash(count(size / 16, at => `cat <<E${at}\na\nE${at}\n`)),
  'open here-documents': size => bash(fill('cat <<EOF\n', size)),
  'open substitutions': size => bash(fill('$(', size)),
  'nested substitutions': size => bash(`echo ${fill('$(a ', size / 2)}${fill(')', size / 8)}`),
  'open arrays': size => bash(fill('a=(', size)),
  'a chain of commands': size => bash(`${fill('a&&', size)}a`),
  'a pipeline': size => bash(`${fill('a|', size)}a`),
  'blocks in blocks': size => bash(fill('if a; then\n', size)),
  'commands that never end': size => console(fill('$ if a; then\n> x\n', size)),
  'quotes that never end': size => console(fill('$ echo "\nout\n\n', size)),
};

function fill(part: string, size: number): string {
  return part.repeat(Math.ceil(size / part.length));
}

function count(times: number, make: (at: number) => string): string {
  return Array.from({ length: Math.ceil(times) }, (_, at) => make(at)).join('');
}
