import fc from 'fast-check';
import {resolve} from '../../src/cluster/resolve.ts';
import {checkCluster} from '../../src/cluster/rules.ts';
import type {
  ClusterDefinition,
  WrittenControlPlane,
  WrittenNetwork,
  WrittenNodePool,
  WrittenVirtualNetwork,
} from '../../src/definition/cluster-definition.generated.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {planRules} from '../../src/network/plan-rules.ts';
import {buildDefinition, CORP_ID, DATA_ID, HUB_ID, IDENTITY_ID} from '../cluster/cluster-builder.ts';

// Definitions that use everything there is, most of them without errors.

const zones = fc.subarray<'1' | '2' | '3'>(['1', '2', '3']);
const storage = fc.constantFrom('Premium_LRS' as const, 'StandardSSD_LRS' as const, 'Ephemeral' as const);
const size = fc.constantFrom(
  'Standard_D4s_v5',
  'Standard_D8ads_v5',
  'Standard_D8ads_v6',
  'Standard_D8pds_v6',
  'Standard_D9s_v99',
);

const count = fc.oneof(
  {weight: 5, arbitrary: fc.integer({min: 0, max: 12})},
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({min: 0, max: 4}), fc.integer({min: 4, max: 30})).map(([min, max]) => ({min, max})),
  },
  {weight: 1, arbitrary: fc.integer({min: 50, max: 250})},
);

const publicIPs = fc.record({
  perNode: fc.integer({min: 1, max: 4}),
  dnsLabelPrefix: fc.constantFrom('shop', 'voice-x'),
  allowedPorts: fc.subarray(['443/tcp', '80/tcp', '3478-3481/udp']),
});

const pool: fc.Arbitrary<Omit<WrittenNodePool, 'name'>> = fc
  .record({
    type: fc.constantFrom('scaleSet' as const, 'virtualMachines' as const),
    count,
    vmSize: size,
    maxPods: fc.constantFrom(4, 8, 30, 110),
    subnet: fc.constantFrom(undefined, undefined, 'control-plane', 'shared'),
    zones,
    spot: fc.constantFrom<WrittenNodePool['spot'][]>(
      undefined,
      undefined,
      {maxPrice: 0.25},
      {evictionPolicy: 'Delete'},
    ),
    osDisk: fc.record({sizeGiB: fc.constantFrom(30, 64), storage}),
    labels: fc.constantFrom<Record<string, string>[]>({}, {tier: 'web', 'example.com/a_b': 'c'}),
    taints: fc.constantFrom<string[][]>([], ['dedicated=gpu:NoSchedule', 'x:NoExecute']),
    podPublicIPs: fc.option(publicIPs, {freq: 2, nil: undefined}),
  })
  .map(({type, podPublicIPs, ...rest}) =>
    type === 'scaleSet'
      ? present({type, ...rest})
      : present({
          type,
          podPublicIPs,
          ...rest,
          spot: rest.zones.length > 0 ? rest.spot : undefined,
          count: typeof rest.count === 'number' ? rest.count : rest.count.max,
        }),
  );

const controlPlane: fc.Arbitrary<WrittenControlPlane> = fc
  .record({
    count: fc.constantFrom<(1 | 3 | 5)[]>(1, 3, 5),
    zones,
    vmSize: fc.constantFrom('Standard_D4s_v5', 'Standard_D4ads_v6'),
    maxPods: fc.constantFrom(4, 30),
    endpoint: fc.constantFrom<WrittenControlPlane['endpoint'][]>(undefined, {
      access: 'public',
      authorizedCidrs: ['198.51.100.0/24'],
    }),
  })
  .map(present);

const peering = fc.constantFrom('hub', 'data').map((name) => ({
  name,
  remoteVirtualNetworkId: name === 'hub' ? HUB_ID : DATA_ID,
  remoteAddressSpace: [name === 'hub' ? '192.168.0.0/20' : '192.168.16.0/20'],
}));

const gateway = fc.constantFrom<WrittenVirtualNetwork['gateway'][]>(
  undefined,
  undefined,
  {type: 'Vpn', connections: [{name: 'site-a', peerAddress: '51.140.22.10', cidrs: ['192.168.100.0/24']}]},
  {type: 'ExpressRoute'},
);

const newNetwork: fc.Arbitrary<WrittenNetwork> = fc
  .record({
    egress: fc.constantFrom('natGateway' as const, 'loadBalancer' as const),
    peerings: fc.uniqueArray(peering, {maxLength: 2, selector: ({name}) => name}),
    gateway,
    routed: fc.boolean(),
    dnsServers: fc.constantFrom<string[][]>([], ['10.255.0.10']),
  })
  .map(({egress, peerings, gateway: theGateway, routed, dnsServers}) => ({
    egress,
    virtualNetwork: present({addressSpace: ['10.0.0.0/8'], peerings, gateway: theGateway, dnsServers}),
    subnets: [
      {
        name: 'shared',
        ...(routed
          ? {
              routes: [{name: 'x', addressPrefix: '203.0.113.0/24', nextHopType: 'None' as const}],
              serviceEndpoints: ['Microsoft.Storage'],
            }
          : {}),
      },
    ],
  }));

const existingNetwork = fc.constantFrom('loadBalancer' as const, 'userDefinedRoutes' as const).map((egress) => ({
  egress,
  virtualNetwork: {id: CORP_ID, addressSpace: ['10.0.0.0/8']},
  subnets: [
    {name: 'control-plane', cidr: '10.0.0.0/18'},
    {name: 'shared', cidr: '10.0.64.0/18'},
    ...Array.from({length: 4}, (_, index) => ({name: `p${index}`, cidr: `10.${index + 1}.0.0/17`})),
  ],
}));

/** Definitions without errors. */
export const soundDefinition: fc.Arbitrary<ClusterDefinition> = fc
  .record({
    network: fc.oneof({weight: 3, arbitrary: newNetwork}, {weight: 1, arbitrary: existingNetwork}),
    controlPlane,
    nodePools: fc
      .array(pool, {minLength: 1, maxLength: 4})
      .map((pools) => pools.map((written, index) => ({...written, name: `p${index}`}))),
    identity: fc.constantFrom({}, {}, {id: IDENTITY_ID}),
    tags: fc.constantFrom<Record<string, string>[]>({}, {team: "[it's] us", note: '[all]'}),
  })
  .map(buildDefinition)
  .filter(isSound);

function isSound(definition: ClusterDefinition): boolean {
  const cluster = resolve(definition);
  const issues = [...checkCluster(cluster, definition), ...planRules(cluster, planAddresses(cluster))];
  return issues.every(({severity}) => severity !== 'error');
}

/** The same without keys whose value is undefined: a definition has no such keys. */
function present<T extends object>(value: T): {[Key in keyof T]: Exclude<T[Key], undefined>} {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries) as {[Key in keyof T]: Exclude<T[Key], undefined>};
}
