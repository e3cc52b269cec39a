import { expect, test } from 'vitest';
import { statementOf } from './shell.ts';

const cases: Readonly<Record<string, readonly string[]>> = {
  'enters another shell': [
    'ssh host',
    'ssh -i key -p 22 user@host',
    'kubectl exec -it web-1 -n shop -- bash',
    'kubectl -n shop exec -ti web-1 -- /bin/sh',
    'docker exec -it web sh',
    'docker run -it --rm ubuntu',
    'docker compose exec web bash',
    'kubectl exec -it db-0 -- psql -U app',
    'sudo su',
    'sudo su - postgres',
    'sudo -i',
    'su - app',
    'psql -h db -U app shop',
    'mysql -u root -p shop',
    'redis-cli -h cache',
    'python3',
    'bash',
    'rails console',
    'aws ssm start-session --target i-1',
    'gcloud compute ssh vm-1 --zone a',
  ],
  'needs a terminal': [
    'vim x',
    'less log',
    'kubectl logs x | less',
    'kubectl edit deploy/web',
    'crontab -e',
    'git rebase -i HEAD~3',
    'git commit',
    'top',
    'terraform apply',
    'read -p "Go on? " answer',
    'kubectl exec -it web -- curl localhost',
  ],
  'does not end': [
    'tail -f log',
    'kubectl logs -f deploy/web | grep error',
    'kubectl get pods -w',
    'kubectl port-forward svc/web 8080:80',
    'watch kubectl get pods',
    'watch -n 5 "kubectl get pods"',
    'journalctl -u nginx -f',
    'docker compose up',
    'docker logs --follow web',
    'ping example.org',
    'while true; do date; sleep 1; done',
    'python3 -m http.server',
  ],
  'is ordinary': [
    'ssh host uptime',
    'ssh -fN -L 1:a:2 host &',
    'ssh host <<EOF\nls\nEOF',
    'kubectl exec web-1 -- ls',
    'docker run --rm image ls',
    'docker run -d image',
    'psql -c "SELECT 1"',
    'psql shop < x.sql',
    'echo "SELECT 1" | psql shop',
    'mysql -e "SELECT 1"',
    'redis-cli -h cache ping',
    'python3 x.py',
    'bash x.sh',
    "bash -c 'ls'",
    'sudo systemctl restart x',
    'tail -n 5 log',
    'kubectl logs web',
    'kubectl port-forward svc/web 8080:80 &',
    'timeout 5 tail -f log',
    'docker compose up -d',
    'ping -c 3 example.org',
    'git commit -m x',
    'terraform apply -auto-approve',
    'while true; do x && break; done',
    'cat x | while read -r l; do echo $l; done',
  ],
};

const rows = Object.entries(cases).flatMap(([trait, texts]) => texts.map(text => ({ trait, text })));

test.each(rows)('$text: $trait', ({ trait, text }) => {
  const { entersShell, needsTerminal, endless } = statementOf(text);
  const found = {
    'enters another shell': entersShell && needsTerminal && !endless,
    'needs a terminal': needsTerminal && !entersShell,
    'does not end': endless && !entersShell,
    'is ordinary': !endless && !entersShell && !needsTerminal,
  };
  expect(found).toMatchObject({ [trait]: true });
});
