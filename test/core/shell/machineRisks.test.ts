import { expect, test } from 'vitest';
import { statementsOf } from './shell.ts';

/** A command and its risks as `kind: words`. */
const cases: readonly (readonly [text: string, ...risks: readonly string[]])[] = [
  ['ipmitool -I lanplus -H ilo-1 -U admin -P "$P" chassis power off', 'restart: ipmitool power off'],
  ['ipmitool -H ilo-1 chassis power status'],
  ['govc vm.power -off vm-1', 'restart: govc vm.power -off'],
  ['govc vm.power -on vm-1', 'apply: govc vm.power -on'],
  ['govc vm.info vm-1'],
  ['repmgr standby promote -f /etc/repmgr.conf', 'apply: repmgr promote'],
  ['repmgr cluster show'],
  ['kafka-configs.sh --alter --entity-type topics', 'apply: kafka-configs.sh --alter'],
  ['kafka-configs.sh --describe --entity-type topics'],
  ['kafka-leader-election.sh --election-type preferred', 'apply: kafka-leader-election.sh'],
  ['kafka-reassign-partitions.sh --execute', 'apply: kafka-reassign-partitions.sh --execute'],
  ['kafka-reassign-partitions.sh --verify'],
  ['nsupdate -k key < ttl60.txt', 'apply: nsupdate'],
  ['bundle exec fastlane supply --rollout 0.05', 'apply: bundle fastlane supply'],
  ['kubectl argo rollouts promote payments', 'apply: kubectl promote'],
  ['pgbackrest --stanza=main restore', 'restore: pgbackrest restore'],
  ['pgbackrest info'],
  ['ldapdelete -x "cn=a"', 'delete: ldapdelete'],
  ["mysql -e 'STOP REPLICA; RESET REPLICA ALL'", 'apply: STOP REPLICA'],
  ["mysql <<'SQL'\nSET GLOBAL read_only = OFF;\nSQL", 'apply: SET GLOBAL'],
  ["mysql -e 'SHOW REPLICA STATUS'"],
  ["cat > /etc/login.defs <<'LD'\nPASS_MAX_DAYS 90\nLD", 'overwrite: > /etc/login.defs'],
  ['echo "10.0.0.1 db" >> /etc/hosts', 'apply: >> /etc/hosts'],
  ['grep -r x /etc/nginx > /tmp/found 2>/dev/null'],
  ['psql < /etc/app/x.txt'],
  ['nft -f /etc/nftables/rules.nft', 'apply: nft -f'],
  ['pg_ctlcluster 13 main start', 'apply: pg_ctlcluster start'],
];

test.each(cases)('%s', (text, ...risks) => {
  const found = statementsOf(text).flatMap(statement => statement.risks);
  expect(found.map(({ kind, words }) => `${kind}: ${words}`)).toEqual(risks);
});
