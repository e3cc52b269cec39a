import { describe, expect, test } from 'vitest';
import { applied } from './applied.ts';
import { lintText } from './lintText.ts';

interface Case {
  readonly title: string;
  readonly text: string;
  /** "line code" of each finding about commands. */
  readonly found: readonly string[];
}

const bash = (...lines: readonly string[]): string => ['```bash', ...lines, '```', ''].join('\n');
const tagged = (tag: string, ...lines: readonly string[]): string =>
  [`\`\`\`${tag}`, ...lines, '```', ''].join('\n');

const cases: readonly Case[] = [
  { title: 'a quote without its end', text: bash('ls', 'echo "a'), found: ['3 HR201'] },
  { title: 'a loop without its end', text: bash('for f in *; do', '  echo "$f"'), found: ['2 HR201'] },
  { title: 'a here-document without its end', text: bash('cat <<EOF', 'a'), found: ['2 HR201'] },
  { title: 'an untagged fence of shell', text: tagged('', 'kubectl get pods -n web'), found: ['1 HR202'] },
  { title: 'an untagged fence of output', text: tagged('', 'NAME  READY', 'web   1/1'), found: [] },
  { title: 'an untagged message to a bot', text: tagged('', '/deploy web to production'), found: [] },
  { title: 'indented shell', text: 'Run:\n\n    kubectl get pods -n web\n', found: [] },
  { title: 'prompts', text: bash('$ ls -l', '$ df -h'), found: ['1 HR203'] },
  { title: 'prompts in a console', text: tagged('console', '$ ls -l', 'total 0'), found: [] },
  { title: 'a variable first', text: bash('$TOOL run', '"$TOOL" stop'), found: [] },
  { title: 'an editor last', text: bash('ls', 'vim x'), found: [] },
  { title: 'an editor between', text: bash('vim x', 'ls'), found: ['2 HR204'] },
  { title: 'a question between', text: bash('read -p "Go on? " answer', 'ls'), found: [] },
  { title: "a container's terminal", text: bash('kubectl exec -it web -- curl -fsS x', 'ls'), found: [] },
  { title: 'a log that is followed', text: bash('kubectl logs -f web', 'ls'), found: ['2 HR205'] },
  {
    title: 'a log that is followed, which a comment forbids',
    text: bash("# Don't do this", 'kubectl logs -f web', 'kubectl delete ns web', '# Do this', 'ls'),
    found: [],
  },
  { title: 'a log that is followed, last', text: bash('ls', 'kubectl logs -f web'), found: [] },
  {
    title: 'a forward behind the others',
    text: bash('kubectl port-forward web 80 &', 'ls', 'kill $!'),
    found: [],
  },
  {
    title: 'a forward that nothing ends',
    text: bash('kubectl port-forward web 80 & # in the background', 'ls'),
    found: ['2 HR212'],
  },
  {
    title: 'a forward that another block ends',
    text: `${bash('kubectl port-forward web 80 &')}\n# Close\n\n${bash('pkill -f port-forward')}`,
    found: [],
  },
  { title: 'what ends by itself or is to stay', text: bash('nohup a &', 'timeout 60 b &'), found: [] },
  {
    title: 'both streams to a file',
    text: bash('make all &> log', 'make all >& log', 'a && b'),
    found: [],
  },
  {
    title: 'an address',
    text: bash('curl -fsS https://web.example.net', 'https://web.example.net/health'),
    found: ['3 HR211'],
  },
  {
    title: 'prose that bash stumbles over',
    text: bash('# Symptoms', "❌ Services can't be found", 'kubectl get pods'),
    found: ['3 HR211'],
  },
  { title: 'two logins, each tried from here', text: bash('ssh web-1', 'ssh web-2'), found: [] },
  { title: 'commands below ssh', text: bash('ssh web-1', 'df -h', 'exit'), found: ['2 HR207'] },
  { title: 'ssh alone', text: bash('ssh web-1'), found: [] },
  { title: 'ssh with its command', text: bash('ssh web-1 df -h', 'df -h'), found: [] },
  {
    title: 'a block for the shell of the block above',
    text: `${bash('ssh web-1')}\nThen:\n\n${bash('df -h')}`,
    found: ['2 HR207'],
  },
  {
    title: 'a block that goes on with the same tool',
    text: `${bash('kubectl exec -it web -- sh')}\nThen:\n\n${bash('kubectl get pods')}`,
    found: [],
  },
  {
    title: 'a root prompt',
    text: tagged('console', '$ sudo su', '# systemctl restart web'),
    found: ['2 HR207'],
  },
  {
    title: 'a root prompt that nothing opened',
    text: tagged('console', '$ ls', '# systemctl restart web'),
    found: [],
  },
  { title: 'PowerShell', text: bash('$env:NAME = "web"', 'Get-ChildItem'), found: ['1 HR207'] },
  { title: 'fish', text: bash('set -gx NAME web'), found: ['2 HR207'] },
  { title: "bash's own set", text: bash('set -x', 'set -euo pipefail'), found: [] },
  { title: 'SQL', text: bash('ls', 'SELECT name FROM users;'), found: ['3 HR207'] },
  { title: "another program's prompt", text: bash('> config get x', '> info'), found: ['2 HR207'] },
  { title: 'a file that is emptied', text: bash('> settings.json', '> /var/log/web.log'), found: [] },
  { title: 'PowerShell among commands', text: bash('ls', 'Get-ChildItem'), found: ['3 HR207'] },
  { title: 'SQL alone, which is no command', text: bash('SELECT name FROM users;'), found: ['1 HR207'] },
  { title: 'Python alone', text: bash('import os', 'print(os.getcwd())'), found: ['1 HR207'] },
  { title: 'SQL for psql', text: bash('psql -c "SELECT name FROM users;"'), found: [] },
  { title: 'exit at the top', text: bash('ls || exit 1', 'df'), found: ['2 HR208'] },
  { title: 'exit in a subshell', text: bash('(ls || exit 1)'), found: [] },
  { title: 'exit in a function', text: bash('f() {', '  exit 1', '}'), found: [] },
  { title: 'exit in a block that runs whole', text: tagged('bash run=block', 'exit 0'), found: [] },
  { title: 'exit of an entered shell', text: `${bash('ssh a')}\n# B\n\n${bash('exit')}`, found: [] },
  { title: 'return', text: bash('return 0'), found: ['2 HR208'] },
  { title: 'return in a function', text: bash('f() { return 0; }'), found: [] },
  { title: 'exec of a program', text: bash('exec bash -l'), found: ['2 HR208'] },
  { title: 'exec for a redirection', text: bash('exec 3>log'), found: [] },
  { title: 'its own name', text: bash('cd "$(dirname "$0")"', 'ls'), found: ['2 HR208'] },
  { title: 'its own name, as asked', text: tagged('bash run=block', 'echo "$0"'), found: [] },
  { title: 'history', text: bash('sudo !!'), found: ['2 HR208'] },
  { title: 'a start file', text: bash('nvm use 24'), found: ['2 HR208'] },
  { title: 'a start file that is read', text: bash('. ~/.nvm/nvm.sh', 'nvm use 24'), found: [] },
  { title: 'a deletion', text: bash('kubectl delete namespace shop'), found: ['2 HR209'] },
  { title: 'the second of a section', text: bash('rm -rf data', 'rm -rf logs'), found: ['2 HR209'] },
  {
    title: 'what comes again',
    text: bash('kubectl delete pod web', 'rm -rf /tmp/x node_modules'),
    found: [],
  },
  { title: 'a deletion to clean up', text: `# A\n\n## Cleanup\n\n${bash('rm -rf data')}`, found: [] },
  { title: 'a deletion with a guard', text: tagged('bash guard=shop', 'rm -rf data'), found: [] },
  { title: 'a deletion behind a task', text: `- [ ] Nobody needs it\n\n${bash('rm -rf data')}`, found: [] },
  {
    title: 'a deletion behind a backup',
    text: bash('tar czf data.bak data', 'rm -rf data'),
    found: [],
  },
  {
    title: 'a deletion behind a trial',
    text: bash('kubectl delete -f app.yaml --dry-run=client', 'kubectl delete -f app.yaml'),
    found: ['3 HR209'],
  },
  {
    title: 'deletions behind a trial of something else',
    text: bash(
      'helm upgrade web ./web --dry-run',
      'kubectl delete pvc data --dry-run=none',
      'rm -rf /srv/data',
    ),
    found: ['3 HR209'],
  },
  {
    title: 'a deletion with a way back',
    text: `${bash('rm -rf data')}\n# Rollback\n\nCopy it back.\n`,
    found: [],
  },
  { title: 'a look', text: `# Verify\n\n${bash('kubectl get pods')}`, found: ['4 HR210'] },
  { title: 'a look around', text: `# Look\n\n${bash('kubectl get pods')}`, found: [] },
  { title: 'a look that decides', text: `# Verify\n\n${bash('kubectl get pods | grep -q web')}`, found: [] },
  {
    title: 'a look with its answer',
    text: `# Verify\n\n${bash('kubectl get pods')}\nAll pods should be Running.\n`,
    found: [],
  },
  { title: 'a table', text: bash('ls', '+-----+-----+'), found: [] },
  { title: 'columns', text: bash('kubectl get nodes', 'NAME    STATUS   AGE'), found: [] },
  { title: 'a log below', text: bash('ls', '2030-01-02T03:04:05Z INFO started'), found: [] },
  { title: 'a log', text: bash('2030-01-02T03:04:05Z INFO started'), found: ['2 HR211'] },
  { title: 'prose', text: bash('ls', 'Wait until the pods are gone'), found: ['3 HR211'] },
  {
    title: 'prose of several lines, said once',
    text: bash(
      '# Symptoms',
      '❌ The pods are gone',
      '❌ The queue is full',
      '',
      '# Look',
      'kubectl get pods',
    ),
    found: ['3-4 HR211'],
  },
  {
    title: 'a listing that bash would not understand, said once',
    text: tagged('console', 'NAME     READY   RESTARTS', 'web-1    1/1     3 (2m ago)'),
    found: ['2 HR211'],
  },
  {
    title: 'a here-document without its end, with JSON',
    text: bash('cat <<EOF', '{"a": 1}', 'kubectl get pods (all)'),
    found: ['2 HR201'],
  },
  { title: 'an answer that is cut short', text: tagged('console', '{... ,"e":"a: b"}}'), found: ['2 HR211'] },
  { title: 'columns under a prompt', text: tagged('console', '$ ls', 'NAME    STATUS   AGE'), found: [] },
];

