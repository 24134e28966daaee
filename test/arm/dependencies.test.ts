import {describe, expect, it} from 'vitest';
import type {ArmResource} from '../../src/arm/arm-template.ts';
import {innerDependencies, outerDependencies, reduceDependencies} from '../../src/arm/dependencies.ts';
import {copyIndex, expression, nameTerm, nameText, resourceId} from '../../src/arm/expressions.ts';

/** A type that is as good as any. */
const TYPE = 'Microsoft.Compute/availabilitySets';

function set(name: string, ...after: readonly string[]): ArmResource {
  const dependsOn = after.map((other) => expression(resourceId(TYPE, other)));
  return {type: TYPE, apiVersion: '1', name, ...(after.length === 0 ? {} : {dependsOn})};
}

describe('dependencies', () => {
  it('that others imply are left out', () => {
    const resources = [
      set('a'),
      set('b', 'a'),
      set('c', 'a', 'b'),
      set('d', 'a', 'c', 'b'),
      set('e', 'elsewhere', 'a'),
    ];

    const found = reduceDependencies(resources).map(({name, dependsOn}) => [name, dependsOn]);

    expect(found).toEqual([
      ['a', undefined],
      ['b', ["[resourceId('Microsoft.Compute/availabilitySets', 'a')]"]],
      ['c', ["[resourceId('Microsoft.Compute/availabilitySets', 'b')]"]],
      ['d', ["[resourceId('Microsoft.Compute/availabilitySets', 'c')]"]],
      [
        'e',
        [
          "[resourceId('Microsoft.Compute/availabilitySets', 'elsewhere')]",
          "[resourceId('Microsoft.Compute/availabilitySets', 'a')]",
        ],
      ],
    ]);
  });

  it('of copied resources are those of the same round', () => {
    const index = copyIndex();
    const copied = {...set(nameText('m-{0}', index), 'a')};
    const next = {
      ...set('next', 'a'),
      dependsOn: [expression(resourceId(TYPE, nameTerm('m-{0}', index))), expression(resourceId(TYPE, 'a'))],
    };

    const found = reduceDependencies([set('a'), copied, next]).map(({dependsOn}) => dependsOn);

    expect(found).toEqual([
      undefined,
      ["[resourceId('Microsoft.Compute/availabilitySets', 'a')]"],
      ["[resourceId('Microsoft.Compute/availabilitySets', format('m-{0}', copyIndex()))]"],
    ]);
  });

  it('of a part of a template are within it, or what the part waits for as a whole', () => {
    const part = [set('b', 'a'), set('c', 'b', 'x'), set('d', 'a')];

    const found = [outerDependencies(part), innerDependencies(part)];

    expect(found).toEqual([
      [
        "[resourceId('Microsoft.Compute/availabilitySets', 'a')]",
        "[resourceId('Microsoft.Compute/availabilitySets', 'x')]",
      ],
      [
        {type: 'Microsoft.Compute/availabilitySets', apiVersion: '1', name: 'b'},
        {
          type: 'Microsoft.Compute/availabilitySets',
          apiVersion: '1',
          name: 'c',
          dependsOn: ["[resourceId('Microsoft.Compute/availabilitySets', 'b')]"],
        },
        {type: 'Microsoft.Compute/availabilitySets', apiVersion: '1', name: 'd'},
      ],
    ]);
  });
});
