import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {afterEach, describe, expect, it} from 'vitest';
import {createMachine, links, type Machine, missingPrivilege, podLinks, routes} from './machine.ts';

const reason = missingPrivilege() ?? (spawnSync('strace', ['-V']).error === undefined ? undefined : 'needs strace');
const open: Machine[] = [];

afterEach(() => {
  for (const machine of open.splice(0)) machine.dispose();
});

function prepared(): Machine {
  const machine = createMachine('10.240.0.5', '10.240.0.6', '10.240.0.7');
  open.push(machine);
  machine.addPod('a');
  return machine;
}

function traced(
  machine: Machine,
  command: string,
  ...options: readonly string[]
): {status: number | null; stdout: string} {
  const variables = {
    CNI_COMMAND: command,
    CNI_CONTAINERID: 'a',
    CNI_NETNS: `/run/netns/${machine.name}-a`,
    CNI_IFNAME: 'eth0',
  };
  return machine.callRaw(variables, JSON.stringify(machine.configuration), ['strace', '-f', '-qq', ...options]);
}

/** Every system call of a whole call, as its name and its number among those of that name. */
function systemCalls(machine: Machine, command: string): [name: string, number: number][] {
  const path = `${machine.directory}/trace`;
  traced(machine, command, '-o', path);
  const names = [...readFileSync(path, 'utf8').matchAll(/^\d+ +([a-z0-9_]+)\(/gm)].map((match) => match[1] ?? '');
  const seen = new Map<string, number>();
  return names
    .filter((name) => name !== 'execve' && name !== 'exit_group')
    .map((name) => {
      seen.set(name, (seen.get(name) ?? 0) + 1);
      return [name, seen.get(name) ?? 0];
    });
}

function left(machine: Machine): unknown {
  return {node: podLinks(machine.name), routes: routes(machine.name), pod: links(`${machine.name}-a`)};
}

const NOTHING = {node: [], routes: [], pod: []};

/** Whether this is what a call may print: one JSON document with a result or an error, or nothing for a DEL that succeeds. */
function isAnswer(command: string, {status, stdout}: {status: number | null; stdout: string}): boolean {
  if (status === 0 && command === 'DEL') return stdout === '';
  try {
    const document = JSON.parse(stdout) as Record<string, unknown>;
    return status === 0 ? Array.isArray(document['ips']) : status === 1 && typeof document['code'] === 'number';
  } catch {
    // A fault in the very writing of the error leaves nothing to read, but not half a document.
    return status === 1 && stdout === '';
  }
}

describe.skipIf(reason)(`faults${reason === undefined ? '' : ` (${reason})`}`, {timeout: 120_000}, () => {
  it('an ADD that fails leaves nothing and answers in JSON, whichever system call failed', () => {
    const machine = prepared();
    const calls = systemCalls(machine, 'ADD');
    machine.call('DEL');
    const wrong: unknown[] = [];
    let failed = 0;

    for (const [name, number] of calls) {
      const outcome = traced(machine, 'ADD', '-o', '/dev/null', '-e', `inject=${name}:error=ENOBUFS:when=${number}`);
      const after = left(machine);
      const clean = JSON.stringify(after) === JSON.stringify(NOTHING);
      if (outcome.status !== 0) failed += 1;
      if (!isAnswer('ADD', outcome) || clean === (outcome.status === 0)) wrong.push({name, number, outcome, after});
      machine.call('DEL');
      if (JSON.stringify(left(machine)) !== JSON.stringify(NOTHING)) wrong.push({name, number, left: left(machine)});
    }

    expect(wrong).toEqual([]);
    expect(failed).toBeGreaterThan(30);
  });

  it('a DEL that meets a fault can be repeated, whichever system call failed', () => {
    const machine = prepared();
    machine.call('ADD');
    const calls = systemCalls(machine, 'DEL');
    const wrong: unknown[] = [];

    for (const [name, number] of calls) {
      machine.call('ADD');
      const outcome = traced(machine, 'DEL', '-o', '/dev/null', '-e', `inject=${name}:error=ENOBUFS:when=${number}`);
      const done = outcome.status === 0 && JSON.stringify(left(machine)) !== JSON.stringify(NOTHING);
      if (!isAnswer('DEL', outcome) || done) wrong.push({name, number, outcome, left: left(machine)});
      const again = machine.call('DEL');
      if (again.status !== 0 || JSON.stringify(left(machine)) !== JSON.stringify(NOTHING))
        wrong.push({name, number, again});
    }

    expect(wrong).toEqual([]);
    expect(calls.length).toBeGreaterThan(20);
  });

  it('an ADD whose result nobody reads is taken back', () => {
    const machine = prepared();
    const script = 'exec 3>&1; { "$0"; echo "status $?" >&3; } | true; wait';
    const variables = {
      CNI_COMMAND: 'ADD',
      CNI_CONTAINERID: 'a',
      CNI_NETNS: `/run/netns/${machine.name}-a`,
      CNI_IFNAME: 'eth0',
    };

    const outcome = machine.callRaw(variables, JSON.stringify(machine.configuration), [
      'sh',
      '-c',
      `trap '' PIPE; ${script}`,
    ]);

    // Whether the pipe is closed before or after the write is a race; whichever wins, state and status agree.
    const kept = podLinks(machine.name).length === 1;
    expect(outcome.stdout).toBe(kept ? 'status 0\n' : 'status 1\n');
  });
});
