// What a command takes away, by the name that a person types before it runs.
import { expect, test } from 'vitest';
import { statementsOf } from './shell.ts';

/** A command and what the first of its risks acts on, the nearest first. */
const cases: readonly (readonly [text: string, ...targets: readonly string[]])[] = [
  ['kubectl delete deployment web -n shop', 'web', 'shop'],
  ['kubectl -n shop delete pod a b', 'a b', 'shop'],
  ['kubectl delete deployment/web', 'web'],
  ['kubectl delete deployment/web svc/api', 'deployment/web svc/api'],
  ['kubectl delete -f k8s/old.yaml', 'k8s/old.yaml'],
  ['kubectl delete pods -l app=web --force --grace-period=0 -n shop', 'app=web', 'shop'],
  ['kubectl delete pods --all -n shop', 'shop'],
  ['kubectl delete rs $(kubectl get rs -o name | head -1) -n shop', 'shop'],
  ['kubectl delete ns <namespace>', '<namespace>'],
  ['kubectl delete pod "$POD" --namespace="$NS"', '$POD', '$NS'],
  ['kubectl scale deployment web --replicas=0 -n shop', 'web', 'shop'],
  ['kubectl scale --replicas 0 deploy/web', 'web'],
  ['kubectl scale deployment --all --replicas=0 -n shop', 'shop'],
  ['kubectl drain node-1 --ignore-daemonsets --delete-emptydir-data', 'node-1'],
  ['kubectl exec web-0 -n shop -- rm -rf /var/cache/web', '/var/cache/web'],
  ['helm -n shop uninstall web', 'web', 'shop'],
  ['docker rm -f web', 'web'],
  ['docker volume rm shop_db', 'shop_db'],
  ['docker system prune -af'],
  ['ssh node1 "docker image prune -af"'],
  ['aws rds delete-db-instance --db-instance-identifier shop-db --skip-final-snapshot', 'shop-db'],
  ['aws s3 rm s3://shop/old --recursive', 's3://shop/old'],
  ['az group delete --name shop-rg --yes', 'shop-rg'],
  ['gcloud compute instances delete web-1 --zone europe-west1-b', 'web-1'],
  ['terraform destroy -target=module.web', 'module.web'],
  ['terraform destroy'],
  ['rm -rf /srv/shop', '/srv/shop'],
  ['rm -f one two three', 'one two three'],
  ['rm -f /srv/shop/one.json /srv/shop/two.json /srv/shop/three.json four', '/srv/shop/one.json'],
  ['find /srv/shop/old -name "*.log" -mtime +7 -delete', '/srv/shop/old'],
  ['dd if=/dev/zero of=/dev/sdb bs=1M', '/dev/sdb'],
  ['mkfs.ext4 /dev/sdb1', '/dev/sdb1'],
  ['truncate -s 0 /var/log/shop.log', '/var/log/shop.log'],
  ["sed -i 's/a/b/' conf/app.yml", 'conf/app.yml'],
  ['echo x > /etc/shop.conf', '/etc/shop.conf'],
  ['rsync -a --delete new/ web-1:/srv/shop/', 'web-1:/srv/shop/'],
  ['redis-cli -h cache FLUSHALL'],
  ['redis-cli DEL cart:42', 'cart:42'],
  ['dropdb -h db-1 shop', 'shop'],
  ['psql -h db-1 -d shop -c "DROP TABLE IF EXISTS orders;"', 'orders'],
  ['psql shop -c "DELETE FROM carts WHERE age > 30"', 'carts'],
  ["mysql -e 'TRUNCATE TABLE sessions'", 'sessions'],
  ["psql <<'SQL'\nUPDATE orders SET state = 1;\nSQL", 'orders'],
  ['pg_restore -h db-1 -d shop shop.dump', 'shop', 'shop.dump'],
  ['psql -h db-1 -d shop < backup.sql', 'shop'],
  ['mysql -u root -p shop < backup.sql', 'shop'],
  [
    'pg_restore --clean --if-exists --single-transaction --dbname <database> shop.dump',
    '<database>',
    'shop.dump',
  ],
  ['velero restore create --from-backup nightly', 'nightly'],
  ['git branch -D old', 'old'],
  ['git push origin --delete old', 'old'],
  ['git clean -fdx'],
  ['make drop-database', 'drop-database'],
  ['./scripts/db.sh drop-database shop', 'shop'],
  ['curl -X DELETE -H "X: y" https://api.example.com/orders/1', 'https://api.example.com/orders/1'],
  ['sudo rm -rf "/srv/old shop"', '/srv/old shop'],
];

test.each(cases)('%s', (text, ...targets) => {
  const [risk] = statementsOf(text).flatMap(statement => statement.risks);
  expect(risk, 'it is a risk').toBeDefined();
  expect(risk?.targets ?? []).toEqual(targets);
});
