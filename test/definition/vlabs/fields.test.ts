import {expect, test} from 'vitest';
import {describeVmSize, VM_SIZE_NAMES} from '../../../src/cluster/vm-sizes.ts';
import {premiumTwin, takesPremiumDisks} from '../../../src/definition/vlabs/machine-fields.ts';
import {at, imported, said} from './builders.ts';

test('of every size known to this release, the name tells whether it takes premium disks', () => {
  const wrong = VM_SIZE_NAMES.filter((name) => takesPremiumDisks(name) !== describeVmSize(name)?.premiumStorage);

  expect(wrong).toEqual([]);
});

test.each([
  ['Standard_D2_v2', false],
  ['Standard_DS2_v2', true],
  ['Standard_A4', false],
  ['Basic_A1', false],
  ['Standard_F8s', true],
  ['Standard_F8', false],
  ['Standard_NC6', false],
  ['Standard_NC6s_v3', true],
  ['Standard_GS5', true],
  ['Standard_M128ms', true],
  ['Standard_E8-2s_v3', true],
  ['unheard-of', true],
])('%s takes premium disks: %s', (name, expected) => {
  const takes = takesPremiumDisks(name);

  expect(takes).toBe(expected);
});

test('the twin of a size without premium disks has the same processors and memory, and takes them', () => {
  const twins = VM_SIZE_NAMES.filter((name) => !takesPremiumDisks(name)).map(
    (name) => [name, premiumTwin(name)] as const,
  );

  const wrong = twins.filter(([name, twin]) => {
    if (twin === undefined) return false;
    const [size, other] = [describeVmSize(name), describeVmSize(twin)];
    return !other?.premiumStorage || size?.vcpus !== other.vcpus || size.memoryGiB !== other.memoryGiB;
  });

  expect(wrong).toEqual([]);
  expect(twins.filter(([name, twin]) => twin === undefined && !/^Standard_A\d/.test(name))).toEqual([]);
});

test('a control plane without premium disks gets its twin with them, for etcd', () => {
  const result = imported({controlPlane: {vmSize: 'Standard_D2_v3'}});

  expect(at(result, 'controlPlane', 'vmSize')).toBe('Standard_D2s_v3');
  expect(at(result, 'controlPlane', 'osDisk')).toBeUndefined();
  expect(said(result, 'masterProfile.vmSize')).toBe(
    `changed properties.masterProfile.vmSize -> controlPlane.vmSize
    "Standard_D2_v3" takes no premium disks, and that of etcd is one; Standard_D2s_v3 is the same machine with them
`,
  );
});

test('a control plane whose size has no such twin is an error', () => {
  const result = imported({controlPlane: {vmSize: 'Standard_A4_v2'}});

  expect(said(result, 'masterProfile.vmSize')).toBe(
    `error   properties.masterProfile.vmSize -> controlPlane.vmSize [VK5004]
    "Standard_A4_v2" takes no premium disks, and that of etcd is one
    > use a size with an s in its name, such as Standard_D2s_v3
`,
  );
});

test.each([
  ['West US 2', 'westus2', undefined],
  ['chinaeast2', 'chinaeast2', 'AzureChinaCloud'],
  ['usdodcentral', 'usdodcentral', 'AzureUSGovernment'],
  ['germanywestcentral', 'germanywestcentral', undefined],
])('the region %s is %s, in %s', (location, region, cloud) => {
  const {definition} = imported({top: {location}});

  expect([definition['location'], definition['cloud']]).toEqual([region, cloud]);
});

test('the German cloud is gone', () => {
  const result = imported({top: {location: 'germanycentral'}});

  expect(said(result, 'location')).toBe(
    `error   location -> location [VK5010]
    "germanycentral" was a region of the German cloud, which is closed
    > use a region of the public cloud, such as germanywestcentral
`,
  );
});

test.each([
  ['Prod', 'prod'],
  ['my_cluster.1', 'my-cluster-1'],
  ['9lives', 'lives'],
  ['a-name-that-is-longer-than-forty-characters-is-cut', 'a-name-that-is-longer-than-forty-charact'],
  ['a-name-that-would-end-with-a-hyphen-here-x', 'a-name-that-would-end-with-a-hyphen-here'],
])('the prefix %s becomes the name %s', (dnsPrefix, name) => {
  const {definition} = imported({controlPlane: {dnsPrefix}});

  expect(definition['name']).toBe(name);
});

