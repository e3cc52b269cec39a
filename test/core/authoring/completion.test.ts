import { describe, expect, test } from 'vitest';
import { completionsAt } from '../../../src/core/authoring/completion.ts';
import { bash, cursorIn } from './draft.ts';

interface Case {
  readonly of: string;
  /** `¦` is the cursor. */
  readonly text: string;
  /** Labels that have to be among the offers, in any order; none at all where empty. */
  readonly offers: readonly string[];
  readonly not?: readonly string[];
  /** The line of the cursor once the first of `offers` was taken. */
  readonly taken?: string;
}

const cases: readonly Case[] = [
  {
    of: 'keys of front matter',
    text: '---\nown¦\n---\n# A\n',
    offers: ['owner', 'review-by', 'inputs', 'cwd'],
    taken: 'owner: ',
  },
  { of: 'front matter that is not closed yet', text: '---\n¦\n\n# A\n', offers: ['owner'], taken: 'owner: ' },
  {
    of: 'keys of an input',
    text: '---\ninputs:\n  pod:\n    ¦\n---\n',
    offers: ['secret', 'choices'],
    not: ['owner'],
  },
  {
    of: 'a yes or no',
    text: '---\ninputs:\n  pod:\n    secret: t¦\n---\n',
    offers: ['true', 'false'],
    taken: '    secret: true',
  },
  {
    of: 'the values that are not declared yet',
    text: `---\ninputs:\n  pod:\n    secret: true\n  ¦\n---\n${bash('get <pod> $ZONE')}`,
    offers: ['ZONE'],
    not: ['pod', 'owner'],
  },
  {
    of: 'keys of a place',
    text: '---\ncontext:\n  na¦\n---\n',
    offers: ['namespace', 'branch'],
    not: ['owner', 'secret'],
    taken: '  namespace: ',
  },
  {
    of: 'keys of a place of two parts',
    text: '---\ncontext:\n  kube:\n    na¦\n---\n',
    offers: ['namespace', 'context'],
    not: ['host'],
    taken: '    namespace: ',
  },
  {
    of: 'keys of an approval',
    text: '---\napprovals:\n  - by: dba\n    co¦\n---\n',
    offers: ['count', 'at', 'for'],
    not: ['owner'],
    taken: '    count: ',
  },
  {
    of: 'keys of an approval behind its dash',
    text: '---\napprovals:\n- CTO\n- ¦\n---\n',
    offers: ['by', 'at'],
    not: ['owner'],
    taken: '- by: ',
  },
  {
    of: 'places of an approval',
    text: '---\napprovals:\n  - by: dba\n    at: ¦\n---\n# R\n\n## 3. Migrate\n\n- [ ] a: b\n',
    offers: ['3. Migrate', 'risky', 'a: b'],
    taken: '    at: 3. Migrate',
  },
  {
    of: 'keys of an input in a list',
    text: '---\ninputs:\n- name: pod\n  pro¦\n---\n',
    offers: ['prompt', 'name'],
    not: ['owner'],
    taken: '  prompt: ',
  },
  {
    of: 'the values that a list of inputs does not name yet',
    text: `---\ninputs:\n  - name: pod\n  - name: ¦\n---\n${bash('get <pod> $ZONE')}`,
    offers: ['ZONE'],
    not: ['pod'],
    taken: '  - name: ZONE',
  },
  {
    of: 'a list within a map',
    text: '---\ncontext:\n  host:\n    - a\n  us¦\n---\n',
    offers: ['user'],
    not: ['owner'],
    taken: '  user: ',
  },
  { of: 'nothing at the end of front matter', text: '---\nowner: a\n---¦\n', offers: [] },
  { of: 'nothing in a text of several lines', text: '---\nowner: |\n  own¦\n---\n', offers: [] },
  {
    of: 'keys in a file with other line ends',
    text: '\uFEFF---\r\ninputs:\r\n  pod:\r\n    pro¦',
    offers: ['prompt'],
    not: ['owner'],
  },
  { of: 'no key inside a value', text: '---\nowner: rel¦\n---\n', offers: [] },
  {
    of: 'languages',
    text: '# A\n\n```ba¦\nls\n```\n',
    offers: ['bash', 'console', 'text'],
    taken: '```bash',
  },
  { of: 'attributes', text: '```bash gu¦\nls\n```\n', offers: ['guard', 'run'], taken: '```bash guard=' },
  {
    of: 'choices of an attribute',
    text: '```bash run=¦\nls\n```\n',
    offers: ['block', 'statements'],
    not: ['guard'],
  },
  { of: 'no attributes of a file', text: '```yaml ¦\na: b\n```\n', offers: [] },
  { of: 'no attribute twice', text: '```bash run=block ¦\nls\n```\n', offers: ['guard'], not: ['run'] },
  { of: 'attributes in a list item', text: '1. Do\n\n   ~~~bash ¦\n   ls\n   ~~~\n', offers: ['run'] },
  {
    of: 'words of an annotation',
    text: '<!-- handrail: opt¦ -->\n\n- [ ] a\n',
    offers: ['optional'],
    taken: '<!-- handrail: optional -->',
  },
  {
    of: 'rules to keep quiet',
    text: '<!-- handrail-ignore HR20¦ -->\n\n- [ ] a\n',
    offers: ['HR203 prompt-in-block', 'HR001 unused-ignore'],
    taken: '<!-- handrail-ignore HR203 -->',
  },
  {
    of: 'no rule twice, by code or name',
    text: '<!-- handrail-ignore-file HR203, broken-link ¦\n',
    offers: ['HR202 untagged-shell'],
    not: ['HR203 prompt-in-block', 'HR401 broken-link'],
    taken: '<!-- handrail-ignore-file HR203, broken-link HR202',
  },
  {
    of: 'rules behind a command',
    text: bash('ls # handrail-ignore und¦'),
    offers: ['HR301 undefined-variable'],
    taken: 'ls # handrail-ignore HR301',
  },
  { of: 'no rule in the reason', text: '<!-- handrail-ignore HR203 -- a wiki ¦ -->\n', offers: [] },
  {
    of: 'variables after a dollar',
    text: bash('A=1', 'echo $B $¦'),
    offers: ['A', 'B'],
    taken: 'echo $B $A',
  },
  { of: 'variables in braces', text: bash('A=1', 'echo ${¦'), offers: ['A'], taken: 'echo ${A}' },
  { of: 'a brace that is there already', text: bash('A=1', 'echo ${¦}'), offers: ['A'], taken: 'echo ${A}' },
  {
    of: 'placeholders',
    text: bash('get <pod-name>', 'log <po¦'),
    offers: ['<pod-name>'],
    taken: 'log <pod-name>',
  },
  {
    of: 'ids of steps',
    text: `<!-- handrail: id=migrate -->\n\n${bash('./migrate')}\n${bash('handrail run x.md --only ¦')}`,
    offers: ['migrate-np885d0'],
    taken: 'handrail run x.md --only migrate-np885d0',
  },
  {
    of: 'marks above a command',
    text: bash('# handrail: time¦', 'ls'),
    offers: ['timeout', 'expect', 'expect-json'],
    not: ['guard'],
    taken: '# handrail: timeout=',
  },
  { of: 'nothing in prose', text: '# A\n\nText $¦\n', offers: [] },
  { of: 'nothing in another language', text: '```yaml\na: $¦\n```\n', offers: [] },
];

describe('what could be written', () => {
  test.each(cases)('$of', ({ text, offers, not = [], taken }) => {
    const { draft, offset } = cursorIn(text);
    const found = completionsAt(draft, offset);
    const labels = found.map(({ label }) => label);
    expect(labels).toEqual(offers.length === 0 ? [] : expect.arrayContaining([...offers]));
    expect(labels.filter(label => not.includes(label))).toEqual([]);
    for (const { about, range } of found) {
      expect(about.text).not.toBe('');
      expect(range[1]).toBe(offset);
    }
    if (taken !== undefined) {
      const first = found.find(({ label }) => label === offers[0]);
      const [start, end] = first?.range ?? [0, 0];
      const after = draft.text.slice(0, start) + (first?.insert ?? '') + draft.text.slice(end);
      expect(after.split('\n')).toContain(taken);
    }
  });
});
