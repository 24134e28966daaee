import {expect, it} from 'vitest';
import {INTERNET_ADDRESS} from './fabric.ts';
import type {UserDefinedRoute} from './model.ts';
import {attachNode} from './node.ts';
import {describeOnFabric, sourcesSeenBy, withFabric} from './on-fabric.ts';
import {securityRule} from './security-rules.ts';

const PORT = 8080;
const OUTBOUND = '198.51.100.10';
const PUBLIC_IP = '198.51.100.20';
const PUBLIC_NAME = 'shop.westeurope.cloudapp.azure.com';
const STORAGE = '20.60.0.4';
const VALUES = {unmasqueradedCidrs: ['10.240.0.0/16'], podAccessToInstanceMetadata: false};

const throughAppliance = (addressPrefix: string): UserDefinedRoute => ({
  addressPrefix,
  nextHopType: 'VirtualAppliance',
  nextHopIpAddress: '10.240.2.4',
});

/** Every test sets the subnet's attachments that it is about; none relies on what another has left. */
const BARE = {routes: [], serviceEndpoints: [], securityRules: []};

describeOnFabric('pods on their way out of the virtual network', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [
        {name: 'nodes', cidr: '10.240.0.0/24', outbound: {kind: 'loadBalancer', address: OUTBOUND}},
        {name: 'servers', cidr: '10.240.1.0/24'},
        {name: 'transit', cidr: '10.240.2.0/24', outbound: {kind: 'loadBalancer', address: '198.51.100.11'}},
      ],
    });
    await fabric.createPublicIp({address: PUBLIC_IP, privateAddress: '10.240.0.7', dnsName: PUBLIC_NAME});
    const storage = await fabric.attachService('Microsoft.Storage', STORAGE);
    const server = await fabric.attachMachine('v', {name: 'server', subnet: 'servers', primary: '10.240.1.4'});
    const appliance = await fabric.attachMachine('v', {
      name: 'appliance',
      subnet: 'transit',
      primary: '10.240.2.4',
      ipForwarding: true,
    });
    await appliance.succeed(['nft', '-f', '-'], {
      input:
        'table ip nat { chain out { type nat hook postrouting priority 100; ip daddr != 10.240.0.0/16 masquerade; }; }',
    });
    const node = await attachNode(
      fabric,
      'v',
      {
        name: 'node',
        subnet: 'nodes',
        primary: '10.240.0.4',
        secondary: ['10.240.0.5', '10.240.0.6', '10.240.0.7'],
      },
      VALUES,
    );
    const pod = await node.startPod('pod');
    const shop = await node.startPod('shop', {'vnetk8s.io/public-ip': 'true'});
    await Promise.all([storage, server, shop, fabric.internet].map((machine) => machine.serve(PORT)));
    return {storage, server, appliance, node, pod, shop};
  });

  it('reach the Internet: they leave the node with its primary address, and Azure with the outbound one', async () => {
    const {fabric, node, pod} = world();
    await fabric.updateSubnet('v', 'nodes', BARE);
    const capture = await node.capture(`tcp dst port ${PORT} and dst host ${INTERNET_ADDRESS}`);

    const seen = await sourcesSeenBy(fabric.internet, PORT, () => pod.ask(INTERNET_ADDRESS, PORT));

    const left = new Set((await capture.stop()).map(({source}) => source));
    expect({left, seen}).toEqual({left: new Set([node.address]), seen: [OUTBOUND]});
  });

  it('get nothing out with an address of their own: only a primary ipConfiguration has outbound', async () => {
    const {fabric, node, pod} = world();
    await fabric.updateSubnet('v', 'nodes', BARE);
    await node.loadRules({...VALUES, unmasqueradedCidrs: ['10.240.0.0/16', `${INTERNET_ADDRESS}/32`]});

    const seen = await sourcesSeenBy(fabric.internet, PORT, () => pod.ask(INTERNET_ADDRESS, PORT));

    const {no_outbound_address: dropped} = await fabric.drops();
    await node.loadRules(VALUES);
    expect(seen).toEqual([]);
    expect(dropped).toBeGreaterThan(0);
  });

  it('cannot be told apart by outbound security rules: those see the node’s address', async () => {
    const {fabric, node, pod} = world();
    const deny = (source: string) =>
      securityRule(100, {direction: 'Outbound', access: 'Deny', source, destination: 'Internet', protocol: '*'});

    await fabric.updateSubnet('v', 'nodes', {...BARE, securityRules: [deny(pod.address)]});
    const ofPod = await pod.ask(INTERNET_ADDRESS, PORT);
    await fabric.updateSubnet('v', 'nodes', {...BARE, securityRules: [deny(node.address)]});
    const ofNode = await pod.ask(INTERNET_ADDRESS, PORT);

    expect({ofPod, ofNode}).toEqual({ofPod: OUTBOUND, ofNode: undefined});
  });

  it('reach a service without a service endpoint over the Internet', async () => {
    const {fabric, storage, pod} = world();
    await fabric.updateSubnet('v', 'nodes', BARE);

    expect(await sourcesSeenBy(storage, PORT, () => pod.ask(STORAGE, PORT))).toEqual([OUTBOUND]);
  });

  it('reach a service over a service endpoint from their subnet: it sees the node’s private address', async () => {
    const {fabric, storage, node, pod} = world();
    await fabric.updateSubnet('v', 'nodes', {...BARE, serviceEndpoints: ['Microsoft.Storage']});

    expect(await sourcesSeenBy(storage, PORT, () => pod.ask(STORAGE, PORT))).toEqual([node.address]);
  });

  it('reach a service over a service endpoint with their own address if it is listed', async () => {
    const {fabric, storage, node, pod} = world();
    await fabric.updateSubnet('v', 'nodes', {...BARE, serviceEndpoints: ['Microsoft.Storage']});
    await node.loadRules({...VALUES, unmasqueradedCidrs: ['10.240.0.0/16', '20.60.0.0/16']});

    const seen = await sourcesSeenBy(storage, PORT, () => pod.ask(STORAGE, PORT));

    await node.loadRules(VALUES);
    expect(seen).toEqual([pod.address]);
  });

  it('follow a user-defined route to an appliance, which sees their addresses inside the virtual network', async () => {
    const {fabric, appliance, server, pod} = world();
    await fabric.updateSubnet('v', 'nodes', {...BARE, routes: [throughAppliance('10.240.1.0/24')]});

    let told: string | undefined;
    const passing = await sourcesSeenBy(appliance, PORT, async () => {
      told = await pod.ask(server.address, PORT);
    });

    expect({passing, told}).toEqual({passing: [pod.address], told: pod.address});
  });

  it('follow a default route to an appliance, which sees the node’s address on the way to the Internet', async () => {
    const {fabric, appliance, node, pod} = world();
    await fabric.updateSubnet('v', 'nodes', {...BARE, routes: [throughAppliance('0.0.0.0/0')]});

    let told: string | undefined;
    const passing = await sourcesSeenBy(appliance, PORT, async () => {
      told = await pod.ask(INTERNET_ADDRESS, PORT);
    });

    expect({passing, told}).toEqual({passing: [node.address], told: '198.51.100.11'});
  });

  it('get an address with a public IP only if they ask for it', () => {
    const {pod, shop} = world();

    expect({pod: pod.address, shop: shop.address}).toEqual({pod: '10.240.0.5', shop: '10.240.0.7'});
  });

  it('are reached from the Internet by the DNS name of their public IP, and see the client’s address', async () => {
    const {fabric, pod, shop} = world();
    await fabric.updateSubnet('v', 'nodes', {
      ...BARE,
      securityRules: [securityRule(100, {source: 'Internet', destination: shop.address, ports: [PORT]})],
    });
    const capture = await shop.capture(`tcp dst port ${PORT}`, {direction: 'in'});

    const address = await pod.resolve(PUBLIC_NAME);
    const told = await fabric.internet.ask(address ?? '', PORT);

    const [first] = await capture.stop();
    expect({address, told, source: first?.source, destination: first?.destination}).toEqual({
      address: PUBLIC_IP,
      told: INTERNET_ADDRESS,
      source: INTERNET_ADDRESS,
      destination: shop.address,
    });
  });

  it('show their public IP when they call the Internet themselves', async () => {
    const {fabric, node, shop} = world();
    await fabric.updateSubnet('v', 'nodes', BARE);
    const capture = await node.capture(`tcp dst port ${PORT} and dst host ${INTERNET_ADDRESS}`);

    const seen = await sourcesSeenBy(fabric.internet, PORT, () => shop.ask(INTERNET_ADDRESS, PORT));

    const left = new Set((await capture.stop()).map(({source}) => source));
    expect({left, seen}).toEqual({left: new Set([shop.address]), seen: [PUBLIC_IP]});
  });

  it('keep their private address inside the virtual network, public IP or not', async () => {
    const {fabric, server, shop} = world();
    await fabric.updateSubnet('v', 'nodes', BARE);

    expect(await sourcesSeenBy(server, PORT, () => shop.ask(server.address, PORT))).toEqual([shop.address]);
  });
});
