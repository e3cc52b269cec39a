import type { Decision } from './decision.ts';

const number = String.raw`(-?\d+(?:\.\d+)?)`;
const unit = String.raw`\s*([%a-zA-Zµ]*)`;

// `< 5`, `at least 3`, `under 200 ms`
const before = new RegExp(
  String.raw`^(<=?|>=?|≤|≥|=|less than|fewer than|under|below|more than|greater than|over|above|at least|at most|exactly|en az|en fazla|mindestens|höchstens|al menos|como máximo)\s*${number}${unit}$`,
  'iu',
);
// `3 or more`, `100ms or less`
const behind = new RegExp(String.raw`^${number}${unit}\s+or\s+(more|greater|less|fewer)$`, 'iu');
const between = new RegExp(String.raw`^between\s+${number}${unit}\s+and\s+${number}${unit}$`, 'iu');
const measured = new RegExp(String.raw`^${number}${unit}$`, 'u');

type Compare = (value: number, edge: number) => boolean;
const below: Compare = (value, edge) => value < edge;
const notAbove: Compare = (value, edge) => value <= edge;
const above: Compare = (value, edge) => value > edge;
const notBelow: Compare = (value, edge) => value >= edge;

const comparisons: Readonly<Record<string, Compare>> = {
  '<': below,
  'less than': below,
  'fewer than': below,
  under: below,
  below,
  '<=': notAbove,
  '≤': notAbove,
  'at most': notAbove,
  'en fazla': notAbove,
  höchstens: notAbove,
  'como máximo': notAbove,
  less: notAbove,
  fewer: notAbove,
  '>': above,
  'more than': above,
  'greater than': above,
  over: above,
  above,
  '>=': notBelow,
  '≥': notBelow,
  'at least': notBelow,
  'en az': notBelow,
  mindestens: notBelow,
  'al menos': notBelow,
  more: notBelow,
  greater: notBelow,
  '=': (value, edge) => value === edge,
  exactly: (value, edge) => value === edge,
};

interface Bound {
  readonly compare: Compare;
  readonly edge: number;
  readonly unit: string;
}

/** Decides an expectation that bounds a number; undefined where the text is none, `ask` where no lone number was printed. */
export function decideNumber(wanted: string, got: string): Decision | undefined {
  const bounds = boundsOf(wanted);
  if (bounds.length === 0) return undefined;
  const [, value, unitOf = ''] = measured.exec(got) ?? [];
  // Another unit is another number; nobody converts behind the operator's back.
  if (value === undefined || bounds.some(({ unit }) => unit !== '' && unitOf !== '' && unit !== unitOf))
    return 'ask';
  return bounds.every(({ compare, edge }) => compare(Number(value), edge)) ? 'met' : 'differs';
}

function boundsOf(wanted: string): readonly Bound[] {
  const first = before.exec(wanted);
  if (first !== null) return bound(first[1], first[2], first[3]);
  const second = behind.exec(wanted);
  if (second !== null) return bound(second[3], second[1], second[2]);
  const both = between.exec(wanted);
  return both === null ? [] : [...bound('>=', both[1], both[2]), ...bound('<=', both[3], both[4])];
}

function bound(word = '', edge = '', unitOf = ''): readonly Bound[] {
  const compare = comparisons[word.toLowerCase()];
  return compare === undefined ? [] : [{ compare, edge: Number(edge), unit: unitOf }];
}
