import {describe, expect, it} from 'vitest';
import {functionNames} from '../../src/template/function-table.ts';
import type {JsonObject, Value} from '../../src/template/value.ts';
import {faultOf, GROUP_ID, resultOf, SUBSCRIPTION, TENANT} from './result-of.ts';

/** The data of the documentation's examples. */
const variables: JsonObject = {
  object: {one: 'a', two: 'b', three: 'c'},
  otherObject: {one: 'a', two: 'z', three: 'c'},
  laterObject: {three: 'c2', four: 'd', five: 'e'},
  array: ['one', 'two', 'three'],
  otherArray: ['two', 'three'],
  laterArray: ['three', 'four'],
  deepFirst: {property: {one: 'a', two: 'b', three: 'c1'}, nestedArray: [1, 2]},
  deepSecond: {property: {three: 'c2', four: 'd', five: 'e'}, nestedArray: [3, 4]},
  nestedFirst: [['one', 'two'], ['three']],
  nestedSecond: [['three'], ['four', 'two']],
  numbers: [0, 3, 2, 5, 4],
  ages: [5, 3, 2, 8],
  entities: {
    item002: {enabled: false, displayName: 'Example item 2', number: 200},
    item001: {enabled: true, displayName: 'Example item 1', number: 300},
  },
  dogs: [
    {name: 'Evie', age: 5, interests: ['Ball', 'Frisbee']},
    {name: 'Casper', age: 3, interests: ['Other dogs']},
    {name: 'Indy', age: 2, interests: ['Butter']},
    {name: 'Kira', age: 8, interests: ['Rubs']},
  ],
  jsonText: '{"a": "b"}',
  base64Text: 'one, two, three',
  nothing: null,
};
const [EVIE, CASPER, INDY, KIRA] = variables['dogs'] as readonly JsonObject[];

