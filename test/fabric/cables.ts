import {formatAddress} from '../../src/ipv4/address.ts';
import {firstAddress, parsePrefix} from '../../src/ipv4/prefix.ts';
import type {NetworkInterfaceModel, SubnetModel} from './model.ts';
import {addressesOf} from './model.ts';
import {createNamespace, inNamespace} from './namespaces.ts';
import {METADATA_ADDRESS} from './packet-filter.ts';
import {succeed} from './process.ts';
import {PLATFORM_ADDRESS} from './security-rules.ts';

/** The hardware address that answers every question in an Azure virtual network. */
export const FABRIC_MAC = '12:34:56:78:9a:bc';

/** The fabric's own end of the cables to what is not in a virtual network (RFC 5737: for documentation). */
const OUTSIDE_GATEWAY = '192.0.2.1';

/** Runs commands of `ip` in a namespace, all or none after the first that fails. */
export async function configure(namespace: string, commands: readonly string[]): Promise<void> {
  await succeed(['ip', '-n', namespace, '-batch', '-'], {input: `${commands.join('\n')}\n`});
}

/** The address that Azure keeps for a subnet's gateway: the first one. */
export function gatewayOf({cidr}: SubnetModel): string {
  const prefix = parsePrefix(cidr);
  if (prefix === undefined) throw new Error(`${cidr} is no range of addresses`);
  return formatAddress(firstAddress(prefix) + 1);
}

/**
 * Connects a virtual machine: one cable from its `eth0` to a port of the fabric, never a bridge. The fabric delivers
 * every ipConfiguration to the interface's hardware address, and answers all ARP with its own. The machine itself has
 * its primary address only, and the routes that Azure's DHCP gives.
 */
export async function connectMachine(
  fabric: string,
  nic: NetworkInterfaceModel,
  subnet: SubnetModel,
  namespace: string,
): Promise<void> {
  const {port, mac, primary, ipForwarding} = nic;
  const gateway = gatewayOf(subnet);
  await createNamespace(namespace);
  await configure(fabric, [
    `link add ${port} address ${FABRIC_MAC} type veth peer name eth0 netns ${namespace} address ${mac}`,
  ]);
  await openPort(fabric, nic);
  await configure(namespace, [
    `address add ${primary}/${subnet.cidr.split('/')[1]} dev eth0`,
    'link set eth0 up',
    `route add default via ${gateway} src ${primary}`,
    `route add ${PLATFORM_ADDRESS} via ${gateway} src ${primary}`,
    `route add ${METADATA_ADDRESS} via ${gateway} src ${primary}`,
  ]);
  if (ipForwarding) await succeed(inNamespace(namespace, ['sysctl', '-qw', 'net.ipv4.ip_forward=1']));
}

/** Connects a machine in a network namespace of its own, which gets its addresses and routes by DHCP. */
export async function connectContainer(fabric: string, nic: NetworkInterfaceModel, namespace: string): Promise<void> {
  await createNamespace(namespace);
  await configure(fabric, [
    `link add ${nic.port} address ${FABRIC_MAC} type veth peer name eth0 netns ${namespace} address ${nic.mac}`,
  ]);
  await openPort(fabric, nic);
}

/** Connects an emulated virtual machine, which gets its addresses and routes by DHCP. */
export async function connectEmulator(fabric: string, nic: NetworkInterfaceModel): Promise<void> {
  await configure(fabric, [`tuntap add ${nic.port} mode tap`, `link set ${nic.port} address ${FABRIC_MAC}`]);
  await openPort(fabric, nic);
}

async function openPort(fabric: string, nic: NetworkInterfaceModel): Promise<void> {
  const {port, mac} = nic;
  await configure(fabric, [
    ...addressesOf(nic).map((address) => `neigh add ${address} lladdr ${mac} dev ${port} nud permanent`),
    `link set ${port} up`,
  ]);
  const settings = ['proxy_arp=1', 'proxy_arp_pvlan=1', 'send_redirects=0'].map(
    (setting) => `net.ipv4.conf.${port}.${setting}`,
  );
  await succeed(inNamespace(fabric, ['sysctl', '-qw', ...settings, `net.ipv4.neigh.${port}.proxy_delay=0`]));
}

/** Connects a host that is in no virtual network: it has one address, and everything else is behind the fabric. */
export async function connectOutside(fabric: string, port: string, namespace: string, address: string): Promise<void> {
  await createNamespace(namespace);
  await configure(fabric, [
    `link add ${port} type veth peer name eth0 netns ${namespace}`,
    `address add ${OUTSIDE_GATEWAY}/32 dev ${port}`,
    `link set ${port} up`,
  ]);
  await configure(namespace, [
    `address add ${address}/32 dev eth0`,
    'link set eth0 up',
    `route add ${OUTSIDE_GATEWAY} dev eth0`,
    `route add default via ${OUTSIDE_GATEWAY}`,
  ]);
}
