// A run full of secrets, in every form in which they are commonly written: none is found in any file that Handrail wrote, in the
// command line or the environment of any process but the session's own, or in anything that a view was told.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

const secrets = {
  API_TOKEN: `p$s "w'rd/+é&< and more`,
  DB_PASSWORD: 'hunter22/hunter22+=',
  PRIVATE_KEY: `-----BEGIN KEY-----\nMIIEvQIBADANBgkq/hkiG9w0B\nAQEFAASCBKcwggSj+AgEAAoIB\n-----END KEY-----`,
  'admin-password': "it's (4dm1n) $HOME & `more`",
  /** Of the environment; the runbook never asks for it. */
  GITHUB_TOKEN: 'ghp_0123456789abcdefABCDEF',
};

/** The forms of a secret by other means than the product's. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const quoted = (how: string): string =>
    execFileSync('bash', ['--norc', '-c', how, 'bash', secret], {
      env: { LC_ALL: 'C.UTF-8' },
      encoding: 'utf8',
    });
  const base64 = [0, 1, 2].flatMap(before => {
    const text = Buffer.concat([Buffer.alloc(before, 'x'), bytes]).toString('base64');
    // Only the digits that depend on nothing but the secret.
    const core = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const url = encodeURIComponent(secret);
  const form = new URLSearchParams({ v: secret }).toString().slice(2);
  return [
    secret,
    ...secret.split('\n').filter(line => line.length > 12),
    ...base64,
    ...[url, form].flatMap(text => [text, text.replaceAll(/%[0-9A-F]{2}/g, code => code.toLowerCase())]),
    JSON.stringify(secret).slice(1, -1),
    quoted('printf %q "$1"'),
    quoted('printf %s "${1@Q}"'),
    secret.replaceAll("'", `'\\''`),
  ];
}

const needles = Object.values(secrets)
  .flatMap(formsOf)
  .flatMap(text => [text, text.replaceAll('\n', '\r\n')])
  // What is in a text as UTF-8 and in one that was read byte by byte.
  .map(text => Buffer.from(text).toString('latin1'));

function found(text: string): readonly string[] {
  return needles.filter(needle => text.includes(needle));
}

const each = '"$API_TOKEN" "$DB_PASSWORD" "$PRIVATE_KEY" "$(printenv GITHUB_TOKEN)"';

const runbook = [
  '# Secrets',
  fence(
    `# Plain\nprintf '<%s>\\n' ${each}\nprintf '<%s>' <admin-password> "<admin-password>" '<admin-password>'`,
  ),
  fence(
    `# Encoded\nfor v in ${each}; do for p in '' x xx; do printf '%s%s' "$p" "$v" | base64; printf '%s%s' "$p" "$v" | base64 -w0; done; done`,
  ),
  fence(
    `# Written\nfor v in ${each}; do printf '%q\\n' "$v"; [[ $BASH_VERSION == 3.* ]] || printf '%s\\n' "\${v@Q}"; python3 -c 'import sys,json,urllib.parse as u; v=sys.argv[1]; print(json.dumps(v), json.dumps(v, ensure_ascii=False), u.quote(v, safe=""), u.quote_plus(v), u.quote(v, safe="").lower())' "$v"; done`,
  ),
  fence(
    `# In pieces\nfor v in ${each}; do for ((i = 0; i < \${#v}; i++)); do printf '%s' "\${v:i:1}"; sleep 0.002; done; echo; done`,
  ),
  fence(
    `# At a border\nhead -c 65530 /dev/zero | tr '\\0' x; printf '%s' ${each}; head -c 1048570 /dev/zero | tr '\\0' y; printf '%s' ${each}`,
  ),
  fence(`# In a title\nprintf '\\033]0;%s\\007\\033]2;%s\\033\\\\' "$API_TOKEN" "$DB_PASSWORD"`),
  fence(
    `# In documents\ncat <<EOF\n$API_TOKEN $PRIVATE_KEY\nEOF\ncat <<<"$DB_PASSWORD <admin-password>"\nset -x; : "$API_TOKEN"; set +x`,
  ),
  fence(
    `# Kept\nexport COPIED="$API_TOKEN" URL="https://u:$DB_PASSWORD@h/"\nshow() { echo "$COPIED"; }\nLIST=("$PRIVATE_KEY" "$DB_PASSWORD")\nalias leak="echo $DB_PASSWORD"\ntrap "echo $(printenv GITHUB_TOKEN)" USR1\nset -- "$API_TOKEN"\neval "told() { echo '$DB_PASSWORD'; }"`,
  ),
  fence(`# Place\nmkdir -p "/tmp/hr-scan-$$/$(printenv GITHUB_TOKEN)" && cd "$_"; pwd`),
  fence(`# Filled\necho connect <target>`),
  fence(`# Fails\n"$DB_PASSWORD"`),
  '- [ ] Look',
  fence(`# Hangs\nrm -rf "/tmp/hr-scan-$$"; printf '%s' ${each}; sleep 60`),
].join('\n\n');

/** What `ps` could show of processes that are neither the session's nor this test. */
class ProcessWatch {
  readonly seen = new Set<string>();
  readonly #timer = setInterval(() => this.#look(), 15);
  looks = 0;

