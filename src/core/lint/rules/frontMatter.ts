import { tell } from '../../message/message.ts';
import { isRecord } from '../../runbook/markdown/frontMatter.ts';
import { metaFieldOf } from '../../runbook/words/meta.ts';
import { checkBindings } from '../bindings.ts';
import { readDate } from '../dates.ts';
import { findKey, mistyped, placeOf, rangeOf } from '../frontMatterKeys.ts';
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
      ...checkBindings(document, data),
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

function lineOfInput(document: Document, name: string): number {
  const inputs = placeOf(document, 'inputs', 2).line;
  const value = document.lines.findIndex(
    (text, index) => index >= inputs && /^\s*(?:-\s+)?["']?name["']?\s*:/.test(text) && text.includes(name),
  );
  const key = findKey(document, name, inputs);
  return key?.line ?? (value < 0 ? inputs : value + 1);
}
