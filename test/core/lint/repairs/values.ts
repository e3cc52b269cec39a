import { bash, type Case } from './case.ts';

const values: readonly Case[] = [
  {
    title: 'the one that is left running',
    code: 'HR212',
    before: bash('kubectl port-forward svc/web 8080:80 &', 'curl localhost:8080'),
    after: bash('kubectl port-forward svc/web 8080:80 &', 'curl localhost:8080', 'kill $!'),
  },
  { title: 'what the next block uses', code: 'HR212', before: bash('kubectl proxy &') },
  {
    title: 'a variable of plain words, with the comment above its first use',
    code: 'HR302',
    before: bash('date', '# Keep it', 'tar czf "$TARGET" data', 'TARGET=data.tgz'),
    after: bash('date', 'TARGET=data.tgz', '# Keep it', 'tar czf "$TARGET" data'),
  },
  {
    title: 'a variable that a command sets',
    code: 'HR302',
    before: bash('echo "$POD"', 'POD=$(kubectl get pod -o name)'),
    after: `---\ninputs:\n  POD:\n    prompt: POD\n---\n\n${bash('echo "$POD"', 'POD=$(kubectl get pod -o name)')}`,
  },
];

const value = 'Vq7Zr2mWx9Lt4Bn';
const asked = (name: string): string =>
  `---\ninputs:\n  ${name}:\n    prompt: ${name}\n    secret: true\n---\n\n`;
const secrets: readonly Case[] = [
  {
    title: 'a secret as a word',
    code: 'HR304',
    then: ['HR305'],
    before: bash(`db-login --password ${value} -v`),
    after: `${asked('PASSWORD')}${bash('db-login --password "$PASSWORD" -v')}`,
  },
  {
    title: 'a secret in a string',
    code: 'HR304',
    then: ['HR305'],
    before: bash(`curl -d "client_secret=${value}" x.net`),
    after: `${asked('CLIENT_SECRET')}${bash('curl -d "client_secret=${CLIENT_SECRET}" x.net')}`,
  },
  {
    title: 'a variable that is set to it',
    code: 'HR304',
    before: bash(`export DB_PASSWORD="${value}"`, 'shop-login'),
    after: `${asked('DB_PASSWORD')}${bash('shop-login')}`,
  },
  {
    title: 'a secret that is declared',
    code: 'HR304',
    before: `${asked('PGPASSWORD')}${bash(`PGPASSWORD=${value} psql -c 'select 1'`)}`,
    after: `${asked('PGPASSWORD')}${bash(`PGPASSWORD="$PGPASSWORD" psql -c 'select 1'`)}`,
  },
  {
    title: 'a secret of a file',
    code: 'HR304',
    before: `# A\n\n\`\`\`yaml\npassword: ${value}\n\`\`\`\n`,
    after: '# A\n\n```yaml\npassword: <password>\n```\n',
  },
  { title: 'a secret in single quotes', code: 'HR304', before: bash(`psql -c 'password: ${value}'`) },
  { title: 'a secret in prose', code: 'HR304', before: `The password is password=${value} here.\n` },
];

const commandLine: readonly Case[] = [
  {
    title: 'a login',
    code: 'HR305',
    before: bash('docker login x.net -u ci --password="$REGISTRY_PASSWORD"'),
    after: bash('printf %s "$REGISTRY_PASSWORD" | docker login x.net -u ci --password-stdin'),
  },
  {
    title: 'a database',
    code: 'HR305',
    before: bash('mysql -u root -p"${DB_PASSWORD}" shop'),
    after: bash('MYSQL_PWD="$DB_PASSWORD" mysql -u root shop'),
  },
  {
    title: 'a cache',
    code: 'HR305',
    before: bash('redis-cli -a $REDIS_PASSWORD ping'),
    after: bash('REDISCLI_AUTH="$REDIS_PASSWORD" redis-cli ping'),
  },
  {
    title: 'a header, in a command of several lines',
    code: 'HR305',
    before: bash('curl -s \\', '  -H "Authorization: Bearer $TOKEN" \\', '  x.net'),
    after: bash('curl -s \\', '  -H @<(printf %s "Authorization: Bearer $TOKEN") \\', '  x.net'),
  },
  {
    title: 'every use of it',
    code: 'HR305',
    before: bash('mysqldump -p"$DB_PASSWORD" shop', 'mysql -p"$DB_PASSWORD" shop'),
    after: bash('MYSQL_PWD="$DB_PASSWORD" mysqldump shop', 'MYSQL_PWD="$DB_PASSWORD" mysql shop'),
  },
  {
    title: 'a use that no other way is known for',
    code: 'HR305',
    before: bash('mysql -p"$DB_PASSWORD" shop', 'shopctl --password "$DB_PASSWORD"'),
  },
  { title: 'a command among others', code: 'HR305', before: bash('date; mysql -p"$DB_PASSWORD" shop') },
  { title: 'a program of nobody', code: 'HR305', before: bash('vault login "$VAULT_TOKEN"') },
];

/** By what they are about. */
export const valuesCases = { values, secrets, commandLine };
