import { expect, test } from 'vitest';
import { toolsOf } from '../../../src/core/run/tools.ts';
import { planOf } from '../../../src/core/run/plan.ts';
import { programsOf } from '../../../src/core/shell/programs/programs.ts';
import { grammar, read } from '../runbook/read.ts';

const cases: readonly (readonly [text: string, programs: readonly string[]])[] = [
  ['kubectl get pods | jq .items', ['kubectl', 'jq']],
  ['sudo -u deploy systemctl restart app', ['sudo', 'systemctl']],
  ['cd /tmp && export A=1 && echo "$A"', []],
  ['./tools/replay --all; /usr/bin/env true', ['env']],
  ['"$TOOL" run', []],
  ['ssh host "psql -c 1"', ['ssh']],
  ['for f in *; do gzip "$f"; done', ['gzip']],
  ['if helm status a; then helm upgrade a; fi', ['helm']],
  ['A=$(date +%s) make', ['date', 'make']],
];

test.each(cases)('%s', (text, programs) => {
  const found = programsOf({ text, placeholders: [] }, grammar).programs;
  expect([...found].sort()).toEqual([...programs].sort());
});

test('what a runbook defines itself and what it only refers to are no tools', () => {
  const runbook = read(
    Buffer.from(
      '# T\n## A\n```bash\nhelp_me() { curl -fsS "$1"; }\nhelp_me a\n```\n```bash\nkubectl get pod <pod-name>\n```\n## Appendix\n```bash\nterraform plan\n```\n',
    ),
    'a.md',
  );
  const tools = toolsOf(planOf(runbook), grammar);
  expect(tools.map(({ name, steps }) => `${name} ${steps.length}`)).toEqual(['curl 1', 'kubectl 1']);
});
