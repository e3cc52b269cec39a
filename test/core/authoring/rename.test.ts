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
    of: 'a declared variable',
    text: `---\ninputs:\n  ZONE:\n    choices: [a]\n---\n${bash('go $ZO¦NE')}`,
    to: 'AREA',
    gives: `---\ninputs:\n  AREA:\n    choices: [a]\n---\n${bash('go $AREA')}`,
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
