import {expect, it} from 'vitest';
import {stringify} from 'yaml';
import {type BalancedCluster, balancedCluster, nodesOf} from './load-balancer-azure.ts';
import {AZURE_LOAD_BALANCER, describeWithTools} from './tools.ts';

/** Clusters of both kinds of machines, and of both kinds of backend pools. */
const CLUSTERS: readonly (readonly [name: string, ...set: readonly string[]])[] = [
  ['scale-set'],
  ['scale-set-outbound', 'network.egress=loadBalancer'],
  ['availability-set', 'nodePools.apps.type=virtualMachines'],
  ['availability-set-outbound', 'nodePools.apps.type=virtualMachines', 'network.egress=loadBalancer'],
];

/** A Service as the API server has it. */
function service(ports: Readonly<Record<string, number>>, annotations: object = {}) {
  return {
    metadata: {name: 'web', namespace: 'default', uid: '11111111-2222-3333-4444-555555555555', annotations},
    spec: {
      type: 'LoadBalancer',
      clusterIP: '10.0.0.9',
      clusterIPs: ['10.0.0.9'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      externalTrafficPolicy: 'Cluster',
      ports: Object.entries(ports).map(([name, port]) => ({
        name,
        port,
        targetPort: port + 8_000,
        nodePort: port + 30_000,
        protocol: 'TCP',
      })),
    },
  };
}

const INTERNAL = {'service.beta.kubernetes.io/azure-load-balancer-internal': 'true'};

/** What there is after a reconciliation. */
const after = (cluster: BalancedCluster, status: unknown) => ({
  status,
  resources: cluster.changes(),
  members: cluster.members(),
});

describeWithTools('the cloud provider, with a cluster in a simulated Azure', [AZURE_LOAD_BALANCER], () => {
  it.each(CLUSTERS)('makes, changes and removes a load balancer: %s', async (name, ...set) => {
    const cluster = await balancedCluster('minimal.yaml', set);
    const before = cluster.members();

    const made = after(cluster, await cluster.reconcile('ensure', service({http: 80})));
    const more = service({http: 80, https: 443});
    const changed = after(cluster, await cluster.reconcile('ensure', more));
    const [first = ''] = nodesOf(cluster.simulator).map(({metadata}) => metadata.name);
    const fewer = after(cluster, await cluster.reconcile('update', more, [first]));
    const removed = after(cluster, await cluster.reconcile('delete', more));

    const golden = stringify({made, changed, fewer}, {aliasDuplicateObjects: false, lineWidth: 0});
    await expect(golden).toMatchFileSnapshot(`../golden/load-balancer/${name}.yaml`);
    expect(removed).toEqual({status: {}, resources: {}, members: before});
  });

  it.each(CLUSTERS.slice(0, 3))('finds the machines of nodes, and what they are: %s', async (name, ...set) => {
    const cluster = await balancedCluster('minimal.yaml', set);

    const nodes = await cluster.reconcile('nodes', service({http: 80}));

    await expect(stringify(nodes)).toMatchFileSnapshot(`../golden/load-balancer/${name}-nodes.yaml`);
    expect(cluster.changes()).toEqual({});
  });

  it.each(CLUSTERS.slice(0, 1))('makes and removes an internal one: %s', async (name, ...set) => {
    const cluster = await balancedCluster('minimal.yaml', set);

    const internal = service({http: 80}, INTERNAL);
    const made = {status: await cluster.reconcile('ensure', internal), resources: cluster.changes()};
    const removed = {status: await cluster.reconcile('delete', internal), resources: cluster.changes()};

    const golden = stringify({made}, {aliasDuplicateObjects: false, lineWidth: 0});
    await expect(golden).toMatchFileSnapshot(`../golden/load-balancer/${name}-internal.yaml`);
    expect(removed).toEqual({status: {}, resources: {}});
  });
});
