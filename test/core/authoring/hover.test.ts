import { describe, expect, test } from 'vitest';
import { hoverAt } from '../../../src/core/authoring/hover.ts';
import { bash, cursorIn, english } from './draft.ts';

interface Case {
  readonly of: string;
  readonly text: string;
  /** The words that light up. */
  readonly over?: string;
  readonly says: readonly string[];
}

const cases: readonly Case[] = [
  {
    of: 'a key of front matter',
    text: '---\nreview¦-by: 2026-12-01\n---\n',
    over: 'review-by',
    says: ['The date, as YYYY-MM-DD, from which the text should not be trusted unread.'],
  },
  {
    of: 'a key of an input',
    text: '---\ninputs:\n  pod:\n    exa¦mple: a\n---\n',
    over: 'example',
    says: ['Shown as help, never filled in.'],
  },
  {
    of: 'the name of an input in front matter',
    text: `---\ninputs:\n  ZO¦NE:\n    choices: [a, b]\n---\n${bash('go $ZONE', 'back $ZONE')}`,
    over: 'ZONE',
    says: [
      '`ZONE` is asked for when the run reaches line 7.',
      'One of: a, b.',
      'Used in lines 7, 8: the same value everywhere.',
    ],
  },
  {
    of: 'the name of an input in a list of them',
    text: `---\ninputs:\n  - name: ZO¦NE\n    prompt: Which one?\n---\n${bash('go $ZONE')}`,
    over: 'ZONE',
    says: ['`ZONE` is asked for when the run reaches line 7: Which one?'],
  },
  {
    of: 'the name of an input in a list without an indent',
    text: `---\ninputs:\n- name: ZO¦NE\n  prompt: Which one?\n---\n${bash('go $ZONE')}`,
    over: 'ZONE',
    says: ['`ZONE` is asked for when the run reaches line 7: Which one?'],
  },
  {
    of: 'the name of an input in another script',
    text: `---\ninputs:\n  sür¦üm:\n    prompt: Hangisi?\n---\n${bash('deploy <sürüm>')}`,
    over: 'sürüm',
    says: ['`<sürüm>` is asked for when the run reaches line 7: Hangisi?'],
  },
  {
    of: 'a key of an approval',
    text: '---\napprovals:\n  - by: dba\n    cou¦nt: 2\n---\n',
    over: 'count',
    says: ['How many people.'],
  },
  {
    of: 'the name of an input that no command uses',
    text: '---\ninputs:\n  ZO¦NE:\n    prompt: Which one?\n---\n',
    over: 'ZONE',
    says: ['`ZONE` is asked for, although no command uses it: Which one?'],
  },
  { of: 'a key that Handrail does not know', text: '---\nlay¦out: post\n---\n', says: [] },
  { of: 'a word of a value', text: '---\ntags: own¦er\n---\n', says: [] },
  {
    of: 'an attribute',
    text: '```bash gu¦ard=orders\nls\n```\n',
    over: 'guard',
    says: ['The name of what changes; it has to be typed before the step runs.'],
  },
  {
    of: 'an annotation',
    text: '<!-- handrail: opti¦onal -->\n\n- [ ] a\n',
    over: 'optional',
    says: ['The step need not be done.'],
  },
  {
    of: 'a placeholder',
    text: `Replace <pod> with the name of the pod.\n\n${bash('get <po¦d>', 'log <pod>')}`,
    over: '<pod>',
    says: [
      '`<pod>` is asked for when the run reaches line 4: the name of the pod',
      'Used in lines 4, 5: the same value everywhere.',
    ],
  },
  {
    of: 'a secret',
    text: bash('login "$API_TO¦KEN"'),
    over: '$API_TOKEN',
    says: [
      '`API_TOKEN` is asked for when the run reaches line 2.',
      'It is a secret: it reaches the command by the environment and is masked everywhere else.',
    ],
  },
  {
    of: 'what front matter says of a value',
    text: `---\ninputs:\n  ZONE:\n    choices: [a, b]\n    pattern: '[ab]'\n---\n${bash('go $ZO¦NE')}`,
    over: '$ZONE',
    says: ['`ZONE` is asked for when the run reaches line 8.', 'One of: a, b.', 'It has to match `[ab]`.'],
  },
  {
    of: 'a variable that commands set',
    text: bash('A=1', 'A=2', 'echo $¦A'),
    over: '$A',
    says: ['`A` is set in line 2, 3.'],
  },
  { of: 'an assignment', text: bash('A¦=1', 'echo $A'), over: 'A', says: ['`A` is set in line 2.'] },
  {
    of: 'a value in a list item',
    text: '1. Do\n\n   ```bash\n   echo <a¦>\n   ```\n',
    over: '<a>',
    says: ['`<a>` is asked for when the run reaches line 4.'],
  },
  {
    of: 'a risk, with the words that raised it',
    text: bash('kub¦ectl delete pod web'),
    over: 'kubectl delete pod web',
    says: ['deletes: `kubectl delete`'],
  },
  {
    of: 'what is expected',
    text: bash('redis-cli pi¦ng', '# Expected: PONG'),
    over: 'redis-cli ping',
    says: ['Its output is compared with: PONG'],
  },
  {
    of: 'a command without end',
    text: bash('tail -f lo¦g'),
    over: 'tail -f log',
    says: ['Does not end by itself; the operator stops it.'],
  },
  { of: 'a harmless command', text: bash('ls¦'), says: [] },
  { of: 'prose', text: '# Own¦er\n', says: [] },
];

describe('what is said about a word', () => {
  test.each(cases)('$of', ({ text, over, says }) => {
    const { draft, offset } = cursorIn(text);
    const hover = hoverAt(draft, offset);
    expect(english(hover?.sentences ?? [])).toEqual(says);
    expect(hover === undefined ? undefined : draft.text.slice(...hover.range)).toBe(over);
  });
});
