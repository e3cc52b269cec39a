import { expect, test } from 'vitest';
import { withoutHead } from '../../../src/core/run/view/once.ts';
import { layOut } from '../../../src/core/run/view/page.ts';
import { read } from '../runbook/read.ts';

/** A section's text, then what of its blocks is left: prose as it is, cards by their titles. */
const saidOnce: readonly (readonly [name: string, text: string, blocks: readonly string[]])[] = [
  [
    'the paragraph that is the title of the card below it',
    'Look first.\n\n**Start the `web` service:**\n\n```bash\ntrue\n```\n\nThen wait.',
    ['Look first.', '[Start the web service]', 'Then wait.'],
  ],
  [
    'the bold line at the end of a paragraph',
    'A.\n\n**Symptoms:** it is slow\n**Diagnosis:**\n\n```bash\ntrue\n```\n\n```bash\nb\n```',
    ['A.\n\n**Symptoms:** it is slow', '[Diagnosis]', '[A]'],
  ],
  [
    'a paragraph with a link shows more than the title says',
    'Start [the service](a.md):\n\n```bash\ntrue\n```',
    ['Start [the service](a.md):', '[Start the service]'],
  ],
  [
    'the output that is the expectation of the card above it, with what announces it',
    '```bash\ntrue\n```\n\nOutput:\n<!-- expected_similarity=0.3 -->\n```json\n{\n  "a": 1\n}\n```\n\nGo on.',
    ['[A]', 'Go on.'],
  ],
  [
    'the output of a command behind which something tidies up',
    '```bash\nls\nrm -f a\n```\n\nOutput:\n\n```\na\n```\n\nGo on.',
    ['[A]', 'Go on.'],
  ],
  [
    'a sentence before an output that says more stays',
    '```bash\ntrue\n```\n\nThis takes a while, since every node is asked.\nThe output is similar to this:\n\n```\nweb-0   Running\n```',
    ['[A]', 'This takes a while, since every node is asked.\nThe output is similar to this:'],
  ],
  [
    'a file that is no output stays',
    '```bash\ntrue\n```\n\nThe file:\n\n```yaml\na: 1\n```',
    ['[A]', 'The file:', '[The file]'],
  ],
  [
    'a long command is a title by its words',
    'A.\n\n```bash\naz network vnet subnet create  --name $NAME --resource-group $GROUP --output json\n```\n\n```bash\nb\n```',
    ['A.', '[az network vnet subnet create…]', '[b]'],
  ],
];

test.each(saidOnce)('what a card says is said once: %s', (_, text, blocks) => {
  const page = layOut(read(`# T\n\n## A\n\n${text}\n\n## B\n\n- [ ] x\n`), markdown => markdown);
  const found = page.phases
    .find(({ title }) => title === 'A')
    ?.blocks.flatMap(block => {
      if (block.type === 'heading') return [];
      return [block.type === 'prose' ? block.html : `[${block.card.title}]`];
    });
  expect(found).toEqual(blocks);
});

test('a step that begins with its title in bold says it once, and has indented lists as they were', () => {
  expect(withoutHead('**Look around:**\n   - one\n   - two', 'Look around')).toBe('   - one\n   - two');
  expect(withoutHead('**Look around:**', 'Look around')).toBe('**Look around:**');
  expect(withoutHead('**Look:** at one', 'Look')).toBe('**Look:** at one');
});

test('a lone step that is called what its section is called keeps the title in its text', () => {
  const page = layOut(
    read('# T\n\n## P\n\n### A\n\n1. **Look around:**\n   - one\n\n### B\n\nText.\n'),
    text => text,
  );
  const text = JSON.stringify(page.phases);
  expect(text).toContain('Look around');
});
