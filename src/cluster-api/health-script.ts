import {HEALTH_MARKER, MOST_NOT_READY, REPORT_END, REPORT_START} from './health-report.ts';

/** Deployments and daemon sets that are reported; those with pods that are not ready come first. */
const MOST_ADDONS = 20;

/** Of a deployment or a daemon set: its name, how many of its pods are ready, and how many there should be. */
const ADDON_TEMPLATE = [
  '{{range .items}}{{.metadata.name}} ',
  '{{if eq .kind "DaemonSet"}}{{or .status.numberReady 0}} {{or .status.desiredNumberScheduled 0}}',
  '{{else}}{{or .status.readyReplicas 0}} {{.spec.replicas}}{{end}}',
  String.raw`{{"\n"}}{{end}}`,
].join('');

const SCRIPT = String.raw`${HEALTH_MARKER}
set -u
export LC_ALL=C
admin=/etc/kubernetes/admin.conf
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
ask() {
  kubectl --kubeconfig "$admin" --request-timeout=20s "$@" 2>"$work/errors"
}
# What was refused, in a line that JSON can hold.
reason() {
  awk '{ gsub(/\\n/, "\n"); print }' "$work/errors" | awk '
    /^[^[]*\[-\]/ { sub(/^[^[]*\[-\]/, ""); failed = failed (failed == "" ? "" : ", ") $1 }
    NF { last = $0 }
    END {
      text = failed == "" ? last : "not ready: " failed
      gsub(/["\\]/, "\047", text)
      gsub(/[^ -~]/, " ", text)
      if (text == "") text = "no answer"
      print substr(text, 1, 300)
    }'
}
condition() {
  ask get node "$1" -o 'jsonpath={.status.conditions[?(@.type=="Ready")].reason}' | awk '
    { gsub(/[^A-Za-z0-9]/, "") }
    NF { print substr($0, 1, 60); found = 1; exit }
    END { if (!found) print "NoCondition" }'
}
ok=false
detail=ok
nodes=null
addons=
if [ ! -e "$admin" ]; then
  detail="there is no $admin on this machine: its bootstrap has not got that far"
elif ! ask get --raw '/readyz?verbose' >"$work/answer"; then
  detail=$(reason)
else
  ok=true
  if ask get nodes --no-headers >"$work/nodes"; then
    counts=$(awk '
      $2 ~ /^Ready(,|$)/ { ready++ }
      NF { total++ }
      END { printf "\"ready\":%d,\"total\":%d", ready, total }' "$work/nodes")
    awk 'NF && $2 !~ /^Ready(,|$)/ { print $1 }' "$work/nodes" | head -n ${MOST_NOT_READY} >"$work/names"
    list=
    while read -r name; do
      list="$list,{\"name\":\"$name\",\"reason\":\"$(condition "$name")\"}"
    done <"$work/names"
    nodes="{$counts,\"notReady\":[$(printf %s "$list" | cut -c2-)]}"
  else
    detail=$(reason)
  fi
  if ask get deployments,daemonsets --namespace kube-system -o go-template='${ADDON_TEMPLATE}' >"$work/addons"; then
    addons=$(awk 'NF == 3 { print ($2 < $3 ? 0 : 1), $1, $2, $3 }' "$work/addons" | sort | head -n ${MOST_ADDONS} | awk '
      { printf "%s{\"name\":\"%s\",\"ready\":%d,\"wanted\":%d}", (NR > 1 ? "," : ""), substr($2, 1, 63), $3, $4 }')
  else
    detail=$(reason)
  fi
fi
printf '${REPORT_START}{"version":1,"api":{"ok":%s,"detail":"%s"},"nodes":%s,"addons":[%s]}${REPORT_END}\n' \
  "$ok" "$detail" "$nodes" "$addons"`;

/**
 * Lines of a shell script that prints a `HealthReport` of the cluster whose control plane it runs on, as root, and nothing
 * else. It needs kubectl and awk. Nodes are listed as a table that the API server makes, which of 4,000 nodes is a
 * fraction of their JSON, and whatever is printed of them fits into what Run Command keeps.
 */
export const HEALTH_SCRIPT: readonly string[] = SCRIPT.split('\n');
