#!/bin/bash
# Starts a machine from a root file system, as a system container: with its own mounts, processes, name and control
# groups, on the network namespace that this runs in. Its first process is systemd, as on any machine.
#
#   start-container.sh FOLDER IMAGE GROUP [DATA-DISK]
#
# FOLDER  of this machine: layer (files that the image lacks), changes (what the machine writes), state
# IMAGE   the file with the root file system (ext4); it is not changed
# GROUP   the name of its control group in every hierarchy
#
# Prints "machine is PID", the first process as the host sees it.
set -euo pipefail

# shellcheck source=test/machine-room/join-group.sh
source "$(dirname "$0")/join-group.sh"

mount_root() {
  # All of these mounts end with the machine.
  mount -o ro,loop "$image" "$folder/image"
  mount -t overlay overlay -o "lowerdir=$folder/layer:$folder/image,upperdir=$folder/changes,workdir=$folder/work" "$root"
  mount -t proc proc "$root/proc"
  # Read-only: there is no udev for a container, and the host's devices are none of its business.
  mount -t sysfs -o ro sysfs "$root/sys"
  mount -t tmpfs -o mode=755 tmpfs "$root/run"
  mount -t tmpfs tmpfs "$root/tmp"
  # An overlay cannot lie on an overlay: container images are on the host's file system.
  mkdir -p "$root/var/lib/containerd" "$root/var/lib/kubelet" "$root/var/log/pods"
  mount --bind "$folder/state/containerd" "$root/var/lib/containerd"
  mount --bind "$folder/state/kubelet" "$root/var/lib/kubelet"
  mount --bind "$folder/state/pods" "$root/var/log/pods"
}

mount_groups() {
  local hierarchy name
  mount -t tmpfs -o mode=755 tmpfs "$root/sys/fs/cgroup"
  for hierarchy in /sys/fs/cgroup/*/; do
    name=$(basename "$hierarchy")
    mkdir "$root/sys/fs/cgroup/$name"
    case $name in
      unified) mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup/$name" ;;
      systemd) mount -t cgroup -o none,name=systemd cgroup "$root/sys/fs/cgroup/$name" ;;
      *) mount -t cgroup -o "$name" cgroup "$root/sys/fs/cgroup/$name" ;;
    esac
  done
}

make_devices() {
  local device dev=$root/dev
  mount -t tmpfs -o mode=755 tmpfs "$dev"
  for device in null zero full random urandom tty kmsg $disk; do
    touch "$dev/$(basename "$device")"
    mount --bind "/dev/$(basename "$device")" "$dev/$(basename "$device")"
  done
  mkdir -p "$dev"/{pts,shm,mqueue,disk/by-label,disk/azure/data/by-lun}
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$dev/pts"
  mount -t tmpfs tmpfs "$dev/shm"
  mount -t mqueue mqueue "$dev/mqueue"
  ln -s pts/ptmx "$dev/ptmx"
  ln -s /proc/self/fd "$dev/fd"
  ln -s fd/0 "$dev/stdin"
  ln -s fd/1 "$dev/stdout"
  ln -s fd/2 "$dev/stderr"
  # What udev's rules make of Azure's disks.
  if [ -n "$disk" ]; then
    ln -s "$disk" "$dev/disk/azure/data/by-lun/0"
    label=$(blkid -p -o value -s LABEL "$disk" || true)
    [ -z "$label" ] || ln -s "$disk" "$dev/disk/by-label/$label"
  fi
}

folder=$1 image=$2 group=$3 disk=${4:-} root=$1/root
if [ "${5:-}" = inside ]; then
  mount_root
  mount_groups
  make_devices
  # As the host's /proc, which is still the one here, knows it.
  echo "machine is $(awk '{print $4}' /proc/thread-self/stat)"
  mkdir -p "$root/run/host/before"
  echo system-container >"$root/run/host/container-manager"
  cd "$root"
  pivot_root . run/host/before
  # Not called a container in its environment: cloud-init asks the firmware, as on a virtual machine.
  exec chroot . /bin/sh -c 'umount -l /run/host/before && exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --log-target=journal systemd.unified_cgroup_hierarchy=0'
fi
join_group "$group"
mkdir -p "$folder"/{image,layer,changes,work,root} "$folder"/state/{containerd,kubelet,pods}
exec unshare --mount --pid --uts --ipc --cgroup --fork --kill-child --propagation private \
  "$0" "$folder" "$image" "$group" "$disk" inside </dev/null
