import { expect, test } from 'vitest';
import { isShellLanguage } from '../../../src/core/shell/blockKind.ts';
import { looksLikeShell } from '../../../src/core/shell/transcripts/looksLikeShell.ts';
import { grammar } from './shell.ts';

const shell = [
  'cd js/\nyarn publish\ncd ..',
  'zpool status tank # look at it',
  'twine upload dist/*',
  'kubectl get pods -n shop',
  'kubectl rollout undo deployment/web',
  '$ make test\nok',
  'user@host:~$ ls\na b',
  '# restart it\nsudo systemctl restart nginx',
  'docker compose up -d\ndocker compose ps',
  'for i in 1 2; do\n  curl -s "localhost:$i"\ndone',
  'export VERSION=1.2.3\n./deploy.sh "$VERSION"',
  'kubectl logs <pod-name> --tail=50',
  'git clone https://example.com/x.git\ncd x',
  'npm ci && npm test',
  'psql -c "select 1"',
  'systemctl status nginx',
  'k exec deploy/web -- env',
  'sudo reboot',
  'git pull origin main',
  'cat <<EOF > x\nany text\nEOF',
  'make install',
  'curl -X POST \\\n  -d "{}" localhost',
  'our-platform cluster delete --name <cluster-name> --branch <your branch>',
  'gds aws an-account -l',
  'sudo our-ctl reload /etc/our.conf',
  'eval $(gds aws an-account -e)\nkubectl config use-context staging',
  '/usr/bin/our-tool now',
  '/entrypoint.sh web',
];

test.each(shell)('shell: %s', text => {
  expect(looksLikeShell(text, grammar)).toBe(true);
});

const other = [
  'k is how we call kubectl',
  'kubectl apply...',
  'terraform init...',
  'git push...',
  '',
  'src/\n├── core/\n│   └── shell/\n└── adapters/',
  'client -> server -> database',
  '2024-01-01 12:00:00 ERROR something failed',
  'apiVersion: v1\nkind: Pod',
  'NAME   READY   STATUS\nweb-1  1/1     Running',
  '{"a": 1}',
  'SELECT * FROM orders;',
  'Find the pod and restart it.',
  'make sure that all pods are ready',
  'test the login page',
  'kill the process',
  'host: localhost',
  'https://example.com/a',
  'deployment.yaml',
  'NAMESPACE',
  'crypto-platform',
  'error: could not connect',
  'import os\nprint(os.name)',
  'const a = require("a");',
  'docker: Error response from daemon',
  'curl: (6) Could not resolve host',
  'Total: 5 pods',
  '[INFO] starting',
  'GET /api/v1/health',
  '+-----+\n| a   |\n+-----+',
  'kubectl get pods\nNAME READY',
  'server {\n  listen 80;\n}',
  'install the package, then read the docs',
  'watch for errors',
  '/chatops run feature set a-flag true --production',
  '/page We are rolling back, see <link>',
  'use the --force flag with care',
  'sudo is not needed.',
  '-       NAME: ((name))\n+       NAME: web',
  'started -> finished --ok',
  '/deploy web to production',
  'node-1',
  'time: 10:00',
];

test.each(other)('not shell: %s', text => {
  expect(looksLikeShell(text, grammar)).toBe(false);
});

test('languages that name a shell', () => {
  const tags = [
    'bash',
    'sh',
    'Shell',
    'shellscript',
    'zsh',
    'console',
    'shell-session',
    'sh-session',
    'azurecli-interactive',
  ];
  expect(tags.filter(tag => !isShellLanguage(tag))).toEqual([]);
  expect(
    ['', 'text', 'yaml', 'powershell', 'fish', 'output', 'python', 'pwsh'].filter(isShellLanguage),
  ).toEqual([]);
});
