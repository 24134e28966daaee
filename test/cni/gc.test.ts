import {afterEach, describe, expect, it} from 'vitest';
import {createMachine, failure, type Machine, missingPrivilege, podLinks, routes, run} from './machine.ts';

const reason = missingPrivilege();
const open: Machine[] = [];
const KEY = 'cni.dev/valid-attachments';

function attached(...ids: readonly string[]): Machine {
  const machine = createMachine('10.240.0.5', '10.240.0.6', '10.240.0.7');
  open.push(machine);
  for (const CNI_CONTAINERID of ids) machine.call('ADD', {CNI_CONTAINERID, CNI_NETNS: machine.addPod(CNI_CONTAINERID)});
  return machine;
}

function owners(machine: Machine): unknown[] {
  return podLinks(machine.name).map((link) => link.alias);
}

afterEach(() => {
  for (const machine of open.splice(0)) machine.dispose();
});

describe.skipIf(reason)(`GC${reason === undefined ? '' : ` (${reason})`}`, () => {
  it('removes what belongs to no attachment, and prints nothing', () => {
    const machine = attached('a', 'b', 'c');
    const attachments = [
      {containerID: 'b', ifname: 'eth0'},
      {containerID: 'c', ifname: 'eth1'},
    ];

    const outcome = machine.call('GC', {}, {cniVersion: '1.1.0', [KEY]: attachments});

    expect({outcome, owners: owners(machine), routes: routes(machine.name)}).toEqual({
      outcome: {status: 0, stdout: ''},
      owners: ['vnet/b/eth0'],
      routes: ['10.240.0.6 dev vnd85773504134 proto 86 scope link'],
    });
  });

  it('removes everything of its network for an empty list, and nothing of another', () => {
    const machine = attached('a');
    machine.call('ADD', {CNI_CONTAINERID: 'b', CNI_NETNS: machine.addPod('b')}, {name: 'vnet2'});

    machine.call('GC', {}, {cniVersion: '1.1.0', [KEY]: []});

    expect(owners(machine)).toEqual(['vnet2/b/eth0']);
  });

  it('removes what a killed ADD left without an owner', () => {
    const machine = attached();
    run('ip', '-n', machine.name, 'link', 'add', 'vn0', 'group', '86', 'type', 'veth', 'peer', 'name', 'left');

    machine.call('GC', {}, {cniVersion: '1.1.0', [KEY]: []});

    expect(owners(machine)).toEqual([]);
  });

  it.each([[undefined], [null], [{}], ['b'], [['b']], [[{containerID: 'b', ifname: 'eth0'}, {containerID: 'a'}]]])(
    'removes nothing for a list that is none: %j',
    (attachments) => {
      const machine = attached('a');

      const outcome = machine.call('GC', {}, {cniVersion: '1.1.0', [KEY]: attachments});

      expect({outcome: failure(outcome), owners: owners(machine)}).toEqual({
        outcome: {
          status: 1,
          error: {cniVersion: '1.1.0', code: 7, msg: `${KEY}: is missing or not valid`, details: ''},
        },
        owners: ['vnet/a/eth0'],
      });
    },
  );
});
