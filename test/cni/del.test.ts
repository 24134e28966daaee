import {afterEach, describe, expect, it} from 'vitest';
import {createMachine, links, type Machine, missingPrivilege, podLinks, routes, run} from './machine.ts';

const reason = missingPrivilege();
const open: Machine[] = [];

function attached(): Machine {
  const machine = createMachine('10.240.0.5', '10.240.0.6');
  open.push(machine);
  machine.addPod('a');
  machine.call('ADD');
  return machine;
}

function left(machine: Machine): unknown {
  return {links: podLinks(machine.name), routes: routes(machine.name)};
}

afterEach(() => {
  for (const machine of open.splice(0)) machine.dispose();
});

const DONE = {status: 0, stdout: ''};
const NOTHING = {links: [], routes: []};

describe.skipIf(reason)(`DEL${reason === undefined ? '' : ` (${reason})`}`, () => {
  it('removes the interface from both ends before it returns, and prints nothing', () => {
    const machine = attached();

    const outcome = machine.call('DEL');

    expect({outcome, left: left(machine), pod: links(`${machine.name}-a`)}).toEqual({
      outcome: DONE,
      left: NOTHING,
      pod: [],
    });
  });

  it('succeeds again, without namespace and earlier result, as containerd calls it', () => {
    const machine = attached();

    const outcomes = [machine.call('DEL'), machine.call('DEL', {CNI_NETNS: ''}), machine.call('DEL', {CNI_NETNS: ''})];

    expect({outcomes, left: left(machine)}).toEqual({outcomes: [DONE, DONE, DONE], left: NOTHING});
  });

  it('needs no namespace to remove an interface', () => {
    const machine = attached();

    const outcome = machine.call('DEL', {CNI_NETNS: ''});

    expect({outcome, left: left(machine), pod: links(`${machine.name}-a`)}).toEqual({
      outcome: DONE,
      left: NOTHING,
      pod: [],
    });
  });

  it('succeeds when the namespace has gone, with which the lease went', () => {
    const machine = attached();
    machine.removePod('a');

    const before = run(
      'sh',
      '-c',
      `for i in $(seq 50); do ip -n ${machine.name} link show group 86 | grep -q . || break; sleep 0.02; done; echo gone`,
    );
    const outcome = machine.call('DEL', {CNI_NETNS: '/run/netns/nonexistent'});

    expect({before, outcome, left: left(machine)}).toEqual({before: 'gone\n', outcome: DONE, left: NOTHING});
  });

  it('succeeds for a container that was never added, without a pool and without a state directory', () => {
    const machine = attached();

    const outcome = machine.call(
      'DEL',
      {CNI_CONTAINERID: 'never'},
      {pool: '/nonexistent', stateDir: '/nonexistent/state'},
    );

    expect({outcome, routes: routes(machine.name)}).toEqual({
      outcome: DONE,
      routes: ['10.240.0.5 dev vn53108f717329 proto 86 scope link'],
    });
  });

  it('leaves other containers alone, also those of another network with the same id', () => {
    const machine = attached();
    const before = left(machine);

    machine.call('DEL', {CNI_CONTAINERID: 'b'});
    machine.call('DEL', {CNI_IFNAME: 'eth1'});
    machine.call('DEL', {}, {name: 'other'});

    expect(left(machine)).toEqual(before);
  });

  it('ends the lease of an interface whose route was flushed, and lets its address rest', () => {
    const machine = attached();
    run('ip', '-n', machine.name, 'route', 'flush', 'proto', '86');

    machine.call('DEL');
    machine.call('ADD');

    expect(routes(machine.name)).toEqual(['10.240.0.6 dev vn53108f717329 proto 86 scope link']);
  });
});
