import {expect, test} from 'vitest';
import {at, imported, SUBNETS, said} from './builders.ts';

test.each([
  [{networkPlugin: 'flannel'}, '"flannel" gave pods no addresses of the virtual network, and now they all have one'],
  [
    {networkPolicy: 'none'},
    '"none" chose the plugin "kubenet", which gave pods no addresses of the virtual network, and now they all have one',
  ],
  [{networkPolicy: 'cilium'}, '"cilium" gave pods no addresses of the virtual network, and now they all have one'],
  [
    {networkPlugin: 'azure', networkPolicy: 'none'},
    '"none" chose the plugin "kubenet", which gave pods no addresses of the virtual network, and now they all have one',
  ],
  [
    {networkPolicy: 'calico'},
    '"calico" chose the plugin "kubenet", which gave pods no addresses of the virtual network, and now they all have one',
  ],
])('%j meant pods without addresses of the virtual network', (kubernetes, message) => {
  const {report} = imported({kubernetes});

  expect(report.filter(({code}) => code === 'VK5007').map((entry) => entry.message)).toEqual([message]);
});

test('networkPolicy: azure alone was an old name of the plugin', () => {
  const result = imported({kubernetes: {networkPolicy: 'azure'}});

  expect(said(result, 'networkPolicy')).toBe(
    'dropped properties.orchestratorProfile.kubernetesConfig.networkPolicy\n    was an old name of networkPlugin: azure\n',
  );
});

test.each([
  ['antrea', '"antrea" is not installed, so that nothing enforces NetworkPolicy objects'],
  ['azure', '"azure" is not installed, so that nothing enforces NetworkPolicy objects'],
])('the network policy %s beside the plugin azure is no longer enforced', (networkPolicy, message) => {
  const {report} = imported({kubernetes: {networkPlugin: 'azure', networkPolicy}});

  expect(report.filter(({code}) => code === 'VK5016').map((entry) => entry.message)).toEqual([message]);
});

test('where pods had no addresses of the network, nodes had more of them', () => {
  const result = imported({kubernetes: {networkPlugin: 'kubenet'}});

  expect([at(result, 'network', 'subnets', 0, 'cidr'), at(result, 'nodePools', 0, 'maxPods')]).toEqual([
    '10.240.0.0/16',
    110,
  ]);
  expect(said(result, '["--max-pods"]')).toBe(
    `changed properties.orchestratorProfile.kubernetesConfig.kubeletConfig["--max-pods"] -> controlPlane.maxPods
    not given: 110 pods and 111 addresses per node: all pods have one now; for the control plane and pool1
`,
  );
});

test('Services move where their default is in the way, and only then', () => {
  const ranges = [{}, {clusterSubnet: '10.0.0.0/8'}, {clusterSubnet: '10.0.0.0/8', serviceCidr: '10.0.0.0/16'}].map(
    (kubernetes) => at(imported({kubernetes}), 'network', 'serviceCidr'),
  );

  expect(ranges).toEqual(['10.0.0.0/16', '172.16.0.0/16', '10.0.0.0/16']);
});

test('the address of DNS needs the range of Services beside it', () => {
  const result = imported({kubernetes: {dnsServiceIP: '10.0.0.10'}});

  expect(said(result, 'dnsServiceIP')).toBe(
    `error   properties.orchestratorProfile.kubernetesConfig.dnsServiceIP [VK5005]
    serviceCidr is missing beside dnsServiceIP, and aks-engine wanted both
    > write both, or neither: the tenth address of the range is the default
`,
  );
});

test('pools without an existing subnet of their own, or in another network, are errors', () => {
  const elsewhere = SUBNETS.replace('corp', 'other');
  const result = imported({
    controlPlane: {vnetSubnetId: `${SUBNETS}/a`, vnetCidr: '10.1.0.0/16'},
    pools: [{vnetSubnetId: `${elsewhere}/b`}, {vnetSubnetId: 'subnet'}, {}],
  });

  const errors = result.report.filter(({code}) => code === 'VK5004' || code === 'VK5005');

  expect(errors.map(({from, message}) => `${from.slice(2).join('.')}: ${message}`)).toEqual([
    '0.vnetSubnetId: is in another virtual network than the others, and a cluster is in one',
    '1.vnetSubnetId: "subnet" is no id of a subnet',
    '2.vnetSubnetId: the subnet is not given, while others are in an existing virtual network',
  ]);
});

test('all pools beside a control plane in a scale set are in the subnet that it names for them', () => {
  const result = imported({
    controlPlane: {
      availabilityProfile: 'VirtualMachineScaleSets',
      vnetSubnetId: `${SUBNETS}/a`,
      agentVnetSubnetId: `${SUBNETS}/b`,
    },
    pools: [{}, {}],
  });

  const used = [
    at(result, 'controlPlane', 'subnet'),
    at(result, 'nodePools', 0, 'subnet'),
    at(result, 'nodePools', 1, 'subnet'),
  ];

  expect(used).toEqual(['a', 'b', 'b']);
  expect(at(result, 'network', 'subnets')).toEqual([{name: 'a'}, {name: 'b'}]);
});

test('ranges with host bits are read as the old tools read them', () => {
  const result = imported({kubernetes: {clusterSubnet: '10.230.0.1/16', serviceCidr: '10.1.2.3/16'}});

  expect(at(result, 'network')).toEqual({
    virtualNetwork: {addressSpace: ['10.230.0.0/16']},
    subnets: [{name: 'k8s-subnet', cidr: '10.230.0.0/16'}],
    serviceCidr: '10.1.0.0/16',
  });
});

test('an existing network without outbound rules of its own leads nowhere but by its routes', () => {
  const result = imported({
    controlPlane: {vnetSubnetId: `${SUBNETS}/a`, vnetCidr: '10.1.0.0/16'},
    pools: [{vnetSubnetId: `${SUBNETS}/a`}],
    properties: {featureFlags: {blockOutboundInternet: true}},
  });

  expect(at(result, 'network', 'egress')).toBe('userDefinedRoutes');
  expect(said(result, 'blockOutboundInternet')).toBe(
    `changed properties.featureFlags.blockOutboundInternet -> network.egress [VK5017]
    a security group kept nodes off the Internet; now nothing is made that leads there, and the routes of the existing subnets decide
    > see that they lead nowhere but to your firewall, and name mirrors in kubernetes.packages and kubernetes.images
`,
  );
});

test('a source range that was never read is taken at its word, but not for a private cluster', () => {
  const endpoint = (enabled: boolean, HTTPSourceAddressPrefix: string) =>
    at(
      imported({kubernetes: {privateCluster: {enabled}}, controlPlane: {HTTPSourceAddressPrefix}}),
      'controlPlane',
      'endpoint',
    );

  const endpoints = [
    endpoint(false, '203.0.113.0/24'),
    endpoint(false, '*'),
    endpoint(false, 'Internet'),
    endpoint(true, '203.0.113.0/24'),
  ];

  expect(endpoints).toEqual([
    {access: 'public', authorizedCidrs: ['203.0.113.0/24']},
    {access: 'public', authorizedCidrs: ['0.0.0.0/0']},
    {access: 'public', authorizedCidrs: ['0.0.0.0/0']},
    {access: 'private'},
  ]);
});
