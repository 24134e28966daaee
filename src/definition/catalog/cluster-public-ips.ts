import type {CatalogEntry} from './catalog-entry.ts';

/** VK36xx: public IPs of pods. */
export const publicIpEntries: readonly CatalogEntry[] = [
  {
    code: 'VK3601',
    severity: 'error',
    title: 'Public IPs for pods of a scale set',
    explanation:
      "A pod's address is a secondary ipConfiguration of its node. Azure gives those of a scale set no public IPs, but for subscriptions with a feature that it does not hand out (AllowPublicIpsAndLoadBalancingOnSecondaryIpConfigsInVMScaleSet). Single machines can have them: type: virtualMachines.",
    wrong: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    podPublicIPs: {perNode: 2, allowedPorts: [443/tcp]}`,
    right: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    podPublicIPs: {perNode: 2, allowedPorts: [443/tcp]}`,
  },
  {
    code: 'VK3602',
    severity: 'error',
    title: 'More public IPs than pods',
    explanation:
      'Every public IP belongs to the address of one pod. A node runs at most maxPods pods, so more public IPs than that could never be used.',
    wrong: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 1
    maxPods: 4
    podPublicIPs: {perNode: 5, allowedPorts: [443/tcp]}`,
    right: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 1
    maxPods: 10
    podPublicIPs: {perNode: 5, allowedPorts: [443/tcp]}`,
  },
  {
    code: 'VK3603',
    severity: 'error',
    title: 'Two pools with the same DNS names',
    explanation:
      'The DNS name of a public IP is the prefix, the number of the node and the number of the address, in the domain of the region. The numbers begin anew in every pool, so that two pools with the same prefix would have the same names, which Azure refuses.',
    wrong: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 1
    podPublicIPs: {perNode: 2, dnsLabelPrefix: shop, allowedPorts: [443/tcp]}
  - name: media
    type: virtualMachines
    count: 1
    podPublicIPs: {perNode: 2, dnsLabelPrefix: shop, allowedPorts: [443/tcp]}`,
    right: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 1
    podPublicIPs: {perNode: 2, dnsLabelPrefix: shop, allowedPorts: [443/tcp]}
  - name: media
    type: virtualMachines
    count: 1
    podPublicIPs: {perNode: 2, dnsLabelPrefix: shop-media, allowedPorts: [443/tcp]}`,
  },
  {
    code: 'VK3604',
    severity: 'error',
    title: 'Ports out of range or out of order',
    explanation: 'Ports are numbers from 1 to 65535, and a range of ports runs from the lower to the higher.',
    wrong: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 1
    podPublicIPs: {perNode: 2, allowedPorts: [3481-3478/udp]}`,
    right: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 1
    podPublicIPs: {perNode: 2, allowedPorts: [3478-3481/udp]}`,
  },
  {
    code: 'VK3605',
    severity: 'warning',
    title: 'Public IPs with no port open',
    explanation:
      'A standard public IP lets nothing in that no security rule allows. allowedPorts makes such rules. If rules of your own open the ports, say so with an empty list.',
    wrong: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 1
    podPublicIPs: {perNode: 2}`,
    right: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 1
    podPublicIPs: {perNode: 2, allowedPorts: [443/tcp]}`,
  },
  {
    code: 'VK3606',
    severity: 'warning',
    title: 'More public IPs than a subscription has at first',
    explanation:
      'A subscription has 10 standard public IPs in a region until Azure raises the quota on request (Azure: azure-subscription-service-limits). Nodes that an upgrade adds have public IPs too, and so do load balancers, NAT gateways and everything else in the subscription.',
    wrong: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 5
    podPublicIPs: {perNode: 2, allowedPorts: [443/tcp]}`,
    right: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 4
    podPublicIPs: {perNode: 2, allowedPorts: [443/tcp]}`,
  },
  {
    code: 'VK3607',
    severity: 'warning',
    title: 'Pods with public IPs behind a NAT gateway',
    explanation:
      "A NAT gateway comes before the public IPs of single addresses (Azure: nat-gateway-resource). The Internet reaches pods at their public IPs, but connections that such pods open come from the NAT gateway. With egress: loadBalancer they come from the pod's own. If that does not matter, write egress: natGateway.",
    wrong: `nodePools:
  - name: edge
    type: virtualMachines
    count: 1
    podPublicIPs: {perNode: 2, allowedPorts: [443/tcp]}`,
    right: `network: {egress: loadBalancer}
nodePools:
  - name: edge
    type: virtualMachines
    count: 1
    podPublicIPs: {perNode: 2, allowedPorts: [443/tcp]}`,
  },
];
