import {spawnSync} from 'node:child_process';
import {afterEach, describe, expect, it} from 'vitest';
import {createMachine, type Machine, missingPrivilege, podLinks, routes} from './machine.ts';

const reason = missingPrivilege();
const open: Machine[] = [];

afterEach(() => {
  for (const machine of open.splice(0)) machine.dispose();
});

function machineWith(pool: readonly string[], pods: number): Machine {
  const machine = createMachine(...pool);
  open.push(machine);
  for (let i = 0; i < pods; i++) machine.addPod(`p${i}`);
  return machine;
}

function addressesFrom(first: number, count: number): string[] {
  return Array.from({length: count}, (_, i) => `10.240.0.${first + i}`);
}

/** Numbers from 0 to 1 that are the same in every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

function owned(machine: Machine): unknown {
  return podLinks(machine.name).map((link) => [link.name, link.alias]);
}

function variables(machine: Machine, pod: number): Record<string, string> {
  return {CNI_CONTAINERID: `p${pod}`, CNI_NETNS: `/run/netns/${machine.name}-p${pod}`};
}

describe.skipIf(reason)(`torture${reason === undefined ? '' : ` (${reason})`}`, {timeout: 240_000}, () => {
  it('leaves nothing after DEL in 1,000 rounds of being killed at any point', () => {
    const machine = machineWith(['10.240.0.5'], 1);
    const random = sequence(1);
    const input = JSON.stringify(machine.configuration);
    const environment = {...variables(machine, 0), CNI_IFNAME: 'eth0'};
    const killed = (CNI_COMMAND: string): number | null => {
      const wrapper = ['timeout', '--signal=KILL', `${0.0001 + random() * 0.002}`];
      return machine.callRaw({...environment, CNI_COMMAND}, input, wrapper).status;
    };
    let halfway = 0;
    const wrong: unknown[] = [];

    for (let round = 0; round < 1000; round++) {
      if (killed('ADD') !== 0 && round % 10 === 0 && podLinks(machine.name).length > 0) halfway += 1;
      if (round % 2 === 0) killed('DEL');
      const {status} = machine.callRaw({...environment, CNI_COMMAND: 'DEL', CNI_NETNS: ''}, input);
      if (status !== 0) wrong.push({round, status});
      if (round % 10 === 9 && (podLinks(machine.name).length > 0 || routes(machine.name).length > 0))
        wrong.push({round});
    }

    expect({wrong, links: podLinks(machine.name), routes: routes(machine.name)}).toEqual({
      wrong: [],
      links: [],
      routes: [],
    });
    expect(halfway).toBeGreaterThan(0);
    expect(machine.call('ADD', variables(machine, 0)).status).toBe(0);
  });

  it('never gives an address twice, and keeps routes and links equal, 16 calls at a time with GC between', async () => {
    const pods = 16;
    const machine = machineWith(addressesFrom(5, 12), pods);
    const random = sequence(2);
    const held = new Map<string, number>();
    const attachments = Array.from({length: pods}, (_, i) => ({containerID: `p${i}`, ifname: 'eth0'}));
    const wrong: unknown[] = [];
    const end = Date.now() + 40_000;
    let adds = 0;
    let refusals = 0;

    const work = async (pod: number): Promise<void> => {
      while (Date.now() < end) {
        const {status, stdout} = await machine.start('ADD', variables(machine, pod));
        if (status === 0) {
          const address = (JSON.parse(stdout) as {ips: {address: string}[]}).ips[0]?.address ?? '';
          if (held.has(address)) wrong.push({address, owners: [held.get(address), pod]});
          held.set(address, pod);
          adds += 1;
          if (random() < 0.3)
            await machine.start('GC', {}, {cniVersion: '1.1.0', 'cni.dev/valid-attachments': attachments});
          held.delete(address);
        } else if ((JSON.parse(stdout) as {code: number}).code === 11) {
          refusals += 1; // more pods than addresses
        } else {
          wrong.push(stdout);
        }
        const deleted = await machine.start('DEL', variables(machine, pod));
        if (deleted.status !== 0) wrong.push(deleted);
      }
    };
    await Promise.all(attachments.map((_, pod) => work(pod)));

    expect({wrong, links: owned(machine), routes: routes(machine.name)}).toEqual({wrong: [], links: [], routes: []});
    expect(Math.min(adds, refusals)).toBeGreaterThan(100);
  });

  it('has as many routes as links and leases when all pods of a full node come and half of them go at once', async () => {
    const pods = 60;
    const machine = machineWith(addressesFrom(5, pods), pods);
    const all = Array.from({length: pods}, (_, pod) => pod);

    const added = await Promise.all(all.map((pod) => machine.start('ADD', variables(machine, pod))));
    const full = {links: podLinks(machine.name).length, routes: routes(machine.name).length};
    await Promise.all(all.filter((pod) => pod % 2 === 0).map((pod) => machine.start('DEL', variables(machine, pod))));

    const got = added.map(({stdout}) => (JSON.parse(stdout) as {ips: {address: string}[]}).ips[0]?.address);
    expect({different: new Set(got).size, full}).toEqual({different: pods, full: {links: pods, routes: pods}});
    const expected = all.filter((pod) => pod % 2 === 1).map((pod) => `10.240.0.${String(got[pod]).split(/[./]/)[3]}`);
    expect(
      routes(machine.name)
        .map((route) => route.split(' ')[0])
        .toSorted(),
    ).toEqual(expected.toSorted());
  });

  it('loses no address to a namespace that is deleted during ADD', async () => {
    const machine = machineWith(addressesFrom(5, 4), 0);
    const random = sequence(3);
    const wrong: unknown[] = [];

    for (let round = 0; round < 100; round++) {
      machine.addPod('p0');
      const adding = machine.start('ADD', variables(machine, 0));
      await new Promise((resolve) => setTimeout(resolve, random() * 8));
      machine.removePod('p0');
      const {status, stdout} = await adding;
      if (status !== 0 && typeof (JSON.parse(stdout) as {code?: unknown}).code !== 'number') wrong.push(stdout);
      // The kernel removes a namespace's interfaces a little later, and a runtime calls DEL in any case.
      if (machine.call('DEL', {...variables(machine, 0), CNI_NETNS: ''}).status !== 0) wrong.push(round);
    }

    spawnSync('sleep', ['0.2']);
    expect({wrong, links: podLinks(machine.name), routes: routes(machine.name)}).toEqual({
      wrong: [],
      links: [],
      routes: [],
    });
  });
});
