# cloud-init gives the addresses of pods to the machine itself. It is told so no more, its file forgets them, they go now.
printf 'network: {config: disabled}\n' >/etc/cloud/cloud.cfg.d/99-vnetk8s-network.cfg
netplan set --origin-hint 50-cloud-init ethernets.eth0.addresses=NULL && netplan generate
primary=$(ip -4 route show default dev eth0 | sed -n 's/.* src \([0-9.]*\).*/\1/p' | head -n 1)
[ -n "$primary" ] || exit 0
# When the first address of a subnet goes, the others shall stay.
echo 1 >/proc/sys/net/ipv4/conf/eth0/promote_secondaries
ip -4 -o address show dev eth0 | while read -r _ _ _ address _; do
  [ "${address%/*}" = "$primary" ] || ip address delete "$address" dev eth0
done
