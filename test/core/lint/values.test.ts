import { describe, expect, test } from 'vitest';
import { findSecrets } from '../../../src/core/lint/secrets.ts';
import { english } from '../../../src/core/message/english.ts';
import { applied } from './applied.ts';
import { lintText } from './lintText.ts';

const bash = (...lines: readonly string[]): string => ['```bash', ...lines, '```', ''].join('\n');

const cases: readonly { readonly title: string; readonly text: string; readonly found: readonly string[] }[] =
  [
    { title: 'a variable of nobody', text: bash('echo "$REGION"', 'ls "$REGION"'), found: ['2 HR301'] },
    {
      title: 'a variable of a block that bash would not understand',
      text: bash('echo "$REGION', 'ls $ZONE'),
      found: [],
    },
    { title: 'a variable set above', text: bash('REGION=eu', 'echo "$REGION"'), found: [] },
    { title: "the system's variable", text: bash('cd "$HOME"', 'echo "$KUBECONFIG"'), found: [] },
    { title: 'a variable with a default', text: bash('echo "${REGION:-us-east-1}"'), found: [] },
    {
      title: 'a declared variable',
      text: `---\ninputs:\n  REGION:\n    prompt: Where\n---\n\n${bash('echo "$REGION"')}`,
      found: [],
    },
    { title: 'a variable set below', text: bash('echo "$REGION"', 'REGION=eu'), found: ['2 HR302'] },
    {
      title: 'a variable set where it has no value',
      text: bash('if [ -z "$REGION" ]; then', '  REGION=eu', 'fi', 'echo "$REGION"'),
      found: [],
    },
    { title: 'one hole', text: bash('ls <pod>', 'cat <pod>'), found: [] },
    { title: 'two holes', text: bash('ls <pod>', 'cat <node>'), found: [] },
    { title: 'one value in two families', text: bash('ls <pod-name>', 'cat [POD_NAME]'), found: ['3 HR303'] },
    {
      title: 'a hole and a variable',
      text: bash('ls <region>', 'cat "$REGION"'),
      found: ['3 HR301', '3 HR303'],
    },
    { title: 'two redirections', text: bash('sort <id-{a}> out'), found: ['2 HR303'] },
    { title: 'a redirection', text: bash('sort <a >b', 'cat <<EOF', '<a|b>', 'EOF'), found: [] },
  ];

describe('a rule about values', () => {
  test.each(cases)('$title', ({ text, found }) => {
    const rows = lintText(text).flatMap(({ code, line }) => (/^HR3/.test(code) ? [`${line} ${code}`] : []));
    expect(rows).toEqual(found);
  });
});

const fixes: readonly { readonly title: string; readonly before: string; readonly after: string }[] = [
  {
    title: 'Write <pod-name>, as above',
    before: bash('ls <pod-name>', 'cat [POD_NAME] [POD_NAME]'),
    after: bash('ls <pod-name>', 'cat <pod-name> <pod-name>'),
  },
  {
    title: 'Read $PASSWORD in its place, and ask for it as a secret',
    before: bash('curl -u ci:Vq7Zr2m1 https://a.net'),
    after: `---\ninputs:\n  PASSWORD:\n    prompt: PASSWORD\n    secret: true\n---\n\n${bash('curl -u ci:"$PASSWORD" https://a.net')}`,
  },
  {
    title: 'Declare REGION in the front matter',
    before: `\uFEFF# A\r\n\r\n\`\`\`sh\r\necho "$REGION"\r\n\`\`\`\r\n`,
    after: `\uFEFF---\r\ninputs:\r\n  REGION:\r\n    prompt: REGION\r\n---\r\n\r\n# A\r\n\r\n\`\`\`sh\r\necho "$REGION"\r\n\`\`\`\r\n`,
  },
  {
    title: 'Declare API_TOKEN in the front matter',
    before: `---\nowner: me\n---\n\n${bash('echo "$API_TOKEN"')}`,
    after: `---\nowner: me\ninputs:\n  API_TOKEN:\n    prompt: API_TOKEN\n    secret: true\n---\n\n${bash('echo "$API_TOKEN"')}`,
  },
  {
    title: 'Declare REGION in the front matter',
    before: `---\ninputs:\n  A:\n    prompt: a\n---\n\n${bash('echo "$A $REGION"')}`,
    after: `---\ninputs:\n  REGION:\n    prompt: REGION\n  A:\n    prompt: a\n---\n\n${bash('echo "$A $REGION"')}`,
  },
];

test.each(fixes)('a fix: $title', ({ title, before, after }) => {
  const fixed = applied(before, lintText(before), title);
  expect(fixed).toBe(after);
  expect(lintText(fixed).flatMap(finding => finding.fixes.filter(fix => fix.title === title))).toEqual([]);
});

