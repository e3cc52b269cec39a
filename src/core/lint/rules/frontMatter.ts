import { tell, titled } from '../../message/message.ts';
import { isRecord } from '../../runbook/markdown/frontMatter.ts';
import { metaFieldOf } from '../../runbook/words/meta.ts';
import { readDate } from '../dates.ts';
import { editLine } from '../edits.ts';
import { slipOf } from '../nearest.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Report, Rule } from '../rule.ts';

const slugs = [
  'front-matter-unclosed',
  'front-matter-unusual',
  'front-matter-duplicate-key',
  'front-matter-invalid',
];

export const frontMatter: Rule = {
  code: 'HR109',
  name: 'front-matter',
  severity: 'warning',
  problems: slugs,
  check(document) {
    const { frontMatter: data } = document.runbook.meta;
    const found = [
      ...problemsOf(document, slugs).map(problem => reportOf(problem)),
      ...mistyped(document, data, { known: keys, from: 2 }),
      ...wrongKinds(document, data),
      ...inputsOf(data['inputs']).flatMap(input => checkInput(document, input)),
    ];
    return found.sort((a, b) => a.line - b.line);
  },
};

// Short keys, `cwd` among them, are too near to keys of other tools to call a slip of the pen.
const keys = [
  'title',
  'owner',
  'version',
  'updated',
  'last-updated',
  'review-by',
  'next-review',
  'inputs',
  'timeout',
];
const settings = [
  'prompt',
  'description',
  'label',
  'type',
  'secret',
  'default',
  'choices',
  'options',
  'pattern',
  'example',
];
const types: ReadonlySet<unknown> = new Set(['text', 'number', 'choice', 'secret']);
const others: ReadonlySet<string> = new Set(['cwd', 'name', 'enum']);

interface Within {
  readonly known: readonly string[];
  /** The first line on which such a key may stand. */
  readonly from: number;
}

function mistyped(
  document: Document,
  data: Readonly<Record<string, unknown>>,
  { known, from }: Within,
): Report[] {
  return Object.keys(data).flatMap(key => {
    if (known.includes(key) || others.has(key) || metaFieldOf(key) !== undefined) {
      return [];
    }
    const meant = slipOf(key.toLowerCase().replaceAll('_', '-'), known);
    if (meant === undefined || meant in data) {
      return [];
    }
    const at = placeOf(document, key, from);
    const told = tell('frontMatter.unknownKey', { key, meant });
    const edits = [editLine(document, at.line, { ...at, text: meant })];
    return [
      {
        ...told,
        ...rangeOf(document, at),
        fixes: [{ ...titled('fix.changeTo', { meant }), safe: false, edits }],
      },
    ];
  });
}

function wrongKinds(document: Document, data: Readonly<Record<string, unknown>>): Report[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const expected = expectedOf(key, value);
    const at = placeOf(document, key, 2);
    return expected === undefined ? [] : [{ ...tell(expected, { key }), ...rangeOf(document, at) }];
  });
}

type Expected = 'frontMatter.inputs' | 'frontMatter.text' | 'frontMatter.date';

function expectedOf(key: string, value: unknown): Expected | undefined {
  if (key === 'inputs') {
    return isRecord(value) || Array.isArray(value) || value === null ? undefined : 'frontMatter.inputs';
  }
  if (key === 'cwd' || key === 'title') {
    return typeof value === 'object' && value !== null ? 'frontMatter.text' : undefined;
  }
  const isDate = metaFieldOf(key) === 'reviewBy' && (typeof value === 'string' || typeof value === 'number');
  return isDate && readDate(String(value)) === undefined ? 'frontMatter.date' : undefined;
}

interface InputSetting {
  readonly name: string;
  readonly setting: Readonly<Record<string, unknown>>;
}

function inputsOf(inputs: unknown): readonly InputSetting[] {
  const entries = isRecord(inputs)
    ? Object.entries(inputs)
    : Array.isArray(inputs)
      ? inputs.flatMap((item: unknown) => (isRecord(item) ? entriesOf(item) : []))
      : [];
  return entries.flatMap(([name, setting]) => (isRecord(setting) ? [{ name, setting }] : []));
}

function entriesOf(item: Record<string, unknown>): Array<[string, unknown]> {
  return typeof item['name'] === 'string' ? [[item['name'], item]] : Object.entries(item);
}

function checkInput(document: Document, { name, setting }: InputSetting): Report[] {
  const from = lineOfInput(document, name);
  const wrong = Object.entries(setting).flatMap(([key, value]) => {
    const expected = expectedOfSetting(key, value);
    const at = placeOf(document, key, from);
    return expected === undefined ? [] : [{ ...tell(expected, { key, name }), ...rangeOf(document, at) }];
  });
  return [...mistyped(document, setting, { known: settings, from }), ...wrong];
}

type ExpectedSetting = `frontMatter.input${'Flag' | 'List' | 'Pattern' | 'Type'}`;

function expectedOfSetting(key: string, value: unknown): ExpectedSetting | undefined {
  switch (key) {
    case 'secret':
      return typeof value === 'boolean' ? undefined : 'frontMatter.inputFlag';
    case 'type':
      return types.has(value) ? undefined : 'frontMatter.inputType';
    case 'choices':
    case 'options':
    case 'enum':
      return Array.isArray(value) ? undefined : 'frontMatter.inputList';
    case 'pattern':
      return typeof value === 'string' && isPattern(value) ? undefined : 'frontMatter.inputPattern';
    default:
      return undefined;
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch (error) {
    if (error instanceof SyntaxError) {
      return false;
    }
    throw error;
  }
}

interface KeyPlace {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

function lineOfInput(document: Document, name: string): number {
  const inputs = placeOf(document, 'inputs', 2).line;
  const value = document.lines.findIndex(
    (text, index) => index >= inputs && /^\s*(?:-\s+)?["']?name["']?\s*:/.test(text) && text.includes(name),
  );
  const key = findKey(document, name, inputs);
  return key?.line ?? (value < 0 ? inputs : value + 1);
}

function placeOf(document: Document, key: string, from: number): KeyPlace {
  return findKey(document, key, from) ?? { line: from, from: 0, to: (document.lines[from - 1] ?? '').length };
}

function findKey({ lines }: Document, key: string, from: number): KeyPlace | undefined {
  for (let line = from; line <= lines.length; line += 1) {
    const text = lines[line - 1] ?? '';
    if (/^(?:---|\.\.\.)\s*$/.test(text)) {
      return undefined;
    }
    const before = /^[\s{,-]*["']?/.exec(text)?.[0].length ?? 0;
    const found = text.startsWith(key, before) ? before : inBraces(text, key);
    if (found >= 0 && /^["']?\s*:/.test(text.slice(found + key.length))) {
      return { line, from: found, to: found + key.length };
    }
  }
  return undefined;
}

// `version: { promt: Which version }` has the key behind a brace or comma.
function inBraces(text: string, key: string): number {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    if (/[{,]\s*["']?$/.test(text.slice(0, at))) {
      return at;
    }
  }
  return -1;
}

function rangeOf(
  { starts }: Document,
  { line, from, to }: KeyPlace,
): Pick<Report, 'line' | 'range'> & { line: number } {
  const start = starts[line - 1] ?? 0;
  return { line, range: [start + from, start + to] };
}
