import {afterEach, describe, expect, it} from 'vitest';
import {createMachine, failure, type Machine, missingPrivilege, run} from './machine.ts';

const reason = missingPrivilege();
const open: Machine[] = [];

/** A machine with an attached pod, and CHECK of it with the result of ADD, changed by `change`. */
function attached(): {machine: Machine; check: (change?: (result: string) => string) => unknown} {
  const machine = createMachine('10.240.0.5');
  open.push(machine);
  machine.addPod('a');
  const {stdout} = machine.call('ADD');
  return {
    machine,
    check: (change = (result) => result) => {
      const outcome = machine.call('CHECK', {}, {prevResult: JSON.parse(change(stdout)) as unknown});
      return outcome.stdout === '' ? outcome : failure(outcome);
    },
  };
}

afterEach(() => {
  for (const machine of open.splice(0)) machine.dispose();
});

const WELL = {status: 0, stdout: ''};
const LINK_A = 'vn53108f717329';

function missing(what: string, address = '10.240.0.5'): unknown {
  const msg = `${address}: ${what} is missing or changed`;
  return {status: 1, error: {cniVersion: '1.0.0', code: 100, msg, details: ''}};
}

describe.skipIf(reason)(`CHECK${reason === undefined ? '' : ` (${reason})`}`, () => {
  it('prints nothing when all is well', () => {
    const {check} = attached();

    expect(check()).toEqual(WELL);
  });

  it.each([
    ['host interface', 'node', ['link', 'set', LINK_A, 'address', '02:00:00:00:00:01']],
    ['host route', 'node', ['route', 'del', '10.240.0.5']],
    ['host neighbour', 'node', ['neigh', 'del', '10.240.0.5', 'dev', LINK_A]],
    ['pod interface', 'pod', ['link', 'set', 'eth0', 'name', 'eth9']],
    ['prevResult MAC', 'pod', ['link', 'set', 'eth0', 'address', '02:00:00:00:00:01']],
    ['pod address', 'pod', ['addr', 'del', '10.240.0.5/32', 'dev', 'eth0']],
    ['gateway route', 'pod', ['route', 'del', '169.254.1.1']],
    ['default route', 'pod', ['route', 'del', 'default']],
    [
      'gateway neighbour',
      'pod',
      ['neigh', 'replace', '169.254.1.1', 'lladdr', '02:00:00:00:00:01', 'nud', 'permanent', 'dev', 'eth0'],
    ],
  ])('finds a fault of the %s', (what, where, change) => {
    const {machine, check} = attached();
    const namespace = where === 'node' ? machine.name : `${machine.name}-a`;
    if (change[1] === 'set' && change[3] === 'name') run('ip', '-n', namespace, 'link', 'set', 'eth0', 'down');

    run('ip', '-n', namespace, ...change);

    expect(check()).toEqual(missing(what));
  });

  it('finds that the interface has gone', () => {
    const {machine, check} = attached();

    machine.call('DEL');

    expect(check()).toEqual(missing('host interface', '0.0.0.0'));
  });

  it('finds that the result is of another address', () => {
    const {check} = attached();

    expect(check((result) => result.replace('10.240.0.5', '10.240.0.6'))).toEqual(missing('prevResult address'));
  });

  it('allows that a later plugin changed the MAC or took the default route, and said so in the result', () => {
    const {machine, check} = attached();
    run('ip', '-n', `${machine.name}-a`, 'link', 'set', 'eth0', 'address', '02:00:00:00:00:01');
    // Changing the MAC took the neighbour entry away, which such a plugin has to put back.
    const gateway = ['169.254.1.1', 'lladdr', 'aa:aa:aa:aa:aa:aa', 'nud', 'permanent', 'dev', 'eth0'];
    run('ip', '-n', `${machine.name}-a`, 'neigh', 'replace', ...gateway);
    run('ip', '-n', `${machine.name}-a`, 'route', 'del', 'default');

    const outcome = check((result) =>
      result.replace('0a:58:0a:f0:00:05', '02:00:00:00:00:01').replace('0.0.0.0/0', '10.0.0.0/8'),
    );

    expect(outcome).toEqual(WELL);
  });

  it('needs the result of ADD', () => {
    const {machine} = attached();

    expect(failure(machine.call('CHECK'))).toEqual({
      status: 1,
      error: {cniVersion: '1.0.0', code: 7, msg: 'prevResult: is missing or not valid', details: ''},
    });
  });
});
