import {describe, expect, it} from 'vitest';
import {compareClusters, type PlannedCluster} from '../../src/changes/compare-clusters.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

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

  it('say what nodes that are there do not get', async () => {
    expect(compareClusters(await planned(), await planned('kubernetes.version=1.37'))).toEqual([
      {
        kind: 'changed',
        subject: 'kubernetes',
        text: 'version 1.36.6 → 1.37.2',
        note: 'a deployment upgrades no node that is there',
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
