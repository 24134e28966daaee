#!/bin/bash
# shellcheck disable=SC2310,SC2317 # functions are conditions, and those that are join commands with &&; steps are called by name
# Makes a node of this machine: runs the steps of /etc/vnetk8s/steps, each once, in order. It may be run again at any time
# and goes on where it stopped. A step that fails ends it, with the step's exit code and a last line that names both:
# "vnetk8s explain CODE" says more. Everything is in /var/log/vnetk8s/bootstrap.log.
#
#   bootstrap             all steps that are not done
#   bootstrap step NAME   one step, done or not
set -euo pipefail
umask 022
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# ctr would repeat at every call what containerd says in its own log: that control groups of version 1 are deprecated, say.
export CONTAINERD_SUPPRESS_DEPRECATION_WARNINGS=1

readonly configuration=/etc/vnetk8s
readonly state=/var/lib/vnetk8s
readonly log=/var/log/vnetk8s/bootstrap.log
readonly admin=/etc/kubernetes/admin.conf
readonly discovery="$configuration/discovery.conf"

# The values of this cluster and role; every one is quoted there.
# shellcheck source=/dev/null
. "$configuration/bootstrap.env"
: "${ROLE:?}" "${FIRST_MACHINE:?}" "${CONTROL_PLANE_ADDRESSES:?}" "${API_SERVER_NAME:?}" "${API_SERVER_ADDRESS:?}" \
  "${DELIVERED:?}" "${KUBERNETES_VERSION:?}" "${CONTAINERD_VERSION:?}" "${PACKAGES:?}" "${KUBERNETES_KEY:?}" \
  "${KUBERNETES_KEY_URLS:?}" "${CONTAINERD_KEY:?}" "${CONTAINERD_KEY_URL:?}" "${BUSY_CODE:?}"

# say WORD...: a line of the log, with the time.
say() {
  printf '%s %s\n' "$(date --utc +%Y-%m-%dT%H:%M:%SZ)" "$*"
}

# retry ATTEMPTS COMMAND...: until it succeeds, or has failed so often; 2, 4, 8 ... seconds between, at most 30.
retry() {
  local attempts=$1 attempt=1 pause=2
  shift
  until "$@"; do
    if ((attempt >= attempts)); then
      echo "gave up after $attempts attempts: $*"
      return 1
    fi
    echo "attempt $attempt of $attempts failed, again in $pause s: $*"
    sleep "$pause"
    attempt=$((attempt + 1))
    pause=$((pause * 2 > 30 ? 30 : pause * 2))
  done
}

# fail WORD...: the reason, and the end of the step.
fail() {
  echo "$*"
  return 1
}

machine() {
  hostname | tr '[:upper:]' '[:lower:]'
}

is_first() {
  [[ ${ROLE} == control-plane && $(machine) == "${FIRST_MACHINE}" ]]
}

# The address that packets leave from when nothing else is asked for: the primary one. Nothing is sent.
own_address() {
  ip -4 -oneline route get 192.0.2.1 | sed -n 's/.* src \([0-9.]*\).*/\1/p'
}

# ---- cloud-init: everything that it writes and starts is there.

step_cloud_init() {
  local status=0
  cloud-init status --wait >/dev/null || status=$?
  # 2: it went on after an error (cloud-init: explanation/failure_states). Whether that was ours, the next steps see.
  if [[ ${status} != 0 ]]; then cloud-init status --long || true; fi
  [[ ${status} == 0 || ${status} == 2 ]]
}

# ---- delivered: what custom data must not hold has come.

step_delivered() {
  local file missing=
  for file in ${DELIVERED}; do
    if [[ ! -s ${file} ]]; then missing+=" ${file}"; fi
  done
  if [[ -n ${missing} ]]; then fail "the extension did not deliver:${missing}"; fi
}

# ---- network: the rules guard pods, and their addresses are known.

step_network() {
  local addresses
  if ! retry 3 systemctl start vnetk8s-rules.service vnetk8s-pool.service; then
    systemctl --no-pager --full status vnetk8s-rules.service vnetk8s-pool.service || true
    return 1
  fi
  nft list table inet vnetk8s >/dev/null
  addresses=$(wc -l </run/vnetk8s/pool)
  echo "${addresses} addresses for pods"
  ((addresses > 0))
}

# ---- signing-keys: of the repositories, with the fingerprints that the definition expects.

