import {symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import Check from '../../src/commands/check.ts';
import Deploy from '../../src/commands/deploy.ts';
import {runCommand, temporaryFolder} from './run-command.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SUBSCRIPTION = '/subscriptions/11111111-2222-3333-4444-555555555555';
const NETWORK = `${SUBSCRIPTION}/resourceGroups/network/providers/Microsoft.Network`;
const CORP = `${NETWORK}/virtualNetworks/corp`;
const HUB = `${SUBSCRIPTION}/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub`;
const ASSIGN_ROLES = 'Microsoft.Authorization/roleAssignments/write';

/** Something that Azure has against a cluster, in a file of `--simulate-faults`; an example that meets it; flags. */
type Fault = readonly [name: string, example: string, faults: object, ...flags: string[]];

/** The network of `existing-virtual-network`, with something in it that somebody else put there. */
function corp(nodes: object, more: readonly object[] = [], control: object = {}): object {
  const subnets = [
    {name: 'K8S-Control', properties: {addressPrefix: '10.20.0.0/24', ...control}},
    {name: 'k8s-nodes', properties: {addressPrefix: '10.20.4.0/22', ...nodes}},
  ];
  const properties = {addressSpace: {addressPrefixes: ['10.20.0.0/16']}, subnets};
  return {resources: [...more, {id: CORP, location: 'northeurope', properties}]};
}

function rule(name: string, priority: number, properties: object): object {
  const any = {
    direction: 'Inbound',
    access: 'Deny',
    protocol: '*',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '*',
  };
  return {name, properties: {...any, priority, ...properties}};
}

function group(...securityRules: readonly object[]): object {
  return {
    id: `${NETWORK}/networkSecurityGroups/corp`,
    type: 'Microsoft.Network/networkSecurityGroups',
    location: 'northeurope',
    properties: {securityRules},
  };
}

function table(...routes: readonly (readonly [string, string, string?])[]): object {
  return {
    id: `${NETWORK}/routeTables/corp`,
    type: 'Microsoft.Network/routeTables',
    location: 'northeurope',
    properties: {
      routes: routes.map(([addressPrefix, nextHopType, nextHopIpAddress], index) => ({
        name: `route-${index}`,
        properties: {addressPrefix, nextHopType, ...(nextHopIpAddress === undefined ? {} : {nextHopIpAddress})},
      })),
    },
  };
}

const SECURED = {networkSecurityGroup: {id: `${NETWORK}/networkSecurityGroups/corp`}};
const FROM_BASTIONS = {
  sourceAddressPrefix: undefined,
  sourceApplicationSecurityGroups: [{id: `${NETWORK}/applicationSecurityGroups/bastions`}],
};
const ROUTED = {routeTable: {id: `${NETWORK}/routeTables/corp`}};

const SIMULATED =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/branch/providers/Microsoft.Network';

/** The network of `vpn-gateway`, which somebody has made before, with a gateway in it and more. */
function branch(gateway: object, ...subnets: readonly object[]): object {
  const network = `${SIMULATED}/virtualNetworks/branch`;
  const own = {name: 'GatewaySubnet', properties: {addressPrefix: '10.90.255.224/27'}};
  const ipConfigurations = [{name: 'default', properties: {subnet: {id: `${network}/subnets/GatewaySubnet`}}}];
  const properties = {addressSpace: {addressPrefixes: ['10.90.0.0/16']}, subnets: [own, ...subnets]};
  const location = 'uksouth';
  return {
    resources: [
      {
        id: network,
        type: 'Microsoft.Network/virtualNetworks',
        location,
        tags: {'vnetk8s-cluster': 'branch'},
        properties,
      },
      {
        id: `${SIMULATED}/virtualNetworkGateways/by-hand`,
        type: 'Microsoft.Network/virtualNetworkGateways',
        location,
        properties: {...gateway, ipConfigurations},
      },
    ],
  };
}

const CIRCUIT = `${SUBSCRIPTION}/resourceGroups/wan/providers/Microsoft.Network/expressRouteCircuits/metro`;

/** The circuit of `express-route`, as its provider has left it. */
function circuit(serviceProviderProvisioningState: string): object {
  const properties = {circuitProvisioningState: 'Enabled', serviceProviderProvisioningState, peerings: []};
  const type = 'Microsoft.Network/expressRouteCircuits';
  return {resources: [{id: CIRCUIT, type, location: 'switzerlandnorth', properties}]};
}

/** The network of `existing-virtual-network` with a VPN gateway, a tunnel, and at its end a site with these ranges. */
function corpWithSite(...addressPrefixes: readonly string[]): object {
  const location = 'northeurope';
  const subnets = [
    {name: 'k8s-control', properties: {addressPrefix: '10.20.0.0/24'}},
    {name: 'k8s-nodes', properties: {addressPrefix: '10.20.4.0/22'}},
    {name: 'GatewaySubnet', properties: {addressPrefix: '10.20.255.0/27'}},
  ];
  const gateway = `${NETWORK}/virtualNetworkGateways/corp`;
  const site = `${NETWORK}/localNetworkGateways/plant`;
  const ipConfigurations = [{name: 'default', properties: {subnet: {id: `${CORP}/subnets/GatewaySubnet`}}}];
  const tunnel = {virtualNetworkGateway1: {id: gateway}, localNetworkGateway2: {id: site}, connectionType: 'IPsec'};
  const given = (id: string, properties: object): object => {
    const [type = ''] = id.split('/').slice(-2);
    return {id, type: `Microsoft.Network/${type}`, location, properties};
  };
  return {
    resources: [
      given(CORP, {addressSpace: {addressPrefixes: ['10.20.0.0/16']}, subnets}),
      given(site, {gatewayIpAddress: '203.0.113.9', localNetworkAddressSpace: {addressPrefixes}}),
      given(gateway, {gatewayType: 'Vpn', sku: {name: 'VpnGw1AZ'}, ipConfigurations}),
      given(`${NETWORK}/connections/plant`, tunnel),
    ],
  };
}

function hub(properties: object): object {
  return {resources: [{id: HUB, type: 'Microsoft.Network/virtualNetworks', location: 'westeurope', properties}]};
}

/** A hub whose owner has made room for a gateway, and none yet: the one of its name is in another network. */
const EMPTY_HUB = {
  resources: ['hub', 'other'].flatMap((name) => {
    const id = HUB.replace(/hub$/, name);
    const subnets = [{name: 'GatewaySubnet', properties: {addressPrefix: '10.0.0.0/27'}}];
    const properties = {addressSpace: {addressPrefixes: ['10.0.0.0/16']}, subnets};
    const ipConfigurations = [{name: 'default', properties: {subnet: {id: `${id}/subnets/GatewaySubnet`}}}];
    const gateway = {
      id: HUB.replace('virtualNetworks', 'virtualNetworkGateways'),
      type: 'Microsoft.Network/virtualNetworkGateways',
      location: 'francecentral',
      properties: {gatewayType: 'Vpn', ipConfigurations},
    };
    return [
      {id, type: 'Microsoft.Network/virtualNetworks', location: 'francecentral', properties},
      ...(name === 'hub' ? [] : [gateway]),
    ];
  }),
};

/** Flags for subnets that lead out by the table of somebody else's firewall. */
const TABLE = `${SIMULATED.replace('/branch/', '/network/')}/routeTables/firewall`;
const FIREWALL = {
  resources: [
    {
      id: TABLE,
      type: 'Microsoft.Network/routeTables',
      location: 'westeurope',
      properties: {
        routes: [
          {
            name: 'out',
            properties: {addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.1.0.4'},
          },
        ],
      },
    },
  ],
};
const BY_TABLE = [
  '--set',
  'network.egress=userDefinedRoutes',
  '--set',
  `network.subnets=[{name: control-plane, routeTableId: ${TABLE}}, {name: apps, routeTableId: ${TABLE}}]`,
];

const FAULTS: readonly Fault[] = [
  ['all-is-well', 'minimal', {}],
  ['existing-network-is-well', 'existing-virtual-network', {}],
  ['subscription-of-unregistered-providers', 'minimal', {unregisteredProviders: ['Microsoft.ManagedIdentity']}],
  ['quota-of-processors', 'minimal', {quotas: {standardDSv5Family: 10, cores: 12}}],
  ['quota-of-spot-processors', 'spot', {quotas: {lowPriorityCores: 3}}],
  ['quota-for-the-autoscaler', 'autoscaled', {quotas: {cores: 60}}],
  ['quota-of-public-ips', 'pod-public-ips', {quotas: {PublicIPAddresses: 1}}],
  ['quota-of-load-balancers', 'minimal', {quotas: {LoadBalancers: 0, NatGateways: 0}}],
  [
    'zone-shortage',
    'high-availability',
    {
      restrictedSizes: [
        {size: 'Standard_D4s_v5', zones: ['2']},
        {size: 'Standard_D8s_v5', zones: ['1', '2', '3']},
      ],
    },
  ],
  [
    'image-is-not-offered',
    'arm64',
    {
      http: [
        {
          path: 'skus/server-arm64/versions$',
          status: 404,
          code: 'NotFound',
          message: 'Artifact: VMImage was not found.',
        },
      ],
    },
  ],
  ['names-taken', 'pod-public-ips', {takenDnsLabels: ['arena-edge-0-1', 'arena-edge-1-2']}],
  ['no-right-to-make-a-group', 'minimal', {deniedActions: [{action: '*/write'}]}],
  ['no-right-to-assign-roles', 'minimal', {deniedActions: [{action: ASSIGN_ROLES}]}],
  [
    'no-rights-in-subnets',
    'existing-virtual-network',
    {
      deniedActions: [
        {action: 'Microsoft.Network/virtualNetworks/subnets/join/action', scope: CORP},
        {action: ASSIGN_ROLES, scope: CORP},
      ],
    },
  ],
  [
    'no-right-in-the-hub',
    'hub-and-spoke',
    {deniedActions: [{action: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write', scope: HUB}]},
  ],
  [
    'nothing-may-be-read',
    'existing-virtual-network',
    {http: [{path: '/providers/|resourceGroups/tenant$', method: 'GET', status: 403, code: 'AuthorizationFailed'}]},
  ],
  [
    'some-cannot-be-read',
    'existing-virtual-network',
    {
      http: [{path: 'CheckIPAddressAvailability|skus$', status: 500, code: 'InternalServerError'}],
      takenAddresses: {'k8s-control': 1},
    },
  ],
  ['subnet-is-full', 'existing-virtual-network', {takenAddresses: {'k8s-nodes': 500}}],
  [
    'no-room-for-the-autoscaler',
    'existing-virtual-network',
    {takenAddresses: {'k8s-nodes': 500}},
    '--set',
    'nodePools[0].count.min=1',
    '--set',
    'nodePools[0].count.max=15',
  ],
  ['static-addresses-taken', 'existing-virtual-network', {takenIps: {corp: ['10.20.0.64', '10.20.0.65']}}],
  ['other-capitals', 'existing-virtual-network', corp({})],
  [
    'security-group-denies',
    'existing-virtual-network',
    corp(SECURED, [
      group(
        rule('deny-others', 200, {sourceAddressPrefix: 'VirtualNetwork'}),
        rule('deny-web', 300, {direction: 'Outbound', destinationAddressPrefix: 'Internet'}),
      ),
    ]),
  ],
  [
    'security-group-of-the-api-server',
    'existing-virtual-network',
    corp(
      {},
      [
        group(
          rule('allow-network', 100, {access: 'Allow', sourceAddressPrefix: '10.20.0.0/16'}),
          rule('deny-all', 4096, {}),
        ),
      ],
      SECURED,
    ),
  ],
  [
    'security-group-is-unclear',
    'existing-virtual-network',
    corp(SECURED, [group(rule('deny-ssh', 200, {destinationPortRange: '22'}))]),
  ],
  [
    'security-group-of-others',
    'existing-virtual-network',
    corp(SECURED, [
      {id: `${NETWORK}/applicationSecurityGroups/bastions`, location: 'northeurope'},
      group(
        rule('allow-bastions', 200, {access: 'Allow', ...FROM_BASTIONS}),
        rule('allow-network', 300, {access: 'Allow', sourceAddressPrefix: '10.20.0.0/16'}),
        rule('deny-all', 4096, {}),
      ),
    ]),
  ],
  [
    'security-group-lets-nobody-in-but-others',
    'existing-virtual-network',
    corp(SECURED, [
      {id: `${NETWORK}/applicationSecurityGroups/bastions`, location: 'northeurope'},
      group(
        rule('allow-bastions', 200, {access: 'Allow', ...FROM_BASTIONS}),
        rule('deny-all', 4096, {}),
        rule('deny-names', 200, {direction: 'Outbound', destinationAddressPrefix: 'AzurePlatformDNS'}),
      ),
    ]),
  ],
  [
    'routes-drop',
    'existing-virtual-network',
    corp(ROUTED, [table(['10.20.0.0/24', 'None'], ['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4'])]),
  ],
  [
    'routes-lead-astray',
    'existing-virtual-network',
    corp(ROUTED, [table(['10.20.0.0/16', 'VirtualAppliance', '10.1.0.4'])]),
  ],
  [
    'peer-is-not-there',
    'hub-and-spoke',
    {http: [{path: 'virtualNetworks/hub$', status: 404, code: 'ResourceNotFound'}]},
  ],
  ['peer-overlaps', 'hub-and-spoke', hub({addressSpace: {addressPrefixes: ['10.0.0.0/8']}, subnets: []})],
  ['peer-has-no-gateway', 'hub-and-spoke', EMPTY_HUB],
  [
    'peer-is-locked',
    'hub-and-spoke',
    {
      resources: [
        {
          id: `${HUB}/providers/Microsoft.Authorization/locks/freeze`,
          type: 'Microsoft.Authorization/locks',
          properties: {level: 'ReadOnly'},
        },
      ],
    },
  ],
  ['gateway-of-the-same-type', 'vpn-gateway', branch({gatewayType: 'Vpn', sku: {name: 'VpnGw1AZ'}})],
  ['gateway-of-the-other-type', 'vpn-gateway', branch({gatewayType: 'ExpressRoute', sku: {name: 'ErGw1AZ'}})],
  [
    'subnet-of-others-in-the-way',
    'vpn-gateway',
    branch(
      {gatewayType: 'ExpressRoute', sku: {name: 'Basic'}},
      {name: 'jump', properties: {addressPrefix: '10.90.1.64/26'}},
    ),
  ],
  ['site-that-pods-are-hidden-from', 'existing-virtual-network', corpWithSite('192.168.7.0/24', '10.77.0.0/16')],
  [
    'answers-of-the-api-server-are-lost',
    'existing-virtual-network',
    corp({}, [table(['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4'])], ROUTED),
    '--set',
    'network.egress=userDefinedRoutes',
    '--set',
    'controlPlane.endpoint={access: public, authorizedCidrs: [203.0.113.0/24]}',
  ],
  [
    'resources-of-others',
    'minimal',
    {
      resources: [
        {
          id: `${SIMULATED.replace('/branch/', '/minimal/')}/networkSecurityGroups/minimal-nodes`,
          type: 'Microsoft.Network/networkSecurityGroups',
          location: 'westeurope',
          properties: {},
        },
      ],
    },
  ],
  ['express-route-is-well', 'express-route', {}],
  ['circuit-is-not-provisioned', 'express-route', circuit('NotProvisioned')],
  [
    'circuit-of-others',
    'express-route',
    {deniedActions: [{action: 'Microsoft.Network/expressRouteCircuits/join/action', scope: CIRCUIT}]},
  ],
  ['route-table-is-well', 'minimal', FIREWALL, ...BY_TABLE],
  [
    'route-table-is-not-there',
    'minimal',
    {http: [{path: 'routeTables/firewall$', status: 404, code: 'ResourceNotFound'}]},
    ...BY_TABLE,
  ],
  [
    'provider-cannot-be-registered',
    'minimal',
    {
      unregisteredProviders: ['Microsoft.ManagedIdentity', 'Microsoft.Compute'],
      deniedActions: [{action: '*/register/action'}],
    },
  ],
  [
    'identity-cannot-be-given',
    'private-cluster',
    {deniedActions: [{action: 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'}]},
  ],
  [
    'identity-is-not-there',
    'private-cluster',
    {http: [{path: 'userAssignedIdentities/', status: 404, code: 'ResourceNotFound'}]},
  ],
  ['identity-without-roles', 'private-cluster', {http: [{path: 'roleAssignments$', status: 200}]}],
];

/** The same on every day: GUIDs of a simulation follow from names. */
async function textOf(args: readonly string[], folder: string): Promise<string> {
  const {stdout, stderr, exitCode} = await runCommand(Check, args, folder);
  return `${stderr}${stdout}exit code ${exitCode}\n`;
}

async function folderOf(faults: object): Promise<string> {
  const folder = await temporaryFolder();
  await symlink(join(ROOT, 'examples'), join(folder, 'examples'));
  await writeFile(join(folder, 'faults.yaml'), JSON.stringify(faults));
  return folder;
}

describe('check', () => {
  it.each(FAULTS.map(([name, example, faults, ...flags]) => ({name, example, faults, flags})))(
    'tells everything by topic, with its place and what helps: $name',
    async ({name, example, faults, flags}) => {
      const folder = await folderOf(faults);
      const text = await textOf([`examples/${example}.yaml`, '--simulate-faults', 'faults.yaml', ...flags], folder);

      await expect(text).toMatchFileSnapshot(`../golden/check/${name}.txt`);
    },
  );

  it('gives scripts the same, with places', async () => {
    const folder = await folderOf({quotas: {standardDSv5Family: 10}, takenDnsLabels: ['minimal']});
    const args = ['examples/minimal.yaml', '--simulate-faults', 'faults.yaml', '--output', 'json'];

    await expect(await textOf(args, folder)).toMatchFileSnapshot('../golden/check/quota.json.txt');
  });

  it('asks Azure nothing of a definition that is wrong', async () => {
    const folder = await folderOf({});
    const args = ['examples/minimal.yaml', '--simulate-faults', 'faults.yaml', '--set', 'nodePools[0].maxPods=0'];

    await expect(await textOf(args, folder)).toMatchFileSnapshot('../golden/check/invalid.txt');
  });

  it('ends if nobody answers at all', async () => {
    const folder = await folderOf({http: [{path: '.', connection: 'refused'}]});

    await expect(
      await textOf(['examples/minimal.yaml', '--simulate-faults', 'faults.yaml'], folder),
    ).toMatchFileSnapshot('../golden/check/nobody-answers.txt');
  });
});

describe('check of a cluster that is there', () => {
  it.each<readonly [string, object, readonly string[]]>([
    ['as-deployed', {}, []],
    ['more-nodes-than-quota', {quotas: {cores: 90}}, ['--set', 'nodePools[0].count=23']],
    ['more-nodes-than-room', {takenAddresses: {'k8s-nodes': 150}}, ['--set', 'nodePools[0].count=23']],
  ])('counts what it has: %s', {timeout: 30_000}, async (name, faults, flags) => {
    const folder = await folderOf(faults);
    const state = ['--simulate-state', 'state.json'];
    await runCommand(Deploy, ['examples/existing-virtual-network.yaml', ...state, '--yes'], folder);

    const args = ['examples/existing-virtual-network.yaml', ...state, '--simulate-faults', 'faults.yaml', ...flags];
    await expect(await textOf(args, folder)).toMatchFileSnapshot(`../golden/check/deployed-${name}.txt`);
  });
});
