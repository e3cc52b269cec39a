import { bash, type Case } from './case.ts';

const encodings: readonly Case[] = [
  { title: 'characters that nobody sees', code: 'HR110', before: '# A\0\n\nb\0\0c\n', after: '# A\n\nbc\n' },
  { title: 'letters that are lost', code: 'HR110', before: '# Z\uFFFDrich\n' },
];

const tasks = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => `- [ ] Host ${from + i} is up\n`).join('');

const lists: readonly Case[] = [
  {
    title: 'many tasks in a row',
    code: 'HR405',
    before: `# Before\n\n## Hosts\n\n${tasks(1, 11)}`,
    after: `# Before\n\n## Hosts\n\n${tasks(1, 6)}\n### What these have in common\n\n${tasks(7, 11)}`,
  },
  {
    title: 'many tasks, and a command that would move with them',
    code: 'HR405',
    before: `# Before\n\n${tasks(1, 10)}\nThen:\n\n${bash('ls')}`,
  },
  {
    title: 'many tasks in a quote',
    code: 'HR405',
    before: `# Before\n\n${tasks(1, 10).replace(/^/gm, '> ').trimEnd().replace(/> $/, '')}\n`,
  },
];

const marks: readonly Case[] = [
  {
    title: 'a time in words',
    code: 'HR111',
    before: '```bash timeout="10 minutes"\nls\n```\n',
    after: '```bash timeout=10m\nls\n```\n',
  },
  {
    title: 'no time at all',
    code: 'HR111',
    before: '```bash guard=web timeout=soon\nls\n```\n',
    after: '```bash guard=web\nls\n```\n',
  },
  {
    title: 'a time in front matter',
    code: 'HR111',
    before: `---\ntimeout: 5 dakika\n---\n\n${bash('ls')}`,
    after: `---\ntimeout: 5m\n---\n\n${bash('ls')}`,
  },
  {
    title: 'words in place of an expression',
    code: 'HR111',
    before: `<!-- handrail: expect=ready -->\n\n${bash('ls')}`,
    after: `<!-- handrail: expect=/ready/ -->\n\n${bash('ls')}`,
  },
  {
    title: 'no place in JSON',
    code: 'HR111',
    before: bash('# handrail: timeout=10s expect-json=$..x', 'ls'),
    after: bash('# handrail: timeout=10s', 'ls'),
  },
  {
    title: 'a slip of the pen in a comment',
    code: 'HR111',
    before: `<!-- handrail: title="A" optionl -->\n\n${bash('ls')}`,
    after: `<!-- handrail: title="A" optional -->\n\n${bash('ls')}`,
  },
  {
    title: 'a slip of the pen on a fence',
    code: 'HR111',
    before: '```bash tiemout=10m\nls\n```\n',
    after: '```bash timeout=10m\nls\n```\n',
  },
  {
    title: 'a slip of the pen above a command',
    code: 'HR111',
    before: bash('# handrail: timeuot=10m', 'ls'),
    after: bash('# handrail: timeout=10m', 'ls'),
  },
  {
    title: 'a name that nobody knows',
    code: 'HR111',
    before: `<!-- handrail: colour=red -->\n\n${bash('ls')}`,
  },
];

const wayBack: readonly Case[] = [
  {
    title: 'a task before the sentence that leads to the block',
    code: 'HR209',
    before: `# Reset the shop\nThis is the end\nof it:\n${bash('kubectl delete namespace shop')}`,
    after: `# Reset the shop\n\n- [ ] There is a backup of what this removes, and it can be restored\n\nThis is the end\nof it:\n${bash('kubectl delete namespace shop')}`,
    asks: 'There is a backup of what this removes, and it can be restored',
  },
  {
    title: 'a task before a block that no sentence leads to',
    code: 'HR209',
    before: `# Reset the shop\n\n<!-- handrail: title="Reset" -->\n\n${bash('kubectl delete namespace shop')}`,
    after: `# Reset the shop\n\n- [ ] There is a backup of what this removes, and it can be restored\n\nWith the backup at hand:\n\n<!-- handrail: title="Reset" -->\n\n${bash('kubectl delete namespace shop')}`,
  },
  {
    title: 'a section at the end',
    code: 'HR209',
    nth: 1,
    before: `# Reset\r\n\r\n\`\`\`bash\r\nkubectl delete namespace shop\r\n\`\`\`\r\n`,
    after: `# Reset\r\n\r\n\`\`\`bash\r\nkubectl delete namespace shop\r\n\`\`\`\r\n\r\n## Rollback\r\n\r\n1. Say here how to go back\r\n`,
    asks: 'Say here how to go back',
  },
  {
    title: 'a section of a Turkish text',
    code: 'HR209',
    nth: 1,
    before: `# Sıfırlama\n\nBu adım ile her şey silinir ve bir daha gelmez.\n\n${bash('kubectl delete namespace shop')}`,
    after: `# Sıfırlama\n\nBu adım ile her şey silinir ve bir daha gelmez.\n\n${bash('kubectl delete namespace shop')}\n## Geri alma\n\n1. Nasıl geri dönüleceğini buraya yazın\n`,
  },
];

