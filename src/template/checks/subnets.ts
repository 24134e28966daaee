import {type Address, parseAddress} from '../../ipv4/address.ts';
import {
  containsAddress,
  containsPrefix,
  firstAddress,
  formatPrefix,
  lastAddress,
  overlaps,
  type Prefix,
  parsePrefix,
} from '../../ipv4/prefix.ts';
import type {ExpandedResource} from '../expanded.ts';
import {sameId} from '../resource-id.ts';
import type {TemplateProblem} from '../template-error.ts';
import {isList, type Value, type ValueObject} from '../value.ts';
import {type Check, type CheckContext, isType, objectsAt, parentId, textAt, valueAt} from './check.ts';

/** Addresses at the start of a subnet that Azure keeps, and at its end (Azure: virtual-networks-faq). */
const RESERVED_AT_START = 4;
const RESERVED_AT_END = 1;

interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly prefixes: readonly Prefix[];
}

/** Subnets lie in the address space of their network, and no two have an address in common. */
export const checkSubnets: Check = (context) =>
  context.resources
    .filter((resource) => isType(resource, 'Microsoft.Network/virtualNetworks'))
    .flatMap((network) => checkNetwork(network, subnetsOf(network, context)));

/** Static addresses lie in their subnets, are none that Azure keeps, and are given once. */
export const checkStaticAddresses: Check = (context) => {
  const networks = context.resources.filter((resource) => isType(resource, 'Microsoft.Network/virtualNetworks'));
  const subnets = new Map(
    networks.flatMap((network) => subnetsOf(network, context)).map((subnet) => [subnet.id.toLowerCase(), subnet]),
  );
  const addresses = context.resources.flatMap(staticAddresses);
  return [...addresses.flatMap((each) => checkPlace(each, subnets)), ...checkTwice(addresses)];
};

function subnetsOf(network: ExpandedResource, {resources}: CheckContext): Subnet[] {
  const within = objectsAt(network.properties, 'subnets').map((subnet, index) => {
    const name = textAt(subnet, 'name') ?? '';
    const path = `${network.path}.properties.subnets[${index}].properties`;
    const prefixes = prefixesOf(valueAt(subnet, 'properties'));
    return {id: `${network.id}/subnets/${name}`, name: `${network.name}/${name}`, path, prefixes};
  });
  const beside = resources
    .filter(
      (each) => isType(each, 'Microsoft.Network/virtualNetworks/subnets') && sameId(parentId(each.id), network.id),
    )
    .map(({id, name, path, properties}) => ({id, name, path: `${path}.properties`, prefixes: prefixesOf(properties)}));
  return [...within, ...beside];
}

/** A subnet has one prefix, or a list of them; those of IPv6 are left out. */
function prefixesOf(properties: Value | undefined): Prefix[] {
  const list = valueAt(properties, 'addressPrefixes');
  return [valueAt(properties, 'addressPrefix'), ...(isList(list) ? list : [])].flatMap(readPrefix);
}

function readPrefix(value: Value | undefined): Prefix[] {
  const prefix = typeof value === 'string' ? parsePrefix(value) : undefined;
  return prefix === undefined ? [] : [prefix];
}

function checkNetwork(network: ExpandedResource, subnets: readonly Subnet[]): TemplateProblem[] {
  const list = valueAt(network.properties, 'addressSpace', 'addressPrefixes');
  const space = (isList(list) ? list : []).flatMap(readPrefix);
  return subnets.flatMap((subnet, index) =>
    subnet.prefixes.flatMap((prefix) => {
      const text = formatPrefix(prefix);
      const outside = !space.some((range) => containsPrefix(range, prefix));
      const message = `${text} of ${subnet.name} is outside the address space of ${network.name}`;
      const others = subnets.slice(0, index).filter(({prefixes}) => prefixes.some((other) => overlaps(other, prefix)));
      return [
        ...(outside ? [{code: 'subnet-outside', path: subnet.path, message}] : []),
        ...others.map(({name}) => ({
          code: 'subnet-overlap',
          path: subnet.path,
          message: `${text} of ${subnet.name} overlaps ${name}`,
        })),
      ];
    }),
  );
}

interface StaticAddress {
  readonly owner: string;
  readonly path: string;
  readonly subnet: string;
  readonly text: string;
  readonly address: Address | undefined;
}

/** The static addresses of network interfaces and of load balancers' front ends. */
function staticAddresses(resource: ExpandedResource): StaticAddress[] {
  const kind = isType(resource, 'Microsoft.Network/networkInterfaces')
    ? 'ipConfigurations'
    : isType(resource, 'Microsoft.Network/loadBalancers')
      ? 'frontendIPConfigurations'
      : undefined;
  if (kind === undefined) return [];
  return objectsAt(resource.properties, kind).flatMap((configuration, index) =>
    staticAddress(configuration, `${resource.path}.properties.${kind}[${index}]`, resource.name),
  );
}

function staticAddress(configuration: ValueObject, at: string, owner: string): StaticAddress[] {
  const properties = valueAt(configuration, 'properties');
  const text = textAt(properties, 'privateIPAddress');
  const subnet = textAt(properties, 'subnet', 'id');
  if (text === undefined || subnet === undefined || text.includes(':')) return [];
  const path = `${at}.properties.privateIPAddress`;
  return [{owner, path, subnet, text, address: parseAddress(text)}];
}

function checkPlace({owner, path, subnet, text, address}: StaticAddress, subnets: ReadonlyMap<string, Subnet>) {
  const known = subnets.get(subnet.toLowerCase());
  const problem = (reason: string) => [{code: 'wrong-address', path, message: `${text} of ${owner} ${reason}`}];
  if (address === undefined) return problem('is not an address');
  // A subnet that exists already is not in the template; of one without a prefix, something else is wrong.
  if (known === undefined || known.prefixes.length === 0) return [];
  const prefix = known.prefixes.find((each) => containsAddress(each, address));
  if (prefix === undefined) {
    return problem(`is not in ${known.name}, ${known.prefixes.map(formatPrefix).join(', ')}`);
  }
  const kept = address < firstAddress(prefix) + RESERVED_AT_START || address > lastAddress(prefix) - RESERVED_AT_END;
  return kept ? problem(`is one of those that Azure keeps in ${known.name}`) : [];
}

function checkTwice(addresses: readonly StaticAddress[]): TemplateProblem[] {
  // Of one network, not only of one subnet, whose ids differ in the last two segments.
  const key = ({subnet, text}: StaticAddress) => `${parentId(subnet).toLowerCase()} ${text}`;
  return [...Map.groupBy(addresses, key).values()].flatMap(([first, ...others]) =>
    others.map(({owner, path, text}) => ({
      code: 'duplicate-address',
      path,
      message: `${text} of ${owner} is already that of ${first?.owner ?? ''}`,
    })),
  );
}
