import { describe, expect, test } from 'vitest';
import { inEnglish } from '../../../src/core/authoring/sentence.ts';
import { renamableAt, renameAt } from '../../../src/core/authoring/rename.ts';
import { bash, cursorIn, grammar } from './draft.ts';

interface Case {
  readonly of: string;
  readonly text: string;
  readonly to: string;
  /** The whole text afterwards, or the sentence that refuses. */
  readonly gives: string | { readonly why: string };
}

const cases: readonly Case[] = [
  {
    of: 'a placeholder, in commands, prose and front matter',
    text: `---\ninputs:\n  pod:\n    prompt: Which <pod>\n---\nReplace \`<pod>\`.\n\n${bash('get <po¦d>', 'log "<pod>-1"')}`,
    to: 'pod-name',
    gives: `---\ninputs:\n  pod-name:\n    prompt: Which <pod-name>\n---\nReplace \`<pod-name>\`.\n\n${bash('get <pod-name>', 'log "<pod-name>-1"')}`,
  },
  {
    of: 'a placeholder from prose',
    text: `The <po¦d>.\n\n${bash('get <pod>')}`,
    to: '<app>',
    gives: `The <app>.\n\n${bash('get <app>')}`,
  },
  {
    of: 'no longer name that begins alike',
    text: bash('get <po¦d> <pod-ip>'),
    to: 'app',
    gives: bash('get <app> <pod-ip>'),
  },
  {
    of: 'two spellings of one value',
    text: bash('get <po¦d>', 'log {{pod}}'),
    to: 'app',
    gives: bash('get <app>', 'log {{app}}'),
  },
  {
    of: 'a capital one',
    text: bash('get YOUR_PO¦D YOUR_POD_IP'),
    to: 'YOUR_APP',
    gives: bash('get YOUR_APP YOUR_POD_IP'),
  },
  {
    of: 'brackets, but no link',
    text: `See [POD](x) and [POD].\n\n${bash('get [PO¦D]')}`,
    to: 'APP',
    gives: `See [POD](x) and [APP].\n\n${bash('get [APP]')}`,
  },
  {
    of: 'a placeholder that would be one no more',
    text: bash('get <po¦d>'),
    to: 'a$b',
    gives: { why: '`<a$b>` would not be read as a placeholder. Choose another name.' },
  },
  {
    of: 'a name that is taken',
    text: bash('get <po¦d> <app>'),
    to: 'app',
    gives: { why: 'There is a value `app` already, and both would become one.' },
  },
  {
    of: 'a hole without a name',
    text: bash('get --pod xx¦x'),
    to: 'app',
    gives: { why: '`xxx` has no name of its own. Write `<pod>` in its place.' },
  },
  {
    of: 'a variable: set, read, in braces, exported, in prose',
    text: `Set \`POD\` or $POD.\n\n${bash('export POD=a', 'echo $PO¦D "${POD}x" ${POD:-b} $PODS')}`,
    to: 'APP',
    gives: `Set \`APP\` or $APP.\n\n${bash('export APP=a', 'echo $APP "${APP}x" ${APP:-b} $PODS')}`,
  },
  {
    of: 'a variable named with its dollar',
    text: bash('A=1', 'echo $¦A'),
    to: '$B',
    gives: bash('B=1', 'echo $B'),
  },
  {
    of: 'a variable that is read from the keyboard',
    text: bash('read -r NAME', 'echo $NA¦ME'),
    to: 'WHO',
    gives: bash('read -r WHO', 'echo $WHO'),
  },
  {
    of: 'a variable in a here-document and a comment',
    text: bash('# Send $NAME', 'cat <<E', '$NAM¦E', 'E'),
    to: 'WHO',
    gives: bash('# Send $WHO', 'cat <<E', '$WHO', 'E'),
  },
  {
    of: 'a word that is no variable',
    text: bash('version=1', 'kubectl version $ver¦sion'),
    to: 'v',
    gives: bash('v=1', 'kubectl version $v'),
  },
  {
    of: 'a variable in arithmetic, expansions, loops and tests',
    text: bash(
      'A=1',
      '((A++)); echo $((¦A + 1)) ${#A} ${!A} ${A%x} ${A/a/b}',
      'for A in a; do [[ -v A ]] || test -v A; done',
      'printf -v A %s A',
    ),
    to: 'B',
    gives: bash(
      'B=1',
      '((B++)); echo $((B + 1)) ${#B} ${!B} ${B%x} ${B/a/b}',
      'for B in a; do [[ -v B ]] || test -v B; done',
      'printf -v B %s A',
    ),
  },
  {
    of: 'an array',
    text: bash('A=(1 2)', 'echo ${A¦[0]} ${A[@]}', 'A[1]=3', 'A+=(4)'),
    to: 'B',
    gives: bash('B=(1 2)', 'echo ${B[0]} ${B[@]}', 'B[1]=3', 'B+=(4)'),
  },
  {
    of: 'what a prompt says of a variable',
    text: `---\ninputs:\n  ZONE:\n    prompt: The $ZONE\n---\n${bash('go $ZO¦NE')}`,
    to: 'AREA',
    gives: `---\ninputs:\n  AREA:\n    prompt: The $AREA\n---\n${bash('go $AREA')}`,
  },
  {
    of: 'a placeholder that is called like a tag',
    text: `<details>\n\n${bash("get <det¦ails> '<details>'")}\n</details>\n`,
    to: 'app',
    gives: `<details>\n\n${bash("get <app> '<app>'")}\n</details>\n`,
  },
  {
    of: 'a placeholder in single quotes, JSON, a here-document and another file',
    text: `${bash(`curl -d '{"a": "<po¦d>"}'`, "cat <<'E'", '<pod>', 'E')}\n\`\`\`yaml\na: <pod>\n\`\`\`\n`,
    to: "it's",
    gives: `${bash(`curl -d '{"a": "<it's>"}'`, "cat <<'E'", "<it's>", 'E')}\n\`\`\`yaml\na: <it's>\n\`\`\`\n`,
  },
  {
    of: 'a variable under a name that a function keeps to itself',
    text: bash('A=1', 'f() { local B=2; echo $A; }', 'echo $¦A'),
    to: 'B',
    gives: { why: 'There is a value `B` already, and both would become one.' },
  },
  {
    of: 'a variable that another points to',
    text: bash('A=1', 'declare -n other=A', 'echo $¦A'),
    to: 'B',
    gives: {
      why: '`A` also stands in line 3, where it may mean another one. Change it there by hand first.',
    },
  },
  {
    of: 'a declared variable',
    text: `---\ninputs:\n  ZONE:\n    choices: [a]\n---\n${bash('go $ZO¦NE')}`,
    to: 'AREA',
    gives: `---\ninputs:\n  AREA:\n    choices: [a]\n---\n${bash('go $AREA')}`,
  },
  {
    of: 'a placeholder whose name is a key of front matter, too',
    text: `---\ncontext:\n  namespace: shop\ninputs:\n  namespace:\n    prompt: a\n  prompt:\n    prompt: b\n---\n${bash('get <name¦space> <prompt>')}`,
    to: 'space',
    gives: `---\ncontext:\n  namespace: shop\ninputs:\n  space:\n    prompt: a\n  prompt:\n    prompt: b\n---\n${bash('get <space> <prompt>')}`,
  },
  ...['prompt: { prompt: a }', '"prompt": { prompt: a }'].map(entry => ({
    of: `an input that is declared as ${entry}`,
    text: `---\ninputs:\n  ${entry}\n---\n${bash('get <pro¦mpt>')}`,
    to: 'app',
    gives: `---\ninputs:\n  ${entry.replace('prompt', 'app')}\n---\n${bash('get <app>')}`,
  })),
  ...[
    'inputs: [ZONE, POD]',
    'inputs: { ZONE: { prompt: a }, POD: b }',
    'inputs:\n- POD # which',
    'inputs:\n- name: "POD"\n  prompt: POD',
    'inputs:\n  - POD:\n      prompt: a',
    'inputs:\r\n  POD : a',
  ].map(declared => ({
    of: `an input that is declared by ${declared}`,
    text: `\uFEFF---\n${declared}\n---\n${bash('get $P¦OD $ZONE')}`,
    to: 'APP',
    gives: `\uFEFF---\n${declared.replace('POD', 'APP')}\n---\n${bash('get $APP $ZONE')}`,
  })),
  {
    of: 'a placeholder that becomes one of several words',
    text: `---\ninputs:\n  pod:\n    prompt: a\n---\n${bash('get <po¦d>')}`,
    to: 'pod name',
    gives: `---\ninputs:\n  pod-name:\n    prompt: a\n---\n${bash('get <pod name>')}`,
  },
  {
    of: 'another program’s variable',
    text: bash("awk '{print $POD}' x", 'echo $PO¦D'),
    to: 'APP',
    gives: {
      why: '`POD` also stands in line 2, where it may mean another one. Change it there by hand first.',
    },
  },
  {
    of: 'a variable of a file',
    text: `${bash('POD=1', 'echo $PO¦D')}\n\`\`\`yaml\nname: $POD\n\`\`\`\n`,
    to: 'APP',
    gives: {
      why: '`POD` also stands in line 7, where it may mean another one. Change it there by hand first.',
    },
  },
  {
    of: 'a function’s own',
    text: bash('A=1', 'f() { local A=2; echo $A; }', 'echo $¦A'),
    to: 'B',
    gives: { why: '`A` in line 3 belongs to a function, and is another variable there.' },
  },
  {
    of: 'no name at all',
    text: bash('A=1', 'echo $¦A'),
    to: 'a b',
    gives: { why: 'The name of a variable holds letters, digits and `_`, and does not begin with a digit.' },
  },
  {
    of: 'the shell’s own name',
    text: bash('A=1', 'echo $¦A'),
    to: 'PATH',
    gives: { why: '`PATH` belongs to the shell. Choose another name.' },
  },
  {
    of: 'a word that is no value',
    text: bash('ec¦ho $A'),
    to: 'B',
    gives: { why: 'Only a value can be renamed here: a placeholder or a variable of a command.' },
  },
];

describe('a value gets another name', () => {
  test.each(cases)('$of', ({ text, to, gives }) => {
    const { draft, offset } = cursorIn(text);
    const renamed = renameAt(draft, { offset, name: to }, grammar);
    if (!renamed.ok) {
      expect({ why: inEnglish(renamed.why) }).toEqual(gives);
      return;
    }
    const after = renamed.value.reduceRight(
      (whole, { range: [start, end], text: name }) => whole.slice(0, start) + name + whole.slice(end),
      draft.text,
    );
    expect(after).toBe(gives);
    const range = renamableAt(draft, offset, grammar);
    expect(range.ok && range.value[0] <= offset && offset <= range.value[1]).toBe(true);
  });
});
