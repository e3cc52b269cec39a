import type { RiskKind } from '../statement.ts';

/** Which commands are dangerous, and how. One rule a line; see `parseTable` for how they are written. */
export const riskTable: Readonly<Partial<Record<RiskKind, string>>> = {
  delete: `
    kubectl|oc delete
    helm uninstall|delete|del
    docker|podman|nerdctl rm|rmi
    docker|podman|nerdctl down
    docker-compose down|rm
    terraform|tofu|terragrunt|pulumi destroy
    terraform|tofu|terragrunt apply -destroy|--destroy
    terraform|tofu state rm
    terraform|tofu workspace delete
    aws delete-*|terminate-*|deregister-*|remove-*|purge-*|release-address|release-hosts|batch-delete-*|schedule-key-deletion
    aws s3 rm|rb
    aws s3 sync --delete
    gcloud delete|delete-instances|bulk-delete|purge
    gcloud storage rm
    gcloud storage rsync --delete-*
    gsutil rm|rb
    gsutil rsync -d
    az delete|delete-batch|delete-instances|purge
    rm
    rm -r
    rmdir
    unlink
    shred
    rsync --del|--delete|--delete-*|--remove-source-files
    find -delete
    find rm|rmdir|unlink|shred
    git branch -D
    git branch --delete --force
    git tag -d|--delete
    git push -d|--delete
    git push :*
    git stash drop|clear
    git worktree remove
    redis-cli|valkey-cli DEL|del|UNLINK|unlink
    etcdctl del
    vault|consul delete
    userdel|groupdel|deluser|delgroup
    apt|apt-get|yum|dnf|apk|brew|snap|zypper remove|purge|uninstall|erase|del
    dpkg -r
    crontab -r
    bosh|bosh-cli delete-*
    velero|eksctl|kind|minikube|k3d|kops|flux|doctl delete
    argocd delete
    gh delete
    lvremove|vgremove|pvremove
    kafka-topics*|kafka-acls* --delete|--remove
    iptables|ip6tables -F
    cf delete*
    curl -X=DELETE
    curl --request=DELETE
    curl */_delete_by_query*
    wget --method=DELETE
    http|https|xh DELETE`,
  'scale-to-zero': `
    kubectl|oc scale --replicas=0
    docker scale *=0
    aws update-service --desired-count=0
    aws *-auto-scaling-group --desired-capacity=0
    aws set-desired-capacity --desired-capacity=0
    gcloud resize --size=0
    az scale --new-capacity=0`,
  drain: `
    kubectl|oc drain|cordon
    docker update --availability=drain
    nomad drain`,
  drop: `
    dropdb|dropuser
    redis-cli|valkey-cli FLUSHALL|FLUSHDB|flushall|flushdb
    redis-cli|valkey-cli CLUSTER|cluster RESET|reset|FLUSHSLOTS|flushslots
    mysqladmin drop
    etcdctl compact
    kafka-delete-records*`,
  restore: `
    pg_restore !-l !--list
    mongorestore
    timeshift --restore
    velero restore create
    velero create --from-backup
    etcdctl|etcdutl snapshot restore
    aws restore-*
    gcloud backups restore
    az restore
    pgbackrest|restic|wal-g|borg|duplicity restore|backup-fetch
    barman recover
    terraform|tofu state push
    gitlab-rake|gitlab-backup gitlab:backup:restore|restore
    *restore*.sh`,
  prune: `
    docker|podman|nerdctl prune
    kubectl apply --prune
    podman system reset
    argocd --prune
    git gc --prune
    apt|apt-get|dnf autoremove|clean|autoclean
    journalctl --vacuum-*
    restic|borg forget|prune
    crictl rmi --prune`,
  force: `
    kubectl|oc --force
    kubectl|oc delete --grace-period=0
    kubectl|oc drain --disable-eviction|--delete-emptydir-data
    * --force
    git push -f
    git push --force|--force-with-lease
    git checkout|branch|tag -f
    docker|podman rm|rmi -f
    kill|pkill|killall -9
    kill|pkill|killall -KILL|-SIGKILL
    kill|pkill|killall -s=KILL
    terraform|tofu force-unlock
    terraform|tofu|terragrunt -auto-approve|--auto-approve
    pulumi --yes
    terraform|tofu taint
    apt|apt-get --force-yes|--allow-downgrades
    umount -l`,
  restart: `
    kubectl|oc rollout restart
    systemctl restart|stop|reload|kill|try-restart|reload-or-restart|isolate
    service restart|stop|reload
    rc-service restart|stop
    docker|podman|nerdctl|docker-compose restart|stop|kill
    reboot|shutdown|poweroff|halt
    init|telinit 0|6
    supervisorctl restart|stop|reload
    pm2|nomad restart|stop|reload|delete
    nginx -s
    apachectl|apache2ctl|httpd restart|graceful|stop
    pg_ctl|pg_ctlcluster restart|stop
    kill|pkill|killall
    aws stop-*|reboot-*
    gcloud|az stop|reset|restart|deallocate
    rabbitmqctl stop|stop_app
    brew services restart|stop
    redis-cli|valkey-cli SHUTDOWN|shutdown
    mysqladmin shutdown
    gitlab-ctl restart|stop|hup
    launchctl unload|stop|kickstart
    bosh|bosh-cli recreate|restart|stop
    swapoff`,
  rollback: `
    kubectl|oc rollout undo
    kubectl undo|abort
    helm rollback
    git revert
    argocd rollback
    docker rollback
    make *rollback*
    *rollback*
    *roll-back*`,
  'clean-tree': `
    git clean -f
    git clean --force
    git reset --hard
    git checkout .
    git restore .
    git stash -u
    git stash -a
    git stash --include-untracked|--all
    rm -r .|./|*|./*|.git
    rm|unlink|shred|truncate|mv *.handrail|*.handrail/*|*.handrail"*
    find *.handrail|*.handrail/*|*.handrail"* -delete
    find *.handrail|*.handrail/*|*.handrail"* rm
    make clean|distclean|mrproper`,
  apply: `
    kubectl|oc apply|create|replace|patch|edit|set|label|annotate|expose|autoscale|run|scale|taint|uncordon|cp !gadget
    helm install|upgrade
    terraform|tofu|terragrunt apply|import
    pulumi up|update
    ansible-playbook|ansible
    docker|podman push
    docker stack|service deploy|create|update|scale
    docker|podman|nerdctl|docker-compose up
    argocd sync|set
    flux reconcile|create|resume|suspend
    aws create-*|update-*|put-*|run-*|start-*|modify-*|attach-*|detach-*|set-*|authorize-*|revoke-*|associate-*|enable-*|disable-*|send-command !update-kubeconfig
    aws s3 cp|mv|sync
    gcloud create|create-*|update|deploy|set|add|add-*|resize|import|enable|disable !config !auth
    az create|update|deploy|set|import|scale|register|invoke
    gsutil cp|mv|rsync
    git push|merge|rebase
    npm|yarn|pnpm|cargo|gem publish|push
    cf push|set-env
    nomad job run
    eksctl|kind|kops|k3d create|upgrade
    velero create
    make *deploy*|*release*|*migrate*|install
    deploy*|*-deploy|*_deploy|*-deploy.sh|*_deploy.sh
    systemctl start|enable|disable|mask|unmask|daemon-reload
    apt|apt-get|yum|dnf|apk|snap|zypper install|upgrade|dist-upgrade|full-upgrade !--dry-run
    yum|dnf|zypper update !--dry-run
    brew|scoop|choco|winget install|upgrade|reinstall
    kubectl|oc krew install|upgrade
    bosh|bosh-cli deploy|update-*|upload-*
    gh workflow run
    dpkg-reconfigure|a2enmod|a2dismod|a2ensite|a2dissite|a2enconf|a2disconf|update-alternatives
    certbot|certbot-auto !--dry-run !certificates
    tee /etc/*
    sh|bash|zsh *deploy*|*migrate*|*install*|*setup*|*upgrade*|*provision* !-c
    *install.sh|*setup.sh|setup-*|install-*|*provision*.sh
    curl -X=POST|-X=PUT|-X=PATCH
    curl --request=POST|--request=PUT|--request=PATCH
    mount|umount|resize2fs|lvextend|lvcreate|vgextend|pvcreate
    swapon !--show !--summary !-s
    sysctl -w
    vault write|kv
    consul put
    etcdctl put|move-leader`,
  overwrite: `
    dd of=* !of=/dev/null
    cp /dev/null
    mkfs|mkfs.*|mke2fs
    mkswap /dev/*
    zpool create|replace|labelclear !-n
    wipefs -a
    wipefs --all
    sgdisk|sfdisk|parted|fdisk !-l !--list !-p !--print !print !-d !--dump
    truncate
    sed -i
    sed --in-place
    perl -i
    kubectl|oc replace
    helm upgrade --force|--force-replace
    argocd sync --replace
    git push --mirror
    git push -f
    git push --force|--force-with-lease
    git push +*
    cryptsetup luksFormat|luksErase|erase|luksKillSlot|luksRemoveKey`,
  privilege: `
    chmod 777|0777|a+rwx|o+w|u+s|+s
    chmod|chown|chgrp -R
    visudo
    usermod|gpasswd|adduser -a
    setenforce 0
    kubectl create clusterrolebinding|rolebinding
    gcloud add-iam-policy-binding|set-iam-policy
    aws attach-*-policy|put-*-policy
    ufw disable|allow|enable|default
    iptables|ip6tables -A|-I|-D|-P
    setcap|setfacl
    ssh-copy-id`,
};
