import {describe, expect, it} from 'vitest';
import {
  forbidOwnTags,
  forbidRepeatedAddons,
  forbidRepeatedTags,
  forbidReservedTags,
  limitScaleSetTags,
  requireAzureNames,
  requireClusterName,
  requireTagNames,
} from '../../../src/cluster/rules/names.ts';
import {buildDefinition, findIssues, HUB_ID} from '../cluster-builder.ts';

describe('requireClusterName', () => {
  it('refuses a name that ends in -internal', () => {
    const definition = buildDefinition({name: 'shop-internal'});

    const issues = findIssues(requireClusterName, definition);

    expect(issues).toEqual([
      {
        code: 'VK3701',
        severity: 'error',
        path: ['name'],
        message: '"shop-internal" must not end with -internal, which names its internal load balancer',
        hint: 'choose another, such as shop',
      },
    ]);
  });

  it('accepts another ending', () => {
    const definition = buildDefinition({name: 'shop'});

    const issues = findIssues(requireClusterName, definition);

    expect(issues).toEqual([]);
  });

  it('accepts -internal elsewhere', () => {
    const definition = buildDefinition({name: 'shop-internal-a'});

    const issues = findIssues(requireClusterName, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidRepeatedAddons', () => {
  it('refuses a name that another add-on has', () => {
    const definition = buildDefinition({
      addons: [
        {name: 'extra', manifest: './one.yaml'},
        {name: 'extra', manifest: './two.yaml'},
      ],
    });

    const issues = findIssues(forbidRepeatedAddons, definition);

    expect(issues).toEqual([
      {
        code: 'VK3702',
        severity: 'error',
        path: ['addons', 1, 'name'],
        message: '"extra" is the name of two add-ons',
        hint: 'give each its own name',
        related: [{path: ['addons', 0, 'name'], message: 'the first'}],
      },
    ]);
  });

  it('accepts names of their own', () => {
    const definition = buildDefinition({
      addons: [
        {name: 'extra-one', manifest: './one.yaml'},
        {name: 'extra-two', manifest: './two.yaml'},
      ],
    });

    const issues = findIssues(forbidRepeatedAddons, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireAzureNames', () => {
  it('refuses a subnet with a space', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'front end'}]},
      nodePools: [{name: 'web', subnet: 'front end'}],
    });

    const issues = findIssues(requireAzureNames, definition);

    expect(issues).toEqual([
      {
        code: 'VK3705',
        severity: 'error',
        path: ['network', 'subnets', 0, 'name'],
        message: '"front end" is no name for a subnet: has " "; only letters, digits, ., _ and - are allowed',
        hint: 'write 1 to 80 letters, digits, ., _ and -; a letter or digit first, no . or - last',
      },
    ]);
  });

  it('accepts a subnet with a hyphen', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'front-end'}]},
      nodePools: [{name: 'web', subnet: 'front-end'}],
    });

    const issues = findIssues(requireAzureNames, definition);

    expect(issues).toEqual([]);
  });

  it('refuses names of routes and peerings too', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [{name: '-hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']}],
        },
        subnets: [{name: 'apps', routes: [{name: 'drop.', addressPrefix: '192.168.0.0/16', nextHopType: 'None'}]}],
      },
    });

    const issues = findIssues(requireAzureNames, definition);

    expect(issues).toEqual([
      {
        code: 'VK3705',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0, 'name'],
        message: '"drop." is no name for a route: must begin with a letter or digit and end with one or with _',
        hint: 'write 1 to 80 letters, digits, ., _ and -; a letter or digit first, no . or - last',
      },
      {
        code: 'VK3705',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 0, 'name'],
        message: '"-hub" is no name for a peering: must begin with a letter or digit and end with one or with _',
        hint: 'write 1 to 80 letters, digits, ., _ and -; a letter or digit first, no . or - last',
      },
    ]);
  });
});

