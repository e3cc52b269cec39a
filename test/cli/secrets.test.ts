import { beforeAll, describe, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { bash, Place } from './handrail.ts';

beforeAll(provideDist);

const secret = 's3cr3t-vålue "x" $1';

describe.concurrent('secrets', () => {
  const runbook = `# D\n${bash('show() { echo "got [$API_TOKEN]"; }')}${bash('show', 'echo -n "$API_TOKEN" | base64', 'echo "n=${#API_TOKEN}"', 'tr "\\0" " " </proc/$$/cmdline; echo')}${bash('printf "<%s>" <db-password> "<db-password>" \'<db-password>\'; echo')}`;

  async function check(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
    using place = new Place({ 'a.md': runbook });
    const { stdout, stderr, exit } = await place.run(['run', 'a.md', '--yes', ...args], {
      env: { LC_ALL: 'C', ...env },
    });
    expect(exit, stdout + stderr).toBe(0);
    // Others on the machine read a command line.
    expect(stderr).toContain('db-password is a secret, and stands on the command line');
    expect(stderr.includes('API_TOKEN is a secret')).toBe(env['API_TOKEN'] === undefined);
    expect(stdout).toContain('got [•••]');
    expect(stdout).toContain(`n=${Buffer.byteLength(secret)}`);
    expect(stdout).toContain('<•••><•••><•••>');
    const written = stdout + stderr + place.everything();
    for (const form of [
      secret,
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64'),
    ]) {
      expect(written).not.toContain(form);
      expect(written).not.toContain(Buffer.from(form).toString('latin1'));
    }
    expect(
      place.entries().filter(({ type, kind }) => type === 'input.set' && kind === 'secret'),
    ).toHaveLength(2);
  }

  test('given as an option stay out of output and log', () =>
    check(['--var', `API_TOKEN=${secret}`, '--var', `db-password=${secret}`], {}));

  test('given by the environment stay out of output and log', () =>
    check(['--var', `db-password=${secret}`], { API_TOKEN: secret }));

  test('of the environment are masked although the runbook asks for none', async () => {
    using place = new Place({ 'a.md': `# D\n${bash('env', 'touch done')}` });
    const { stdout } = await place.run(['run', 'a.md'], { env: { GITHUB_TOKEN: 'ghp_0123456789' } });
    expect(stdout).toContain('GITHUB_TOKEN=•••');
    expect(place.has('done')).toBe(true);
    expect(stdout + place.everything()).not.toContain('ghp_0123456789');
    expect(stdout).toContain(`PWD=${place.work}`);
  });

  test('in a quoted here-document are refused before anything of the statement runs', async () => {
    using place = new Place({ 'a.md': `# D\n${bash("cat > out <<'EOF'", '<api-token>', 'EOF')}` });
    const { exit, stdout } = await place.run(['run', 'a.md', '--var', 'api-token=0123456789']);
    expect(exit).toBe(1);
    expect(stdout).toContain('not started');
    expect(place.has('out')).toBe(false);
  });

  test('short secrets are masked, with a warning that this hides little', async () => {
    using place = new Place({ 'a.md': `# D\n${bash('echo "[$API_TOKEN]"')}` });
    const { exit, stdout, stderr } = await place.run(['run', 'a.md', '--yes', '--var', 'API_TOKEN=q7']);
    expect([exit, stdout.includes('[•••]')]).toEqual([0, true]);
    expect(stderr).toContain('handrail: API_TOKEN is too short to stay secret');
    expect(stdout + stderr + place.everything()).not.toMatch(/\bq7\b/);
  });

  test('are asked for again on resume', async () => {
    using place = new Place({ 'a.md': `# D\n${bash('test -e go', 'echo "n=${#API_TOKEN}"')}` });
    expect((await place.run(['run', 'a.md', '--var', 'API_TOKEN=longsecret'])).exit).toBe(1);
    place.write('go', '');
    expect((await place.run(['run', '--resume', place.last])).exit).toBe(3);
    const again = await place.run(['run', '--resume', place.last, '--var', 'API_TOKEN=longsecret']);
    expect(again.stdout).toContain('n=10');
    expect(again.exit).toBe(0);
  });
});
