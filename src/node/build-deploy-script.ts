import type {Cluster} from '../cluster/cluster.ts';
import {apiServerHostName} from '../cluster/names.ts';
import type {ClusterSecretName} from '../kubernetes/cluster-secrets.ts';
import {azureConfig} from './azure-config.ts';
import {BOOTSTRAP_CODES} from './bootstrap-steps.ts';
import type {DeployScript, ScriptPart} from './deploy-script.ts';
import {jsonScript} from './json-script.ts';
import {API_SERVER_PORT} from './kubeadm-cluster.ts';
import type {MachineRole} from './machine-role.ts';
import {AZURE_CONFIG, BOOTSTRAP, DISCOVERY, ENCRYPTION, JOIN_TOKEN, PKI} from './node-paths.ts';

/** A file that the script delivers. */
interface DeliveredFile {
  readonly path: string;
  /** Absent: readable by root alone. */
  readonly mode?: '0644';
  readonly content: DeployScript;
}

/** Keys and certificates, by their place in Kubernetes' own folder (Kubernetes: setup/best-practices/certificates). */
const PKI_FILES: Readonly<Record<string, ClusterSecretName>> = {
  'ca.crt': 'clusterCaCertificate',
  'ca.key': 'clusterCaKey',
  'etcd/ca.crt': 'etcdCaCertificate',
  'etcd/ca.key': 'etcdCaKey',
  'front-proxy-ca.crt': 'frontProxyCaCertificate',
  'front-proxy-ca.key': 'frontProxyCaKey',
  'sa.pub': 'serviceAccountPublicKey',
  'sa.key': 'serviceAccountKey',
};

/** Seconds that the script waits for cloud-init to have written the bootstrap. */
const PATIENCE = 600;

/** The script that delivers a role's files and runs the bootstrap. */
export function buildDeployScript(cluster: Cluster, role: MachineRole): DeployScript {
  return [
    SCRIPT_START,
    ...deliveredFiles(cluster, role).flatMap(({path, mode, content}): readonly ScriptPart[] => [
      `deliver ${path}${mode === undefined ? '' : ` ${mode}`} <<'END'\n`,
      {base64: content},
      '\nEND\n',
    ]),
    SCRIPT_END,
  ];
}

/** Where the script's files are, for the bootstrap to look whether they came. */
export function deliveredPaths(cluster: Cluster, role: MachineRole): readonly string[] {
  return deliveredFiles(cluster, role).map(({path}) => path);
}

const SCRIPT_START = `#!/bin/bash
set -euo pipefail
umask 077

deliver() {
  mkdir -p "$(dirname "$1")"
  base64 --decode >"$1.new"
  chmod "\${2:-0600}" "$1.new"
  mv "$1.new" "$1"
}

`;

const SCRIPT_END = `
for ((waited = 0; waited < ${PATIENCE}; waited += 5)); do
  if [[ -x ${BOOTSTRAP} ]]; then exec ${BOOTSTRAP}; fi
  sleep 5
done
echo "cloud-init has not written ${BOOTSTRAP} after ${PATIENCE} s, exit code ${BOOTSTRAP_CODES.missing.code}"
exit ${BOOTSTRAP_CODES.missing.code}
`;

function deliveredFiles(cluster: Cluster, role: MachineRole): readonly DeliveredFile[] {
  const discovery = {path: DISCOVERY, content: discoveryConfig(cluster)};
  if (role.kind === 'pool') return [discovery];
  return [
    ...Object.entries(PKI_FILES).map(([name, value]) => ({path: `${PKI}/${name}`, content: [{value}]})),
    {path: ENCRYPTION, content: encryptionConfig()},
    {path: JOIN_TOKEN, content: joinToken()},
    discovery,
    // There is no secret in it, and the autoscaler's container, which reads it, does not run as root.
    {path: AZURE_CONFIG, mode: '0644', content: jsonScript(azureConfig(cluster))},
  ];
}

/** A kubeconfig with the authority's certificate and the join token (kubeadm: `discovery.file`). */
function discoveryConfig(cluster: Cluster): DeployScript {
  const server = `https://${apiServerHostName(cluster)}:${API_SERVER_PORT}`;
  const authority: ScriptPart = {base64: [{value: 'clusterCaCertificate'}]};
  return jsonScript({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name: cluster.name, cluster: {server, 'certificate-authority-data': authority}}],
    users: [{name: 'join', user: {token: {value: 'joinToken'}}}],
    contexts: [{name: 'join', context: {cluster: cluster.name, user: 'join'}}],
    'current-context': 'join',
  });
}

/**
 * The token is for joining alone, by its group; it does not expire, since the model of a scale set holds it
 * (docs/decisions/secrets.md).
 */
function joinToken(): DeployScript {
  return [
    'bootstrapTokens:\n- token: "',
    {value: 'joinToken'},
    `"\n  ttl: 0s\n  description: "nodes of this cluster join with it"\n  usages: [authentication, signing]\n  groups: ["system:bootstrappers:kubeadm:default-node-token"]\n`,
  ];
}

/** Secrets are encrypted before they go to etcd; what was written before that can still be read. */
function encryptionConfig(): DeployScript {
  const keys = [{name: 'key1', secret: {value: 'encryptionKey'}}];
  return jsonScript({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: [{resources: ['secrets'], providers: [{secretbox: {keys}}, {identity: {}}]}],
  });
}
