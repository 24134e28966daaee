import {describe, expect, it} from 'vitest';
import {SCALE_SET_KIND} from '../../../src/simulator/compute/scale-sets.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import {SET, scaleSetBody} from '../compute/scale-set-bodies.ts';
import {idOf, make, refusalOf, simulatedWorld} from '../compute/simulated-world.ts';
import {
  APPS,
  BALANCER,
  GROUP_OF_RULES,
  INTERFACE,
  interfaceBody,
  makeNetwork,
  makeOf,
  POOL,
  PUBLIC_IP,
  removeOf,
  SUBNET,
  TABLE,
} from './network-bodies.ts';

const NAT = 'Microsoft.Network/natGateways';
const ZONE = 'Microsoft.Network/privateDnsZones';
const LINK = `${ZONE}/virtualNetworkLinks`;
const RECORD = `${ZONE}/A`;
const NSG = idOf(GROUP_OF_RULES, 'nsg');
const NIC = idOf(INTERFACE, 'nic');

function worldWithSubnet(): World {
  const world = simulatedWorld();
  makeNetwork(world, {apps: '10.0.1.0/24'});
  return world;
}

/** Writes the subnet with something that it uses. */
function withSubnet(world: World, properties: object): void {
  makeOf(world, SUBNET, APPS, {properties: {addressPrefix: '10.0.1.0/24', ...properties}});
}

describe('what is used is not removed', () => {
  it('a security group, by subnets and interfaces', () => {
    const world = worldWithSubnet();
    makeOf(world, GROUP_OF_RULES, NSG, {properties: {}});
    withSubnet(world, {networkSecurityGroup: {id: NSG.toUpperCase()}});
    const {properties} = interfaceBody([undefined]);
    makeOf(world, INTERFACE, NIC, {properties: {...(properties as object), networkSecurityGroup: {id: NSG}}});
    expect(refusalOf(() => removeOf(world, GROUP_OF_RULES, NSG))).toEqual({
      status: 400,
      code: 'InUseNetworkSecurityGroupCannotBeDeleted',
      message: `Network security group ${NSG} cannot be deleted because it is in use by the following resources: ${APPS}, ${NIC}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
      details: [],
    });
    removeOf(world, INTERFACE, NIC);
    withSubnet(world, {});
    removeOf(world, GROUP_OF_RULES, NSG);
    expect(world.store.get(NSG)).toBeUndefined();
  });

  it('a route table and a NAT gateway, by subnets', () => {
    const world = worldWithSubnet();
    const [table, gateway] = [idOf(TABLE, 'table'), idOf(NAT, 'nat')];
    makeOf(world, TABLE, table, {properties: {}});
    makeOf(world, NAT, gateway, {properties: {}});
    withSubnet(world, {routeTable: {id: table}, natGateway: {id: gateway}});
    expect(refusalOf(() => removeOf(world, TABLE, table))).toEqual({
      status: 400,
      code: 'InUseRouteTableCannotBeDeleted',
      message: 'Route table table is in use and cannot be deleted.',
      details: [],
    });
    expect(refusalOf(() => removeOf(world, NAT, gateway))).toEqual({
      status: 400,
      code: 'InUseNatGatewayCannotBeDeleted',
      message: `Nat gateway ${gateway} cannot be deleted because it is in use by the following resources: ${APPS}.`,
      details: [],
    });
    withSubnet(world, {});
    removeOf(world, TABLE, table);
    removeOf(world, NAT, gateway);
  });

  it('a public IP, by a NAT gateway', () => {
    const world = simulatedWorld();
    const [address, gateway] = [idOf(PUBLIC_IP, 'ip'), idOf(NAT, 'nat')];
    makeOf(world, PUBLIC_IP, address, {properties: {}});
    makeOf(world, NAT, gateway, {properties: {publicIpAddresses: [{id: address}]}});
    expect(refusalOf(() => removeOf(world, PUBLIC_IP, address))).toMatchObject({
      status: 400,
      code: 'PublicIPAddressCannotBeDeleted',
      message: expect.stringContaining(`still allocated to resource ${gateway}.`),
    });
    removeOf(world, NAT, gateway);
    removeOf(world, PUBLIC_IP, address);
  });

  it('a load balancer and a security group, by scale sets', () => {
    const world = worldWithSubnet();
    const [balancer, pool] = [idOf(BALANCER, 'lb'), idOf(POOL, 'lb', 'nodes')];
    makeOf(world, BALANCER, balancer, {properties: {backendAddressPools: [{name: 'nodes'}]}});
    makeOf(world, GROUP_OF_RULES, NSG, {properties: {}});
    const properties = {primary: true, subnet: {id: APPS}, loadBalancerBackendAddressPools: [{id: pool}]};
    const interfaces = [
      {
        name: 'primary',
        properties: {primary: true, networkSecurityGroup: {id: NSG}, ipConfigurations: [{name: 'a', properties}]},
      },
    ];
    const networkProfile = {networkInterfaceConfigurations: interfaces};
    make(world, SCALE_SET_KIND, SET, scaleSetBody(1, {profile: {networkProfile}}));
    expect(refusalOf(() => removeOf(world, BALANCER, balancer))).toEqual({
      status: 400,
      code: 'LoadBalancerInUseByVirtualMachineScaleSet',
      message: `Cannot delete load balancer ${balancer} since its child resources nodes are in use by virtual machine scale set ${SET}.`,
      details: [],
    });
    expect(refusalOf(() => removeOf(world, GROUP_OF_RULES, NSG))).toEqual({
      status: 400,
      code: 'NetworkSecurityGroupInUseByVirtualMachineScaleSet',
      message: `Cannot delete network security group ${NSG} since it is in use by virtual machine scale set ${SET}.`,
      details: [],
    });
  });

  it('a private zone, by links; its records go with it', () => {
    const world = worldWithSubnet();
    const [zone, link, record] = [idOf(ZONE, 'a.b'), idOf(LINK, 'a.b', 'net'), idOf(RECORD, 'a.b', 'api')];
    makeOf(world, ZONE, zone, {location: 'global', properties: {}});
    makeOf(world, LINK, link, {location: 'global', properties: {}});
    makeOf(world, RECORD, record, {properties: {aRecords: [{ipv4Address: '10.0.0.4'}]}});
    expect(refusalOf(() => removeOf(world, ZONE, zone))).toEqual({
      status: 409,
      code: 'CannotDeleteResource',
      message: 'Can not delete resource before nested resources are deleted.',
    });
    removeOf(world, LINK, link);
    removeOf(world, ZONE, zone);
    expect(world.store.get(record)).toBeUndefined();
  });
});
