import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {checkStarter} from '../../src/operations/init.ts';
import {type StarterAnswers, starterDefaults, starterDefinition} from '../../src/operations/starter-definition.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh';

const answers: StarterAnswers = {
  name: 'prod',
  location: 'westeurope',
  network: {kind: 'new', addressSpace: ['10.240.0.0/16', '10.250.0.0/20']},
  authorizedCidrs: ['198.51.100.0/24', '203.0.113.7/32'],
  controlPlaneCount: 5,
  pools: [{name: 'apps', count: 6, vmSize: 'Standard_D8s_v5', maxPods: 60}, starterDefaults.pool],
  sshPublicKeys: [`${KEY} a@b`, `${KEY} c`],
};

describe('starterDefinition', () => {
  it('says what the answers say', () => {
    expect(parse(starterDefinition(answers, 'cluster.yaml', false))).toEqual({
      apiVersion: 'vnetk8s/v1',
      name: 'prod',
      location: 'westeurope',
      kubernetes: {version: '1.36'},
      network: {virtualNetwork: {addressSpace: ['10.240.0.0/16', '10.250.0.0/20']}},
      controlPlane: {
        count: 5,
        endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24', '203.0.113.7/32']},
      },
      nodePools: [
        {name: 'apps', count: 6, vmSize: 'Standard_D8s_v5', maxPods: 60},
        {name: 'apps', count: 3, vmSize: 'Standard_D4s_v5', maxPods: 30},
      ],
      linux: {adminUsername: 'azureuser', sshPublicKeys: [`${KEY} a@b`, `${KEY} c`]},
    });
  });

  it('says it whatever is in texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (name, key, addressSpace) => {
        const odd = {
          ...answers,
          name,
          location: key,
          network: {kind: 'new', addressSpace},
          sshPublicKeys: [key],
        } as const;

        const {name: readName, location, network, linux} = parse(starterDefinition(odd, 'cluster.yaml', false));

        expect([readName, location, network.virtualNetwork.addressSpace, linux.sshPublicKeys]).toEqual([
          name,
          key,
          addressSpace,
          [key],
        ]);
      }),
    );
  });

  it('has no fault with what it proposes itself', async () => {
    const {name, location, addressSpace, controlPlaneCount, pool} = starterDefaults;
    const network = {kind: 'new', addressSpace} as const;
    const proposed = {name, location, network, controlPlaneCount, pools: [pool], sshPublicKeys: [KEY]};

    const issues = await checkStarter(starterDefinition(proposed, 'x.yaml', true), 'x.yaml', '.');

    expect(issues).toEqual([]);
  });
});