describe('requireTagNames', () => {
  it('refuses a slash', () => {
    const definition = buildDefinition({tags: {'cost/center': '4711'}});

    const issues = findIssues(requireTagNames, definition);

    expect(issues).toEqual([
      {
        code: 'VK3706',
        severity: 'error',
        path: ['tags', 'cost/center'],
        message: 'tag "cost/center" has / in its name: Azure allows none of < > % & \\ ? /',
        hint: 'write "cost-center"',
        at: 'key',
      },
    ]);
  });

  it('accepts a hyphen', () => {
    const definition = buildDefinition({tags: {'cost-center': '4711'}});

    const issues = findIssues(requireTagNames, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidReservedTags', () => {
  it('refuses a name that begins with azure', () => {
    const definition = buildDefinition({tags: {azureTeam: 'platform'}});

    const issues = findIssues(forbidReservedTags, definition);

    expect(issues).toEqual([
      {
        code: 'VK3707',
        severity: 'error',
        path: ['tags', 'azureTeam'],
        message: 'tag "azureTeam" begins with azure, which Azure keeps for itself',
        hint: 'choose a name that begins otherwise',
        at: 'key',
      },
    ]);
  });

  it('accepts another beginning', () => {
    const definition = buildDefinition({tags: {team: 'platform'}});

    const issues = findIssues(forbidReservedTags, definition);

    expect(issues).toEqual([]);
  });

  it('does not tell capitals from small letters', () => {
    const definition = buildDefinition({tags: {'Microsoft.Team': 'platform'}});

    const issues = findIssues(forbidReservedTags, definition);

    expect(issues).toEqual([
      {
        code: 'VK3707',
        severity: 'error',
        path: ['tags', 'Microsoft.Team'],
        message: 'tag "Microsoft.Team" begins with Microsoft, which Azure keeps for itself',
        hint: 'choose a name that begins otherwise',
        at: 'key',
      },
    ]);
  });

  it('accepts azure elsewhere', () => {
    const definition = buildDefinition({tags: {'my-azure': 'platform'}});

    const issues = findIssues(forbidReservedTags, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidRepeatedTags', () => {
  it('refuses names that differ in capitals only', () => {
    const definition = buildDefinition({tags: {team: 'platform', Team: 'shop'}});

    const issues = findIssues(forbidRepeatedTags, definition);

    expect(issues).toEqual([
      {
        code: 'VK3708',
        severity: 'error',
        path: ['tags', 'Team'],
        message: 'tags "team" and "Team" have the same name to Azure',
        hint: 'remove one of them',
        related: [{path: ['tags', 'team'], message: 'the first'}],
        at: 'key',
      },
    ]);
  });

  it('accepts one of them', () => {
    const definition = buildDefinition({tags: {team: 'platform'}});

    const issues = findIssues(forbidRepeatedTags, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidOwnTags', () => {
  it.each(['vnetk8s-cluster', 'Max', 'k8s.io_cluster-autoscaler_node-template_label_a'])('refuses %s', (name) => {
    const definition = buildDefinition({tags: {[name]: 'x'}});

    const issues = findIssues(forbidOwnTags, definition);

    expect(issues).toEqual([
      {
        code: 'VK3709',
        severity: 'error',
        path: ['tags', name],
        message: `tag "${name}" is one that vnetk8s sets itself`,
        hint: 'choose another name',
        at: 'key',
      },
    ]);
  });

  it('accepts a name that begins alike', () => {
    const definition = buildDefinition({tags: {minimum: 'x', 'vnetk8s-clusters': 'x'}});

    const issues = findIssues(forbidOwnTags, definition);

    expect(issues).toEqual([]);
  });
});

describe('limitScaleSetTags', () => {
  const labels = Object.fromEntries(Array.from({length: 45}, (_, index) => [`example.com/l${index}`, 'x']));

  const {'example.com/l0': _spare, ...fewer} = labels;

  it('refuses labels and taints of a pool that may be empty, of which there are too many', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps', count: {min: 0, max: 2}, labels, taints: ['a=b:NoSchedule']}],
    });

    const issues = findIssues(limitScaleSetTags, definition);

    expect(issues).toEqual([
      {
        code: 'VK3710',
        severity: 'error',
        path: ['nodePools', 0, 'count', 'min'],
        message: 'with min 0, "apps" needs 52 tags, 46 of them for its labels and taints: Azure allows 50',
        hint: 'use min 1, or 2 fewer labels, taints or tags',
      },
    ]);
  });

  it('accepts as many as there are tags, and any number where a node is always there', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'apps', count: {min: 0, max: 2}, labels: fewer},
        {name: 'jobs', count: {min: 1, max: 2}, labels, taints: ['a=b:NoSchedule']},
      ],
    });

    const issues = findIssues(limitScaleSetTags, definition);

    expect(issues).toEqual([]);
  });
});
