# shellcheck shell=bash
# join_group GROUP: puts this process into a control group of that name in every hierarchy, and makes it where it is not there.
join_group() {
  local hierarchy
  for hierarchy in /sys/fs/cgroup/*/; do
    mkdir -p "$hierarchy$1"
    # Version 1 of the controller: a new group has no processors and no memory.
    if [ -e "$hierarchy/cpuset.cpus" ]; then
      cat "$hierarchy/cpuset.cpus" >"$hierarchy$1/cpuset.cpus"
      cat "$hierarchy/cpuset.mems" >"$hierarchy$1/cpuset.mems"
    fi
    echo $$ >"$hierarchy$1/cgroup.procs"
  done
}
