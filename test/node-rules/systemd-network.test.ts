import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {attachNode, type Node} from '../fabric/node.ts';
import {nodeFile} from '../fabric/node-file.ts';
import {describeOnFabric, withFabric} from '../fabric/on-fabric.ts';

const VALUES = {unmasqueradedCidrs: ['10.240.0.0/16'], podAccessToInstanceMetadata: false};
const FILES = ['networkd.conf', 'pods.network', 'pods.link'] as const;

/** The shell commands that give a program systemd's folders as they are on a node, without any other configuration. */
const ON_A_NODE = [
  'mount -t sysfs -o ro sysfs /sys',
  'mount -t tmpfs tmpfs /run',
  'mkdir -p /run/systemd/netif/links /run/systemd/netif/leases /run/systemd/network /run/systemd/networkd.conf.d',
  'chown -R systemd-network /run/systemd/netif',
  'if [ -e /etc/vnetk8s/networkd.conf ]; then cp /etc/vnetk8s/networkd.conf /run/systemd/networkd.conf.d/10-vnetk8s.conf; fi',
  'if [ -e /etc/vnetk8s/pods.network ]; then cp /etc/vnetk8s/pods.network /run/systemd/network/10-vnetk8s.network; fi',
  'if [ -e /etc/vnetk8s/pods.link ]; then cp /etc/vnetk8s/pods.link /run/systemd/network/10-vnetk8s.link; fi',
  // A distribution's own file that takes every interface, as some have for containers or virtual machines.
  "printf '[Match]\\nName=*\\n[Network]\\nLinkLocalAddressing=no\\n' > /run/systemd/network/50-everything.network",
];

/** What a program of systemd logs about our files and the pods' interface. */
async function logOf(node: Node, command: string): Promise<string> {
  const script = [...ON_A_NODE, `SYSTEMD_LOG_LEVEL=debug ${command} 2>&1 || true`].join('\n');
  return node.succeed(['sh', '-ec', script], {timeout: 20_000});
}

const NETWORKD = 'timeout 2 /lib/systemd/systemd-networkd';

describeOnFabric('systemd on a node', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [{name: 'nodes', cidr: '10.240.0.0/24'}],
    });
    const attach = (name: string, primary: string, secondary: string) =>
      attachNode(fabric, 'v', {name, subnet: 'nodes', primary, secondary: [secondary]}, VALUES);
    const [node, bare] = [
      await attach('node', '10.240.0.4', '10.240.0.5'),
      await attach('bare', '10.240.0.20', '10.240.0.21'),
    ];
    for (const name of FILES) {
      await writeFile(join(node.path('/etc/vnetk8s'), name), await nodeFile(name));
    }
    await node.startPod('pod');
    await bare.startPod('bare-pod');
    return {node, bare};
  });

  it('reads our files without a complaint', async () => {
    const {node} = world();

    const log = await logOf(node, NETWORKD);

    expect(log.split('\n').filter((line) => /vnetk8s\.(conf|network|link):\d+/.test(line))).toEqual([]);
  });

  it.each([
    ['with our files', 'node', {managed: false, routesTaken: false}],
    ['without them', 'bare', {managed: true, routesTaken: true}],
  ] as const)('leaves the interfaces and routes of pods alone: %s', async (_name, which, expected) => {
    const log = await logOf(world()[which], NETWORKD);

    expect({
      managed: /^vn[0-9a-f]{12}: Configuring with /m.test(log),
      routesTaken: /^vn[0-9a-f]{12}: Received new foreign route /m.test(log),
    }).toEqual(expected);
  });

  it('keeps the hardware address of the node’s end of a pod’s cable', async () => {
    const {node} = world();
    const links: {ifname?: string}[] = JSON.parse(await node.succeed(['ip', '-j', 'link', 'show', 'group', '86']));
    const ifname = links.find((link) => link.ifname?.startsWith('vn'))?.ifname;

    const log = await logOf(node, `udevadm test-builtin net_setup_link /sys/class/net/${ifname}`);

    expect(log.split('\n').filter((line) => line.startsWith(`${ifname}: `) || line.startsWith('ID_NET_LINK'))).toEqual([
      `${ifname}: Device has name_assign_type=3`,
      `${ifname}: Device has addr_assign_type=3`,
      `${ifname}: Config file /run/systemd/network/10-vnetk8s.link is applied`,
      `${ifname}: Using static MAC address.`,
      `${ifname}: Policy *keep*: keeping existing userspace name`,
      'ID_NET_LINK_FILE=/run/systemd/network/10-vnetk8s.link',
    ]);
  });
}, ['/lib/systemd/systemd-networkd', 'udevadm']);
