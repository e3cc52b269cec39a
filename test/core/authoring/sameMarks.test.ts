// What the reader understands, what completion offers, what the schemas publish and what the guide tells of are one list each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completionsAt } from '../../../src/core/authoring/completion.ts';
import { annotation, commandMark, fenceAttributes, keysOf } from '../../../src/core/authoring/schema.ts';
import { readAttributes } from '../../../src/core/shell/comments/attributes.ts';
import { read } from '../runbook/read.ts';
import { cursorIn } from './draft.ts';

const root = join(import.meta.dirname, '../../..');
const guide = readFileSync(join(root, 'docs/authoring.md'), 'utf8');

/** Each name as it could be written. */
const written: Readonly<Record<string, string>> = {
  run: 'run=block',
  guard: 'guard=orders',
  timeout: 'timeout=90s',
  expect: 'expect=/ready/',
  'expect-json': 'expect-json=$.status',
  title: 'title=Else',
  // As a key of what is read, the bare word could not be told from one.
  optional: 'optional=true',
  required: 'required=true',
  id: 'id=kept',
  role: 'role=rollback',
  planned: 'planned=15min',
};

interface Place {
  readonly place: string;
  readonly schema: Parameters<typeof keysOf>[0];
  readonly published: string;
  /** Texts with a mark in this place; one of them shows that it was understood. */
  readonly texts: readonly ((mark: string) => string)[];
  /** Every mark of this place in a page. */
  readonly found: RegExp;
}

const places: readonly Place[] = [
  {
    place: 'behind the language of a fence',
    schema: fenceAttributes,
    published: 'fence.schema.json',
    texts: [mark => `# A\n\n\`\`\`bash ${mark}\nls\n\`\`\`\n`],
    found: /^ *(?:`{3,}|~{3,})bash (?<marks>\S.*)$/gm,
  },
  {
    place: 'in a comment before a block, or below a heading',
    schema: annotation,
    published: 'annotation.schema.json',
    texts: [
      mark => `# A\n\n<!-- handrail: ${mark} -->\n\n\`\`\`bash\nls\n\`\`\`\n`,
      mark => `# A\n\n<!-- handrail: optional ${mark} -->\n\n\`\`\`bash\nls\n\`\`\`\n`,
      mark => `# A\n\n## B\n\n<!-- handrail: ${mark} -->\n\nWords.\n\n\`\`\`bash\nls\n\`\`\`\n`,
    ],
    found: /<!-- handrail: (?<marks>[^…]+?) -->/g,
  },
  {
    place: 'in a comment above a command',
    schema: commandMark,
    published: 'command.schema.json',
    texts: [mark => `# A\n\n\`\`\`bash\n# handrail: ${mark}\nls\n\`\`\`\n`],
    found: /^ *# handrail: (?<marks>[^…\n]*)$/gm,
  },
];

/** What a text is read as, the words of its mark left out. */
function readingOf(text: (mark: string) => string, mark: string): string {
  const { sections, inputs, problems } = read(text(mark));
  // The words of a block's comments are part of its id, be they marks or not.
  const isBlock = text(mark).includes(`# handrail: ${mark}`);
  const shown = (key: string, value: unknown): unknown => (isBlock && key === 'id' ? '' : value);
  return JSON.stringify({ sections, inputs, problems }, shown).replaceAll(
    JSON.stringify(mark).slice(1, -1),
    '',
  );
}

describe.each(places)('marks $place', ({ schema, published, texts, found }) => {
  const names = keysOf(schema).map(({ name }) => name);

  test('the reader understands those of the schema, and no others', () => {
    const understood = Object.entries(written).flatMap(([name, mark]) =>
      texts.some(text => readingOf(text, mark) !== readingOf(text, 'x-other=1')) ? [name] : [],
    );
    expect(understood.toSorted()).toEqual(names.toSorted());
  });

  test('completion offers those of the schema', () => {
    const { draft, offset } = cursorIn(texts[0]?.('¦') ?? '');
    expect(completionsAt(draft, offset).map(({ label }) => label)).toEqual(names);
  });

  test('the published schema has those', () => {
    const { properties } = JSON.parse(readFileSync(join(root, 'schemas', published), 'utf8')) as {
      readonly properties: object;
    };
    expect(Object.keys(properties)).toEqual(names);
  });

  test('the guide shows those, and no others', () => {
    const shown = [...guide.matchAll(found)].flatMap(({ groups }) =>
      Object.keys(readAttributes((groups?.['marks'] ?? '').replace(/^\{|\}$/g, ''))),
    );
    expect([...new Set(shown)].toSorted()).toEqual(names.toSorted());
  });
});

test('the marks that the guide explains are all there are', () => {
  const marks = /^## Marks\n([^]*?)^## /m.exec(guide)?.[1] ?? '';
  const explained = [...marks.matchAll(/\*\*`([\w-]+)=?[^`]*`\*\*/g)].map(([, name]) => name);
  expect([...new Set(explained)].toSorted()).toEqual(Object.keys(written).toSorted());
});
