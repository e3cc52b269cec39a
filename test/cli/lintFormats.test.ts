import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { provideDist } from '../built.ts';
import { Place } from './handrail.ts';

beforeAll(provideDist);

test('JSON says where, what and how to mend', async () => {
  using place = new Place({ 'a.md': '# Restart\n\n- [ ] The \u200Bproxy is up\n' });
  const { stdout } = await place.run(['lint', 'a.md', '--format', 'json']);
  expect(JSON.parse(stdout)).toEqual({
    format: 'handrail-lint/1',
    files: [
      {
        path: 'a.md',
        findings: [
          {
            code: 'HR105',
            name: 'hidden-characters',
            severity: 'warning',
            message:
              'An invisible character stands on this line; a step or command may not be recognised. Remove it.',
            lines: [3, 3],
            start: { line: 3, column: 11, offset: 21 },
            end: { line: 3, column: 12, offset: 22 },
            fixes: [
              {
                title: 'Remove the characters that cannot be seen',
                safe: true,
                edits: [{ range: [21, 22], text: '' }],
              },
            ],
          },
        ],
        fixed: [],
      },
    ],
    totals: { error: 0, warning: 1, info: 0, hint: 0, fixable: 1, fixed: 0 },
  });
});

test('SARIF is what its schema says, with the page of each rule', async () => {
  using place = new Place({
    'a b.md': '# Restart\n\n-[ ] The proxy is up\n\n```bash\nsystemctl restart proxy\n',
    'c.md': '# Restart\n\n- [ ] The \u200Bproxy is up\n',
  });
  const { stdout } = await place.run(['lint', '--format', 'sarif']);
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const schema = readFileSync(join(root, 'test/cases/lint/sarif-2.1.0-rtm.5.json'), 'utf8');
  const validate = ajv.compile(JSON.parse(schema) as object);
  const log = JSON.parse(stdout) as Sarif;
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  const [run] = log.runs;
  const rules = run?.tool.driver.rules ?? [];
  const seen = run?.results.map(({ ruleId, ruleIndex, locations }) => [
    rules[ruleIndex]?.id === ruleId,
    ruleId,
    locations[0]?.physicalLocation.artifactLocation.uri,
    locations[0]?.physicalLocation.region.startLine,
  ]);
  expect(seen).toContainEqual([true, 'HR101', 'a%20b.md', 5]);
  expect(seen).toContainEqual([true, 'HR105', 'c.md', 3]);
  expect(rules.filter(rule => !rule.helpUri.endsWith(`/docs/rules/${rule.id}.md`))).toEqual([]);
  expect(rules.filter(rule => rule.fullDescription.text.length < 20)).toEqual([]);
});

test.each([
  ['a#b?c.md', 'a%23b%3Fc.md'],
  ['a:b.md', 'a%3Ab.md'],
  ['100 %/ölçüm [1].md', '100%20%25/%C3%B6l%C3%A7%C3%BCm%20%5B1%5D.md'],
  ['..a.md', '..a.md'],
])('SARIF names %s as %s', async (name, uri) => {
  using place = new Place({ [name]: '-[ ] The proxy is up\n' });
  const { stdout } = await place.run(['lint', name, '--format', 'sarif']);
  const { runs } = JSON.parse(stdout) as Sarif;
  expect(
    runs[0]?.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri),
  ).toEqual([uri]);
  expect(decodeURIComponent(new URL(uri, 'file:///w/').pathname)).toBe(`/w/${name}`);
});

interface Sarif {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly {
          readonly id: string;
          readonly helpUri: string;
          readonly fullDescription: { readonly text: string };
        }[];
      };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}
