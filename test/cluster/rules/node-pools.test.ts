import {describe, expect, it} from 'vitest';
import {
  forbidAutoscaledMachines,
  forbidRepeatedPoolNames,
  limitAvailabilitySets,
  requireOrderedCounts,
  warnOfNoNodes,
} from '../../../src/cluster/rules/node-pools.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('forbidRepeatedPoolNames', () => {
  it('refuses a name that another pool has', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps'}, {name: 'apps'}]});

    const issues = findIssues(forbidRepeatedPoolNames, definition);

    expect(issues).toEqual([
      {
        code: 'VK3501',
        severity: 'error',
        path: ['nodePools', 1, 'name'],
        message: '"apps" is the name of two node pools',
        hint: 'give each its own name',
        related: [{path: ['nodePools', 0, 'name'], message: 'the first'}],
      },
    ]);
  });

  it('accepts names of their own', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps'}, {name: 'batch'}]});

    const issues = findIssues(forbidRepeatedPoolNames, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireOrderedCounts', () => {
  it('refuses more nodes at least than at most', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', count: {min: 10, max: 3}}]});

    const issues = findIssues(requireOrderedCounts, definition);

    expect(issues).toEqual([
      {
        code: 'VK3502',
        severity: 'error',
        path: ['nodePools', 0, 'count', 'min'],
        message: 'min is 10 and max is 3: there cannot be more nodes at least than at most',
        hint: 'write {min: 3, max: 10}',
        related: [{path: ['nodePools', 0, 'count', 'max'], message: 'the most nodes'}],
      },
    ]);
  });

  it('accepts an ordered pair', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', count: {min: 3, max: 10}}]});

    const issues = findIssues(requireOrderedCounts, definition);

    expect(issues).toEqual([]);
  });

  it('accepts equal numbers', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', count: {min: 3, max: 3}}]});

    const issues = findIssues(requireOrderedCounts, definition);

    expect(issues).toEqual([]);
  });
});

describe('limitAvailabilitySets', () => {
  it('refuses 201 machines', () => {
    const definition = buildDefinition({nodePools: [{name: 'edge', type: 'virtualMachines', count: 200}]});

    const issues = findIssues(limitAvailabilitySets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3503',
        severity: 'error',
        path: ['nodePools', 0, 'count'],
        message: 'node pool "edge" has 201 machines, 1 of them during upgrades: an availability set holds 200',
        hint: 'use at most 199 nodes, zones, type: scaleSet, or a second pool',
        related: [
          {path: ['nodePools', 0, 'type'], message: 'single machines'},
          {path: ['nodePools', 0, 'zones'], message: 'in no zone'},
          {path: ['nodePools', 0, 'maxSurge'], message: '1 more during upgrades'},
        ],
      },
    ]);
  });

  it('accepts 200 machines, surge included', () => {
    const definition = buildDefinition({nodePools: [{name: 'edge', type: 'virtualMachines', count: 199}]});

    const issues = findIssues(limitAvailabilitySets, definition);

    expect(issues).toEqual([]);
  });

  it('does not speak of upgrades without a surge', () => {
    const definition = buildDefinition({nodePools: [{name: 'edge', type: 'virtualMachines', count: 201, maxSurge: 0}]});

    const issues = findIssues(limitAvailabilitySets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3503',
        severity: 'error',
        path: ['nodePools', 0, 'count'],
        message: 'node pool "edge" has 201 machines: an availability set holds 200',
        hint: 'use at most 200 nodes, zones, type: scaleSet, or a second pool',
        related: [
          {path: ['nodePools', 0, 'type'], message: 'single machines'},
          {path: ['nodePools', 0, 'zones'], message: 'in no zone'},
        ],
      },
    ]);
  });

  it('accepts more in zones, and in scale sets', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'edge', type: 'virtualMachines', count: 201, zones: ['1', '2']},
        {name: 'apps', count: 201},
      ],
    });

    const issues = findIssues(limitAvailabilitySets, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfNoNodes', () => {
  it('warns of a pool without nodes', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', count: {min: 0, max: 20}}]});

    const issues = findIssues(warnOfNoNodes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3504',
        severity: 'warning',
        path: ['nodePools', 0, 'count'],
        message: 'no node pool has a node to begin with: pods wait until one is scaled up',
        hint: 'give one pool at least 1 node',
      },
    ]);
  });

  it('accepts one node', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', count: {min: 1, max: 20}}]});

    const issues = findIssues(warnOfNoNodes, definition);

    expect(issues).toEqual([]);
  });

  it('names all pools', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'apps', count: 0},
        {name: 'batch', count: {min: 0, max: 5}},
      ],
    });

    const issues = findIssues(warnOfNoNodes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3504',
        severity: 'warning',
        path: ['nodePools', 0, 'count'],
        message: 'no node pool has a node to begin with: pods wait until one is scaled up',
        hint: 'give one pool at least 1 node',
        related: [{path: ['nodePools', 1, 'count'], message: 'node pool "batch"'}],
      },
    ]);
  });

  it('accepts an empty pool beside one with nodes', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps'}, {name: 'batch', count: 0}]});

    const issues = findIssues(warnOfNoNodes, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidAutoscaledMachines', () => {
  it('refuses to autoscale single machines', () => {
    const definition = buildDefinition({nodePools: [{name: 'edge', type: 'virtualMachines', count: {min: 2, max: 5}}]});

    const issues = findIssues(forbidAutoscaledMachines, definition);

    expect(issues).toEqual([
      {
        code: 'VK3505',
        severity: 'error',
        path: ['nodePools', 0, 'count'],
        message: 'only a scale set can be autoscaled, and this pool has type: virtualMachines',
        hint: 'write type: scaleSet, or a fixed number: count: 5',
        related: [{path: ['nodePools', 0, 'type'], message: 'virtualMachines'}],
      },
    ]);
  });

  it('accepts a fixed number', () => {
    const definition = buildDefinition({nodePools: [{name: 'edge', type: 'virtualMachines', count: 5}]});

    const issues = findIssues(forbidAutoscaledMachines, definition);

    expect(issues).toEqual([]);
  });

  it('accepts an autoscaled scale set', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', count: {min: 1, max: 5}}]});

    const issues = findIssues(forbidAutoscaledMachines, definition);

    expect(issues).toEqual([]);
  });
});