// With a `~` that the test takes out, so that nobody who looks for secrets finds these.
const letters = 'Vq7Zr2mWx9Lt4BnKs8Hd3Jf6Gc5Pp1Ty0Qw';
const secrets: readonly (readonly [what: string, text: string])[] = [
  ['an AWS access key', `export KEY=AK~IA~Z7QW5RT3MNB2VCX6`],
  ['a GitHub token', `git clone https://x:gh~p_${letters}Z1@github.com/a/b`],
  ['a GitLab token', `glab login gl~pat-${letters.slice(0, 20)}`],
  ['a Slack token', `token: xo~xb-${letters}`],
  ['a Google API key', `AI~za${letters}`],
  ['a Stripe key', `sk~_live_${letters.slice(0, 24)}`],
  ['a JSON web token', `ey~JhbGciOiJIUzI1NiJ9.ey~JzdWIiOiI3NzEyIn0.${letters}`],
  ['a private key', `-----BEGIN OPENSSH~ PRIVATE KEY-----`],
  ['a password in an address', 'psql postgres://shop:Vq7Zr2mWx9Lt@db/shop'],
  ['a password', 'mysql --password=Vq7Zr2mWx9Lt4Bn'],
  ['a password', 'DB_PASSWORD="Vq7-Zr2m-Wx9L"'],
  ['a secret', 'client_secret: Vq7Zr2mWx9Lt4Bn'],
  ['a password', 'mysql -u root -pS3cr~3t shop'],
  ['a password', "mysqldump -h db -p'Vq7Z~r2m' shop"],
  ['a password', 'curl -sf -u admin:Vq7Z~r2m https://a.net'],
  ['a password', 'kubectl exec mongo-0 -- mongodump -h db -u app -p Vq7Z~r2m'],
  ['a password', '/usr/bin/mongosh -u app -p Vq7Z~r2m'],
  ['a password', 'kubectl exec mysql-0 -- mysql -u root -pS3cr~3t shop'],
  ['a password', 'DB_PASSWORD=amqp://shop:Vq7Z~r2mWx@mq/a'],
  ['a password', 'redis-cli -h a -a Vq7Z~r2m ping'],
  ['a password', 'docker login -u ci -p Vq7Z~r2m a.net'],
  ['a password', 'sshpass -p Vq7Z~r2m ssh a'],
  ['a password', 'PGPASSWORD=hun~ter2 psql'],
  ['a password', 'export DB_PASSWORD="Super~Secret123!"'],
  ['a password', "ALTER USER shop WITH PASSWORD 'Vq7Z~r2m';"],
  ['a password', 'psql postgres://shop:hun~ter2@db/shop'],
  ['a token', 'curl -H "Authorization: Bearer 8f7d9a6b5c~4e3f2a1b0c9d8e"'],
  ['a token', 'curl -H "Authorization: Basic YWRtaW46~UTd4azI5TG16"'],
];

test.each(secrets)('%s is found in %s', (what, text) => {
  expect(findSecrets(text.replaceAll('~', '')).map(found => english[found.what])).toEqual([what]);
});

test.each([
  'export KEY=AKIAIOSFODNN7EXAMPLE',
  'export KEY=AKIAXXXXXXXXXXXXXXXX',
  'password=<your-password>',
  'password=$DB_PASSWORD',
  'password=${DB_PASSWORD}',
  'password=changeme12345',
  'DB_PASSWORD=your-secure-password-1',
  'postgres://user:password@localhost/db',
  'postgres://$USER:$PASSWORD@db/shop',
  'kubectl get secret claude-deployment-jwt-secret',
  'gcloud secrets versions enable 3 --secret=mlflow-tracking-token',
  'TOKEN=my-etcd-token-1',
  'token: eyJhbGciOi...',
  'the password must have at least 12 characters',
  'secretName: web-tls-certificate-2030',
  'API_TOKEN=$(cat /run/secrets/api-token)',
  'mysql -u root -p shop2026',
  'mysql -u root -p"$ROOT_PASSWORD1" shop',
  'mysql -u root -pSECRET -P3306 shop',
  'mysql -u root -p<password1>',
  'redis-cli -h redis-0 -p 26379',
  'DB_PASSWORD=op://prod1/db/password',
  'DB_PASSWORD="arn:aws:secretsmanager:eu-1:12:secret:a1"',
  'DB_PASSWORD=vault:secret/data/app#v1',
  'DB_PASSWORD=ref+awsssm://shop/db1',
  'kubectl exec mongo-0 -- mkdir -p backups/2024-06',
  'kubectl exec mongo -- mkdir -p backups2024',
  'docker exec mongo mkdir -p backups2024; docker exec mysql-0 -- mkdir -pv1backups',
  'docker run -p 8080:8080 -u 1000:1000 a1',
  'curl -u user:password https://a.net',
  'curl -u $USER1:$PASS1 https://a.net',
  'curl -u admin:changeme1 https://a.net',
  'curl -H "Authorization: Bearer $TOKEN"',
  'curl -H "Authorization: Bearer YOUR_TOKEN_123456"',
  'curl -H "Authorization: Bearer abcdef1234567890abc"',
  'curl -H "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9..."',
  'OLDPWD=/srv/shop1 PWD=./a1b2c3',
  "ALTER ROLE shop PASSWORD 'md5foobarbaz1';",
])('no secret is found in %s', text => {
  expect(findSecrets(text)).toEqual([]);
});

