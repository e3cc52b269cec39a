import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { bash, Place } from './handrail.ts';

beforeAll(provideDist);

const secret = 'hunter2-hunter2';

const runbook = `# Nightly

- [ ] Backup is fresh

${bash('echo "<b>version $V</b>"; printf "\\033[31mred\\033[0m\\n"; echo $API_TOKEN')}

${bash('# Count\necho 7\n# Expected: < 5')}
`;

/** A place with one run in it, which failed at its last step. */
async function walked(): Promise<Place> {
  const place = new Place({ 'a.md': runbook });
  const env = { API_TOKEN: secret };
  const { exit } = await place.run(['run', 'a.md', '--yes', '--var', 'V=1.2'], { env });
  expect(exit).toBe(1);
  return place;
}

interface Form {
  readonly format: string;
  readonly says: readonly (string | RegExp)[];
}

const forms: readonly Form[] = [
  {
    format: 'md',
    says: [
      '# Nightly: report',
      '**Backup is fresh**: ticked',
      '<b>version 1.2</b>\nred\n',
      'exit code 0',
      'STRUCTURE:',
    ],
  },
  {
    format: 'html',
    says: [
      '<title>Nightly: report</title>',
      '<h1>Nightly: report</h1>\n<table>\n<tbody>',
      '&lt;b&gt;version 1.2&lt;/b&gt;',
      /style-src 'sha256-[\w+/]{43}='/,
    ],
  },
  { format: 'json', says: ['"format": "handrail-report/1"', '"result": "open"'] },
  { format: 'csv', says: ['time,segment,entry,type,step,what\r\n', 'Ticked: Backup is fresh'] },
];

describe('a report of a real run', () => {
  test('tells it in every form, and a secret in none', async () => {
    using place = await walked();
    const log = place.last;
    for (const { format, says } of forms) {
      const { exit, stdout } = await place.run(['report', log, '--format', format]);
      expect(exit).toBe(0);
      for (const part of says) expect(stdout).toMatch(part);
      expect(stdout).not.toContain(secret);
    }
  });

  test('is written to a file, and says where it cannot be', async () => {
    using place = await walked();
    const log = place.last;
    expect(await place.run(['report', log, '--out', 'r.md'])).toMatchObject({ exit: 0, stdout: '' });
    expect(readFileSync(join(place.work, 'r.md'), 'utf8')).toContain('# Nightly: report');
    const refused = await place.run(['report', log, '--out', 'no/r.md']);
    expect(refused.exit).toBe(5);
    expect(refused.stderr).toContain('no/r.md could not be written');
  });

  test('of a log that lost its outputs says so, and tells what is left', async () => {
    using place = await walked();
    const log = place.last;
    rmSync(join(log, 'objects'), { recursive: true });
    const { exit, stdout } = await place.run(['report', log]);
    expect(exit).toBe(0);
    expect(stdout).toContain('Does not verify');
    expect(stdout).toContain('Ticked:');
  });

  test('of nothing is refused', async () => {
    using place = new Place({ 'a.md': '# A\n' });
    expect(await place.run(['report', '.'])).toMatchObject({ exit: 5, stdout: '' });
    expect(await place.run(['report'])).toMatchObject({ exit: 2 });
    expect(await place.run(['report', '.', '--format', 'docx'])).toMatchObject({ exit: 2 });
    expect(await place.run(['report', '.', '--lines', 'many'])).toMatchObject({ exit: 2 });
  });

  test('as a recording: what came when, to its end, and never a secret', async () => {
    using place = new Place({
      'a.md': `# A\n\n${bash('printf one; until [ -e go ]; do sleep 0.1; done; printf "two $API_TOKEN\\n"; (exit 3)')}\n${bash('true')}`,
    });
    const child = place.start(['run', 'a.md'], { env: { API_TOKEN: secret } });
    await new Promise<void>(resolve =>
      child.stdout.on('data', (data: Buffer) => {
        if (/^one/m.test(data.toString())) resolve();
      }),
    );
    await new Promise(resolve => setTimeout(resolve, 500));
    place.write('go', '');
    await child;
    const several = await place.run(['report', place.last, '--format', 'asciicast', '--attempt', 'none']);
    expect([several.exit, several.stdout]).toEqual([2, '']);
    const attempt = /^ {2}(\S+) {2}printf one/m.exec(several.stderr)?.[1] ?? '';
    const args = ['report', place.last, '--format', 'asciicast', '--attempt', attempt];
    const { exit, stdout } = await place.run(args);
    expect(exit).toBe(0);
    expect(stdout).not.toContain(secret);
    const [first = '', ...rest] = stdout.split('\n');
    expect(JSON.parse(first)).toMatchObject({ version: 3, term: { cols: 120, rows: 30 } });
    const events = rest
      .filter(line => line.startsWith('['))
      .map(line => JSON.parse(line) as [number, string, string]);
    expect(events.map(([, code]) => code)).toEqual(['o', 'o', 'x']);
    expect(events[0]?.[2]).toBe('one');
    expect(events[1]?.[2]).toMatch(/^two [^h]*\r\n$/);
    expect(events[1]?.[0]).toBeGreaterThan(0.4);
    expect(events[2]?.[2]).toBe('3');
    expect(stdout).toMatch(/^# .*\[NOT_SEALED\]$/m);
    expect(await place.run([...args, '--out', 'a.cast'])).toMatchObject({ exit: 0, stdout: '' });
    expect(readFileSync(join(place.work, 'a.cast'), 'utf8')).toBe(`${stdout}\n`);
    expect((await place.run([...args, '--out', 'no/a.cast'])).exit).toBe(5);
    expect((await place.run(['report', '.', '--format', 'asciicast'])).exit).toBe(5);
    expect((await place.run(['report', place.last, '--attempt', attempt])).exit).toBe(2);
  });
});
