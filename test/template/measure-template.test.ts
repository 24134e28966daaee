import {describe, expect, it} from 'vitest';
import {expandTemplate} from '../../src/template/expand-template.ts';
import {exceededMeasures, measureTemplate, type TemplateMeasures} from '../../src/template/measure-template.ts';
import type {JsonObject} from '../../src/template/value.ts';
import {OPTIONS, resource} from './expand.ts';
import {GOOD_TEMPLATE} from './good-template.ts';

function measure(template: JsonObject): TemplateMeasures {
  return measureTemplate(template, expandTemplate(template, {...OPTIONS, parameters: {token: 'secret'}}));
}

const MACHINE = {type: 'Microsoft.Compute/virtualMachines', apiVersion: '2025-04-01', name: 'vm'};

describe('measureTemplate', () => {
  it('measures the good template against the limits of ARM', () => {
    const measures = measure(GOOD_TEMPLATE);

    expect(measures).toEqual({
      resources: {value: 17, limit: 800},
      templateBytes: {value: JSON.stringify(GOOD_TEMPLATE).length, limit: 4_194_304},
      expandedBytes: {value: measures.expandedBytes.value, limit: 4_194_304},
      largestResourceBytes: {value: measures.largestResourceBytes.value, limit: 1_048_576},
      parameters: {value: 3, limit: 256},
      variables: {value: 3, limit: 256},
      outputs: {value: 1, limit: 64},
      longestExpression: {value: 107, limit: 24_576},
      deployments: {value: 1, limit: 500},
      customDataBytes: {value: 13, limit: 65_535},
    });
    expect(exceededMeasures(measures)).toEqual([]);
  });

  it('counts bytes after copies are expanded, of UTF-8', () => {
    const loop = {name: 'l', count: 3};
    const template = {resources: [resource("[concat('ä', copyIndex())]", {copy: loop, properties: {x: 'y'}})]};
    const one = '{"name":"ä0","type":"Microsoft.Test/things","apiVersion":"2025-01-01","properties":{"x":"y"}}';
    const bytes = Buffer.byteLength(one);
    const frame = '{"resources":[],"outputs":{}}';

    const {expandedBytes, largestResourceBytes, resources} = measure(template);

    expect(largestResourceBytes.value).toBe(bytes);
    // A comma less than one for each resource would be exact; the last is counted for safety.
    expect(expandedBytes.value).toBe(frame.length + 3 * (bytes + 1));
    expect(resources.value).toBe(3);
  });

  it('takes the largest of nested deployments', () => {
    const nested = (name: string, count: number) => ({
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2025-04-01',
      name,
      properties: {
        mode: 'Incremental',
        expressionEvaluationOptions: {scope: 'Inner'},
        template: {
          variables: Object.fromEntries(Array.from({length: count}, (_, index) => [`v${index}`, index])),
          resources: [resource("[concat('a', copyIndex())]", {copy: {name: 'l', count}})],
        },
      },
    });

    const {resources, variables, deployments} = measure({resources: [nested('a', 5), nested('b', 7)]});

    expect([resources.value, variables.value, deployments.value]).toEqual([7, 7, 2]);
  });

  it.each<[keyof TemplateMeasures, JsonObject]>([
    [
      'resources',
      {
        resources: ['a', 'b'].map((name) =>
          resource(`[concat('${name}', copyIndex())]`, {copy: {name: 'l', count: 401}}),
        ),
      },
    ],
    ['largestResourceBytes', {resources: [resource('a', {properties: {text: 'x'.repeat(1_048_576)}})]}],
    [
      'parameters',
      {
        parameters: Object.fromEntries(
          Array.from({length: 257}, (_, index) => [`p${index}`, {type: 'int', defaultValue: 1}]),
        ),
      },
    ],
    [
      'variables',
      {
        variables: {
          copy: [{name: 'c', count: 1, input: 1}],
          ...Object.fromEntries(Array.from({length: 256}, (_, index) => [`v${index}`, 1])),
        },
      },
    ],
    [
      'outputs',
      {outputs: Object.fromEntries(Array.from({length: 65}, (_, index) => [`o${index}`, {type: 'int', value: 1}]))},
    ],
    ['longestExpression', {variables: {v: `['${'x'.repeat(24_573)}']`}}],
    [
      'customDataBytes',
      {resources: [{...MACHINE, properties: {osProfile: {customData: Buffer.alloc(65_536).toString('base64')}}}]},
    ],
    [
      'customDataBytes',
      {
        resources: [
          {
            ...MACHINE,
            type: 'Microsoft.Compute/virtualMachineScaleSets',
            properties: {virtualMachineProfile: {osProfile: {customData: Buffer.alloc(65_536).toString('base64')}}},
          },
        ],
      },
    ],
  ])('tells that there is too much of %s', (name, template) => {
    expect(exceededMeasures(measure({resources: [], ...template}))).toEqual([name]);
  });

  it('tells that a template is too large once it is expanded, though not as written', () => {
    const text = 'x'.repeat(10_000);
    const template = {
      resources: [resource("[concat('a', copyIndex())]", {copy: {name: 'l', count: 500}, properties: {text}})],
    };

    expect(exceededMeasures(measure(template))).toEqual(['expandedBytes']);
  });
});
