#!/bin/bash
# Runs a program on a machine that start-container.sh has started: enter-container.sh PID GROUP PROGRAM...
set -euo pipefail
pid=$1 group=$2
shift 2
for hierarchy in /sys/fs/cgroup/*/; do
  mkdir -p "$hierarchy$group/shell"
  if [ -e "$hierarchy/cpuset.cpus" ]; then
    cat "$hierarchy/cpuset.cpus" >"$hierarchy$group/shell/cpuset.cpus"
    cat "$hierarchy/cpuset.mems" >"$hierarchy$group/shell/cpuset.mems"
  fi
  echo $$ >"$hierarchy$group/shell/cgroup.procs"
done
exec nsenter --target "$pid" --mount --pid --net --uts --ipc --cgroup \
  env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