# fetch_key NAME FINGERPRINT URL...: from the first URL whose key is still valid.
fetch_key() {
  local name=$1 fingerprint=$2 url listing found
  shift 2
  for url in "$@"; do
    retry 6 curl --fail --silent --show-error --location --connect-timeout 10 --max-time 30 --output "${work}/${name}" "${url}" ||
      continue
    listing=$(gpg --batch --quiet --show-keys --with-colons "${work}/${name}") || continue
    found=$(awk -F: '$1 == "pub" {primary = 1} $1 == "fpr" && primary {print $10; primary = 0}' <<<"${listing}")
    if [[ ${found} != "${fingerprint}" ]]; then
      echo "${url} has the key $(tr '\n' ' ' <<<"${found}"), but ${fingerprint} was expected"
      return 1
    fi
    if grep --quiet '^pub:[er]:' <<<"${listing}"; then
      echo "the key of ${url} has expired or was revoked"
      continue
    fi
    gpg --batch --quiet --yes --dearmor --output "/etc/apt/keyrings/vnetk8s-${name}.gpg" "${work}/${name}"
    return 0
  done
  fail "no valid key of ${name}"
}

step_signing_keys() {
  work=$(mktemp -d)
  trap 'rm -rf "${work}"' EXIT
  export GNUPGHOME="${work}"
  install -d -m 0755 /etc/apt/keyrings
  # shellcheck disable=SC2086 # a list of addresses, without spaces or wildcards in them
  fetch_key kubernetes "${KUBERNETES_KEY}" ${KUBERNETES_KEY_URLS}
  fetch_key containerd "${CONTAINERD_KEY}" "${CONTAINERD_KEY_URL}"
}

# ---- packages: of the pinned versions, from those repositories; and what they need that not every image has.

run_apt() {
  # Waits for others who install something; keeps our configuration files where a package brings its own.
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get --yes --option DPkg::Lock::Timeout=120 \
    --option Dpkg::Options::=--force-confdef --option Dpkg::Options::=--force-confold \
    --option APT::Update::Error-Mode=any "$@"
}

# What the image's own repositories have is not asked for: in a network without Internet they do not answer.
update_ours() {
  run_apt --option Dir::Etc::SourceList=/dev/null --option "Dir::Etc::SourceParts=${configuration}/apt" \
    --option APT::Get::List-Cleanup=false update
}

install_packages() {
  # shellcheck disable=SC2086 # a list of names
  if run_apt install --no-install-recommends --allow-change-held-packages --allow-downgrades ${PACKAGES} \
    iptables nftables; then
    return 0
  fi
  # An installation that was interrupted has to be ended before the next one.
  dpkg --force-confdef --force-confold --configure --pending || true
  # It may have been something that ours need and only the image's repositories have.
  run_apt update || echo 'not every package repository of the image answers'
  return 1
}

