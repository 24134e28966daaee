/*
 * Where things are on a machine. The shell scripts of templates/node know the same places; a test compares them.
 */

/** Our own configuration. */
export const CONFIGURATION = '/etc/vnetk8s';

/** Our own programs. */
export const PROGRAMS = '/usr/local/lib/vnetk8s';

/** The script that makes a node of the machine. */
export const BOOTSTRAP = `${PROGRAMS}/bootstrap`;

/** A kubeconfig with the join token, that machines join with. */
export const DISCOVERY = `${CONFIGURATION}/discovery.conf`;

/** The join token as a part of kubeadm's InitConfiguration. */
export const JOIN_TOKEN = `${CONFIGURATION}/join-token.yaml`;

/** What kubeadm changes in the kubelet's configuration on this machine. */
export const KUBEADM_PATCHES = `${CONFIGURATION}/kubeadm/patches`;

/** Files that the API server reads. */
export const API_SERVER_FILES = '/etc/kubernetes/apiserver';

/** How Secrets are encrypted in etcd. */
export const ENCRYPTION = `${API_SERVER_FILES}/encryption.yaml`;

/** Where the API server logs who did what. */
export const AUDIT_LOGS = '/var/log/kubernetes/audit';

/** Configuration of Azure's cloud provider. */
export const AZURE_CONFIG = '/etc/kubernetes/azure.json';

/** Kubernetes' keys and certificates. */
export const PKI = '/etc/kubernetes/pki';

/** Data of etcd: a folder of its disk, since that has a lost+found. */
export const ETCD_DATA = '/var/lib/etcd/data';
