import {describe, expect, it} from 'vitest';
import {
  call,
  concat,
  copyIndex,
  element,
  expression,
  foreignResourceId,
  integer,
  isExisting,
  isExpression,
  literal,
  nameTerm,
  nameText,
  parameter,
  plain,
  property,
  reference,
  resourceId,
  unlessExisting,
  variable,
} from '../../src/arm/expressions.ts';

describe('terms', () => {
  it('are the functions of the template language', () => {
    const found = [
      parameter('joinToken'),
      variable('tags'),
      concat([literal('a'), literal('b')]),
      copyIndex(),
      copyIndex('ipConfigurations'),
      copyIndex(undefined, 40),
      reference(parameter('id'), '2024-11-30'),
    ].map(({code}) => code);

    expect(found).toEqual([
      "parameters('joinToken')",
      "variables('tags')",
      "concat('a', 'b')",
      'copyIndex()',
      "copyIndex('ipConfigurations')",
      'copyIndex(40)',
      "reference(parameters('id'), '2024-11-30')",
    ]);
  });

  it('double the apostrophes of texts', () => {
    const found = literal("it's").code;

    expect(found).toEqual("'it''s'");
  });

  it('reach into objects and lists, however the key is written', () => {
    const object = variable('scripts');

    const found = [
      property(object, 'apps'),
      property(object, 'control-plane'),
      property(object, "it's"),
      element(object, integer(0)),
      element(object, literal('a')),
    ].map(({code}) => code);

    expect(found).toEqual([
      "variables('scripts').apps",
      "variables('scripts')['control-plane']",
      "variables('scripts')['it''s']",
      "variables('scripts')[0]",
      "variables('scripts')['a']",
    ]);
  });

  it('name resources by their ids', () => {
    const found = [
      resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'apps'),
      resourceId('Microsoft.Compute/virtualMachines', nameTerm('prod-{0}', copyIndex())),
      foreignResourceId('11111111-2222-3333-4444-555555555555', 'hub', 'Microsoft.Resources/deployments', 'peering'),
    ].map(({code}) => code);

    expect(found).toEqual([
      "resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'apps')",
      "resourceId('Microsoft.Compute/virtualMachines', format('prod-{0}', copyIndex()))",
      "resourceId('11111111-2222-3333-4444-555555555555', 'hub', 'Microsoft.Resources/deployments', 'peering')",
    ]);
  });

  it('leave a single text as it is when joined', () => {
    const found = concat([literal('a')]).code;

    expect(found).toEqual("'a'");
  });

  it('ask whether something exists', () => {
    const found = [isExisting(literal('prod')).code, unlessExisting('prod'), unlessExisting('prod-{0}', copyIndex())];

    expect(found).toEqual([
      "contains(parameters('existing'), 'prod')",
      "[not(contains(parameters('existing'), 'prod'))]",
      "[not(contains(parameters('existing'), format('prod-{0}', copyIndex())))]",
    ]);
  });
});

describe('values of properties', () => {
  it('are expressions between brackets', () => {
    const found = expression(call('not', parameter('x')));

    expect(found).toEqual("[not(parameters('x'))]");
  });

  it('are texts that mean themselves, brackets or not', () => {
    const found = [plain('web'), plain('[web]'), plain('[web] shop'), plain('[[web]')];

    expect(found).toEqual(['web', '[[web]', '[web] shop', '[[[web]']);
  });

  it('are names, with a number where there is one', () => {
    const found = [nameText('prod-0'), nameText('prod-{0}', copyIndex())];

    expect(found).toEqual(['prod-0', "[format('prod-{0}', copyIndex())]"]);
  });

  it('are told from expressions', () => {
    const found = ['[variables(1)]', 'web', '[web] shop', '[[web]'].map(isExpression);

    expect(found).toEqual([true, false, false, false]);
  });
});