step_packages() {
  install -m 0644 "${configuration}"/apt/*.sources /etc/apt/sources.list.d/
  install -m 0644 "${configuration}/apt/preferences" /etc/apt/preferences.d/vnetk8s
  retry 6 update_ours
  retry 4 install_packages
  # shellcheck disable=SC2086 # a list of names
  apt-mark hold ${PACKAGES}
  # For people; the node does without it, and not every repository of every minor has it.
  run_apt install --no-install-recommends cri-tools || echo 'there is no package cri-tools: crictl is missing'
}

# ---- versions: what is there is what was tested together.

# is_version PROGRAM HAS WANTS
is_version() {
  if [[ $2 != "$3" ]]; then fail "$1 is ${2:-missing}, but ${3} was expected"; fi
}

step_versions() {
  local program containerd
  for program in kubelet kubeadm kubectl containerd ctr runc nft iptables; do
    command -v "${program}" >/dev/null || fail "${program} is missing"
  done
  is_version kubelet "$(kubelet --version)" "Kubernetes v${KUBERNETES_VERSION}"
  is_version kubeadm "$(kubeadm version --output short)" "v${KUBERNETES_VERSION}"
  containerd=$(containerd --version | awk '{print $3}')
  if ! printf '%s\n' "${CONTAINERD_VERSION}" "${containerd#v}" | sort --version-sort --check=quiet; then
    fail "containerd is ${containerd}, but ${CONTAINERD_VERSION} or newer was expected"
  fi
  # The second plugin of the configuration; without it every pod hangs, on a node that is ready.
  if [[ ! -x /opt/cni/bin/portmap ]]; then fail "/opt/cni/bin/portmap is missing: the package kubernetes-cni has it"; fi
}

# ---- kernel: modules, settings, no swap.

step_kernel() {
  # What is built into the kernel is no module; what counts is what is there.
  modprobe --all overlay nf_conntrack nf_tables || true
  grep --quiet --word-regexp overlay /proc/filesystems || fail 'the kernel has no overlay file system'
  [[ -e /proc/sys/net/netfilter/nf_conntrack_max ]] || fail 'the kernel does not track connections'
  sysctl --quiet --load=/etc/sysctl.d/60-vnetk8s.conf
  sysctl --quiet --load=/etc/sysctl.d/61-vnetk8s-kubelet.conf
  swapoff --all
  if [[ -e /etc/fstab ]]; then sed --in-place --regexp-extended 's/^[^#]\S*\s+\S+\s+swap\s/#&/' /etc/fstab; fi
}

# ---- containerd: runs with our configuration.

# Its part that the kubelet speaks with has loaded. crictl would tell, but is not on every machine.
containerd_is_ready() {
  ctr plugins list 'type==io.containerd.grpc.v1,id==cri' | awk '$2 == "cri" && $4 == "ok" {ok = 1} END {exit !ok}'
}

step_containerd() {
  # A package may have brought a loopback of its own; ours is the one that was tested, and needs no package.
  ln --force /opt/cni/bin/vnetk8s /opt/cni/bin/loopback
  systemctl enable --quiet containerd.service
  systemctl restart containerd.service
  retry 6 containerd_is_ready
}

# ---- etcd-disk: the first data disk, formatted once, mounted by its label.

etcd_device() {
  local device controller
  # The links of azure-vm-utils, then those of the agent (Azure: "Identify disks by LUN").
  for device in /dev/disk/azure/data/by-lun/0 /dev/disk/azure/scsi1/lun0; do
    if [[ -b ${device} ]]; then
      readlink --canonicalize "${device}"
      return 0
    fi
  done
  # NVMe without those links: the first data disk is the second name space of Azure's remote disk controller.
  for controller in /sys/class/nvme/nvme*; do
    device=/dev/$(basename "${controller}")n2
    if grep --quiet --fixed-strings 'MSFT NVMe Accelerator' "${controller}/model" 2>/dev/null && [[ -b ${device} ]]; then
      echo "${device}"
      return 0
    fi
  done
  return 1
}

has_etcd_device() {
  etcd_device >/dev/null
}

step_etcd_disk() {
  local device content status=0
  if ! mountpoint --quiet /var/lib/etcd; then
    if [[ ! -b /dev/disk/by-label/vnetk8s-etcd ]]; then
      retry 8 has_etcd_device || fail 'there is no data disk with LUN 0'
      device=$(etcd_device)
      content=$(blkid --probe "${device}") || status=$?
      # 2: nothing that blkid knows. Whatever else is on the disk is somebody's.
      if [[ ${status} != 2 ]]; then fail "${device} is not empty, and no disk of etcd: ${content:-blkid failed with ${status}}"; fi
      mkfs.ext4 -q -L vnetk8s-etcd "${device}"
      udevadm settle --timeout=30
    fi
    systemctl daemon-reload
    systemctl enable --quiet --now var-lib-etcd.mount
  fi
  install -d -m 0700 /var/lib/etcd /var/lib/etcd/data
}

# ---- kubelet: knows the node's address.

step_kubelet() {
  local address
  address=$(own_address)
  [[ -n ${address} ]] || fail 'the machine has no address'
  if cut -d ' ' -f 1 /run/vnetk8s/pool | grep --quiet --fixed-strings --line-regexp "${address}"; then
    fail "${address} is an address for pods, but packets of the machine leave from it"
  fi
  if [[ ${ROLE} == control-plane && " ${CONTROL_PLANE_ADDRESSES} " != *" ${address} "* ]]; then
    fail "${address} is none of the control plane's addresses, ${CONTROL_PLANE_ADDRESSES}"
  fi
  printf 'KUBELET_EXTRA_ARGS=--node-ip=%s\n' "${address}" >/etc/default/kubelet
  # kubeadm starts it, and leaves it to others to start it at the next boot.
  systemctl enable --quiet kubelet.service
}

# ---- images: of the control plane; what the image of the machine has already is not asked for again.

pull_images() {
  local wanted here image missing=
  wanted=$(kubeadm config images list --config "${configuration}/kubeadm/cluster.yaml") || return 1
  here=$(ctr --namespace k8s.io images list --quiet) || return 1
  for image in ${wanted}; do
    grep --quiet --fixed-strings --line-regexp "${image}" <<<"${here}" || missing+=" ${image}"
  done
  if [[ -z ${missing} ]]; then return 0; fi
  echo "missing:${missing}"
  kubeadm config images pull --config "${configuration}/kubeadm/cluster.yaml"
}

step_images() {
  retry 5 pull_images
}

# ---- api-endpoint: the API server's name leads to one that answers.

# name_api ADDRESS: what the API server's name means on this machine.
name_api() {
  local hosts
  hosts=$(grep --invert-match '# vnetk8s$' /etc/hosts || true)
  printf '%s\n%s %s # vnetk8s\n' "${hosts}" "$1" "${API_SERVER_NAME}" >/etc/hosts
  echo "${API_SERVER_NAME} is $1"
}

# Any answer with a certificate of the cluster's authority counts, whatever it says.
has_api_server() {
  curl --silent --noproxy '*' --connect-timeout 3 --max-time 10 --output /dev/null --cacert /etc/kubernetes/pki/ca.crt \
    --resolve "${API_SERVER_NAME}:6443:$1" "https://${API_SERVER_NAME}:6443/readyz"
}

# An API server of another machine of the control plane: its address is left in $other.
find_other_api_server() {
  local own
  own=$(own_address)
  for other in ${CONTROL_PLANE_ADDRESSES}; do
    if [[ ${other} != "${own}" ]] && has_api_server "${other}"; then return 0; fi
  done
  return 1
}

cluster_exists() {
  find_other_api_server || has_api_server "${API_SERVER_ADDRESS}"
}

# With the join token: from then on a machine can join.
api_is_ready() {
  kubectl --kubeconfig "${discovery}" --request-timeout=10s get --raw /readyz >/dev/null
}

# An Azure load balancer never sends traffic back to its sender. So a machine of the control plane asks its own API server,
# and before there is one, that of another machine: at the load balancer it would by chance be sent to itself as soon as
# its own answers, and get no answer.
step_api_endpoint() {
  if [[ ${ROLE} == pool ]]; then
    name_api "${API_SERVER_ADDRESS}"
  elif [[ -e /etc/kubernetes/manifests/kube-apiserver.yaml ]]; then
    name_api 127.0.0.1
    return 0
  # The first machine begins the cluster, unless it was replaced in one that lives.
  elif is_first && ! cluster_exists && sleep 5 && ! cluster_exists; then
    touch "${state}/begins-cluster"
    name_api 127.0.0.1
    return 0
  else
    retry 60 find_other_api_server
    name_api "${other}"
  fi
  retry 60 api_is_ready
}

# ---- control-plane: the first machine begins the cluster, the others join it.

# What an attempt leaves behind is used by the next one: nothing is ever begun anew.
readonly left_behind=DirAvailable--var-lib-etcd-data,FileAvailable--etc-kubernetes-manifests-kube-apiserver.yaml,FileAvailable--etc-kubernetes-manifests-kube-controller-manager.yaml,FileAvailable--etc-kubernetes-manifests-kube-scheduler.yaml,FileAvailable--etc-kubernetes-manifests-etcd.yaml,Port-6443,Port-10259,Port-10257,Port-10250,Port-2379,Port-2380

begin_cluster() {
  local options=(--config "${work}/init.yaml" --skip-token-print)
  if [[ -e /etc/kubernetes/manifests/kube-apiserver.yaml ]]; then options+=(--ignore-preflight-errors "${left_behind}"); fi
  kubeadm init "${options[@]}"
}

join_cluster() {
  if kubeadm join --config "${configuration}/kubeadm/join.yaml"; then return 0; fi
  # What a failed attempt left is in the way of the next one; the keys of the control plane stay.
  if [[ ${ROLE} == control-plane ]]; then
    kubeadm reset --force --cert-dir "${state}/no-certificates" || true
  else
    kubeadm reset --force || true
  fi
  return 1
}

own_api_is_ready() {
  kubectl --kubeconfig "${admin}" --request-timeout=10s get --raw /readyz >/dev/null
}

step_control_plane() {
  if [[ -e ${state}/begins-cluster ]]; then
    work=$(mktemp -d)
    trap 'rm -rf "${work}"' EXIT
    # The token is a secret: it is not in custom data, and not left in a file of its own.
    cat "${configuration}/kubeadm/cluster.yaml" "${configuration}/join-token.yaml" >"${work}/init.yaml"
    retry 2 begin_cluster
  elif [[ ! -e ${state}/joined ]]; then
    retry 3 join_cluster
    touch "${state}/joined"
  fi
  name_api 127.0.0.1
  retry 20 own_api_is_ready
  # It has the name's former meaning: the kubelet copies /etc/hosts when it starts a container.
  local proxy
  for proxy in $(ctr --namespace k8s.io containers list --quiet 'labels."io.kubernetes.container.name"==kube-proxy'); do
    ctr --namespace k8s.io tasks kill "${proxy}" || true
  done
}

# ---- join: a node joins the cluster.

step_join() {
  retry 3 join_cluster
}

# ---- components, addons: manifests, in the order of their names.

apply() {
  kubectl --kubeconfig "${admin}" apply --server-side --force-conflicts --field-manager vnetk8s --filename "$1"
}

apply_all() {
  local manifest
  for manifest in "$1"/*.yaml; do
    if [[ -e ${manifest} ]]; then retry 6 apply "${manifest}"; fi
  done
}

# kubeadm gives the cluster's DNS the tenth address of Services, whatever the definition says, and an address cannot be
# changed: the Service is made anew, once.
place_dns() {
  local wanted found
  wanted=$(sed -n 's/^  clusterIP: //p' "${configuration}/dns-service.yaml")
  found=$(kubectl --kubeconfig "${admin}" --namespace kube-system get service kube-dns --ignore-not-found \
    --output 'jsonpath={.spec.clusterIP}') || return 1
  [[ ${found} == "${wanted}" ]] ||
    kubectl --kubeconfig "${admin}" replace --force --filename "${configuration}/dns-service.yaml"
}

step_components() {
  is_first || return 0
  if [[ -e ${configuration}/dns-service.yaml ]]; then retry 6 place_dns; fi
  apply_all "${configuration}/components"
}

step_addons() {
  if is_first; then apply_all "${configuration}/addons"; fi
}

# ---- node-ready: the node can take pods.

node_is_ready() {
  local ready
  ready=$(kubectl --kubeconfig /etc/kubernetes/kubelet.conf --request-timeout=10s get node "$(machine)" \
    --output 'jsonpath={.status.conditions[?(@.type=="Ready")].status}') || return 1
  [[ ${ready} == True ]]
}

step_node_ready() {
  if retry 12 node_is_ready; then return 0; fi
  journalctl --no-pager --lines 20 --unit kubelet.service || true
  return 1
}

# ---- The run.

run_step() {
  local name=$1 code=$2 limit=$3 started=${SECONDS} status=0
  if [[ -e ${state}/done/${name} ]]; then
    say "step ${name}: done before"
    return 0
  fi
  say "step ${name}: starts"
  # In a process of its own, so that it can be ended when it takes too long.
  timeout --kill-after=10 "${limit}" "$0" step "${name}" </dev/null || status=$?
  if [[ ${status} == 0 ]]; then
    touch "${state}/done/${name}"
    say "step ${name}: done after $((SECONDS - started)) s"
    return 0
  fi
  if [[ ${status} == 124 || ${status} == 137 ]]; then echo "no end after ${limit} s"; fi
  say "bootstrap failed in step ${name}, exit code ${code}: vnetk8s explain ${code}"
  return "${code}"
}

run() {
  local code limit name
  exec {lock}>"${state}/lock"
  if ! flock --timeout 30 "${lock}"; then
    say "bootstrap failed: another run has not ended, exit code ${BUSY_CODE}: vnetk8s explain ${BUSY_CODE}"
    return "${BUSY_CODE}"
  fi
  say "bootstrap of $(machine), ${ROLE}, starts"
  while read -r code limit name; do
    run_step "${name}" "${code}" "${limit}" || return $?
  done <"${configuration}/steps"
  # The token does not expire; who has joined does not need it any more.
  rm -f "${discovery}" "${configuration}/join-token.yaml"
  say "bootstrap of $(machine), ${ROLE}, is done"
}

if [[ ${1:-} == step ]]; then
  "step_${2//-/_}"
  # What is noted as done is not done again, also after a loss of power: by then it has to be on the disk.
  sync
  exit 0
fi
mkdir -p "${state}/done" "$(dirname "${log}")"
status=0
run 2>&1 | tee -a "${log}" || status=$?
exit "${status}"
