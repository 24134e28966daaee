import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {checkTemplate} from '../../src/template/check-template.ts';
import {expandTemplate} from '../../src/template/expand-template.ts';
import {measureTemplate} from '../../src/template/measure-template.ts';
import type {JsonObject} from '../../src/template/value.ts';
import {OPTIONS} from './expand.ts';

const name = fc.constantFrom('a', 'b', 'A', '');

const {expression} = fc.letrec<{expression: string}>((tie) => ({
  expression: fc.oneof(
    {depthSize: 'medium'},
    name.map((text) => `'${text}'`),
    fc.integer({min: -2, max: 9}).map(String),
    name.map((text) => `parameters('${text}')`),
    name.map((text) => `variables('${text}')`),
    fc.constantFrom('copyIndex()', "copyIndex('a')", 'resourceGroup()', 'deployment()', 'null()', 'nothing()', 'a b'),
    fc
      .tuple(
        fc.constantFrom(
          'concat',
          'add',
          'if',
          'union',
          'length',
          'reference',
          'createArray',
          'json',
          'resourceId',
          'map',
          'format',
        ),
        fc.array(tie('expression'), {maxLength: 3}),
      )
      .map(([callee, list]) => `${callee}(${list.join(', ')})`),
    fc.tuple(tie('expression'), name).map(([of, key]) => `${of}.${key}`),
    fc.tuple(tie('expression'), tie('expression')).map(([of, index]) => `${of}[${index}]`),
  ),
}));

const text = fc.oneof(
  name,
  expression.map((code) => `[${code}]`),
  expression.map((code) => `[[${code}`),
);

const {value} = fc.letrec((tie) => ({
  value: fc.oneof(
    {depthSize: 'small'},
    text,
    fc.constantFrom(null, true, 0, 3),
    fc.array(tie('value'), {maxLength: 3}),
    fc.dictionary(fc.oneof(text, fc.constantFrom('copy', 'id', 'properties', 'name')), tie('value'), {maxKeys: 3}),
    fc.record({
      copy: fc.array(fc.record({name, count: fc.oneof(text, fc.integer({min: 0, max: 3})), input: tie('value')})),
    }),
  ),
}));

const {template} = fc.letrec((tie) => ({
  template: fc.record(
    {
      parameters: fc.dictionary(
        name,
        fc.record(
          {type: fc.constantFrom('string', 'int', 'securestring', 'x'), defaultValue: value},
          {requiredKeys: []},
        ),
      ),
      variables: fc.dictionary(fc.oneof(name, fc.constant('copy')), value),
      resources: fc.array(
        fc.record(
          {
            type: fc.oneof(
              text,
              fc.constantFrom(
                'Microsoft.Network/networkInterfaces',
                'Microsoft.Network/virtualNetworks',
                'Microsoft.Resources/deployments',
                'Microsoft.Network/networkSecurityGroups',
              ),
            ),
            apiVersion: text,
            name: text,
            condition: value,
            dependsOn: fc.oneof(value, fc.array(text, {maxLength: 2})),
            copy: fc.oneof(
              value,
              fc.record({name, count: fc.integer({min: 0, max: 3}), mode: fc.constantFrom('serial', 'parallel')}),
            ),
            resources: fc.oneof(
              {depthSize: 'small'},
              fc.constant([]),
              tie('template').map((inner) => (inner as {resources?: unknown}).resources),
            ),
            properties: fc.oneof(
              {depthSize: 'small'},
              value,
              fc.record({
                expressionEvaluationOptions: fc.record({scope: fc.constantFrom('inner', 'outer')}),
                parameters: fc.dictionary(name, fc.record({value})),
                template: tie('template'),
              }),
            ),
          },
          {requiredKeys: []},
        ),
        {maxLength: 3},
      ),
      outputs: fc.dictionary(name, fc.record({type: name, value, condition: value, copy: value}, {requiredKeys: []})),
    },
    {requiredKeys: []},
  ),
}));

/** As it comes from a file. */
const anyTemplate = template.map((made): JsonObject => JSON.parse(JSON.stringify(made)));

describe('any template', {timeout: 60_000}, () => {
  it('is expanded, checked and measured without a crash', () => {
    fc.assert(
      fc.property(anyTemplate, (made) => {
        const root = expandTemplate(made, OPTIONS);

        expect(Array.isArray(checkTemplate(made, OPTIONS))).toBe(true);
        expect(measureTemplate(made, root).deployments.value).toBeGreaterThanOrEqual(0);
      }),
      {numRuns: 150},
    );
  });

  it('is expanded to the same each time, and is itself not changed', () => {
    fc.assert(
      fc.property(anyTemplate, (made) => {
        const before = structuredClone(made);
        const first = JSON.stringify(expandTemplate(made, OPTIONS));

        expect(JSON.stringify(expandTemplate(made, OPTIONS))).toBe(first);
        expect(made).toEqual(before);
      }),
      {numRuns: 50},
    );
  });
});
