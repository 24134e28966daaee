import {describe, expect, it} from 'vitest';
import {allDeployments, allResources} from '../../src/template/expanded.ts';
import {Deferred, type JsonObject, resolveValue} from '../../src/template/value.ts';
import {expand, idOf, outputsOf, problemsOf, resource} from './expand.ts';
import {GROUP_ID, SUBSCRIPTION} from './result-of.ts';

const THING = 'Microsoft.Test/things';

function propertiesOf(properties: JsonObject, more: JsonObject = {}) {
  const deployment = expand({resources: [resource('a', {properties})], ...more});
  return {properties: deployment.resources[0]?.properties, problems: problemsOf(deployment)};
}

describe('a resource', () => {
  it('is expanded with its id, fields and place', () => {
    const deployment = expand({
      parameters: {location: {type: 'string', defaultValue: '[resourceGroup().location]'}},
      variables: {tags: {owner: '[subscription().subscriptionId]'}},
      resources: [
        {
          type: 'Microsoft.Network/virtualNetworks/subnets',
          apiVersion: '2025-05-01',
          name: "[format('{0}/{1}', 'net', 'sub')]",
          location: "[parameters('location')]",
          tags: "[variables('tags')]",
          zones: ['1'],
          sku: {name: 'Standard'},
          identity: {
            type: 'UserAssigned',
            userAssignedIdentities: {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'me')]": {}},
          },
          comments: 'not sent',
          properties: {text: '[[literal]', nothing: null, yes: true},
        },
      ],
    });
    const identity = {
      type: 'UserAssigned',
      userAssignedIdentities: {[idOf('Microsoft.ManagedIdentity/userAssignedIdentities/me')]: {}},
    };
    const fields = {
      location: 'westeurope',
      tags: {owner: SUBSCRIPTION},
      zones: ['1'],
      sku: {name: 'Standard'},
      identity,
    };
    const properties = {text: '[literal]', nothing: null, yes: true};

    expect(deployment.resources).toEqual([
      {
        id: idOf('Microsoft.Network/virtualNetworks/net/subnets/sub'),
        name: 'net/sub',
        type: 'Microsoft.Network/virtualNetworks/subnets',
        apiVersion: '2025-05-01',
        deployed: true,
        ...fields,
        properties,
        body: {...fields, properties},
        dependsOn: [],
        implied: [],
        deployment: idOf('Microsoft.Resources/deployments/azuredeploy'),
        path: 'resources[0]',
      },
    ]);
    expect(deployment.problems).toEqual([]);
  });

  it('has one name for each segment of its type', () => {
    const deployment = expand({resources: [resource('a/b')]});

    expect(problemsOf(deployment)).toEqual([
      'resources[0].name: the type Microsoft.Test/things needs 1 name, not 2 [evaluation]',
    ]);
  });

  it('is not deployed if its condition does not hold', () => {
    const deployment = expand({
      parameters: {existing: {type: 'array', defaultValue: ['b']}},
      resources: ['a', 'b'].map((name) =>
        resource(name, {condition: `[not(contains(parameters('existing'), '${name}'))]`}),
      ),
    });

    expect(deployment.resources.map(({name, deployed}) => [name, deployed])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  it('extends another resource by its scope', () => {
    const lock = {type: 'Microsoft.Authorization/locks', apiVersion: '2020-05-01', name: 'l', properties: {}};
    const deployment = expand({
      resources: [
        {...lock, scope: "[resourceId('Microsoft.Test/things', 'a')]"},
        {...lock, scope: 'Microsoft.Test/things/a'},
        {...lock, scope: '/'},
        {...lock, type: 'Microsoft.Test/things/providers/locks', name: 'a/Microsoft.Authorization/l'},
        lock,
      ],
    });

    expect(deployment.resources.map(({id}) => id)).toEqual([
      idOf('Microsoft.Test/things/a/providers/Microsoft.Authorization/locks/l'),
      idOf('Microsoft.Test/things/a/providers/Microsoft.Authorization/locks/l'),
      '/providers/Microsoft.Authorization/locks/l',
      idOf('Microsoft.Test/things/a/providers/Microsoft.Authorization/locks/l'),
      idOf('Microsoft.Authorization/locks/l'),
    ]);
  });

  it('may stand within its parent, which gives it the first parts of type and name', () => {
    const child = {type: 'parts', apiVersion: '2025-01-01', name: 'p', properties: {}};
    const deployment = expand({
      resources: [
        resource('a', {condition: false, resources: [{...child, resources: [{...child, type: 'bits', name: 'b'}]}]}),
      ],
    });

    expect(deployment.resources.map(({type, name, path, deployed}) => [type, name, path, deployed])).toEqual([
      [THING, 'a', 'resources[0]', false],
      [`${THING}/parts`, 'a/p', 'resources[0].resources[0]', true],
      [`${THING}/parts/bits`, 'a/p/b', 'resources[0].resources[0].resources[0]', true],
    ]);
  });

  it('may have a symbolic name', () => {
    const deployment = expand({
      languageVersion: '2.0',
      resources: {
        first: resource('a'),
        loop: resource("[concat('b', copyIndex())]", {copy: {name: 'many', count: 2}, dependsOn: ['first']}),
        old: resource('c', {existing: true}),
        last: resource('d', {dependsOn: ['loop', 'old'], properties: {x: "[reference('first').x]"}}),
      },
    });

    expect(
      deployment.resources.map(({symbolicName, name, dependsOn, implied, deployed, path}) => [
        symbolicName,
        name,
        dependsOn,
        implied,
        deployed,
        path,
      ]),
    ).toEqual([
      ['first', 'a', [], [], true, 'resources.first'],
      ['loop', 'b0', [idOf(`${THING}/a`)], [], true, 'resources.loop'],
      ['loop', 'b1', [idOf(`${THING}/a`)], [], true, 'resources.loop'],
      ['old', 'c', [], [], false, 'resources.old'],
      ['last', 'd', [idOf(`${THING}/b0`), idOf(`${THING}/b1`)], [idOf(`${THING}/a`)], true, 'resources.last'],
    ]);
  });
});

describe('copies', () => {
  it('make resources', () => {
    const deployment = expand({
      resources: [
        resource("[concat('a', copyIndex(), copyIndex(10), copyIndex('loop', 100))]", {copy: {name: 'loop', count: 2}}),
        resource('none', {copy: {name: 'empty', count: 0}}),
      ],
    });

    expect(deployment.resources.map(({name, copy}) => [name, copy])).toEqual([
      ['a010100', {name: 'loop', index: 0}],
      ['a111101', {name: 'loop', index: 1}],
    ]);
  });

  it('one batch after the other, if they are serial', () => {
    const deployment = expand({
      resources: [
        resource("[concat('a', copyIndex())]", {copy: {name: 'loop', count: 5, mode: 'Serial', batchSize: 2}}),
        resource('b', {dependsOn: ['loop']}),
      ],
    });
    const a = [0, 1, 2, 3, 4].map((index) => idOf(`${THING}/a${index}`));

    expect(deployment.resources.map(({implied}) => implied)).toEqual([
      [],
      [],
      [a[0], a[1]],
      [a[0], a[1]],
      [a[2], a[3]],
      [],
    ]);
    expect(deployment.resources.at(-1)?.dependsOn).toEqual(a);
  });

  it('make properties, within copied resources, arrays and each other', () => {
    const deployment = expand({
      variables: {names: ['x', 'y']},
      resources: [
        resource("[concat('a', copyIndex())]", {
          copy: {name: 'machines', count: 2},
          properties: {
            before: 1,
            copy: [
              {
                name: 'outer',
                count: "[length(variables('names'))]",
                input: {
                  name: "[variables('names')[copyIndex('outer')]]",
                  machine: '[copyIndex()]',
                  copy: [{name: 'inner', count: 2, input: "[mul(copyIndex('outer', 1), copyIndex('inner', 1))]"}],
                },
              },
              {name: 'empty', count: 0, input: '[copyIndex()]'},
            ],
            list: [{copy: [{name: 'deep', count: 2, input: "[copyIndex('deep')]"}]}],
          },
        }),
      ],
    });
    const properties = (machine: number) => ({
      before: 1,
      outer: [
        {name: 'x', machine, inner: [1, 2]},
        {name: 'y', machine, inner: [2, 4]},
      ],
      empty: [],
      list: [{deep: [0, 1]}],
    });

    expect(deployment.resources.map((each) => each.properties)).toEqual([properties(0), properties(1)]);
    expect(deployment.problems).toEqual([]);
  });

  it('make variables', () => {
    const deployment = expand({
      variables: {
        copy: [
          {
            name: 'disks',
            count: 3,
            input: {lun: "[copyIndex('disks')]", name: "[concat(variables('prefix'), copyIndex('disks', 1))]"},
          },
        ],
        prefix: 'disk',
        object: {size: 1, copy: [{name: 'numbers', count: 2, input: "[copyIndex('numbers', 5)]"}]},
      },
      outputs: {
        disks: {type: 'array', value: "[variables('disks')]"},
        object: {type: 'object', value: "[variables('object')]"},
      },
    });

    expect(outputsOf(deployment)).toEqual({
      disks: [
        {lun: 0, name: 'disk1'},
        {lun: 1, name: 'disk2'},
        {lun: 2, name: 'disk3'},
      ],
      object: {size: 1, numbers: [5, 6]},
    });
  });

  it('make outputs', () => {
    const deployment = expand({
      outputs: {
        subnets: {
          type: 'array',
          copy: {count: '[length(range(0, 3))]', input: "[cidrSubnet('10.144.0.0/20', 24, range(0, 5)[copyIndex()])]"},
        },
      },
    });

    expect(outputsOf(deployment)).toEqual({subnets: ['10.144.0.0/24', '10.144.1.0/24', '10.144.2.0/24']});
  });

  it.each<[string, JsonObject, string]>([
    [
      'too many',
      {name: 'l', count: 801, input: 1},
      'properties.copy[0].count: the count of a copy must be an integer from 0 to 800, not 801 [invalid-copy]',
    ],
    [
      'fewer than none',
      {name: 'l', count: -1, input: 1},
      'properties.copy[0].count: the count of a copy must be an integer from 0 to 800, not -1 [invalid-copy]',
    ],
    [
      'a text',
      {name: 'l', count: '3', input: 1},
      'properties.copy[0].count: the count of a copy must be an integer from 0 to 800, not a string [invalid-copy]',
    ],
    ['no name', {count: 1, input: 1}, 'properties.copy[0]: a copy needs a name [invalid-copy]'],
    ['no input', {name: 'l', count: 1}, 'properties.copy[0]: the copy "l" has no input [invalid-copy]'],
    [
      'a count of the deployment',
      {name: 'l', count: "[length(reference('a').list)]", input: 1},
      'properties.copy[0].count: reference: stands only in the properties of a resource and in outputs, at character 9 [misplaced-function]',
    ],
    [
      'no index of a property',
      {name: 'l', count: 3, input: '[copyIndex()]'},
      'properties.copy[0].input: copyIndex() stands in no copy of a resource or an output; the copy of a property needs its name, at character 2 [misplaced-function]',
    ],
  ])('with %s are problems, said once', (_, copy, problem) => {
    expect(propertiesOf({copy: [copy]}).problems).toEqual([`resources[0].${problem}`]);
  });

  it('of a resource within a resource are problems', () => {
    const child = {type: 'parts', apiVersion: '1', name: 'p', copy: {name: 'l', count: 2}, properties: {}};

    expect(problemsOf(expand({resources: [resource('a', {resources: [child]})]}))).toEqual([
      'resources[0].resources[0].copy: a resource within a resource cannot be copied: declare it beside its parent [invalid-copy]',
    ]);
  });

  it('leave a property alone that is called copy', () => {
    expect(propertiesOf({copy: {name: 'a'}})).toEqual({properties: {copy: {name: 'a'}}, problems: []});
  });
});

describe('parameters', () => {
  const value = (definition: JsonObject, given?: JsonObject[string]) => {
    const deployment = expand(
      {parameters: {p: definition}, outputs: {p: {type: 'object', value: "[createObject('p', parameters('P'))]"}}},
      given === undefined ? {} : {parameters: {p: given}},
    );
    return {value: (outputsOf(deployment)['p'] as {p?: unknown}).p, problems: problemsOf(deployment)};
  };

  it.each<[string, JsonObject, JsonObject[string] | undefined, unknown]>([
    ['a default', {type: 'string', defaultValue: 'a'}, undefined, 'a'],
    ['a value', {type: 'String', defaultValue: 'a'}, 'b', 'b'],
    ['an expression as default', {type: 'int', defaultValue: '[add(1, 2)]'}, undefined, 3],
    ['no expression as value', {type: 'string'}, '[add(1, 2)]', '[add(1, 2)]'],
    ['a secret', {type: 'secureString'}, 's', 's'],
    ['a boolean', {type: 'bool'}, false, false],
    ['an object', {type: 'secureObject'}, {a: 1}, {a: 1}],
    ['an array whose elements are allowed', {type: 'array', allowedValues: [1, 2]}, [2, 1], [2, 1]],
    ['one of the allowed', {type: 'string', allowedValues: ['a', 'b']}, 'b', 'b'],
    ['a number between', {type: 'int', minValue: 1, maxValue: 3}, 3, 3],
    ['null, if that is allowed', {type: 'string', nullable: true}, undefined, null],
  ])('take %s', (_, definition, given, expected) => {
    expect(value(definition, given)).toEqual({value: expected, problems: []});
  });

  it.each<[JsonObject, JsonObject[string] | undefined, string]>([
    [{type: 'string'}, undefined, 'the parameter "p" has neither a value nor a default [missing-parameter]'],
    [{type: 'string'}, 1, 'the value of the parameter "p" must be of the type string, not an integer [wrong-value]'],
    [
      {type: 'int', defaultValue: '1'},
      undefined,
      'the value of the parameter "p" must be of the type int, not a string [wrong-value]',
    ],
    [{type: 'array'}, {}, 'the value of the parameter "p" must be of the type array, not an object [wrong-value]'],
    [{type: 'text'}, 'a', 'the value of the parameter "p" is of the unknown type "text" [wrong-value]'],
    [
      {type: 'string', allowedValues: ['a', 'b']},
      'c',
      'the value of the parameter "p" must be one of "a", "b", not "c" [wrong-value]',
    ],
    [
      {type: 'array', allowedValues: [1, 2]},
      [2, 3],
      'the value of the parameter "p" must be one of 1, 2, not 3 [wrong-value]',
    ],
    [{type: 'int', minValue: 1}, 0, 'the value of the parameter "p" must be at least 1, not 0 [wrong-value]'],
    [{type: 'int', maxValue: 1}, 2, 'the value of the parameter "p" must be at most 1, not 2 [wrong-value]'],
    [
      {type: 'string', minLength: 2},
      'a',
      'the value of the parameter "p" must have a length of at least 2, not 1 [wrong-value]',
    ],
    [
      {type: 'array', maxLength: 1},
      [1, 2],
      'the value of the parameter "p" must have a length of at most 1, not 2 [wrong-value]',
    ],
  ])('%j does not take %j', (definition, given, problem) => {
    expect(value(definition, given).problems).toEqual([`parameters.p: ${problem}`]);
  });

  it('that the template does not have are problems', () => {
    expect(problemsOf(expand({}, {parameters: {p: 1}}))).toEqual([
      'parameters.p: the template has no parameter "p" [unknown-parameter]',
    ]);
  });

  it('see other parameters, but not themselves', () => {
    const deployment = expand({
      parameters: {
        a: {type: 'string', defaultValue: "[concat(parameters('b'), 'a')]"},
        b: {type: 'string', defaultValue: 'b'},
        c: {type: 'string', defaultValue: "[parameters('d')]"},
        d: {type: 'string', defaultValue: "[parameters('c')]"},
      },
      outputs: {a: {type: 'string', value: "[parameters('a')]"}},
    });

    expect(outputsOf(deployment)).toEqual({a: 'ba'});
    expect(problemsOf(deployment)).toEqual([
      'parameters.d.defaultValue: the parameter "c" depends on itself: c -> d -> c, at character 2 [circular-value]',
    ]);
  });
});

describe('variables', () => {
  it('that depend on themselves are told with the way, and nothing beside it', () => {
    const deployment = expand({
      variables: {a: "[concat(variables('b'), variables('c'))]", b: 'b', c: "[variables('a')]"},
      outputs: {a: {type: 'string', value: "[variables('a')]"}},
    });

    expect(problemsOf(deployment)).toEqual([
      'variables.c: the variable "a" depends on itself: a -> c -> a, at character 2 [circular-value]',
    ]);
  });

  it('are there once', () => {
    const variables = {copy: [{name: 'a', count: 1, input: 1}], a: 1};
    const deployment = expand({variables, outputs: {a: {type: 'int', value: "[variables('a')]"}}});

    expect(problemsOf(deployment)).toEqual(['variables.a: there are two variables "a" [duplicate-property]']);
  });
});

describe('a value that cannot be had', () => {
  it('is reported where it arises, not where it is used', () => {
    const deployment = expand({
      variables: {wrong: "[add('a', 1)]", user: "[concat(variables('wrong'), 'b')]"},
      resources: [resource('a', {properties: {x: "[variables('user')]", y: "[string(variables('wrong'))]"}})],
      outputs: {z: {type: 'int', value: "[variables('wrong')]"}},
    });

    expect(problemsOf(deployment)).toEqual([
      'variables.wrong: add: argument 1 must be an integer, not a string, at character 2 [evaluation]',
    ]);
  });
});

describe('dependencies', () => {
  it('are written as name, id, type and name, or name of a copy', () => {
    const deployment = expand({
      resources: [
        resource('a'),
        resource('b', {dependsOn: ['A']}),
        resource('c', {dependsOn: ["[resourceId('Microsoft.Test/things', 'a')]"]}),
        resource('d', {dependsOn: ['Microsoft.Test/things/a']}),
        resource("[concat('e', copyIndex())]", {copy: {name: 'loop', count: 2}}),
        resource('f', {dependsOn: "[createArray('loop', 'a')]"}),
        resource('g', {dependsOn: ['a', "[resourceId('Microsoft.Test/things', 'a')]"]}),
      ],
    });

    expect(deployment.resources.map(({name, dependsOn}) => [name, dependsOn])).toEqual([
      ['a', []],
      ['b', [idOf(`${THING}/a`)]],
      ['c', [idOf(`${THING}/a`)]],
      ['d', [idOf(`${THING}/a`)]],
      ['e0', []],
      ['e1', []],
      ['f', [idOf(`${THING}/e0`), idOf(`${THING}/e1`), idOf(`${THING}/a`)]],
      ['g', [idOf(`${THING}/a`)]],
    ]);
  });

  it('on what is not deployed are dropped', () => {
    const deployment = expand({resources: [resource('a', {condition: false}), resource('b', {dependsOn: ['a']})]});

    expect(deployment.resources[1]?.dependsOn).toEqual([]);
    expect(deployment.problems).toEqual([]);
  });

  it('on what is not in the deployment are problems', () => {
    const deployment = expand({resources: [resource('b', {dependsOn: ['a']}), resource('c', {dependsOn: 'b'})]});

    expect(problemsOf(deployment)).toEqual([
      'resources[1].dependsOn: dependsOn must be an array, not a string [wrong-value]',
      'resources[0].dependsOn[0]: depends on a, which is not in the deployment [unknown-dependency]',
    ]);
  });

  it('are implied by a reference by name, but not by id', () => {
    const deployment = expand({
      resources: [
        resource('a'),
        resource('b', {properties: {x: "[concat(reference('a').x, '!')]"}}),
        resource('c', {properties: {x: "[reference(resourceId('Microsoft.Test/things', 'a')).x]"}}),
        resource('d', {properties: {x: "[listKeys('a', '2025-01-01').keys[0].value]"}}),
      ],
    });

    expect(deployment.resources.map(({implied}) => implied)).toEqual([
      [],
      [idOf(`${THING}/a`)],
      [],
      [idOf(`${THING}/a`)],
    ]);
  });
});

describe('what only the deployment knows', () => {
  const parts: JsonObject = {
    resources: [
      resource('a'),
      resource('b', {
        properties: {
          key: "[base64(concat('x', reference('a', '2025-01-01', 'Full').identity.principalId))]",
          list: "[map(reference('a').list, lambda('each', toUpper(lambdaVariables('each'))))]",
          choice: "[if(reference('a').yes, 'yes', 'no')]",
          object: "[createObject('in', reference('a').x)]",
        },
      }),
    ],
    outputs: {
      zones: {type: 'array', value: "[pickZones('Microsoft.Compute', 'virtualMachines', 'westeurope')]"},
      display: {type: 'string', value: '[subscription().displayName]'},
    },
  };

  it('stays an expression that says what it waits for', () => {
    const deployment = expand(parts);
    const {properties} = deployment.resources[1] ?? {};

    expect(JSON.parse(JSON.stringify(properties))).toEqual({
      key: "[base64(concat('x', reference('a', '2025-01-01', 'Full').identity.principalId))]",
      list: "[map(reference('a').list, lambda('each', toUpper(lambdaVariables('each'))))]",
      choice: "[if(reference('a').yes, 'yes', 'no')]",
      object: {in: "[reference('a').x]"},
    });
    const key = properties?.['key'];
    expect(key instanceof Deferred ? key.references : undefined).toEqual([
      {
        function: 'reference',
        arguments: ['a', '2025-01-01', 'Full'],
        deployment: idOf('Microsoft.Resources/deployments/azuredeploy'),
      },
    ]);
    expect(JSON.stringify(outputsOf(deployment))).toBe(
      `{"zones":"[pickZones('Microsoft.Compute', 'virtualMachines', 'westeurope')]","display":"[subscription().displayName]"}`,
    );
    expect(deployment.problems).toEqual([]);
  });

  const answer = {identity: {principalId: 'me'}, list: ['p'], yes: true, x: 5};
  const resolved = {key: 'eG1l', list: ['P'], choice: 'yes', object: {in: 5}};

  it('is computed later, when a resolver knows it', () => {
    const {properties = {}} = expand(parts).resources[1] ?? {};

    expect(resolveValue(properties, () => answer)).toEqual(resolved);
    expect(JSON.stringify(resolveValue(properties, () => undefined))).toBe(JSON.stringify(properties));
  });

  it('is computed at once by a resolver that knows it', () => {
    const deployment = expand(parts, {resolver: ({function: name}) => (name === 'reference' ? answer : undefined)});

    expect(deployment.resources[1]?.properties).toEqual(resolved);
  });

  it.each([
    ['name', "[reference('a').name]"],
    ['location', "[reference('a').location]"],
    ['tags', {x: "[listKeys('a', '1').x]"}],
  ])('does not stand in the field %s', (field, value) => {
    const [problem = ''] = problemsOf(expand({resources: [resource('b', {[field]: value})]}));

    expect(problem).toMatch(
      /stands only in the properties of a resource and in outputs, at character 2 \[misplaced-function\]$/,
    );
  });
});

describe('nested deployments', () => {
  const nested = (
    name: string,
    template: JsonObject,
    more: JsonObject = {},
    properties: JsonObject = {},
  ): JsonObject => ({
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2025-04-01',
    name,
    ...more,
    properties: {mode: 'Incremental', template: {resources: [], ...template}, ...properties},
  });
  const INNER = {expressionEvaluationOptions: {scope: 'Inner'}};

  it('in the inner scope see their own parameters, variables and place', () => {
    const deployment = expand({
      parameters: {p: {type: 'string', defaultValue: 'outer'}},
      variables: {v: 'outer'},
      resources: [
        nested(
          'n',
          {
            parameters: {p: {type: 'string'}, q: {type: 'string', defaultValue: '[resourceGroup().name]'}},
            variables: {v: 'inner'},
            resources: [
              resource("[concat(parameters('p'), '-', variables('v'), '-', parameters('q'))]", {
                properties: {id: '[resourceGroup().id]'},
              }),
            ],
            outputs: {o: {type: 'string', value: '[deployment().name]'}},
          },
          {resourceGroup: 'other', subscriptionId: '33333333-3333-3333-3333-333333333333'},
          {...INNER, parameters: {p: {value: "[concat('from ', parameters('p'))]"}}},
        ),
      ],
    });
    const [inner] = deployment.nested;
    const group = '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/other';

    expect(inner).toMatchObject({
      id: `${group}/providers/Microsoft.Resources/deployments/n`,
      name: 'n',
      parent: deployment.id,
      target: {subscriptionId: '33333333-3333-3333-3333-333333333333', resourceGroup: 'other'},
      path: 'resources[0].properties.template',
      parameters: {p: 'from outer', q: 'other'},
      outputs: {o: {type: 'string', value: 'n'}},
    });
    expect(inner?.resources).toMatchObject([
      {
        id: `${group}/providers/Microsoft.Test/things/from outer-inner-other`,
        properties: {id: group},
        deployment: inner?.id,
        path: 'resources[0].properties.template.resources[0]',
      },
    ]);
    expect(deployment.problems).toEqual([]);
    expect(allResources(deployment).map(({name}) => name)).toEqual(['n', 'from outer-inner-other']);
    expect(allDeployments(deployment).map(({name}) => name)).toEqual(['azuredeploy', 'n']);
  });

  it('in the outer scope see those of the outer template, but lie where they are deployed to', () => {
    const deployment = expand({
      variables: {v: 'outer'},
      resources: [
        resource('a'),
        nested(
          "[concat('n', copyIndex())]",
          {
            variables: {v: 'inner'},
            resources: [
              resource("[concat(variables('v'), copyIndex())]", {
                properties: {group: '[resourceGroup().id]', x: "[reference('a').x]"},
              }),
            ],
          },
          {resourceGroup: 'other', copy: {name: 'loop', count: 2}},
        ),
      ],
    });

    expect(
      deployment.nested.flatMap(({resources}) => resources.map(({id, properties}) => [id, properties['group']])),
    ).toEqual(
      [0, 1].map((index) => [
        `/subscriptions/${SUBSCRIPTION}/resourceGroups/other/providers/Microsoft.Test/things/outer${index}`,
        GROUP_ID,
      ]),
    );
    expect(deployment.resources.map(({implied}) => implied)).toEqual([[], [idOf(`${THING}/a`)], [idOf(`${THING}/a`)]]);
    expect(deployment.problems).toEqual([]);
  });

  it('give their outputs to who refers to them', () => {
    const deployment = expand({
      resources: [
        nested('n', {outputs: {o: {type: 'string', value: 'x'}}}, {}, INNER),
        resource('a', {properties: {o: "[reference('n').outputs.o.value]"}}),
      ],
    });

    expect(deployment.resources[1]?.implied).toEqual([idOf('Microsoft.Resources/deployments/n')]);
  });

  it('take values that only the deployment knows', () => {
    const deployment = expand({
      resources: [
        nested(
          'n',
          {
            parameters: {p: {type: 'string'}, s: {type: 'securestring'}},
            resources: [resource("[guid(parameters('p'))]", {properties: {s: "[parameters('s')]"}})],
          },
          {},
          {...INNER, parameters: {p: {value: "[reference('id').principalId]"}, s: {reference: {secretName: 'x'}}}},
        ),
      ],
    });

    expect(deployment.nested[0]?.resources).toMatchObject([{name: "[guid(reference('id').principalId)]"}]);
    expect(JSON.stringify(deployment.nested[0]?.resources[0]?.properties)).toBe(`{"s":"[parameters('s')]"}`);
    expect(deployment.problems).toEqual([]);
  });

  it('do not know the location of another group', () => {
    const outputs = {o: {type: 'string', value: '[resourceGroup().location]'}};
    const deployment = expand({
      resources: [nested('same', {outputs}, {}, INNER), nested('other', {outputs}, {resourceGroup: 'other'}, INNER)],
    });

    expect(JSON.stringify(deployment.nested.map(outputsOf))).toBe(
      '[{"o":"westeurope"},{"o":"[resourceGroup().location]"}]',
    );
  });

  it('ask for their own resources, not for those of the outer template with the same name', () => {
    const inner = {resources: [resource('a'), resource('b', {properties: {x: "[reference('a').x]"}})]};
    const deployment = expand({resources: [resource('a'), nested('n', inner, {resourceGroup: 'other'}, INNER)]});

    expect(deployment.resources.map(({implied}) => implied)).toEqual([[], []]);
    expect(deployment.nested[0]?.resources.map(({implied}) => implied.length)).toEqual([0, 1]);
  });

  it('deploy nothing if they are not deployed', () => {
    const deployment = expand({resources: [nested('n', {resources: [resource('a')]}, {condition: false}, INNER)]});

    expect(allResources(deployment).map(({name, deployed}) => [name, deployed])).toEqual([
      ['n', false],
      ['a', false],
    ]);
  });

  it('may be of a subscription', () => {
    const deployment = expand({
      resources: [nested('n', {resources: [resource('a')]}, {subscriptionId: 's', location: 'westeurope'}, INNER)],
    });

    expect(deployment.nested[0]?.resources[0]?.id).toBe('/subscriptions/s/providers/Microsoft.Test/things/a');
  });

  it('are problems where they have parameters in the outer scope, or ask for resources in its outputs', () => {
    const outputs = {o: {type: 'string', value: "[reference('a').x]"}};
    const deployment = expand({resources: [resource('a'), nested('n', {outputs}, {}, {parameters: {p: {value: 1}}})]});

    expect(problemsOf(deployment)).toEqual([
      'resources[1].properties.parameters: a nested template in the outer scope sees no parameters of its own [outer-scope-parameters]',
      'resources[1].properties.template.outputs.o.value: reference: stands only in the properties of a resource and in outputs, at character 2 [misplaced-function]',
    ]);
  });
});

describe('outputs', () => {
  it('are left out if their condition does not hold, and checked for their type', () => {
    const deployment = expand({
      outputs: {
        no: {type: 'string', condition: false, value: 'x'},
        yes: {type: 'string', condition: "[equals('a', 'a')]", value: 'x'},
        wrong: {type: 'int', value: 'x'},
      },
    });

    expect(outputsOf(deployment)).toEqual({yes: 'x', wrong: 'x'});
    expect(problemsOf(deployment)).toEqual([
      'outputs.wrong: the value of the output "wrong" must be of the type int, not a string [wrong-value]',
    ]);
  });
});

describe('a template that is none', () => {
  it.each<[JsonObject, string]>([
    [{resources: 'x'}, 'resources: resources must be an array or an object [invalid-template]'],
    [{resources: ['x']}, 'resources[0]: a resource must be an object [invalid-template]'],
    [{parameters: {p: 'x'}}, 'parameters.p: a parameter must be an object [invalid-template]'],
    [{outputs: {o: 'x'}}, 'outputs.o: an output must be an object [invalid-template]'],
    [
      {resources: [{name: 'a', apiVersion: '1', properties: {}}]},
      'resources[0].type: must be a string, not null [wrong-value]',
    ],
  ])('%j is a problem, not a crash', (parts, problem) => {
    expect(problemsOf(expand(parts))).toContain(problem);
  });
});
