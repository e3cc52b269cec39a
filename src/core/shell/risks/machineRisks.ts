import type { RiskKind } from '../statement.ts';

/** Risks of what runs machines, their databases, brokers, directories and backups, and of what publishes apps; written as `riskTable` is. */
export const machineRisks: Readonly<Partial<Record<RiskKind, string>>> = {
  delete: `
    govc vm.destroy|datastore.rm|object.destroy|snapshot.remove
    qm|pct destroy|delsnapshot
    ldapdelete
    keytool -delete
    choco|scoop|winget uninstall
    helmfile destroy|delete
    wal-g|pgbackrest|barman|borg delete|expire
    pgbackrest stanza-delete
    pg_archivecleanup
    patronictl remove
    nodetool decommission|removenode|assassinate|clearsnapshot
    zkCli.sh delete|deleteall|rmr
    vagrant destroy
    multipass delete|purge
    crictl rm|rmi|rmp
    ctr rm|remove|delete
    buildah rm|rmi
    skopeo|crane delete
    influx delete
    gpg --delete-*
    ansible-playbook *destroy*.y*ml|*teardown*.y*ml|*decommission*.y*ml
    ansible-playbook wipe*.y*ml|*/wipe*.y*ml|*-wipe*.y*ml|*_wipe*.y*ml
    ansible-playbook purge*.y*ml|*/purge*.y*ml|*-purge*.y*ml|*_purge*.y*ml
    restic forget
    kafka-consumer-groups* --delete|--delete-offsets
    mdadm --fail|--remove|--stop`,
  drop: `
    pg_dropcluster`,
  overwrite: `
    pg_resetwal|pg_resetxlog
    pg_rewind
    mdadm --zero-superblock`,
  restore: `
    pgbackrest restore
    vault operator raft snapshot restore
    consul|nomad snapshot restore
    barman recover
    wal-g backup-fetch
    restic restore
    borg extract
    xtrabackup|mariabackup --copy-back|--move-back
    gitlab-backup restore
    influx|influxd restore`,
  restart: `
    ipmitool power off|cycle|reset|soft
    racadm powerdown|hardreset|powercycle|graceshutdown
    govc vm.power -off|-reset|-r|-s
    govc host.shutdown|host.maintenance.enter
    qm|pct stop|shutdown|reset|reboot
    xe vm-shutdown|vm-reboot
    pcs|crm stop|restart|disable|standby
    net|sc|svcadm stop|disable|restart
    iisreset
    kafka-server-stop*|zookeeper-server-stop*
    zkServer.sh|catalina.sh stop|restart
    rndc stop|halt|reload|flush
    argocd terminate-op`,
  apply: `
    repmgr promote|switchover|follow|clone
    pg_ctl|pg_ctlcluster promote
    pg_upgrade|pg_upgradecluster
    pg_ctlcluster start
    drbdadm primary|secondary|down
    pcs|crm move|migrate|failover
    govc vm.power -on
    govc vm.migrate|vm.clone|vm.change
    qm|pct start|migrate|set
    ipmitool power on
    kafka-configs*|kafka-topics* --alter|--create
    kafka-reassign-partitions*|kafka-consumer-groups* --execute
    kafka-leader-election*
    nsupdate
    ldapmodify|ldapadd|ldappasswd
    keytool -importcert|-import|-genkeypair
    nft -f|--file
    firewall-cmd --permanent|--add-*|--remove-*|--reload
    kubectl|oc promote
    kubectl-argo-rollouts promote
    helmfile apply|sync
    salt|salt-call state.apply|state.highstate|cmd.run
    chef-client|puppet !-v
    gitlab-ctl reconfigure|upgrade|promote
    fastlane supply|deliver|beta|release|production|pilot|upload_*
    bundle fastlane supply|deliver|beta|release|production|pilot|upload_*`,
};
