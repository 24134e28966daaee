import type {Cluster} from '../cluster/cluster.ts';
import {DNS_SERVICE_OFFSET} from '../cluster/defaults.ts';
import {formatAddress} from '../ipv4/address.ts';
import type {NodeFile} from './machine-setup.ts';
import {CONFIGURATION} from './node-paths.ts';
import {yamlText} from './yaml-text.ts';

/**
 * The Service of the cluster's DNS where the definition gives it another address than kubeadm, which knows only the tenth of
 * the range (Kubernetes: cmd/kubeadm/app/phases/addons/dns). The bootstrap puts it in the place of kubeadm's, from which it
 * differs in the address alone.
 */
export function dnsServiceFiles({network}: Cluster): readonly NodeFile[] {
  if (network.dnsServiceIP === network.serviceCidr.address + DNS_SERVICE_OFFSET) return [];
  const labels = {'k8s-app': 'kube-dns'};
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kube-dns',
      namespace: 'kube-system',
      annotations: {'prometheus.io/port': '9153', 'prometheus.io/scrape': 'true'},
      labels: {...labels, 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS'},
    },
    spec: {
      clusterIP: formatAddress(network.dnsServiceIP),
      selector: labels,
      ports: [
        {name: 'dns', port: 53, protocol: 'UDP', targetPort: 53},
        {name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53},
        {name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153},
      ],
    },
  };
  return [{path: `${CONFIGURATION}/dns-service.yaml`, mode: 0o644, content: yamlText(service)}];
}
