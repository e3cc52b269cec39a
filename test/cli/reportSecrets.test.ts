import { spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { bash, Place } from './handrail.ts';

beforeAll(provideDist);

const secret = 'p@ss "w"/ö&hunter2';

/** The forms in which programs print a secret. */
const forms: readonly (readonly [name: string, text: string])[] = [
  ['plain', secret],
  ['base64', Buffer.from(secret).toString('base64').replace(/=+$/, '')],
  ['url', encodeURIComponent(secret)],
  ['json', JSON.stringify(secret).slice(1, -1)],
];

const hasJq = spawnSync('which', ['jq']).status === 0;

test.skipIf(!hasJq)('no form of a report holds a secret, in whatever form it was printed', async () => {
  using place = new Place({
    'a.md': `# A\n\n${bash(
      'printf "%s\\n" "$API_TOKEN"',
      'printf "%s" "$API_TOKEN" | base64',
      "jq -rn '$ENV.API_TOKEN | @uri'",
      "jq -rn '$ENV.API_TOKEN | @json'",
      'for ((i = 0; i < ${#API_TOKEN}; i++)); do printf "%s" "${API_TOKEN:i:1}"; sleep 0.01; done',
    )}`,
  });
  const env = { API_TOKEN: secret };
  const ran = await place.run(['run', 'a.md', '--yes'], { env });
  expect(ran.exit, ran.stdout).toBe(0);
  const attempts = place
    .entries()
    .flatMap(({ type, attemptId }) => (type === 'attempt.started' ? [String(attemptId)] : []));
  expect(attempts.length).toBeGreaterThan(3);
  const wanted = [
    ...['md', 'html', 'json', 'csv', 'junit'].map(format => ['--format', format]),
    ...attempts.map(attempt => ['--format', 'asciicast', '--attempt', attempt]),
  ];
  for (const args of wanted) {
    const { exit, stdout } = await place.run(['report', place.last, ...args]);
    expect([args, exit]).toEqual([args, 0]);
    expect(stdout).toMatch(/handrail verify FOLDER/);
    for (const [name, text] of forms)
      expect([args, name, stdout.includes(text)]).toEqual([args, name, false]);
  }
});