/** Expression and value: the examples of Azure's documentation, and what it says beside them. */
const EXAMPLES: {readonly [page: string]: readonly (readonly [string, unknown])[]} = {
  array: [
    ['array(1)', [1]],
    ["array('efgh')", ['efgh']],
    ["array(createObject('a', 'b', 'c', 'd'))", [{a: 'b', c: 'd'}]],
    ["array(variables('array'))", ['one', 'two', 'three']],
    [
      "concat(createArray('1-1', '1-2', '1-3'), createArray('2-1', '2-2', '2-3'))",
      ['1-1', '1-2', '1-3', '2-1', '2-2', '2-3'],
    ],
    ["concat('prefix', '-', 3, true())", 'prefix-3True'],
    ["contains('OneTwoThree', 'e')", true],
    ["contains('OneTwoThree', 'z')", false],
    ["contains('OneTwoThree', 'one')", false],
    ["contains(variables('object'), 'one')", true],
    ["contains(variables('object'), 'ONE')", true],
    ["contains(variables('object'), 'a')", false],
    ["contains(variables('array'), 'three')", true],
    ["contains(variables('array'), 'four')", false],
    ["createArray('a', 'b', 'c')", ['a', 'b', 'c']],
    ['createArray(1, 2, 3)', [1, 2, 3]],
    ["createArray(variables('array'))", [['one', 'two', 'three']]],
    ['createArray()', []],
    ['empty(createArray())', true],
    ['empty(createObject())', true],
    ["empty('')", true],
    ['empty(null())', true],
    ["empty('a')", false],
    ["first(variables('array'))", 'one'],
    ["first('One Two Three')", 'O'],
    ['first(createArray())', null],
    ["first('')", ''],
    ["flatten(variables('nestedFirst'))", ['one', 'two', 'three']],
    ["indexFromEnd(variables('array'), 1)", 'three'],
    ["tryIndexFromEnd(variables('array'), 3)", 'one'],
    ["tryIndexFromEnd(variables('array'), 4)", null],
    ["indexOf(variables('array'), 'two')", 1],
    ["lastIndexOf(createArray('a', 'b', 'a'), 'a')", 2],
    ["intersection(variables('object'), variables('otherObject'))", {one: 'a', three: 'c'}],
    ["intersection(variables('array'), variables('otherArray'))", ['two', 'three']],
    ["last(variables('array'))", 'three'],
    ["last('One Two Three')", 'e'],
    ["length(variables('array'))", 3],
    ["length('One Two Three')", 13],
    ["length(variables('object'))", 3],
    ["max(variables('numbers'))", 5],
    ['max(0, 3, 2, 5, 4)', 5],
    ["min(variables('numbers'))", 0],
    ['min(0, 3, 2, 5, 4)', 0],
    ['range(5, 3)', [5, 6, 7]],
    ['range(-1, 0)', []],
    ["skip(variables('array'), 2)", ['three']],
    ["skip('one two three', 4)", 'two three'],
    ["skip('one', 9)", ''],
    ["skip('one', -1)", 'one'],
    ["take(variables('array'), 2)", ['one', 'two']],
    ["take('one two three', 2)", 'on'],
    ["take('one', -1)", ''],
    ["tryGet(variables('deepFirst'), 'property', 'two')", 'b'],
    ["tryGet(variables('deepFirst'), 'property', 'ten')", null],
    ["tryGet(variables('array'), 1)", 'two'],
    ["union(variables('object'), variables('laterObject'))", {one: 'a', two: 'b', three: 'c2', four: 'd', five: 'e'}],
    ["union(variables('array'), variables('laterArray'))", ['one', 'two', 'three', 'four']],
    [
      "union(variables('deepFirst'), variables('deepSecond'))",
      {property: {one: 'a', two: 'b', three: 'c2', four: 'd', five: 'e'}, nestedArray: [3, 4]},
    ],
    ["union(variables('nestedFirst'), variables('nestedSecond'))", [['one', 'two'], ['three'], ['four', 'two']]],
  ],
  cidr: [
    [
      "parseCidr('10.144.0.0/20')",
      {
        network: '10.144.0.0',
        netmask: '255.255.240.0',
        broadcast: '10.144.15.255',
        firstUsable: '10.144.0.1',
        lastUsable: '10.144.15.254',
        cidr: 20,
      },
    ],
    [
      "parseCidr('fdad:3236:5555::/48')",
      {
        network: 'fdad:3236:5555::',
        netmask: 'ffff:ffff:ffff::',
        firstUsable: 'fdad:3236:5555::',
        lastUsable: 'fdad:3236:5555:ffff:ffff:ffff:ffff:ffff',
        cidr: 48,
      },
    ],
    [
      "parseCidr('10.0.0.6/31')",
      {
        network: '10.0.0.6',
        netmask: '255.255.255.254',
        broadcast: '10.0.0.7',
        firstUsable: '10.0.0.6',
        lastUsable: '10.0.0.6',
        cidr: 31,
      },
    ],
    [
      "parseCidr('10.0.0.7/32')",
      {
        network: '10.0.0.7',
        netmask: '255.255.255.255',
        broadcast: '10.0.0.7',
        firstUsable: '10.0.0.7',
        lastUsable: '10.0.0.7',
        cidr: 32,
      },
    ],
    ["cidrSubnet('10.144.0.0/20', 24, 0)", '10.144.0.0/24'],
    ["cidrSubnet('10.144.0.0/20', 24, 4)", '10.144.4.0/24'],
    ["cidrSubnet('fdad:3236:5555::/48', 52, 0)", 'fdad:3236:5555::/52'],
    ["cidrSubnet('fdad:3236:5555::/48', 52, 4)", 'fdad:3236:5555:4000::/52'],
    ["cidrHost('10.144.3.0/24', 0)", '10.144.3.1'],
    ["cidrHost('10.144.3.0/24', 4)", '10.144.3.5'],
    ["cidrHost('fdad:3236:5555:3000::/52', 0)", 'fdad:3236:5555:3000::1'],
  ],
  comparison: [
    ["coalesce(null(), null(), 'default')", 'default'],
    ["coalesce(null(), variables('array'))", ['one', 'two', 'three']],
    ['coalesce(null(), null())', null],
    ['equals(1, 1)', true],
    ["equals('a', 'a')", true],
    ["equals('a', 'A')", false],
    ["equals(createArray('a', 'b'), createArray('a', 'b'))", true],
    ["equals(createObject('a', 1, 'b', 2), createObject('b', 2, 'a', 1))", true],
    ["equals(1, '1')", false],
    ["equals(createObject('a', 1), createObject('a', 1, 'b', 2))", false],
    ['not(equals(null(), null()))', false],
    ['greater(1, 2)', false],
    ["greater('A', 'a')", true],
    ['greaterOrEquals(1, 2)', false],
    ["greaterOrEquals('A', 'a')", true],
    ['less(1, 2)', true],
    ["less('A', 'a')", false],
    ["less('a', 'B')", true],
    ['lessOrEquals(2, 2)', true],
    ["lessOrEquals('A', 'a')", false],
  ],
  date: [
    ["dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')", '2023-04-07 14:53:14Z'],
    ["dateTimeAdd('2020-04-07 14:53:14Z', '-P9D')", '2020-03-29 14:53:14Z'],
    ["dateTimeAdd('2020-04-07 14:53:14Z', 'PT1H')", '2020-04-07 15:53:14Z'],
    ["dateTimeAdd('2020-01-31T00:00:00Z', 'P1M')", '2020-02-29T00:00:00Z'],
    ["dateTimeAdd('20200407T145314Z', 'P1WT90M')", '20200414T162314Z'],
    ["dateTimeAdd('2020-04-07T14:53:14+02:00', 'PT0S', 'u')", '2020-04-07 12:53:14Z'],
    ["dateTimeAdd('2020-04-07', 'P1D')", '2020-04-08'],
    ["dateTimeAdd('2020-04-07 14:53:14Z', 'P0D', 'dddd d MMM yyyy, h:mm tt')", 'Tuesday 7 Apr 2020, 2:53 PM'],
    ['dateTimeFromEpoch(1680224438)', '2023-03-31T01:00:38Z'],
    ["dateTimeToEpoch('2023-03-31T01:00:38Z')", 1680224438],
    ['dateTimeFromEpoch(-1)', '1969-12-31T23:59:59Z'],
  ],
  lambda: [
    ["filter(variables('dogs'), lambda('dog', greaterOrEquals(lambdaVariables('dog').age, 5)))", [EVIE, KIRA]],
    ["filter(range(0, 10), lambda('i', equals(0, mod(lambdaVariables('i'), 2))))", [0, 2, 4, 6, 8]],
    ["filter(variables('array'), lambda('value', 'i', equals(lambdaVariables('i'), 1)))", ['two']],
    ["map(variables('dogs'), lambda('dog', lambdaVariables('dog').name))", ['Evie', 'Casper', 'Indy', 'Kira']],
    [
      "map(variables('dogs'), lambda('dog', format('Hello {0}!', lambdaVariables('dog').name)))",
      ['Hello Evie!', 'Hello Casper!', 'Hello Indy!', 'Hello Kira!'],
    ],
    [
      "map(range(0, 2), lambda('i', createObject('i', lambdaVariables('i'), 'dog', variables('dogs')[lambdaVariables('i')].name)))",
      [
        {i: 0, dog: 'Evie'},
        {i: 1, dog: 'Casper'},
      ],
    ],
    ["reduce(variables('ages'), 0, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next'))))", 18],
    ["reduce(variables('ages'), 1, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next'))))", 19],
    [
      "reduce(createArray(createObject('foo', 123), createObject('bar', 456)), createObject(), lambda('cur', 'next', union(lambdaVariables('cur'), lambdaVariables('next'))))",
      {foo: 123, bar: 456},
    ],
    [
      "sort(variables('dogs'), lambda('a', 'b', less(lambdaVariables('a').age, lambdaVariables('b').age)))",
      [INDY, CASPER, EVIE, KIRA],
    ],
    [
      "sort(createArray('ab', 'aa', 'b'), lambda('x', 'y', less(first(lambdaVariables('x')), first(lambdaVariables('y')))))",
      ['ab', 'aa', 'b'],
    ],
    [
      "toObject(variables('dogs'), lambda('entry', lambdaVariables('entry').name))",
      {Evie: EVIE, Casper: CASPER, Indy: INDY, Kira: KIRA},
    ],
    [
      "toObject(variables('dogs'), lambda('entry', lambdaVariables('entry').name), lambda('entry', lambdaVariables('entry').age))",
      {Evie: 5, Casper: 3, Indy: 2, Kira: 8},
    ],
    ["groupBy(variables('array'), lambda('x', take(lambdaVariables('x'), 1)))", {o: ['one'], t: ['two', 'three']}],
    ["mapValues(variables('object'), lambda('v', toUpper(lambdaVariables('v'))))", {one: 'A', two: 'B', three: 'C'}],
    [
      "map(range(0, 2), lambda('i', map(range(0, 2), lambda('j', add(mul(lambdaVariables('i'), 2), lambdaVariables('j'))))))",
      [
        [0, 1],
        [2, 3],
      ],
    ],
  ],
  logical: [
    ["and(bool('true'), bool('false'))", false],
    ["or(bool('true'), bool('false'))", true],
    ["not(bool('true'))", false],
    ['xor(true(), false())', true],
    ["bool('true')", true],
    ["bool('false')", false],
    ['bool(1)', true],
    ['bool(0)', false],
    ["if(equals('a', 'a'), 'yes', 'no')", 'yes'],
    ["if(false(), div(1, 0), 'no')", 'no'],
    ['true()', true],
    ['false()', false],
  ],
  numeric: [
    ['add(5, 3)', 8],
    ['div(8, 3)', 2],
    ['div(-8, 3)', -2],
    ["float('3.5')", 3.5],
    ["int('4')", 4],
    ["int('-4')", -4],
    ['int(4)', 4],
    ['mod(7, 3)', 1],
    ['mod(-7, 3)', -1],
    ['mul(5, 3)', 15],
    ['sub(7, 3)', 4],
    ['mul(-1, 0)', 0],
  ],
  object: [
    [
      "createObject('intProp', 1, 'stringProp', 'abc', 'boolProp', true(), 'arrayProp', createArray('a', 'b', 'c'), 'objectProp', createObject('key1', 'value1'))",
      {intProp: 1, stringProp: 'abc', boolProp: true, arrayProp: ['a', 'b', 'c'], objectProp: {key1: 'value1'}},
    ],
    [
      "items(variables('entities'))",
      [
        {key: 'item001', value: {enabled: true, displayName: 'Example item 1', number: 300}},
        {key: 'item002', value: {enabled: false, displayName: 'Example item 2', number: 200}},
      ],
    ],
    ["json(variables('jsonText'))", {a: 'b'}],
    ['json(\'"test"\')', 'test'],
    ["json('true')", true],
    ["json('3')", 3],
    ["json('[1,2,3]')", [1, 2, 3]],
    ["empty(json('null'))", true],
    ["json(concat('{\"a\": \"', 'demo value', '\"}'))", {a: 'demo value'}],
    ['null()', null],
    ["objectKeys(variables('object'))", ['one', 'three', 'two']],
    [
      "shallowMerge(createArray(variables('deepFirst'), variables('deepSecond')))",
      {property: {three: 'c2', four: 'd', five: 'e'}, nestedArray: [3, 4]},
    ],
  ],
  string: [
    ["base64(variables('base64Text'))", 'b25lLCB0d28sIHRocmVl'],
    ["base64ToString('b25lLCB0d28sIHRocmVl')", 'one, two, three'],
    ['base64ToJson(base64(\'{"one": "a", "two": "b"}\'))', {one: 'a', two: 'b'}],
    ["dataUri('Hello')", 'data:text/plain;charset=utf8;base64,SGVsbG8='],
    ["dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')", 'Hello, World!'],
    ["startsWith('abcdef', 'ab')", true],
    ["startsWith('abcdef', 'A')", true],
    ["startsWith('abcdef', 'e')", false],
    ["endsWith('abcdef', 'ef')", true],
    ["endsWith('abcdef', 'F')", true],
    ["endsWith('abcdef', 'e')", false],
    [
      "format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133)",
      'Hello, User. Formatted number: 8,175,133',
    ],
    ["format('{{{0}}}', 'a')", '{a}'],
    ["format('[{0,5}|{0,-5}]', 42)", '[   42|42   ]'],
    ["format('{0:D3} {0:X} {0:x4} {0:000} {0:#,##0} {0:F1} {0:P0}', 42)", '042 2A 002a 042 42 42.0 4,200 %'],
    ["format('{0:#,##0} {0:0.00}', 1234567)", '1,234,567 1234567.00'],
    ["format('{0} {1}', true(), -1)", 'True -1'],
    ["indexOf('test', 't')", 0],
    ["lastIndexOf('test', 't')", 3],
    ["indexOf('abcdef', 'CD')", 2],
    ["lastIndexOf('abcdef', 'AB')", 0],
    ["indexOf('abcdef', 'z')", -1],
    ["join(createArray('one', 'two', 3), ', ')", 'one, two, 3'],
    ["padLeft('123', 10, '0')", '0000000123'],
    ['padLeft(7, 3)', '  7'],
    ["replace('123-123-1234', '-', '')", '1231231234'],
    ["replace('123-123-1234', '1234', 'xxxx')", '123-123-xxxx'],
    ["split('one,two,three', ',')", ['one', 'two', 'three']],
    ["split('one;two,three', createArray(',', ';'))", ['one', 'two', 'three']],
    ["string(createObject('valueA', 10, 'valueB', 'Example Text'))", '{"valueA":10,"valueB":"Example Text"}'],
    ["string(createArray('a', 'b', 'c'))", '["a","b","c"]'],
    ['string(5)', '5'],
    ['string(true())', 'True'],
    ["substring('one two three', 4, 3)", 'two'],
    ["substring('one two three', 8)", 'three'],
    ["toLower('One Two Three')", 'one two three'],
    ["toUpper('One Two Three')", 'ONE TWO THREE'],
    ["trim('    one two three   ')", 'one two three'],
    [
      "uri('http://contoso.com/resources/', 'nested/azuredeploy.json')",
      'http://contoso.com/resources/nested/azuredeploy.json',
    ],
    ["uri('http://contoso.com/resources', 'nested/azuredeploy.json')", 'http://contoso.com/nested/azuredeploy.json'],
    ["uri('http://contoso.com', 'nested/azuredeploy.json')", 'http://contoso.com/nested/azuredeploy.json'],
    [
      "uriComponent('http://contoso.com/resources/nested/azuredeploy.json')",
      'http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json',
    ],
    ["uriComponentToString(uriComponent('a b/ü(1)*'))", 'a b/ü(1)*'],
    ["'it''s'", "it's"],
  ],
  resource: [
    [
      "resourceId('Microsoft.ServiceBus/namespaces', 'namespace1')",
      `${GROUP_ID}/providers/Microsoft.ServiceBus/namespaces/namespace1`,
    ],
    [
      "resourceId('Microsoft.Sql/servers/databases', 'server', 'db')",
      `${GROUP_ID}/providers/Microsoft.Sql/servers/server/databases/db`,
    ],
    [
      "resourceId('otherGroup', 'Microsoft.Storage/storageAccounts', 'a')",
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/otherGroup/providers/Microsoft.Storage/storageAccounts/a`,
    ],
    [
      "resourceId('33333333-3333-3333-3333-333333333333', 'otherGroup', 'Microsoft.Storage/storageAccounts', 'a')",
      '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/otherGroup/providers/Microsoft.Storage/storageAccounts/a',
    ],
    [
      "subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')",
      `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c`,
    ],
    [
      "subscriptionResourceId('33333333-3333-3333-3333-333333333333', 'Microsoft.Resources/resourceGroups', 'g')",
      '/subscriptions/33333333-3333-3333-3333-333333333333/providers/Microsoft.Resources/resourceGroups/g',
    ],
    [
      "tenantResourceId('Microsoft.Authorization/policyDefinitions', 'p')",
      '/providers/Microsoft.Authorization/policyDefinitions/p',
    ],
    [
      "managementGroupResourceId('mg', 'Microsoft.Authorization/policyDefinitions', 'p')",
      '/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/policyDefinitions/p',
    ],
    [
      "extensionResourceId(resourceGroup().id, 'Microsoft.Authorization/locks', 'lock')",
      `${GROUP_ID}/providers/Microsoft.Authorization/locks/lock`,
    ],
  ],
  deployment: [
    ['deployment().name', 'deployment'],
    ['environment().suffixes.storage', 'core.windows.net'],
    ["ENVIRONMENT().Suffixes['STORAGE']", 'core.windows.net'],
    ['resourceGroup().id', GROUP_ID],
    ['resourceGroup().name', 'group'],
    ['resourceGroup().location', 'westeurope'],
    ['subscription().id', `/subscriptions/${SUBSCRIPTION}`],
    ['subscription().subscriptionId', SUBSCRIPTION],
    ['subscription().tenantId', TENANT],
    ['tenant().tenantId', TENANT],
    ["variables('array')[1]", 'two'],
    ["VARIABLES('ARRAY')[add(0, 2)]", 'three'],
    ["variables('nothing')", null],
  ],
};

describe.each(Object.entries(EXAMPLES))('functions of %s', (_, examples) => {
  it.each(examples)('%s', (expression, value) => {
    expect(resultOf(expression, {variables})).toEqual(value);
  });
});

describe('every function', () => {
  const examples = Object.values(EXAMPLES).flat();

  it('has an example, or a test of its own below', () => {
    const tested = ['copyIndex', 'parameters', 'utcNow', 'newGuid', 'guid', 'uniqueString', 'fail', 'managementGroup'];
    const ofAzure = [
      'reference',
      'references',
      'deployer',
      'pickZones',
      'providers',
      'toLogicalZone',
      'toLogicalZones',
    ];
    const known = [...tested, ...ofAzure, 'toPhysicalZone', 'toPhysicalZones'];
    const text = examples.map(([expression]) => expression).join(' ');

    expect(functionNames().filter((name) => !known.includes(name) && !text.includes(`${name}(`))).toEqual([]);
  });

  it('is a constant of the template or not, without a change of its value', () => {
    for (const [expression, value] of examples) {
      const template = {variables, outputs: {}};

      expect(resultOf(expression, {template})).toEqual(value);
    }
  });
});

describe('functions that fail', () => {
  it.each<[string, string, string]>([
    [
      "concat('a', createArray())",
      'evaluation',
      'concat: argument 2 must be a string like the first, not an array, at character 2',
    ],
    ["concat(createArray(), 'a')", 'evaluation', 'concat: argument 2 must be an array, not a string, at character 2'],
    [
      'length(5)',
      'evaluation',
      'length: argument 1 must be an array, an object or a string, not an integer, at character 2',
    ],
    [
      'length(null())',
      'evaluation',
      'length: argument 1 must be an array, an object or a string, not null, at character 2',
    ],
    ["add('1', 2)", 'evaluation', 'add: argument 1 must be an integer, not a string, at character 2'],
    ['div(1, 0)', 'evaluation', 'div: cannot divide by 0, at character 2'],
    [
      "int('a')",
      'evaluation',
      'int: argument 1 must be an integer or a string of digits, not a string, at character 2',
    ],
    [
      "bool('maybe')",
      'evaluation',
      "bool: argument 1 must be a boolean, an integer, 'true' or 'false', not a string, at character 2",
    ],
    ["if('true', 1, 2)", 'evaluation', 'if: argument 1 must be a boolean, not a string, at character 2'],
    [
      "substring('1234567890', 0, 11)",
      'evaluation',
      'substring: 11 characters from 0 are not within the 10 of the string, at character 2',
    ],
    ['range(0, 10001)', 'evaluation', 'range: the count 10001 is not from 0 to 10000, at character 2'],
    ['range(2147483647, 1)', 'evaluation', 'range: 2147483647 + 1 is above 2147483647, at character 2'],
    ['min(createArray())', 'evaluation', 'min: the array is empty, at character 2'],
    [
      "variables('array')[3]",
      'evaluation',
      'the index 3 is out of bounds: the array has the elements 0 to 2, at character 20',
    ],
    ["variables('array')['a']", 'evaluation', 'the property "a" of an array does not exist, at character 20'],
    [
      "variables('object').ten",
      'evaluation',
      'the property "ten" does not exist; there are one, two, three, at character 21',
    ],
    ["variables('nothing').a", 'evaluation', 'the property "a" of null does not exist, at character 22'],
    ["'text'[0]", 'evaluation', 'a string has no elements: the index 0 needs an array, at character 8'],
    ["variables('none')", 'unknown-variable', 'the template has no variable "none", at character 2'],
    ["parameters('none')", 'unknown-parameter', 'the template has no parameter "none", at character 2'],
    ["concat('a', nothing('b'))", 'unknown-function', 'there is no function nothing, at character 14'],
    ["concat('a', ns.fn('b'))", 'unknown-function', 'there is no function ns.fn, at character 14'],
    ['equals(1)', 'wrong-arguments', 'equals takes 2 arguments, not 1, at character 2'],
    ['concat()', 'wrong-arguments', 'concat takes at least 1 arguments, not 0, at character 2'],
    ["substring('a', 1, 2, 3)", 'wrong-arguments', 'substring takes 1 to 3 arguments, not 4, at character 2'],
    ["createObject('a')", 'evaluation', 'createObject: the key a has no value, at character 2'],
    ["json('{')", 'evaluation', 'json: "{" is not JSON, at character 2'],
    ["base64ToString('a')", 'evaluation', 'base64ToString: "a" is not base64, at character 2'],
    ["format('{1}', 'a')", 'evaluation', 'format: there is no argument for {1}, at character 2'],
    ["format('{', 'a')", 'evaluation', 'format: the brace { of "{" is alone, at character 2'],
    ["format('{0:Q}', 1)", 'evaluation', 'format: "Q" is not a format of integers known here, at character 2'],
    [
      "format('{0}', createArray())",
      'evaluation',
      'format: argument 2 must be a string, an integer or a boolean, not an array, at character 2',
    ],
    ['guid(1)', 'evaluation', 'guid: argument 1 must be a string, not an integer, at character 2'],
    [
      "parseCidr('10.0.0.0')",
      'evaluation',
      'parseCidr: "10.0.0.0" is not a range of addresses in CIDR notation, at character 2',
    ],
    [
      "cidrSubnet('10.0.0.0/24', 23, 0)",
      'evaluation',
      'cidrSubnet: the length 23 is not from 24 to 32, at character 2',
    ],
    ["cidrSubnet('10.0.0.0/24', 25, 2)", 'evaluation', 'cidrSubnet: the index 2 is not from 0 to 1, at character 2'],
    ["cidrHost('10.0.0.0/30', 2)", 'evaluation', 'cidrHost: there is no host 2 in 10.0.0.0/30, at character 2'],
    [
      "resourceId('Microsoft.Sql/servers/databases', 'server')",
      'evaluation',
      'resourceId: the type Microsoft.Sql/servers/databases needs 2 names, not 1, at character 2',
    ],
    [
      "resourceId('a', 'b', 'c', 'd')",
      'evaluation',
      'resourceId: argument 3 or one before must be a type such as Microsoft.Network/networkInterfaces, at character 2',
    ],
    ['managementGroup()', 'evaluation', 'managementGroup: the deployment has no management group, at character 2'],
    ["fail('no such size')", 'evaluation', 'no such size, at character 2'],
    [
      'copyIndex()',
      'misplaced-function',
      'copyIndex() stands in no copy of a resource or an output; the copy of a property needs its name, at character 2',
    ],
    ["copyIndex('loop')", 'misplaced-function', 'copyIndex: there is no copy "loop" around it, at character 2'],
    ["lambda('x', 1)", 'evaluation', 'lambda: is an argument of map, filter and the like only, at character 2'],
    ["lambdaVariables('x')", 'misplaced-function', 'lambdaVariables: no lambda around it has "x", at character 2'],
    [
      "map(createArray(1), lambda('a', 'b', 'c', 1))",
      'evaluation',
      'map: the lambda of argument 2 must have 1 or 2 variables, not 3, at character 2',
    ],
    ['utcNow()', 'misplaced-function', 'utcNow: stands only in the default value of a parameter, at character 2'],
    ['newGuid()', 'misplaced-function', 'newGuid: stands only in the default value of a parameter, at character 2'],
    [
      "dateTimeAdd('yesterday', 'P1D')",
      'evaluation',
      'dateTimeAdd: "yesterday" is not a time of ISO 8601, at character 2',
    ],
    [
      "dateTimeAdd('2020-02-30', 'P1D')",
      'evaluation',
      'dateTimeAdd: "2020-02-30" is not a time of ISO 8601, at character 2',
    ],
    [
      "dateTimeAdd('2020-02-20', '1D')",
      'evaluation',
      'dateTimeAdd: "1D" is not a duration of ISO 8601, at character 2',
    ],
  ])('%s', (expression, code, message) => {
    expect(faultOf(expression, {variables})).toEqual({code, message});
  });

  it('say so in the deployment of a subscription', () => {
    const around = {resourceGroup: undefined};

    expect(faultOf('resourceGroup().location', around)).toEqual({
      code: 'evaluation',
      message: 'resourceGroup: the deployment is one of a subscription, which has no resource group, at character 2',
    });
    expect(resultOf("resourceId('other', 'Microsoft.Resources/resourceGroups', 'g')", around)).toBe(
      '/subscriptions/other/providers/Microsoft.Resources/resourceGroups/g',
    );
    expect(resultOf("resourceId('Microsoft.Resources/resourceGroups', 'g')", around)).toBe(
      `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Resources/resourceGroups/g`,
    );
  });
});

describe('functions of parameter defaults', () => {
  it.each<[string, Value]>([
    ['utcNow()', '20190305T175318Z'],
    ["utcNow('d')", '03/05/2019'],
    ["utcNow('M d')", '3 5'],
    ["utcNow('u')", '2019-03-05 17:53:18Z'],
    ["utcNow('o')", '2019-03-05T17:53:18.0000000Z'],
    ["utcNow('R')", 'Tue, 05 Mar 2019 17:53:18 GMT'],
    ["utcNow('%d')", '5'],
    ['newGuid()', 'b76a51fc-bd72-4a77-b9a2-3c29e7d2e551'],
  ])('%s', (expression, value) => {
    expect(resultOf(expression, {part: 'parameter'})).toBe(value);
  });

  it('see no variables', () => {
    expect(faultOf("variables('array')", {variables, part: 'parameter'})).toEqual({
      code: 'misplaced-function',
      message: 'variables: does not stand in the default value of a parameter, at character 2',
    });
  });
});

describe("functions of the template's own", () => {
  const template: JsonObject = {
    variables: {prefix: 'x'},
    functions: [
      {
        namespace: 'contoso',
        members: {
          uniqueName: {
            parameters: [{name: 'namePrefix', type: 'string'}],
            output: {type: 'string', value: "[concat(toLower(parameters('namePrefix')), '-1')]"},
          },
          nested: {parameters: [], output: {type: 'string', value: "[contoso.uniqueName('A')]"}},
          wrong: {parameters: [], output: {type: 'string', value: "[variables('prefix')]"}},
        },
      },
    ],
  };

  it('see their parameters', () => {
    expect(resultOf("contoso.uniqueName('ABC')", {template})).toBe('abc-1');
  });

  it('do not call each other', () => {
    expect(faultOf('contoso.nested()', {template})).toEqual({
      code: 'unknown-function',
      message: 'there is no function contoso.uniqueName, at character 2',
    });
  });

  it('take as many arguments as they have parameters', () => {
    expect(faultOf('contoso.uniqueName()', {template})).toEqual({
      code: 'wrong-arguments',
      message: 'contoso.uniqueName takes 1 arguments, not 0, at character 2',
    });
  });

  it('see nothing else of the template', () => {
    expect(faultOf('contoso.wrong()', {template})).toEqual({
      code: 'misplaced-function',
      message: "variables: does not stand in a function of the template's own, at character 2",
    });
  });
});
