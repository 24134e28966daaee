#!/bin/bash
# Runs a program on a machine that start-container.sh has started: enter-container.sh PID GROUP PROGRAM...
set -euo pipefail
pid=$1 group=$2
shift 2
# shellcheck source=test/machine-room/join-group.sh
source "$(dirname "$0")/join-group.sh"
join_group "$group/shell"
exec nsenter --target "$pid" --mount --pid --net --uts --ipc --cgroup \
  env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
