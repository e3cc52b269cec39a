#!/usr/bin/env bash
# Writes into a disk of its own, in memory, until nothing more fits; whoever may not mount one gets 77.
unshare --map-root-user --mount bash -c '
  mount -t tmpfs -o size=1m none /tmp || exit 77
  yes "a line that fills the disk" >/tmp/full
'