const expectations: readonly Case[] = [
  {
    title: 'below the last look',
    code: 'HR210',
    before: `# Verify\n\n${bash('kubectl get nodes', 'kubectl get pods \\', '  -n shop')}`,
    after: `# Verify\n\n${bash('kubectl get nodes', 'kubectl get pods \\', '  -n shop', '  # Expected: what a good answer looks like')}`,
    asks: 'what a good answer looks like',
  },
  {
    title: 'in a German text',
    code: 'HR210',
    before: `# Prüfen\n\nDas ist der letzte Schritt, und er wird nicht wiederholt.\n\n${bash('kubectl get pods')}`,
    after: `# Prüfen\n\nDas ist der letzte Schritt, und er wird nicht wiederholt.\n\n${bash('kubectl get pods', '# Erwartet: wie eine gute Antwort aussieht')}`,
  },
];

const texts: readonly Case[] = [
  {
    title: 'a file in another folder',
    code: 'HR401',
    before: '# A\n\n[its page](../proxies/proxies.md#here)\n',
    after: '# A\n\n[its page](docs/proxies.md#here)\n',
  },
  {
    title: 'a file with nearly the same name',
    code: 'HR401',
    before: '# A\n\n![the proxy](docs/proxi.png)\n',
    after: '# A\n\n![the proxy](docs/proxy.png)\n',
  },
  { title: 'a page that every folder has', code: 'HR401', before: '# A\n\n[index](x/README.md)\n' },
  { title: 'a file that is nowhere', code: 'HR401', before: '# A\n\n[its page](nothing.md)\n' },
  {
    title: 'a date of review, as long after as the last',
    code: 'HR403',
    before: '---\nupdated: 2029-11-30\nreview-by: 2030-01-31 # twice a year\n---\n\n# A\n',
    after: '---\nupdated: 2029-11-30\nreview-by: 2030-08-15 # twice a year\n---\n\n# A\n',
    asks: '2030-08-15',
  },
  {
    title: 'the date of the last review, which the next one follows from',
    code: 'HR403',
    before: '---\nlast_reviewed_on: 2029-01-20\nreview_in: 6 months\n---\n\n# A\n',
    after: '---\nlast_reviewed_on: 2030-06-15\nreview_in: 6 months\n---\n\n# A\n',
  },
  {
    title: 'a date of review in the text',
    code: 'HR403',
    before: '# A\n\n**Next review:** 31.01.2030\n',
    after: '# A\n\n**Next review:** 15.06.2031\n',
  },
  {
    title: 'two sections',
    code: 'HR404',
    before: '# A\n\n## Verify\n\nx\n\n## Verify ##\n\ny\n',
    after: '# A\n\n## Verify\n\nx\n\n## Verify (2) ##\n\ny\n',
    asks: '(2)',
  },
  {
    title: 'two sections of which a link names the second',
    code: 'HR404',
    before: '# A\n\n[there](#verify-1)\n\n## Verify\n\nx\n\n## Verify\n\ny\n',
  },
  {
    title: 'three tasks',
    code: 'HR404',
    before: '- [ ] Look\n- [ ] Look (2)\n- [ ] Look\n',
    after: '- [ ] Look\n- [ ] Look (2)\n- [ ] Look (3)\n',
  },
];

/** By what they are about. */
export const documentCases = { encodings, lists, marks, wayBack, expectations, texts };
