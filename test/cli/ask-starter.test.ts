import {describe, expect, it} from 'vitest';
import {askStarter, type Prompter} from '../../src/cli/ask-starter.ts';
import type {PartialAnswers} from '../../src/cli/starter-answers.ts';
import type {SshKeyFile} from '../../src/operations/ssh-keys.ts';

const KEYS: readonly SshKeyFile[] = [{path: '/home/me/.ssh/id_ed25519.pub', keys: ['ssh-ed25519 AAAA me']}];
const VNET = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/corp';

/** Answers by the beginning of the question; the default where nothing is said. Keeps what was asked and refused. */
function script(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const answerTo = (message: string): unknown => {
    asked.push(message);
    const found = Object.entries(answers).find(([start]) => message.startsWith(start))?.[1];
    return Array.isArray(found) ? found.shift() : found;
  };
  const prompter: Prompter = {
    async input({message, default: fallback, validate}) {
      const value = String(answerTo(message) ?? fallback);
      const verdict = await validate(value);
      if (verdict !== true) asked.push(`! ${verdict}`);
      return value;
    },
    async select({message, choices}) {
      const wanted = answerTo(message);
      const choice = choices.find(({name}) => name === wanted) ?? choices[0];
      if (choice === undefined) throw new Error(`nothing to choose for ${message}`);
      return choice.value;
    },
    async confirm({message, default: fallback}) {
      return Boolean(answerTo(message) ?? fallback);
    },
  };
  return {prompter, asked};
}

async function ask(answers: Readonly<Record<string, unknown>>, given: PartialAnswers = {}, sshKeys = KEYS) {
  const {prompter, asked} = script(answers);
  const result = await askStarter({
    given,
    sshKeys,
    readKeys: async (path) => ({path, keys: [`key in ${path}`]}),
    check: async ({name}, path) => (path === 'name' && name === 'Prod' ? 'has the wrong form' : undefined),
    prompter,
  });
  return {result, asked};
}

describe('askStarter', () => {
  it('takes what it proposes where nothing else is said', async () => {
    const {result, asked} = await ask({});

    expect(result).toEqual({
      name: 'demo',
      location: 'westeurope',
      network: {kind: 'new', addressSpace: ['10.240.0.0/16']},
      authorizedCidrs: undefined,
      controlPlaneCount: 3,
      pools: [{name: 'apps', count: 3, vmSize: 'Standard_D4s_v5', maxPods: 30}],
      sshPublicKeys: ['ssh-ed25519 AAAA me'],
    });
    expect(asked).toEqual([
      'Name of the cluster',
      'Azure region',
      'Virtual network',
      'Its address range',
      'Kubernetes API server',
      'Control-plane machines',
      'Name of the node pool',
      'VM size',
      'Nodes',
      'Pods per node',
      'Another node pool?',
      'SSH public key for the machines',
    ]);
  });

  it('asks for everything of an existing network, a public API server, two pools and another key', async () => {
    const {result} = await ask({
      'Virtual network': 'an existing one',
      'Its resource id': VNET,
      'Its address ranges': '10.20.0.0/16, 10.30.0.0/16',
      'Name of the subnet for the control plane': 'cp',
      'Range of cp': '10.20.0.0/24',
      'Name of the subnet for the nodes': 'nodes',
      'Range of nodes': '10.20.4.0/22',
      'Kubernetes API server': 'public',
      'Ranges that may reach it': '198.51.100.0/24',
      'Control-plane machines': '5',
      'Name of the node pool': ['apps', 'gpu'],
      'Another node pool?': [true, false],
      'SSH public key': 'another file',
      'File with the SSH public key': '/keys/a.pub',
    });

    expect(result).toEqual({
      name: 'demo',
      location: 'westeurope',
      network: {
        kind: 'existing',
        id: VNET,
        addressSpace: ['10.20.0.0/16', '10.30.0.0/16'],
        controlPlane: {name: 'cp', cidr: '10.20.0.0/24'},
        nodes: {name: 'nodes', cidr: '10.20.4.0/22'},
      },
      authorizedCidrs: ['198.51.100.0/24'],
      controlPlaneCount: 5,
      pools: [
        {name: 'apps', count: 3, vmSize: 'Standard_D4s_v5', maxPods: 30},
        {name: 'gpu', count: 3, vmSize: 'Standard_D4s_v5', maxPods: 30},
      ],
      sshPublicKeys: ['key in /keys/a.pub'],
    });
  });

  it('says what is wrong with an answer', async () => {
    const {asked} = await ask({'Name of the cluster': 'Prod'});

    expect(asked.slice(0, 2)).toEqual(['Name of the cluster', '! has the wrong form']);
  });

  it('does not ask for what flags said', async () => {
    const given: PartialAnswers = {
      name: 'prod',
      location: 'northeurope',
      network: {kind: 'new', addressSpace: ['10.0.0.0/16']},
      authorizedCidrs: ['198.51.100.0/24'],
      controlPlaneCount: 1,
      pools: [{name: 'apps', count: 1, vmSize: 'Standard_D4s_v5', maxPods: 30}],
      sshPublicKeys: ['a key'],
    };

    const {result, asked} = await ask({}, given);

    expect(asked).toEqual([]);
    expect(result).toEqual(given);
  });
});
