import { expect, test } from 'vitest';
import { statementsOf } from './shell.ts';

/** A command and its risks as `kind: words`. */
const risky: readonly (readonly [text: string, ...risks: readonly string[]])[] = [
  ['kubectl delete pod x', 'delete: kubectl delete'],
  [
    'kubectl -n shop delete pod x --force --grace-period=0',
    'delete: kubectl delete',
    'force: kubectl delete --grace-period=0',
  ],
  ['kubectl scale deploy/web --replicas=0', 'scale-to-zero: kubectl scale --replicas=0'],
  ['kubectl scale deploy/web --replicas 3', 'apply: kubectl scale'],
  ['kubectl drain node-1 --ignore-daemonsets', 'drain: kubectl drain'],
  ['kubectl apply -f x.yaml', 'apply: kubectl apply'],
  ['kubectl apply --prune -f x.yaml', 'prune: kubectl apply --prune'],
  ['kubectl rollout undo deploy/web', 'rollback: kubectl rollout undo'],
  ['kubectl rollout restart deploy/web', 'restart: kubectl rollout restart'],
  ['kubectl create clusterrolebinding x', 'privilege: kubectl create clusterrolebinding'],
  ['helm rollback web 3', 'rollback: helm rollback'],
  ['helm uninstall web', 'delete: helm uninstall'],
  ['helm upgrade --install web . -f values-prod.yaml', 'apply: helm upgrade', 'production: values-prod.yaml'],
  ['docker system prune -af', 'prune: docker prune'],
  ['docker rm -f web', 'delete: docker rm', 'force: docker rm -f'],
  ['docker compose down', 'delete: docker down'],
  ['terraform destroy', 'delete: terraform destroy'],
  ['terraform apply -auto-approve', 'force: terraform -auto-approve', 'apply: terraform apply'],
  ['aws ec2 terminate-instances --instance-ids i-1', 'delete: aws terminate-instances'],
  ['aws s3 rm s3://b/x --recursive', 'delete: aws s3 rm'],
  ['aws rds restore-db-instance-from-db-snapshot x', 'restore: aws restore-db-instance-from-db-snapshot'],
  ['gcloud compute instances delete x', 'delete: gcloud delete'],
  ['az group delete --name x', 'delete: az delete'],
  ['psql shop -c "DROP TABLE a"', 'drop: DROP TABLE'],
  ['psql shop <<EOF\nTRUNCATE a;\nEOF', 'drop: TRUNCATE'],
  ['mysql -e "delete  from a"', 'delete: delete from'],
  ['psql shop < dump.sql', 'restore: psql < dump.sql'],
  ['pg_restore -d shop x.dump', 'restore: pg_restore'],
  ['redis-cli FLUSHALL', 'drop: redis-cli FLUSHALL'],
  ['sudo systemctl restart nginx', 'restart: systemctl restart', 'privilege: sudo'],
  ['kill -9 1', 'force: kill -9', 'restart: kill'],
  ['git push --force origin main', 'force: git push --force', 'apply: git push'],
  ['git push -f', 'force: git push -f', 'apply: git push'],
  ['git reset --hard HEAD~1', 'clean-tree: git reset --hard'],
  ['git clean -fdx', 'clean-tree: git clean -fdx'],
  ['rm -rf .', 'delete: rm -rf', 'clean-tree: rm -rf .'],
  ['rm x', 'delete: rm'],
  ['dd if=/dev/zero of=/dev/sda', 'overwrite: dd of=/dev/sda'],
  ['mkfs.ext4 /dev/sdb', 'overwrite: mkfs.ext4'],
  ['sed -i s/a/b/ x', 'overwrite: sed -i'],
  ['chmod 777 x', 'privilege: chmod 777'],
  ['make deploy', 'apply: make deploy'],
  ['./scripts/rollback.sh v1', 'rollback: rollback.sh'],
  [
    'ssh db "sudo systemctl stop pg && rm -rf /data"',
    'restart: systemctl stop',
    'privilege: sudo',
    'delete: rm -rf',
  ],
  ["kubectl exec x -- sh -c 'rm -r /tmp/a'", 'delete: rm -r'],
  ['find . -name x -delete', 'delete: find -delete'],
  ['ls | xargs rm', 'delete: rm'],
  ['for p in a b; do kubectl delete pod $p; done', 'delete: kubectl delete'],
  ['curl -X DELETE localhost/x', 'delete: curl -X DELETE'],
  ['terraform workspace delete test', 'delete: terraform workspace delete'],
  ['gcloud secrets versions disable 3 --secret=x', 'apply: gcloud disable'],
  ['docker compose exec db mysql shop < migrations/001_add.sql', 'apply: mysql < migrations/001_add.sql'],
  ['docker compose exec db mysql shop < backup.sql', 'restore: mysql < backup.sql'],
  ['echo x | sudo tee -a /etc/fstab', 'apply: tee /etc/fstab', 'privilege: sudo'],
  ['sudo bash scripts/setup-server.sh', 'apply: bash scripts/setup-server.sh', 'privilege: sudo'],
  ['sudo apt-get update', 'privilege: sudo'],
  ['sudo a2enmod ssl', 'apply: a2enmod', 'privilege: sudo'],
  ['kubectl cp ./x web-0:/tmp/x', 'apply: kubectl cp'],
  ['kubectl --context prod delete pod x', 'delete: kubectl delete', 'production: prod'],
];

test.each(risky)('%s', (text, ...expected) => {
  const risks = statementsOf(text).flatMap(statement => statement.risks);
  expect(new Set(risks.map(({ kind, words }) => `${kind}: ${words}`))).toEqual(new Set(expected));
});

const safe = [
  'kubectl get pods -n production',
  'kubectl delete pod x --dry-run=client',
  'helm list -A',
  'terraform plan',
  'echo "delete it"; printf "DROP TABLE"',
  'git status && git diff',
  'docker ps | grep rm',
  'aws s3 ls s3://bucket',
  'psql -c "SELECT 1"',
  'systemctl status nginx',
  'cat <<EOF\nkubectl delete pod\nEOF',
  'ls # rm -rf /',
  'curl -s https://prod.example.com/health',
  'grep prod hosts',
  'kubectl cp -n apps web-0:/tmp/x .',
  'aws s3 cp s3://bucket/x ./x',
  'aws eks update-kubeconfig --name x',
  'gcloud config set project x',
];

test.each(safe)('nothing is dangerous in %s', text => {
  expect(statementsOf(text).flatMap(statement => statement.risks)).toEqual([]);
});
