import {describe, expect, it} from 'vitest';
import type {IssueCode, Path} from '../../src/definition/issue.ts';
import type {Explained} from '../../src/failures/explain-failure.ts';
import {groupFailures} from '../../src/failures/group-failures.ts';

const GROUP = '/subscriptions/s/resourceGroups/g/providers';

function failure(name: string, cause: string): Explained {
  const resource = `${GROUP}/Microsoft.Compute/virtualMachines/${name}`;
  return {
    issue: {code: 'VK7001', severity: 'error', path: ['nodePools', 0], message: `virtual machine ${name}: no`},
    cause,
    resource,
    resources: [resource],
    remedy: ['mend it'],
    next: ['az'],
    count: 1,
  };
}

/** Names of the resources of each group. */
function names(failures: readonly Explained[]): readonly (readonly string[])[] {
  return groupFailures(failures).map(({resources}) => resources.map((id) => id.slice(id.lastIndexOf('/') + 1)));
}

describe('failures of one cause', () => {
  it('are one, with the resources of all', () => {
    const first = failure('a-0', "Quota: 'a-0' needs 2 of 10, 4 in use.");
    const second = failure('a-1', "Quota: 'a-1' needs 2 of 10, 6 in use.");

    expect(groupFailures([first, second])).toEqual([
      {...first, resources: [first.resource, second.resource], count: 2},
    ]);
  });

  it.each([
    ['policies', "'a-0' disallowed by policy 'tags'", "'a-1' disallowed by policy 'sizes'"],
    ['actions', "no right to 'Microsoft.Compute/a/write'", "no right to 'Microsoft.Compute/b/write'"],
    ['addresses', 'IP address 10.0.0.4 is in use.', 'IP address 10.0.0.5 is in use.'],
    ['sizes', 'size Standard_D2s_v5 is not there', 'size Standard_D4s_v5 is not there'],
  ])('are not those of two %s', (_, first, second) => {
    expect(names([failure('a-0', first), failure('a-1', second)])).toEqual([['a-0'], ['a-1']]);
  });

  it('are one wherever they are, if they are mended outside of the definition', () => {
    const of = (code: IssueCode, path: Path, resource: string) => {
      const given = failure(resource, `RequestDisallowedByPolicy: Resource '${resource}' was disallowed by policy.`);
      return {...given, issue: {...given.issue, code, path}};
    };
    const policies = [of('VK7005', ['network'], 'vm-0'), of('VK7005', ['controlPlane'], 'vm-1')];
    const sizes = [of('VK7002', ['network'], 'vm-0'), of('VK7002', ['controlPlane'], 'vm-1')];

    expect(names(policies)).toEqual([['vm-0', 'vm-1']]);
    expect(names(sizes)).toEqual([['vm-0'], ['vm-1']]);
  });

  it('are one of a policy, although Azure calls resources by names that several have', () => {
    const of = (name: string): Explained => {
      const {resource: _, ...given} = failure(name, `RequestDisallowedByPolicy: Resource '${name}' was disallowed.`);
      return {...given, resources: []};
    };

    expect(groupFailures([of('a'), of('b')]).map(({count}) => count)).toEqual([2]);
  });

  it('are not those of the deployment and of a resource in two places', () => {
    const whole = {...failure('x', 'No.'), issue: {...failure('x', 'No.').issue, path: []}, resources: []};

    expect(names([whole, failure('a-0', 'No.')])).toEqual([[], ['a-0']]);
  });
});
