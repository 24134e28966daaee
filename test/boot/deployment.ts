import {buildTemplate} from '../../src/arm/build-template.ts';
import {resolve} from '../../src/cluster/resolve.ts';
import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import {formatAddress} from '../../src/ipv4/address.ts';
import {firstAddress, parsePrefix} from '../../src/ipv4/prefix.ts';
import {CLUSTER_SECRETS} from '../../src/kubernetes/cluster-secrets.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import type {NodeFile} from '../../src/node/machine-setup.ts';
import {setUpMachines} from '../../src/node/set-up-machines.ts';
import {expandTemplate} from '../../src/template/expand-template.ts';
import {allResources, type ExpandedResource} from '../../src/template/expanded.ts';
import type {VirtualNetworkModel} from '../fabric/model.ts';

/** A machine of a scale set, as Azure makes it from the template. */
export interface DeployedMachine {
  readonly name: string;
  readonly subnet: string;
  readonly primary: string;
  readonly secondary: readonly string[];
  readonly adminUsername: string;
  readonly sshPublicKey: string;
  /** Custom data as Azure hands it on: in base64. */
  readonly customData: string;
  /** What the extension runs. */
  readonly deployScript: string;
}

/** What Azure makes of a cluster's template, as far as machines of its only pool see it. */
export interface Deployment {
  readonly network: VirtualNetworkModel;
  readonly machines: readonly DeployedMachine[];
  /** The files that custom data promises. */
  readonly files: readonly NodeFile[];
}

/** The value that every secret of a deployment has here: its name in other words. */
export function secretValue(name: string): string {
  return `value of ${name}`;
}

const SITE = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  tenantId: '11111111-0000-0000-0000-000000000000',
  resourceGroup: 'boot',
  location: 'westeurope',
};

/** The public address of the NAT gateway (RFC 5737: for documentation). */
export const NAT_GATEWAY_ADDRESS = '198.51.100.10';

/** Azure keeps the first three addresses of a subnet, and its network address. */
const FIRST_HOST = 4;

/** Deploys a cluster of one pool, a scale set, up to the point where its machines are switched on. */
export async function deploy(definition: ClusterDefinition): Promise<Deployment> {
  const cluster = resolve(definition);
  const plan = planAddresses(cluster);
  const machines = await setUpMachines(cluster, plan, []);
  const template = buildTemplate({
    cluster,
    plan,
    machines,
    definition: '# of no interest',
    definitionHash: 'of no interest',
  });
  const parameters = Object.fromEntries(Object.keys(CLUSTER_SECRETS).map((name) => [name, secretValue(name)]));
  const deployment = expandTemplate(JSON.parse(JSON.stringify(template)), {parameters, ...SITE});
  if (deployment.problems.length > 0) throw new Error(JSON.stringify(deployment.problems));
  const resources = allResources(deployment);
  const network = virtualNetwork(resources);
  return {
    network,
    machines: scaleSetMachines(ofType(resources, 'Microsoft.Compute/virtualMachineScaleSets')[0], network),
    files: machines.pools[0]?.files ?? [],
  };
}

function ofType(resources: readonly ExpandedResource[], type: string): readonly ExpandedResource[] {
  return resources.filter((resource) => resource.type === type);
}

function virtualNetwork(resources: readonly ExpandedResource[]): VirtualNetworkModel {
  const [network] = ofType(resources, 'Microsoft.Network/virtualNetworks');
  return {
    name: network?.name ?? '',
    addressSpace: list(at(network?.properties, 'addressSpace', 'addressPrefixes')).map(text),
    subnets: ofType(resources, 'Microsoft.Network/virtualNetworks/subnets').map(({name, properties}) => ({
      name: lastPart(name),
      cidr: text(at(properties, 'addressPrefix')),
      ...(at(properties, 'natGateway') === undefined
        ? {}
        : {outbound: {kind: 'natGateway', address: NAT_GATEWAY_ADDRESS} as const}),
    })),
  };
}

function scaleSetMachines(
  scaleSet: ExpandedResource | undefined,
  network: VirtualNetworkModel,
): readonly DeployedMachine[] {
  const profile = at(scaleSet?.properties, 'virtualMachineProfile');
  const settings = at(profile, 'osProfile');
  const configurations = list(
    at(profile, 'networkProfile', 'networkInterfaceConfigurations', '0', 'properties', 'ipConfigurations'),
  );
  if (at(configurations[0], 'properties', 'primary') !== true)
    throw new Error('the first address is not the primary one');
  const subnet = lastPart(text(at(configurations[0], 'properties', 'subnet', 'id')));
  const hosts = hostsOf(network, subnet);
  const script = at(profile, 'extensionProfile', 'extensions', '0', 'properties', 'protectedSettings', 'script');
  return Array.from({length: Number(at(scaleSet?.sku, 'capacity'))}, (_, index) => {
    const [primary = '', ...secondary] = configurations.map((_configuration, place) =>
      hosts(index * configurations.length + place),
    );
    return {
      // Azure: virtual-machine-scale-sets-instance-ids, "computer names".
      name: `${text(at(settings, 'computerNamePrefix'))}${index.toString(36).toUpperCase().padStart(6, '0')}`,
      subnet,
      primary,
      secondary,
      adminUsername: text(at(settings, 'adminUsername')),
      sshPublicKey: text(at(settings, 'linuxConfiguration', 'ssh', 'publicKeys', '0', 'keyData')),
      customData: text(at(settings, 'customData')),
      deployScript: Buffer.from(text(script), 'base64').toString(),
    };
  });
}

/** Addresses of a subnet in the order in which Azure gives them. */
function hostsOf(network: VirtualNetworkModel, name: string): (index: number) => string {
  const prefix = parsePrefix(network.subnets.find((subnet) => subnet.name === name)?.cidr ?? '');
  if (prefix === undefined) throw new Error(`the template has no subnet ${name}`);
  return (index) => formatAddress(firstAddress(prefix) + FIRST_HOST + index);
}

function lastPart(name: string): string {
  return name.split('/').at(-1) ?? '';
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`the template has ${JSON.stringify(value)} in place of a list`);
  return value;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`the template has ${JSON.stringify(value)} in place of a text`);
  return value;
}
