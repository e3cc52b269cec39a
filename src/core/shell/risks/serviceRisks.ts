import type { RiskKind } from '../statement.ts';

/** Risks of the tools that administer clusters, clouds and stores, beyond the everyday ones; written as `riskTable` is. */
export const serviceRisks: Readonly<Partial<Record<RiskKind, string>>> = {
  delete: `
    rabbitmqctl purge_queue|delete_*|reset|force_reset|forget_cluster_node
    rabbitmqadmin delete|purge
    kubectl|oc undeploy|uninstall
    istioctl|cilium|flux|velero uninstall
    talosctl reset
    rke remove
    gcloud destroy
    bq rm
    etcdctl member|lease|user|role remove|revoke|delete
    ceph osd|fs|auth rm|purge|destroy|delete|del
    rbd|rados rm|remove|rmpool|purge
    radosgw-admin rm
    zfs|zpool|virsh destroy
    virsh undefine|*-delete
    btrfs subvolume delete
    lvreduce
    kubeadm reset
    rclone delete|purge|deletefile|rmdirs|sync
    mc rm|rb
    mc mirror --remove
    s3cmd|s5cmd rm|rb|del
    s3cmd sync --delete-removed
    azcopy remove|rm
    azcopy sync --delete-destination=true
    hcloud|linode-cli|scw|oci|ibmcloud delete|destroy|terminate
    ip del|delete|flush !cache
    nft flush|delete
    nmcli del|delete
    ufw reset|delete
    openstack|bosh|credhub|lxc delete|delete-*
    vault secrets|auth disable
    vault kv destroy
    vault token|lease revoke
    argocd rm`,
  'scale-to-zero': `
    kubectl|oc patch *replicas":0*
    az scale --node-count=0
    gcloud resize --num-nodes=0
    eksctl scale --nodes=0
    cf scale -i=0`,
  restart: `
    monit|sv|bosh|virsh|openstack restart|stop|term|recreate|reboot|shutdown
    patronictl restart|reload
    crictl stop|stopp
    vault operator seal|step-down`,
  apply: `
    aws promote-*|failover-*|change-*|reset-*|rotate-*|disable-*|enable-*|register-*|import-*
    az upgrade|add|up|open-port|set-policy|enable-*|disable-*|start|move|rotate-*|assign !extension
    gcloud promote-*|failover|start|patch|rolling-action|migrate|set-*|update-* !config !auth
    bq mk|load|cp|update|insert
    oc adm upgrade --to|--to-latest|--to-image
    kubectl|oc rollout pause|resume
    kubectl gadget deploy
    kubectl gadget run --detach
    etcdctl member|user|role|auth|alarm add|promote|update|enable|disable|disarm|grant-*|revoke-*|passwd
    etcdctl defrag|move-leader
    redis-cli|valkey-cli failover|FAILOVER|SET|set|EXPIRE|expire
    patronictl failover|switchover|edit-config|pause|resume
    argocd repo|cluster|proj|app|account add|create|update|patch|edit
    cf create-*|update-*|map-*|unmap-*|bind-*|unbind-*|scale
    bosh deploy|create-*|update-*|upload-*
    credhub set|import|generate
    ceph set|set-*|create|reweight*
    gh release|workflow create|run
    gh pr merge
    kubeadm init|join|upgrade
    ip add|set|replace
    amtool alert|silence add|update|expire|import
    oc adm upgrade accept
    git update-ref|replace|filter-branch|filter-repo
    gem install|update !--user-install
    npm|yarn|pnpm -g|--global !list !ls !outdated !prefix !root !view`,
  prune: `
    oc adm prune --confirm
    oc adm prune auth`,
  overwrite: `
    patronictl reinit
    zfs rollback
    blkdiscard
    nvme format|sanitize
    hdparm --security-erase*
    sed -i*`,
};
