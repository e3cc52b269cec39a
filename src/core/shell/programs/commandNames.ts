const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Programs that runbooks call; recognising shell in untagged text needs one of them. */
export const knownPrograms: ReadonlySet<string> = words(`
  ansible ansible-playbook apk apt apt-get argocd at aws awk az base64 basename bash bc brew bundle cargo cat cd certbot
  cf chmod chown cmake consul containerd cosign cp crictl cron crontab ctr cue curl cut date dd df dig dirname dmesg dnf
  docker docker-compose dpkg du echo egrep emacs env etcdctl eksctl eval exit export fdisk ffmpeg fgrep file find flux fly free fsck
  gcc gcloud gem gh gio git gitlab-rake glab go gpg gradle grep gsutil gunzip gzip head helm hexdump host hostname hostnamectl htop
  httpie httpd id ifconfig influx install ip iptables istioctl java jobs journalctl jq jps just k6 k3s k9s kafka-topics.sh
  kill killall kind kinit knife kops kubeadm kubectl kubectx kubens kustomize ldapsearch less ln locate logout ls lsblk lsof lvextend
  make man mc md5sum minikube minio mkdir mkfs mkfs.ext4 mktemp mongo mongodump mongorestore mongosh more mount mv mvn mysql
  mysqladmin mysqldump nano nc netstat nginx ngrok nmap node nomad npm npx nslookup oc openssl openstack packer parted
  passwd patch pg_basebackup pg_dump pg_dumpall pg_isready pg_restore pgbench php ping pip pip3 pipenv pkill pnpm poetry podman printf
  promtool ps psql pulumi puppet python python3 pwd rabbitmqctl rails rake rbenv read redis-cli redis-server resize2fs
  rm rmdir route rpm rsync ruby runme rundeck scp screen sed seq service set sftp sh sha256sum shutdown skaffold skopeo
  sleep snap sort source sqlite3 ss ssh ssh-add ssh-copy-id ssh-keygen stat strace su sudo supervisorctl swapoff swapon
  sysctl systemctl tail tar tcpdump tee telnet terraform terragrunt test tmux tofu top touch tr traceroute trap tree trivy tsh
  ufw ulimit umount uname uniq unset unzip uptime useradd usermod uv vagrant vault velero vi vim vmstat w watch wc wget
  which who whoami xargs xz yarn yq yum zcat zip zypper http amtool mimirtool logcli cloudctl rosa doctl heroku
  vercel netlify nix bazel buck tilt devspace werf stern kubeseal sops age mkcert step ctop dive hey wrk ab siege
  apachectl argo barman blkid borg calicoctl chronyc cilium clickhouse-client cqlsh createdb createuser dropdb etcdutl
  firewall-cmd gitlab-ctl gitlab-rails growpart iostat iptables-save linkerd lsb_release lspci lvcreate lvs mailq mdadm mysqlbinlog
  mysqlcheck nft nodetool nvidia-smi patronictl pcs pg_ctl pg_rewind pg_upgrade pgbackrest pm2 postqueue poweroff pvcreate pvs
  rclone reboot redis-benchmark reindexdb restic setenforce timedatectl vacuumdb vgs virsh wal-g blockdev camcontrol mkswap pg_autoctl repmgr sgdisk smartctl supabase timeshift twine update-initramfs wipefs
  xfs_growfs xtrabackup zfs zpool
`);