test.each([
  [{'min-nodes': '1', 'max-nodes': '5'}, undefined, [{min: 1, max: 5}, 2]],
  [{'max-nodes': '9'}, undefined, [{min: 1, max: 9}, 2]],
  [{}, [{name: 'pool2', config: {'min-nodes': '3', 'max-nodes': '10'}}], [2, {min: 3, max: 10}]],
  [{}, [{name: 'pool2', config: {'max-nodes': '10'}}], [2, {min: 2, max: 10}]],
  [{}, [{name: 'pool2'}], [2, 2]],
  [{}, undefined, [2, 2]],
])('the autoscaler with %j and %j gives pools of %j', (config, pools, counts) => {
  const addons = [{name: 'cluster-autoscaler', enabled: true, config, ...(pools === undefined ? {} : {pools})}];
  const result = imported({kubernetes: {addons}, pools: [{}, {}]});

  const found = [at(result, 'nodePools', 0, 'count'), at(result, 'nodePools', 1, 'count')];

  expect(found).toEqual(counts);
});

test('the autoscaler cannot scale a pool that is not there', () => {
  const pools = [
    {name: 'pool1', config: {'max-nodes': '5'}},
    {name: 'pol1', config: {'max-nodes': '5'}},
  ];
  const result = imported({kubernetes: {addons: [{name: 'cluster-autoscaler', enabled: true, pools}]}});

  expect(said(result, 'pools[1].name')).toBe(
    `error   properties.orchestratorProfile.kubernetesConfig.addons[0].pools[1].name [VK5004]
    the autoscaler names a pool that is not there
    > use one of pool1
`,
  );
});

test.each([
  ['1.36', '1.36'],
  ['1.36.2', '1.36.2'],
  ['1.12.8', '1.36'],
  ['9.9', '1.36'],
  ['latest', '1.36'],
])('version %s becomes %s', (orchestratorVersion, version) => {
  const result = imported({orchestrator: {orchestratorVersion, orchestratorRelease: '1.10'}});

  expect(at(result, 'kubernetes', 'version')).toBe(version);
});

test.each([
  ['k8s.gcr.io/', undefined],
  ['mirror.azk8s.cn/kubernetes/', undefined],
  ['Mirror.corp.example:5000/k8s/', 'mirror.corp.example:5000/k8s'],
])('images from %s come from %s', (kubernetesImageBase, registry) => {
  const result = imported({kubernetes: {kubernetesImageBase}});

  expect(at(result, 'kubernetes', 'images', 'kubernetes')).toBe(registry);
});

test('small values that v1 does not take are moved to the nearest, and said', () => {
  const result = imported({
    kubernetes: {etcdDiskSizeGB: '2'},
    controlPlane: {count: 4, availabilityZones: ['1', '4'], osDiskSizeGB: 25},
    pools: [{name: 'My Pool', count: 5000, platformFaultDomainCount: 5, availabilityProfile: 'AvailabilitySet'}],
  });

  expect(result.definition).toEqual(
    expect.objectContaining({
      controlPlane: expect.objectContaining({
        count: 3,
        zones: ['1'],
        osDisk: {sizeGiB: 30},
        etcdDisk: {sizeGiB: 4},
      }),
      nodePools: [expect.objectContaining({name: 'mypool', count: 4000, faultDomains: 3, type: 'virtualMachines'})],
    }),
  );
  expect(result.report.filter(({outcome}) => outcome === 'error').map(({message}) => message)).toEqual([
    '"2" is no size of a disk in GiB',
    '4 is no number of control-plane machines',
    '"4" is no availability zone',
    '"My Pool" is no name of a pool',
    '5000 is no number of nodes of a pool',
    '5 is no number of fault domains',
  ]);
});

test.each([
  [1, 2, 256],
  [1, 3, 512],
  [3, 7, 512],
  [3, 8, 1024],
  [5, 15, 1024],
  [5, 16, 2048],
])('with %d machines of the control plane and %d nodes, the etcd disk had %d GiB', (machines, nodes, sizeGiB) => {
  const result = imported({
    controlPlane: {count: machines},
    pools: [{count: nodes - 1}, {count: 1, osType: 'Windows'}],
  });

  expect(at(result, 'controlPlane', 'etcdDisk', 'sizeGiB')).toBe(sizeGiB);
});
