import {describe, expect, it} from 'vitest';
import {
  checkComputerName,
  checkDomainNameLabel,
  checkNetworkResourceName,
  checkVirtualMachineName,
} from '../../src/cluster/azure-names.ts';
import type {Cluster, NodePool} from '../../src/cluster/cluster.ts';
import {MAX_INSTANCES_PER_SCALE_SET, MAX_NODES_PER_CLUSTER} from '../../src/cluster/limits.ts';
import {
  apiServerDnsLabel,
  apiServerPublicHostName,
  computerNamePrefix,
  connectionName,
  controlPlaneMachineName,
  etcdDiskName,
  natGatewayIpName,
  outboundIpName,
  peeringDeploymentName,
  podPublicIpDnsLabel,
  podPublicIpName,
  poolDeploymentName,
  poolMachineName,
  publicPodsGroupName,
  routeTableName,
  SCALE_SET_SUFFIX_LENGTH,
  scaleSetName,
} from '../../src/cluster/names.ts';
import {buildCluster} from './cluster-builder.ts';

/** Azure allows that many characters before the six that it adds (Azure: computerNamePrefix of Linux scale sets). */
const LONGEST_PREFIX = 58;

function firstPool(cluster: Cluster): NodePool {
  const [pool] = cluster.nodePools;
  if (pool === undefined) throw new Error('a cluster has a pool');
  return pool;
}

describe('names', () => {
  it('begins every name with that of the cluster', () => {
    const cluster = buildCluster({name: 'shop', nodePools: [{name: 'web'}]});
    const pool = firstPool(cluster);

    const names = {
      controlPlane: controlPlaneMachineName(cluster, 0),
      machine: poolMachineName(cluster, pool, 12),
      scaleSet: scaleSetName(cluster, pool, 0),
      secondScaleSet: scaleSetName(cluster, pool, 1),
      prefix: computerNamePrefix(cluster, pool, 0),
      secondPrefix: computerNamePrefix(cluster, pool, 1),
      endpoint: apiServerDnsLabel(cluster),
    };

    expect(names).toEqual({
      controlPlane: 'shop-control-plane-0',
      machine: 'shop-web-12',
      scaleSet: 'shop-web',
      secondScaleSet: 'shop-web-1',
      prefix: 'shop-web-',
      secondPrefix: 'shop-web-1-',
      endpoint: 'shop',
    });
  });

  it('numbers the DNS names of public IPs by node and address', () => {
    const label = podPublicIpDnsLabel('shop', 3, 1);

    expect(label).toBe('shop-3-1');
  });

  it('keeps the longest names of nodes and resources within the limits of Azure and Kubernetes', () => {
    const cluster = buildCluster({name: 'c'.repeat(40), nodePools: [{name: 'p'.repeat(12)}]});
    const pool = firstPool(cluster);
    const lastNode = MAX_NODES_PER_CLUSTER - 1;
    const lastShard = MAX_NODES_PER_CLUSTER / MAX_INSTANCES_PER_SCALE_SET - 1;
    const machines = [controlPlaneMachineName(cluster, 4), poolMachineName(cluster, pool, lastNode)];
    const prefix = computerNamePrefix(cluster, pool, lastShard);

    const problems = [
      ...machines.flatMap((name) => [checkVirtualMachineName(name), checkComputerName(name)]),
      checkVirtualMachineName(scaleSetName(cluster, pool, lastShard)),
      checkComputerName(`${prefix}${'0'.repeat(SCALE_SET_SUFFIX_LENGTH)}`),
      prefix.length <= LONGEST_PREFIX ? undefined : `${prefix} is too long`,
      checkDomainNameLabel(apiServerDnsLabel(cluster)),
    ];

    expect(problems).toEqual(problems.map(() => undefined));
  });

  it('keeps the longest DNS names of public IPs within the limit of Azure', () => {
    const label = podPublicIpDnsLabel('p'.repeat(48), MAX_NODES_PER_CLUSTER - 1, 250);

    const problem = checkDomainNameLabel(label);

    expect([problem, label.length]).toEqual([undefined, 57]);
  });

  it('keeps the longest names of the network within the limit of Azure', () => {
    const cluster = buildCluster({name: 'c'.repeat(40), nodePools: [{name: 'p'.repeat(12)}]});
    const pool = firstPool(cluster);
    const names = [
      routeTableName(cluster, 's'.repeat(80)),
      connectionName(cluster, 'x'.repeat(40)),
      publicPodsGroupName(cluster, pool),
      podPublicIpName(poolMachineName(cluster, pool, MAX_NODES_PER_CLUSTER - 1), 250),
      natGatewayIpName(cluster, 3),
      outboundIpName(cluster, 3),
      etcdDiskName(controlPlaneMachineName(cluster, 4)),
    ];

    const problems = names.map(checkNetworkResourceName);

    expect(problems).toEqual(names.map(() => undefined));
  });

  it('keeps the longest names of deployments within 64 characters', () => {
    const cluster = buildCluster({name: 'c'.repeat(40), nodePools: [{name: 'p'.repeat(12)}]});

    const lengths = [
      peeringDeploymentName(cluster, 'x'.repeat(80)).length,
      poolDeploymentName(cluster, firstPool(cluster), 999).length,
    ];

    expect(lengths).toEqual([64, 57]);
  });

  it('cuts names that are too long so that they still differ', () => {
    const cluster = buildCluster({name: 'shop'});
    const long = 's'.repeat(79);

    const names = [
      routeTableName(cluster, 'web'),
      routeTableName(cluster, `${long}1`),
      routeTableName(cluster, `${long}2`),
    ];

    const cut = `shop-${'s'.repeat(66)}`;
    expect(names).toEqual(['shop-web', `${cut}-8acb9b28`, `${cut}-b543ad6a`]);
  });

  it('puts a placeholder where a template has the number of a machine', () => {
    const cluster = buildCluster({name: 'shop', nodePools: [{name: 'edge'}]});
    const machine = poolMachineName(cluster, firstPool(cluster), '{0}');

    const names = [machine, podPublicIpName(machine, 2), podPublicIpDnsLabel('shop', '{0}', 2)];

    expect(names).toEqual(['shop-edge-{0}', 'shop-edge-{0}-2', 'shop-{0}-2']);
  });

  it('knows the domains of public IPs in every cloud', () => {
    const clouds = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const;

    const names = clouds.map((cloud) =>
      apiServerPublicHostName(buildCluster({name: 'shop', location: 'there', cloud})),
    );

    expect(names).toEqual([
      'shop.there.cloudapp.azure.com',
      'shop.there.cloudapp.usgovcloudapi.net',
      'shop.there.cloudapp.chinacloudapi.cn',
    ]);
  });
});
