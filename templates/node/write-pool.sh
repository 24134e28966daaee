#!/bin/sh
# Asks Azure which addresses this machine's network interface has, and leaves them where the CNI plugin looks for them.
# vnetk8s-pool.service runs it at every boot, before any pod. Run it again after addresses were added or removed.
# Its arguments are the DNS labels of this machine's public IPs, in the order of their addresses; {0} in them is the
# number at the end of the machine's name, since all machines of a pool have the same files.
set -eu

metadata=http://169.254.169.254/metadata
plugin=/opt/cni/bin/vnetk8s
directory=/run/vnetk8s

# Two minutes of refusals, seven of silence: a new machine has its metadata within seconds, and one that has asked too
# often has to wait for a minute at most.
attempts=60
pause=2

# ask PATH FILE [optional]: the answer goes to the file; if there is no such document, an optional one is left out.
ask() {
  attempt=0
  while [ "$attempt" -lt "$attempts" ]; do
    status=$(curl --silent --noproxy '*' --max-time 5 --header 'Metadata: true' \
      --output "$2" --write-out '%{http_code}' "$metadata/$1") || status=000
    if [ "$status" = 200 ]; then return 0; fi
    if [ "$status" = 404 ] && [ "${3:-}" = optional ]; then
      rm -f "$2"
      return 0
    fi
    attempt=$((attempt + 1))
    sleep "$pause"
  done
  echo "no answer from $metadata/$1 after $attempts attempts; the last status was $status" >&2
  return 1
}

number=$(hostname | sed -n 's/^.*[^0-9]\([0-9][0-9]*\)$/\1/p')
for label in "$@"; do
  shift
  if [ -z "$number" ] && [ "$label" != "${label#*"{0}"}" ]; then
    echo "the name of this machine, $(hostname), ends with no number, which $label needs" >&2
    exit 1
  fi
  set -- "$@" "$(printf '%s\n' "$label" | sed "s/{0}/$number/")"
done

mkdir -p "$directory"
work=$(mktemp -d "$directory/write-pool.XXXXXX")
trap 'rm -rf "$work"' EXIT

ask 'instance/network?api-version=2021-02-01&format=json' "$work/1-network"
# Public IPs are only here. A machine without one, and without a load balancer, has no such document.
ask 'loadbalancer?api-version=2020-10-01&format=json' "$work/2-loadbalancer" optional
cat "$work"/[12]-* | "$plugin" pool "$@"

# cloud-init may have given addresses of pods to the machine itself, which would then answer in their place.
cut -d ' ' -f 1 "$directory/pool" >"$work/addresses"
ip -4 -o address show | while read -r _ device _ address _; do
  if grep -Fqx "${address%/*}" "$work/addresses"; then
    echo "removing $address from $device: it belongs to pods"
    ip address delete "$address" dev "$device"
  fi
done

# The rules take these addresses out of masquerading; they are replaced as a whole, in one step.
sed -n 's/^\([0-9.]*\) public.*/add element inet vnetk8s public_addresses { \1 }/p' "$directory/pool" >"$work/public"
mv "$work/public" "$directory/public-addresses.nft"
nft -f /etc/vnetk8s/rules.nft