describe('a rule about commands', () => {
  test.each(cases)('$title', ({ text, found }) => {
    const rows = lintText(text).flatMap(({ code, line, endLine }) =>
      !code.startsWith('HR2')
        ? []
        : [code === 'HR211' && endLine > line ? `${line}-${endLine} ${code}` : `${line} ${code}`],
    );
    expect(rows).toEqual(found);
  });
});

const own = 'Put it in a block of its own';
const fixes: readonly { readonly title: string; readonly before: string; readonly after: string }[] = [
  {
    title: 'Tag the block `bash`',
    before: '1. Look\n\n   ```\n   kubectl get pods -n web\n   ```\n',
    after: '1. Look\n\n   ```bash\n   kubectl get pods -n web\n   ```\n',
  },
  {
    title: 'Tag the block `console`',
    before: '```sh {"name":"a"}\n$ ls\nx\n```\n',
    after: '```console {"name":"a"}\n$ ls\nx\n```\n',
  },
  {
    title: 'Remove the prompts',
    before: '> ```bash\n> $ ls -l \\\n> >   -a\n> $ df -h\n> ```\n',
    after: '> ```bash\n> ls -l \\\n>   -a\n> df -h\n> ```\n',
  },
  {
    title: own,
    before: '```bash\nls\n# Edit it\nvim x\n\n# Look again\ndf -h\n```\n',
    after: '```bash\nls\n```\n\n```bash\n# Edit it\nvim x\n\n```\n\n```bash\n# Look again\ndf -h\n```\n',
  },
  {
    title: own,
    before: '- a\r\n\r\n  ~~~sh\r\n  tail -f x\r\n  df -h\r\n  ~~~\r\n',
    after: '- a\r\n\r\n  ~~~sh\r\n  tail -f x\r\n  ~~~\r\n\r\n  ~~~sh\r\n  df -h\r\n  ~~~\r\n',
  },
  {
    title: 'Run it behind the others',
    before: bash('kubectl port-forward web 80', 'ls'),
    after: bash('kubectl port-forward web 80 &', 'ls'),
  },
  {
    title: 'Run the block whole (`run=block`)',
    before: bash('ls || exit 1'),
    after: tagged('bash run=block', 'ls || exit 1'),
  },
];

test.each(fixes)('a fix: $title', ({ title, before, after }) => {
  const fixed = applied(before, lintText(before), title);
  expect(fixed).toBe(after);
  expect(lintText(fixed).flatMap(finding => finding.fixes.filter(fix => fix.title === title))).toEqual([]);
});
