import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import * as z from 'zod';

// An XML parser that is not ours: that of Python's standard library (expat), as docs/verify.py uses it.
const parser = `
import json, sys, xml.etree.ElementTree as E
def tree(e): return {"name": e.tag, "attributes": e.attrib, "text": e.text or "", "children": [tree(c) for c in e]}
json.dump([tree(E.fromstring(x.encode("utf-8"))) for x in json.load(sys.stdin.buffer)], sys.stdout)
`;

/** An element. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Node[];
}

const node: z.ZodType<Node> = z.object({
  name: z.string(),
  attributes: z.record(z.string(), z.string()),
  text: z.string(),
  children: z.array(z.lazy(() => node)),
});

/** Documents as a parser that is not ours reads them. */
export function parsed(documents: readonly string[]): readonly Node[] {
  const input = JSON.stringify(documents);
  return z
    .array(node)
    .parse(
      JSON.parse(
        execFileSync('python3', ['-c', parser], { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
      ),
    );
}

const whole = /^\d+$/;
const seconds = /^\d+\.\d{3}$/;

// What the schemas of Ant's JUnit task and of Jenkins' xUnit plugin ask for: names and order of elements, their attributes.
const rules: Readonly<
  Record<string, { readonly attributes: Readonly<Record<string, RegExp>>; readonly children: RegExp }>
> = {
  testsuites: {
    attributes: { name: /./, tests: whole, failures: whole, errors: whole, skipped: whole, time: seconds },
    children: /^(testsuite )*$/,
  },
  testsuite: {
    attributes: {
      name: /./,
      package: /./,
      id: whole,
      timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
      hostname: /./,
      tests: whole,
      failures: whole,
      errors: whole,
      skipped: whole,
      time: seconds,
    },
    children: /^properties (testcase )*$/,
  },
  properties: { attributes: {}, children: /^(property )*$/ },
  property: { attributes: { name: /./, value: /(?:)/ }, children: /^$/ },
  testcase: {
    attributes: { name: /./, classname: /./, time: seconds },
    children: /^((skipped|failure|error) )?(system-out )?$/,
  },
  skipped: { attributes: { message: /(?:)/ }, children: /^$/ },
  failure: { attributes: { message: /./, type: /./ }, children: /^$/ },
  error: { attributes: { message: /./, type: /./ }, children: /^$/ },
  'system-out': { attributes: {}, children: /^$/ },
};

/** Holds an element and all in it against what CI systems read. */
export function checkRules({ name, attributes, children }: Node): void {
  const rule = rules[name];
  expect(rule, `an element ${name}`).toBeDefined();
  expect(Object.keys(attributes).sort()).toEqual(Object.keys(rule?.attributes ?? {}).sort());
  for (const [key, value] of Object.entries(attributes)) expect(value).toMatch(rule?.attributes[key] ?? /^$/);
  expect(children.map(child => `${child.name} `).join('')).toMatch(rule?.children ?? /^$/);
  children.forEach(checkRules);
}

/** Totals must be those of the cases below. */
export function checkTotals({ name, attributes, children }: Node): void {
  const cases = name === 'testsuites' ? children.flatMap(suite => suite.children) : children;
  const tests = cases.filter(each => each.name === 'testcase');
  const count = (kind: string): string =>
    String(tests.filter(each => each.children.some(child => child.name === kind)).length);
  expect(attributes).toMatchObject({
    tests: String(tests.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  });
  if (name === 'testsuites') children.forEach(checkTotals);
}
