import { bash, consoleOf, type Case } from './case.ts';

const syntax: readonly Case[] = [
  {
    title: 'an open quote',
    code: 'HR201',
    before: bash('ls', 'echo "fresh', 'pwd'),
    after: bash('ls', 'echo "fresh"', 'pwd'),
  },
  {
    title: 'an open quote in a list, of which nothing is to run',
    code: 'HR201',
    nth: 1,
    before: "1. Look\n\n   ```bash title=A\n   echo 'fresh\n   ```\n",
    after: "1. Look\n\n   ```text title=A\n   echo 'fresh\n   ```\n",
  },
  {
    title: 'a here-document without its end',
    code: 'HR201',
    before: bash('cat <<EOF', 'a'),
    after: bash('cat <<EOF', 'a', 'EOF'),
  },
  {
    title: 'a here-document whose end is indented',
    code: 'HR201',
    before: bash('cat <<EOF', 'a', '  EOF'),
    after: bash('cat <<EOF', 'a', 'EOF'),
  },
  {
    title: 'an open quote beside a here-document that ends',
    code: 'HR201',
    before: bash('cat <<EOF', 'a', 'EOF', "echo 'fresh"),
    after: bash('cat <<EOF', 'a', 'EOF', "echo 'fresh'"),
  },
  {
    title: 'what only a person can close',
    code: 'HR201',
    before: bash('for i in 1 2; do', 'echo $i'),
    after: '```text\nfor i in 1 2; do\necho $i\n```\n',
  },
];

const programs: readonly Case[] = [
  {
    title: 'a program with a slip of the pen',
    code: 'HR206',
    before: bash('kubctl get pods', 'kubctl get nodes'),
    after: bash('kubectl get pods', 'kubectl get nodes'),
  },
  { title: 'another program that is called alike', code: 'HR206', before: bash('bosh vms') },
  { title: 'a program that is like no other', code: 'HR206', before: bash('deployctl release') },
];

const shells: readonly Case[] = [
  {
    title: 'another machine',
    code: 'HR207',
    before: bash('ssh web-1', 'df -h', 'sudo journalctl --vacuum-size=1G | tail', 'exit', 'uptime'),
    after: bash("ssh web-1 'df -h'", "ssh web-1 'sudo journalctl --vacuum-size=1G | tail'", 'uptime'),
  },
  {
    title: 'root',
    code: 'HR207',
    before: consoleOf('$ sudo su', '# systemctl restart web', 'done', '# uptime'),
    after: consoleOf('$ sudo systemctl restart web', 'done', '$ sudo uptime'),
  },
  {
    title: 'a container, in a list',
    code: 'HR207',
    before: '1. Look\n\n   ```bash\n   kubectl exec -it web-0 -n shop -- /bin/bash\n   nginx -t\n   ```\n',
    after: '1. Look\n\n   ```bash\n   kubectl exec web-0 -n shop -- nginx -t\n   ```\n',
  },
  {
    title: 'a container of docker',
    code: 'HR207',
    before: bash('docker exec -it web sh', 'nginx -t'),
    after: bash('docker exec web nginx -t'),
  },
  {
    title: 'commands that need each other',
    code: 'HR207',
    before: bash('ssh web-1', 'cd /srv', 'ls'),
  },
  {
    title: "what this machine's shell would read",
    code: 'HR207',
    before: bash('sudo -i', 'ls /root/*'),
  },
  {
    title: 'PowerShell',
    code: 'HR207',
    before: bash('Get-Process web'),
    after: '```powershell\nGet-Process web\n```\n',
  },
  {
    title: 'the prompt of another program',
    code: 'HR207',
    before: bash('> config get maxmemory'),
    after: '```text\n> config get maxmemory\n```\n',
  },
];

const strays: readonly Case[] = [
  {
    title: 'prose',
    code: 'HR211',
    before: bash('kubectl get nodes', 'Wait until all of them are ready', 'kubectl get pods'),
    after: bash('kubectl get nodes', '# Wait until all of them are ready', 'kubectl get pods'),
  },
  {
    title: 'a list that bash stumbles over',
    code: 'HR211',
    before: bash('# Symptoms', "❌ Services can't be found", '❌ The queue is full', '', 'kubectl get pods'),
    after: bash(
      '# Symptoms',
      "# ❌ Services can't be found",
      '# ❌ The queue is full',
      '',
      'kubectl get pods',
    ),
  },
  {
    title: 'an address',
    code: 'HR211',
    before: bash('uptime', '  https://example.net/status'),
    after: bash('uptime', '  # https://example.net/status'),
  },
  {
    title: 'output that bash stumbles over',
    code: 'HR211',
    then: ['HR201'],
    before: bash('kubectl get pods', 'web-1 (x', '2030-01-02T03:04:05Z INFO started (a'),
    after: '```bash\nkubectl get pods\nweb-1 (x\n```\n\n```\n2030-01-02T03:04:05Z INFO started (a\n```\n',
  },
  {
    title: 'a block that only shows output',
    code: 'HR211',
    before: bash('NAME     READY   RESTARTS', 'web-1    1/1     3 (2m ago)'),
    after: '```text\nNAME     READY   RESTARTS\nweb-1    1/1     3 (2m ago)\n```\n',
  },
];

/** By what they are about. */
export const commandsCases = { syntax, programs, shells, strays };
