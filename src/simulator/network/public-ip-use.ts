import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {listAt, shown, textAt} from '../fields.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';

/** What uses public IPs by ipConfigurations, and in which list it has them. */
const USERS: readonly (readonly [type: string, list: string])[] = [
  ['Microsoft.Network/networkInterfaces', 'ipConfigurations'],
  ['Microsoft.Network/loadBalancers', 'frontendIPConfigurations'],
  ['Microsoft.Network/virtualNetworkGateways', 'ipConfigurations'],
];

/** A public IP as GET shows it: with what uses it. */
export function showPublicIp(world: World, ip: StoredResource): JsonObject {
  const configuration = configurationOf(world, ip.id);
  const gateway = natGatewayOf(world, ip.id);
  return {
    ...shown(ip),
    properties: {
      ...ip.properties,
      ...(configuration === undefined ? {} : {ipConfiguration: {id: configuration}}),
      ...(gateway === undefined ? {} : {natGateway: {id: gateway}}),
    },
  };
}

/** Refuses to remove a public IP that something uses (Azure: public-ip-addresses, "Troubleshooting"). Takes 2 simulated seconds. */
export function removePublicIp(world: World, ip: StoredResource): number {
  const user = configurationOf(world, ip.id) ?? natGatewayOf(world, ip.id);
  if (user === undefined) return REMOVE_MS;
  throw new Refusal(400, {
    code: 'PublicIPAddressCannotBeDeleted',
    message: `Public IP address ${ip.id} can not be deleted since it is still allocated to resource ${user}. In order to delete the public IP, disassociate/detach the Public IP address from the resource. To learn how to do this, see aka.ms/deletepublicip.`,
    details: [],
  });
}

const REMOVE_MS = 2_000;

function configurationOf({store}: World, id: string): string | undefined {
  for (const [type, list] of USERS) {
    for (const user of store.list(type)) {
      for (const item of listAt(user.properties, list)) {
        if (isCalled(textAt(item, 'properties', 'publicIPAddress', 'id'), id)) {
          return textAt(item, 'id') ?? `${user.id}/${list}/${textAt(item, 'name') ?? ''}`;
        }
      }
    }
  }
  return undefined;
}

function natGatewayOf({store}: World, id: string): string | undefined {
  const gateways = store.list('Microsoft.Network/natGateways');
  return gateways.find(({properties}) =>
    listAt(properties, 'publicIpAddresses').some((each) => isCalled(textAt(each, 'id'), id)),
  )?.id;
}

function isCalled(id: string | undefined, wanted: string): boolean {
  return id?.toLowerCase() === wanted.toLowerCase();
}