test('a message shows four characters of a secret', () => {
  const [finding] = lintText('password: Vq7Zr2mWx9Lt4Bn\n');
  expect(finding?.message).toContain('`Vq7Z…`');
  expect(finding?.message).not.toContain('Vq7Zr');
  expect(finding?.range).toEqual([10, 25]);
});

test.each([
  { text: bash("kubectl create secret generic a --from-literal=db-password='new-password'"), found: 1 },
  { text: bash('export OPENAI_API_KEY="openai-api-key"'), found: 1 },
  { text: bash(`aws put-secret --secret-string '{"password":"new-password"}'`), found: 1 },
  { text: bash('gcloud secrets versions enable 3 --secret=mlflow-tracking-token'), found: 0 },
  { text: bash('TOKEN=etcd-cluster-1', 'export NAME=web-token'), found: 0 },
])('a sample that would become a secret: $text', ({ text, found }) => {
  expect(lintText(text).filter(({ code }) => code === 'HR303').length).toBe(found);
});

test.each([
  ['ssh HOST_HERE uptime', 'ssh <host> uptime'],
  ['make @VERSION@', 'make <version>'],
  ['deploy __VERSION__', 'deploy <version>'],
  ['deploy --tag TODO', 'deploy --tag <name>'],
  ['deploy --key API_KEY_HERE', 'deploy --key <api-key>'],
  ['kubectl logs «pod»', 'kubectl logs <pod>'],
  ['curl https://CHANGEME/health', undefined],
  ['ls xxx', undefined],
])('a place that was left open: %s', (text, after) => {
  const findings = lintText(bash(text)).filter(({ code }) => code === 'HR306');
  expect(findings).toHaveLength(1);
  const [fix] = findings[0]?.fixes ?? [];
  if (after !== undefined) expect(applied(bash(text), findings, fix?.title ?? '')).toBe(bash(after));
});

test.each([
  'grep -rn TODO src',
  'echo "TODO: page somebody"',
  'date +%FT%TZ',
  'python3 -c "import x; x.__main__"',
  'curl http://a/label/__name__/values',
  'aws ec2 stop-instances --instance-ids xxx',
  'kubectl logs <pod>',
  'ls here',
  'aws s3api put-object --bucket shop',
  'aws cloudwatch put-metric-alarm --alarm-name x',
  'consul kv put shop/enter-mode on',
  'sh right-here',
])('no place is left open in %s', text => {
  expect(lintText(bash(text)).filter(({ code }) => code === 'HR306')).toEqual([]);
});

test.each([
  { of: 'a header', text: bash('curl -H "Authorization: Bearer $TOKEN" x.net'), found: 'printf' },
  { of: 'a login', text: bash('docker login -p "$REGISTRY_PASSWORD" x.net'), found: '--password-stdin' },
  { of: 'a database', text: bash('mysql -u root -p${DB_PASSWORD} shop'), found: 'MYSQL_PWD' },
  { of: 'another program', text: bash('vault login $VAULT_TOKEN'), found: 'standard input' },
  { of: 'the second use', text: bash('a --token $TOKEN', 'b --token $TOKEN'), found: '`a`' },
  { of: 'a folder', text: bash('docker run -v ${PWD}/a:/a nginx', 'tar -C $OLDPWD -x') },
  { of: 'a builtin', text: bash('printf %s "$TOKEN" | docker login --password-stdin') },
  { of: 'the name of a secret', text: bash('kubectl get secret $SECRET_NAME') },
  { of: 'single quotes', text: bash("ssh web 'use $TOKEN'") },
  { of: 'a file made on the way', text: bash('gcloud secrets add x --data-file=<(echo -n "$TOKEN")') },
  { of: 'what the runbook says openly', text: bash('TOKEN=etcd-cluster-1', 'etcd --token $TOKEN') },
])('a secret on a command line: $of', ({ text, found }) => {
  const messages = lintText(text).flatMap(({ code, message }) => (code === 'HR305' ? [message] : []));
  expect(messages).toEqual(found === undefined ? [] : [expect.stringContaining(found)]);
});

test.each([
  { read: 'NAME_SPACE', set: 'NAMESPACE', meant: true },
  { read: 'ENDPOINT', set: 'ENDPOINTS', meant: true },
  { read: 'HOST_1', set: 'HOST_2', meant: false },
  { read: 'ZONE', set: 'ONE', meant: false },
  { read: 'TARGET', set: 'SOURCE', meant: false },
])('$read beside a $set that is set is asked about: $meant', ({ read, set, meant }) => {
  const text = bash(`${set}=$(date)`, `echo "\${${read}}" $${read} $${read}S $${set}`);
  const [finding] = lintText(text).filter(({ code, message }) => code === 'HR301' && message.includes(read));
  expect(finding?.message.includes(`line 2 sets \`$${set}\``)).toBe(meant);
  const changed = `echo "\${${set}}" $${set} $${read}S $${set}`;
  expect(applied(text, finding === undefined ? [] : [finding], `Write $${set}`)).toBe(
    meant ? bash(`${set}=$(date)`, changed) : text,
  );
});
