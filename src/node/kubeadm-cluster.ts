import type {Cluster} from '../cluster/cluster.ts';
import {apiServerHostName, apiServerPublicHostName} from '../cluster/names.ts';
import {formatAddress} from '../ipv4/address.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {API_SERVER_FILES, AUDIT_LOGS, ENCRYPTION, ETCD_DATA} from './node-paths.ts';
import {TLS_CIPHER_SUITES, TLS_MINIMUM} from './tls.ts';

/** Port of the API server, on machines and on load balancers. */
export const API_SERVER_PORT = 6443;

/**
 * kubeadm's ClusterConfiguration (kubeadm: reference/config-api/kubeadm-config.v1beta4). What the CIS benchmark for
 * Kubernetes asks for and kubeadm leaves open is set here: profiling, TLS, audit, encryption, limits of what is kept.
 */
export function clusterConfiguration(cluster: Cluster, plan: AddressPlan): unknown {
  const {kubernetes, network} = cluster;
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'ClusterConfiguration',
    clusterName: cluster.name,
    kubernetesVersion: `v${kubernetes.version.patch}`,
    controlPlaneEndpoint: `${apiServerHostName(cluster)}:${API_SERVER_PORT}`,
    imageRepository: kubernetes.images.kubernetes,
    encryptionAlgorithm: 'ECDSA-P256',
    certificateValidityPeriod: `${kubernetes.certificates.validityDays * 24}h`,
    caCertificateValidityPeriod: `${kubernetes.certificates.authorityValidityDays * 24}h`,
    // No podSubnet: pods have addresses of the virtual network, which nobody divides among nodes.
    networking: {serviceSubnet: formatPrefix(network.serviceCidr), dnsDomain: 'cluster.local'},
    etcd: {local: {dataDir: ETCD_DATA, extraArgs: etcdArguments()}},
    apiServer: {
      certSANs: alternativeNames(cluster, plan),
      extraArgs: apiServerArguments(),
      extraVolumes: [
        {
          name: 'vnetk8s',
          hostPath: API_SERVER_FILES,
          mountPath: API_SERVER_FILES,
          readOnly: true,
          pathType: 'Directory',
        },
        {name: 'audit', hostPath: AUDIT_LOGS, mountPath: AUDIT_LOGS, readOnly: false, pathType: 'DirectoryOrCreate'},
      ],
    },
    controllerManager: {extraArgs: controllerManagerArguments()},
    scheduler: {extraArgs: namedArguments({profiling: 'false', ...tlsArguments()})},
  };
}

/** Everything that people and machines may call the API server. */
function alternativeNames(cluster: Cluster, {controlPlane}: AddressPlan): readonly string[] {
  const addresses = [controlPlane.loadBalancer, ...controlPlane.nodes].filter((address) => address !== undefined);
  return [
    apiServerHostName(cluster),
    ...(cluster.controlPlane.endpoint.access === 'public' ? [apiServerPublicHostName(cluster)] : []),
    '127.0.0.1',
    ...addresses.map(formatAddress),
  ];
}

function apiServerArguments(): readonly Argument[] {
  return namedArguments({
    'admission-control-config-file': `${API_SERVER_FILES}/admission.yaml`,
    'audit-log-maxage': '30',
    'audit-log-maxbackup': '10',
    'audit-log-maxsize': '100',
    'audit-log-path': `${AUDIT_LOGS}/audit.log`,
    'audit-policy-file': `${API_SERVER_FILES}/audit-policy.yaml`,
    'authentication-config': `${API_SERVER_FILES}/authentication.yaml`,
    // With externalIPs, whoever may make a Service can have other people's traffic (CVE-2020-8554).
    'enable-admission-plugins': 'NodeRestriction,DenyServiceExternalIPs',
    'encryption-provider-config': ENCRYPTION,
    'encryption-provider-config-automatic-reload': 'true',
    profiling: 'false',
    ...tlsArguments(),
  });
}

function controllerManagerArguments(): readonly Argument[] {
  return namedArguments({
    'allocate-node-cidrs': 'false',
    'cloud-provider': 'external',
    profiling: 'false',
    'terminated-pod-gc-threshold': '1000',
    ...tlsArguments(),
  });
}

/** etcd's own default of 2 GB is soon full; 8 GB is the most that its developers advise (etcd: op-guide/maintenance). */
function etcdArguments(): readonly Argument[] {
  return namedArguments({
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': '1h',
    'cipher-suites': TLS_CIPHER_SUITES.join(','),
    'quota-backend-bytes': String(8 * 1024 ** 3),
  });
}

function tlsArguments(): Readonly<Record<string, string>> {
  return {'tls-cipher-suites': TLS_CIPHER_SUITES.join(','), 'tls-min-version': TLS_MINIMUM};
}

/** A command-line argument as kubeadm has them since v1beta4. */
export interface Argument {
  readonly name: string;
  readonly value: string;
}

/** Command-line arguments, from an object of them. */
export function namedArguments(values: Readonly<Record<string, string>>): readonly Argument[] {
  return Object.entries(values).map(([name, value]) => ({name, value}));
}
