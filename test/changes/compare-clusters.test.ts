import {describe, expect, it} from 'vitest';
import {compareClusters, type PlannedCluster} from '../../src/changes/compare-clusters.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

const HUB =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub';

async function planned(...set: string[]): Promise<PlannedCluster> {
  const {meaning} = await loadDefinition({file: 'examples/minimal.yaml', set, cwd: ROOT, stdin: process.stdin});
  if (meaning === undefined) throw new Error('it is invalid');
  return meaning;
}

describe('changes of a cluster', () => {
  it('are none where nothing is different', async () => {
    expect(compareClusters(await planned(), await planned())).toEqual([]);
  });

  it('say what more nodes take', async () => {
    expect(compareClusters(await planned(), await planned('nodePools[apps].count=5'))).toEqual([
      {
        kind: 'changed',
        subject: 'pool apps',
        text: 'count 3 → 5: +2 nodes, +62 addresses, subnet apps 53 % → 77 %',
        path: ['nodePools', 'apps', 'count'],
        effect: 'in-place',
      },
    ]);
  });

  it.each([
    [
      'fewer of a scale set',
      ['nodePools[apps].count=5'],
      ['nodePools[apps].count=3'],
      'in-place',
      'Azure chooses which nodes go, and drains none of them: see docs/operations.md',
    ],
    [
      'fewer single machines',
      ['nodePools[apps].count=5', 'nodePools[apps].type=virtualMachines'],
      ['nodePools[apps].count=3', 'nodePools[apps].type=virtualMachines'],
      'left-behind',
      'a deployment takes nothing away: machines that are too many stay until somebody deletes them',
    ],
    [
      'the first that are scaled',
      ['nodePools[apps].count=3'],
      ['nodePools[apps].count={"min":1,"max":5}'],
      'new-nodes',
      'no autoscaler comes with the first pool that wants one: its manifest is applied when a cluster is made',
    ],
    [
      'more of a scaled pool',
      ['nodePools[apps].count={"min":1,"max":5}'],
      ['nodePools[apps].count={"min":1,"max":6}'],
      'in-place',
      undefined,
    ],
  ])('say what another number of nodes does not do: %s', async (_, before, after, effect, note) => {
    const changes = compareClusters(await planned(...before), await planned(...after));

    expect(changes.map((change) => [change.path[2], change.effect, change.note])).toEqual([['count', effect, note]]);
  });

  it('say what nodes that are there do not get', async () => {
    expect(compareClusters(await planned(), await planned('kubernetes.version=1.37'))).toEqual([
      {
        kind: 'changed',
        subject: 'kubernetes',
        text: 'version 1.36.6 → 1.37.2',
        note: 'a deployment upgrades no node that is there, and none may be newer than the API servers: upgrade those first (docs/operations.md)',
        path: ['kubernetes', 'version'],
        effect: 'new-nodes',
      },
    ]);
  });

  it('say what cannot be', async () => {
    expect(compareClusters(await planned(), await planned('nodePools[apps].zones=["1"]'))).toEqual([
      {
        kind: 'changed',
        subject: 'pool apps',
        text: 'zones none → 1',
        note: 'nothing changes this of machines that are there: make a new pool',
        path: ['nodePools', 'apps', 'zones'],
        effect: 'impossible',
      },
    ]);
  });

  it.each([
    ['linux.adminUsername=ops', 'adminUsername azureuser → ops'],
    [
      'linux.sshPublicKeys=ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNi eve',
      undefined,
    ],
  ])('say that the account of machines is as it was made: %s', async (set, text) => {
    const changes = compareClusters(await planned(), await planned(set));

    expect(changes.map((change) => [change.subject, change.effect, change.note])).toEqual([
      [
        'linux',
        'impossible',
        'Azure refuses it of machines that are there: change their account and its keys with az vm user update, and leave this',
      ],
    ]);
    if (text !== undefined) expect(changes[0]?.text).toBe(text);
  });

  it.each([
    [
      'identity.id',
      'identity.id=/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/k8s',
    ],
    [
      'the ranges of peers',
      `network.virtualNetwork.peerings=[{name: hub, remoteVirtualNetworkId: ${HUB}, remoteAddressSpace: [10.0.0.0/16]}]`,
    ],
    ['the subnet of internal Services', 'network.internalServices.subnet=control-plane'],
  ])('say that files on machines that are there stay as they are, where it matters: %s', async (_what, set) => {
    const [change, ...others] = compareClusters(await planned(), await planned(set));

    expect([others, change?.effect, change?.note]).toEqual([
      [],
      'new-nodes',
      'files on machines that are there stay as they are: Azure changes no custom data (docs/decisions/redeploy.md)',
    ]);
  });

  it('say of another way out what ends and what stays', async () => {
    const [change] = compareClusters(await planned(), await planned('network.egress=loadBalancer'));

    expect([change?.text, change?.effect, change?.note]).toEqual([
      'egress natGateway → loadBalancer',
      'new-nodes',
      'connections through the old way out end, and nodes that are there may have none until they are replaced (docs/operations.md)',
    ]);
  });

  it('say of another endpoint that certificates stay', async () => {
    const after = await planned(
      'controlPlane.endpoint.access=public',
      'controlPlane.endpoint.authorizedCidrs=203.0.113.0/24',
    );

    expect(compareClusters(await planned(), after).map(({text, effect, note}) => [text, effect, note])).toEqual([
      [
        'endpoint.access private → public',
        'new-nodes',
        'API servers that are there keep their certificates, without the public name if they were private: kubeadm makes new ones',
      ],
      ['endpoint.authorizedCidrs none → 203.0.113.0/24', 'in-place', undefined],
    ]);
  });

  it('say when machines hear of other DNS servers', async () => {
    const changes = compareClusters(await planned(), await planned('network.virtualNetwork.dnsServers=10.0.0.10'));

    expect(changes).toEqual([
      {
        kind: 'changed',
        subject: 'network',
        text: 'virtualNetwork.dnsServers none → 10.0.0.10',
        note: 'machines that are there ask the old ones until they restart',
        path: ['network', 'virtualNetwork', 'dnsServers'],
        effect: 'in-place',
      },
    ]);
  });

  it('say what is left behind', async () => {
    const changes = compareClusters(await planned('nodePools[0].name=old'), await planned());

    expect(changes.filter(({path}) => path[0] === 'nodePools')).toEqual([
      {
        kind: 'added',
        subject: 'pool apps',
        text: 'new (Standard_D4s_v5, 3): +3 nodes, +93 addresses, subnet apps new → 53 %',
        path: ['nodePools', 'apps'],
        effect: 'in-place',
      },
      {
        kind: 'removed',
        subject: 'pool old',
        text: 'no longer defined (Standard_D4s_v5, 3): −3 nodes, −93 addresses, subnet old 53 % → gone',
        note: 'a deployment takes nothing away: what is there stays until somebody deletes it',
        path: ['nodePools', 'old'],
        effect: 'left-behind',
      },
    ]);
  });

  it('say what more nodes take of those that bring them, not of other fields of their pool', async () => {
    const after = await planned('nodePools[apps].count={min: 2, max: 6}', 'nodePools[apps].labels={tier: web}');

    expect(compareClusters(await planned(), after).map(({subject, text}) => `${subject}: ${text}`)).toEqual([
      'pool apps: count 3 → 2 to 6: +3 nodes, +93 addresses, subnet apps 53 % → 90 %',
      'pool apps: labels.tier web',
    ]);
  });

  it('say what an autoscaled pool takes of its most nodes', async () => {
    const before = await planned('nodePools[apps].count={min: 2, max: 4}');
    const after = await planned('nodePools[apps].count={min: 3, max: 6}');

    expect(compareClusters(before, after).map(({subject, text}) => `${subject}: ${text}`)).toEqual([
      'pool apps: count.min 2 → 3',
      'pool apps: count.max 4 → 6: +2 nodes, +62 addresses, subnet apps 65 % → 90 %',
    ]);
  });

  it('say what more pods on as many nodes take', async () => {
    const changes = compareClusters(await planned(), await planned('nodePools[apps].maxPods=35'));

    expect(changes.map(({subject, text}) => `${subject}: ${text}`)).toEqual([
      'pool apps: maxPods 30 → 35: +15 addresses, subnet apps 53 % → 61 %',
    ]);
  });
});