  end(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.looks += 1;
    const parents = new Map<string, { readonly parent: string; readonly command: string }>();
    const pids = fs.readdirSync('/proc').filter(name => /^\d+$/.test(name));
    for (const pid of pids) {
      const parent = /^PPid:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? '0';
      parents.set(pid, { parent, command: read(`/proc/${pid}/cmdline`) });
    }
    const isOfSession = (pid: string): boolean => {
      const process = parents.get(pid);
      if (process === undefined) return false;
      return /--noprofile/.test(process.command) || isOfSession(process.parent);
    };
    for (const pid of pids) {
      // The runner was given the operator's environment; what it was told later must not be in it.
      const text = `${parents.get(pid)?.command ?? ''}\n${read(`/proc/${pid}/environ`)}`;
      const hits = found(text.replaceAll(`GITHUB_TOKEN=${secrets.GITHUB_TOKEN}`, ''));
      if (hits.length > 0 && !isOfSession(pid))
        this.seen.add(`${parents.get(pid)?.command ?? ''}: ${hits.join()}`);
    }
  }
}

function read(path: string): string {
  try {
    return fs.readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

/** Files with a secret in them, but for what the runbook says itself. */
function leaks(place: Place): readonly string[] {
  return [place.home, place.workspace].flatMap(folder =>
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .flatMap(path => [...new Set(found(read(path)))].map(needle => `${path}: ${needle}`)),
  );
}

test.skipIf(process.platform !== 'linux')('no secret is found anywhere', async () => {
  const place = new Place(runbook);
  const { GITHUB_TOKEN, ...given } = secrets;
  const viewer = await place.open({ environment: { GITHUB_TOKEN } });
  const watch = new ProcessWatch();
  try {
    for (const [name, value] of Object.entries(given)) await viewer.give(name, value);
    // Typed where it does not belong.
    const url = `https://u:${secrets.DB_PASSWORD}@db.example.org`;
    expect(await viewer.ask({ type: 'input.set', name: 'target', value: url })).toMatchObject({
      ok: false,
      because: { kind: 'value', wrong: { kind: 'secret' } },
    });
    await viewer.give('target', 'https://db.example.org');
    await viewer.do({ type: 'note', step: viewer.id('Plain'), text: `it is ${secrets.API_TOKEN}` });
    for (const title of ['Plain', 'Encoded', 'Written', 'In pieces', 'At a border', 'In a title'])
      await viewer.runTo(title, 'passed');
    for (const title of ['In documents', 'Kept', 'Place', 'Filled']) await viewer.runTo(title, 'passed');
    expect(leaks(place)).toEqual([]);
    const failed = await viewer.runTo('Fails', 'failed');
    expect(failed.commands[0]?.output?.tail.join('\n')).toContain('•••: No such file or directory');
    await viewer.do({
      type: 'step.skip',
      step: viewer.id('Fails'),
      reason: `because of ${Buffer.from(secrets.DB_PASSWORD).toString('base64')}`,
    });
    await viewer.do({ type: 'check.set', step: viewer.id('Look'), checked: true, note: secrets.PRIVATE_KEY });
    await viewer.run('Hangs');
    await until('it hangs', () => viewer.step('Hangs').commands[1]?.state !== 'waiting');
    await place.killRunner();
  } finally {
    watch.end();
  }
  expect(leaks(place)).toEqual([]);
  const after = await place.open({ environment: { GITHUB_TOKEN } });
  await after.give('API_TOKEN', secrets.API_TOKEN);
  await after.do({ type: 'close', result: 'aborted', reason: secrets.API_TOKEN });
  expect(leaks(place)).toEqual([]);
  expect(found(Buffer.from([...viewer.heard, ...after.heard].join('\n')).toString('latin1'))).toEqual([]);
  expect([...watch.seen]).toEqual([]);
  expect(watch.looks).toBeGreaterThan(20);
  // The masks are there, so the forms were printed.
  const shown = viewer.heard.join('\n').match(/•••/g)?.length ?? 0;
  expect(shown).toBeGreaterThan(50);
});
