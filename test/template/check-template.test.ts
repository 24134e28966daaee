import {describe, expect, it} from 'vitest';
import {checkTemplate} from '../../src/template/check-template.ts';
import type {Json, JsonObject} from '../../src/template/value.ts';
import {idOf, OPTIONS, resource} from './expand.ts';
import {broken, GOOD_TEMPLATE, indexOf, withResource} from './good-template.ts';

function check(template: JsonObject, known: readonly string[] = []): string[] {
  const isKnown = (id: string) => known.includes(id);
  const problems = checkTemplate(template, {...OPTIONS, parameters: {token: 'secret'}, isKnown});
  return problems.map(({code, path, message}) => `${path}: ${message} [${code}]`);
}

const [NODES, RULE, BALANCER, NIC, ROLE, VM, EXTENSION, POOL, HUB, PUBLIC, GUARD, NET] = [
  'net/nodes',
  'guard/etcd',
  'balancer',
  "[format('nic-{0}', copyIndex())]",
  "[guid(resourceGroup().id, variables('identityId'), 'contributor')]",
  "[format('vm-{0}', copyIndex())]",
  "[format('vm-{0}/bootstrap', copyIndex())]",
  'pool',
  'connection',
  'public',
  'guard',
  'net',
].map(indexOf) as [number, number, number, number, number, number, number, number, number, number, number, number];

const IP_CONFIGURATION = ['resources', NIC, 'properties', 'copy', 0, 'input', 'properties'] as const;
const FRONT = ['resources', BALANCER, 'properties', 'frontendIPConfigurations', 0, 'properties'] as const;
const EMBEDDED_RULE = ['resources', GUARD, 'properties', 'securityRules', 0, 'properties'] as const;

it('finds nothing wrong with a good template', () => {
  expect(check(GOOD_TEMPLATE)).toEqual([]);
});

/** What is broken, where, and all that is said about it. */
type Mutation = readonly [string, readonly (string | number)[], Json | undefined, readonly string[]];

const MUTATIONS: {readonly [kind: string]: readonly Mutation[]} = {
  expressions: [
    [
      'an unbalanced bracket',
      ['resources', NODES, 'properties', 'addressPrefix'],
      "[concat('10.0.0.0/24']",
      [`resources[${NODES}].properties.addressPrefix: ) is expected, the end is there, at character 22 [syntax]`],
    ],
    [
      'an unknown variable',
      [...FRONT, 'subnet', 'id'],
      "[variables('subnet')]",
      [
        `resources[${BALANCER}].properties.frontendIPConfigurations[0].properties.subnet.id: the template has no variable "subnet", at character 2 [unknown-variable]`,
      ],
    ],
    [
      'an unknown parameter where no value of this deployment leads to',
      ['resources', NODES, 'properties', 'addressPrefix'],
      "[if(true(), '10.0.0.0/24', parameters('prefix'))]",
      [
        `resources[${NODES}].properties.addressPrefix: the template has no parameter "prefix", at character 28 [unknown-parameter]`,
      ],
    ],
    [
      'an unknown function',
      ['resources', NODES, 'properties', 'addressPrefix'],
      "[if(true(), '10.0.0.0/24', first_of())]",
      [
        `resources[${NODES}].properties.addressPrefix: there is no function first_of, at character 28 [unknown-function]`,
      ],
    ],
    [
      'too few arguments',
      ['resources', NODES, 'properties', 'addressPrefix'],
      "[if(true(), '10.0.0.0/24', split('a'))]",
      [
        `resources[${NODES}].properties.addressPrefix: split takes 2 arguments, not 1, at character 28 [wrong-arguments]`,
      ],
    ],
    [
      'a function in the round of a copy, said once',
      [...IP_CONFIGURATION, 'privateIPAddress'],
      "[add('a', 1)]",
      [
        `resources[${NIC}].properties.copy[0].input.properties.privateIPAddress: add: argument 1 must be an integer, not a string, at character 2 [evaluation]`,
      ],
    ],
  ],
  declarations: [
    [
      'an unused parameter',
      ['parameters', 'left'],
      {type: 'string', defaultValue: ''},
      ['parameters.left: the parameter "left" is not used [unused-parameter]'],
    ],
    [
      'a parameter used by itself only',
      ['parameters', 'left'],
      {type: 'string', defaultValue: "[parameters('left')]"},
      [
        'parameters.left.defaultValue: the parameter "left" depends on itself: left -> left, at character 2 [circular-value]',
        'parameters.left: the parameter "left" is not used [unused-parameter]',
      ],
    ],
    [
      'an unused variable',
      ['variables', 'left'],
      1,
      ['variables.left: the variable "left" is not used [unused-variable]'],
    ],
    [
      'an unused parameter of a nested deployment',
      ['resources', HUB, 'properties', 'template', 'parameters', 'left'],
      {type: 'int', defaultValue: 1},
      [`resources[${HUB}].properties.template.parameters.left: the parameter "left" is not used [unused-parameter]`],
    ],
    [
      'a computed API version',
      ['resources', NODES, 'apiVersion'],
      "[concat('2025-05', '-01')]",
      [`resources[${NODES}].apiVersion: apiVersion must be a literal [not-literal]`],
    ],
    [
      'a computed type',
      ['resources', NODES, 'type'],
      "[concat('Microsoft.Network/', 'virtualNetworks/subnets')]",
      [`resources[${NODES}].type: type must be a literal [not-literal]`],
    ],
  ],
  secrets: [
    [
      'a default of a secure parameter',
      ['parameters', 'token', 'defaultValue'],
      'abc',
      ['parameters.token.defaultValue: the secure parameter "token" must have no default [secret-default]'],
    ],
    [
      'a secret in an output',
      ['outputs', 'fqdn', 'value'],
      "[variables('script')]",
      ['outputs.fqdn.value: an output gives out the secret variable "script" [secret-in-output]'],
    ],
    [
      'keys in an output',
      ['outputs', 'fqdn', 'value'],
      "[listKeys(variables('identityId'), '2024-11-30').keys[0].value]",
      [
        'outputs.fqdn.value: an output gives out what a list function gets, which is mostly a secret [secret-in-output]',
      ],
    ],
    [
      'a secret in settings that are not protected',
      ['resources', EXTENSION, 'properties', 'settings'],
      {script: "[variables('script')]"},
      [
        `resources[${EXTENSION}].properties.settings.script: the secret variable "script" stands where it can be read [secret-in-plain-property]`,
      ],
    ],
    [
      'a secret in custom data',
      ['resources', VM, 'properties', 'osProfile', 'customData'],
      "[if(contains(parameters('existing'), 'a'), null(), base64(parameters('token')))]",
      [
        `resources[${VM}].properties.osProfile.customData: the secret parameter "token" stands where it can be read [secret-in-plain-property]`,
      ],
    ],
    [
      'a secret that a nested deployment takes as a plain string',
      ['resources', HUB, 'properties', 'template', 'parameters', 'key', 'type'],
      'string',
      [
        `resources[${HUB}].properties.parameters.key.value: the secret parameter "token" stands where it can be read [secret-in-plain-property]`,
      ],
    ],
  ],
  references: [
    [
      'a dependency on nothing',
      ['resources', NODES, 'dependsOn', 0],
      "[resourceId('Microsoft.Network/virtualNetworks', 'network')]",
      [
        `resources[${NODES}].dependsOn[0]: depends on ${idOf('Microsoft.Network/virtualNetworks/network')}, which is not in the deployment [unknown-dependency]`,
        `resources[${NODES}]: net/nodes lies in net and does not wait for it [missing-dependency]`,
        `resources[${NODES + 1}]: net/more lies in net and does not wait for it [missing-dependency]`,
      ],
    ],
    [
      'an id of nothing',
      ['resources', NIC, 'properties', 'networkSecurityGroup', 'id'],
      "[resourceId('Microsoft.Network/networkSecurityGroups', 'guards')]",
      [0, 1].map(
        (index) =>
          `resources[${NIC}].properties.networkSecurityGroup.id: nic-${index} refers to ${idOf('Microsoft.Network/networkSecurityGroups/guards')}, which is neither in the template nor known to exist [unknown-reference]`,
      ),
    ],
    [
      'an id of nothing as the name of a property',
      ['resources', POOL, 'identity'],
      {userAssignedIdentities: {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'other')]": {}}},
      [
        `resources[${POOL}].identity.userAssignedIdentities['${idOf('Microsoft.ManagedIdentity/userAssignedIdentities/other')}']: pool refers to ${idOf('Microsoft.ManagedIdentity/userAssignedIdentities/other')}, which is neither in the template nor known to exist [unknown-reference]`,
      ],
    ],
    [
      'a part of a resource that it does not have',
      ['resources', BALANCER, 'properties', 'loadBalancingRules', 0, 'properties', 'frontendIPConfiguration', 'id'],
      "[resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'balancer', 'fronts')]",
      [
        `resources[${BALANCER}].properties.loadBalancingRules[0].properties.frontendIPConfiguration.id: balancer has no fronts among its frontendIPConfigurations [unknown-reference]`,
      ],
    ],
    [
      'no dependency on what is referred to',
      ['resources', POOL, 'dependsOn'],
      [],
      [
        `resources[${POOL}].properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[0].properties.ipConfigurations[1].properties.subnet.id: pool refers to net/nodes and does not wait for it [missing-dependency]`,
      ],
    ],
    [
      'no dependency on a parent',
      ['resources', RULE, 'dependsOn'],
      [],
      [`resources[${RULE}]: guard/etcd lies in guard and does not wait for it [missing-dependency]`],
    ],
    [
      'no dependency on what is asked for by id',
      ['resources', ROLE, 'dependsOn'],
      [],
      [
        `resources[${ROLE}].properties.principalId: 175286c6-6059-5a2c-8397-9aba9f4ee98d asks for cluster and does not wait for it [missing-dependency]`,
      ],
    ],
    [
      'no dependency of a nested deployment on what it is given',
      ['resources', HUB, 'dependsOn'],
      [],
      [
        `resources[${HUB}].properties.parameters.networkId.value: connection refers to net and does not wait for it [missing-dependency]`,
        `resources[${HUB}].properties.template.resources[0].properties.remoteVirtualNetwork.id: hub/back refers to net and does not wait for it [missing-dependency]`,
      ],
    ],
    [
      'a question about nothing',
      ['outputs', 'fqdn', 'value'],
      "[reference(resourceId('Microsoft.Network/publicIPAddresses', 'none'), '2025-05-01').dnsSettings.fqdn]",
      [
        `outputs.fqdn.value: reference asks for ${idOf('Microsoft.Network/publicIPAddresses/none')}, which is neither in the template nor known to exist [unknown-reference]`,
      ],
    ],
    [
      'a question about a name that is not there',
      ['outputs', 'fqdn', 'value'],
      "[reference('none').dnsSettings.fqdn]",
      ['outputs.fqdn.value: reference asks for none, which is not in the deployment [unknown-reference]'],
    ],
  ],
  dependencies: [
    [
      'a cycle',
      ['resources', NET, 'dependsOn'],
      ['pool'],
      [`resources[${NET}]: resources wait for each other: net -> pool -> net/nodes -> net [dependency-cycle]`],
    ],
    [
      'a dependency that another implies, said once for all rounds of a copy',
      ['resources', EXTENSION, 'dependsOn', 1],
      "[variables('identityId')]",
      [`resources[${EXTENSION}]: vm-0/bootstrap need not depend on cluster: vm-0 waits for it [redundant-dependency]`],
    ],
    [
      'a dependency on what a reference by name implies',
      ['resources', ROLE, 'properties', 'principalId'],
      "[reference('cluster').principalId]",
      [
        `resources[${ROLE}]: 175286c6-6059-5a2c-8397-9aba9f4ee98d need not depend on cluster: reference() or a serial copy implies it [redundant-dependency]`,
      ],
    ],
  ],
  names: [
    [
      'too long a name',
      ['resources', PUBLIC, 'name'],
      'a'.repeat(81),
      [
        `outputs.fqdn.value: reference asks for ${idOf('Microsoft.Network/publicIPAddresses/public')}, which is neither in the template nor known to exist [unknown-reference]`,
        `resources[${PUBLIC}].name: the name "${'a'.repeat(81)}" must have at most 80 characters [wrong-name]`,
      ].toReversed(),
    ],
    [
      'a name with a character that it must not have',
      ['resources', NODES + 1, 'name'],
      'net/more nodes',
      [
        `resources[${NODES + 1}].name: the name "more nodes" must have letters, digits, ., _ and - only, begin with a letter or digit, and end with one or _ [wrong-name]`,
      ],
    ],
    [
      'a role assignment whose name is no GUID',
      ['resources', ROLE, 'name'],
      'contributor',
      [`resources[${ROLE}].name: the name "contributor" must have at least 36 characters [wrong-name]`],
    ],
    [
      'the name of a part',
      ['resources', BALANCER, 'properties', 'loadBalancingRules', 0, 'name'],
      '-rule',
      [
        `resources[${BALANCER}].properties.loadBalancingRules[0].name: the name "-rule" must have letters, digits, ., _ and - only, begin with a letter or digit, and end with one or _ [wrong-name]`,
      ],
    ],
    [
      'two parts with one name',
      [...IP_CONFIGURATION.slice(0, -1), 'name'],
      "[format('pod-{0}', max(copyIndex('ipConfigurations'), 1))]",
      [0, 1]
        .map(
          () =>
            `resources[${NIC}].properties.ipConfigurations[1].name: there are two ipConfigurations "pod-1" [duplicate-name]`,
        )
        .slice(1),
    ],
    [
      'a DNS label',
      ['resources', PUBLIC, 'properties', 'dnsSettings', 'domainNameLabel'],
      'Cluster',
      [
        `resources[${PUBLIC}].properties.dnsSettings.domainNameLabel: the DNS label "Cluster" must have a to z, 0 to 9 and - only, begin with a letter, and end with a letter or digit [wrong-name]`,
      ],
    ],
    [
      'the prefix of computer names',
      ['resources', POOL, 'properties', 'virtualMachineProfile', 'osProfile', 'computerNamePrefix'],
      'p'.repeat(59),
      [
        `resources[${POOL}].properties.virtualMachineProfile.osProfile.computerNamePrefix: the prefix of computer names "${'p'.repeat(59)}" must have at most 58 characters [wrong-name]`,
      ],
    ],
    [
      'the name of a computer',
      ['resources', VM, 'properties', 'osProfile', 'computerName'],
      'vm_0',
      [
        `resources[${VM}].properties.osProfile.computerName: the computer name "vm_0" must have none of the characters that computer names must not have [wrong-name]`,
      ],
    ],
  ],
  'network interfaces': [
    [
      'two primary ipConfigurations',
      [...IP_CONFIGURATION, 'primary'],
      "[less(copyIndex('ipConfigurations'), 2)]",
      [0, 1].map(
        (index) =>
          `resources[${NIC}].properties.ipConfigurations: nic-${index} has 2 primary ones of 3, and needs exactly one [primary-count]`,
      ),
    ],
    [
      'no primary ipConfiguration',
      [...IP_CONFIGURATION, 'primary'],
      undefined,
      [0, 1].map(
        (index) =>
          `resources[${NIC}].properties.ipConfigurations: nic-${index} has 0 primary ones of 3, and needs exactly one [primary-count]`,
      ),
    ],
    [
      'two primary ipConfigurations of a scale set',
      [
        'resources',
        POOL,
        'properties',
        'virtualMachineProfile',
        'networkProfile',
        'networkInterfaceConfigurations',
        0,
        'properties',
        'ipConfigurations',
        1,
        'properties',
        'primary',
      ],
      true,
      [
        `resources[${POOL}].properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[0].properties.ipConfigurations: pool has 2 primary ones of 2, and needs exactly one [primary-count]`,
      ],
    ],
    [
      'a network interface that is not primary',
      [
        'resources',
        POOL,
        'properties',
        'virtualMachineProfile',
        'networkProfile',
        'networkInterfaceConfigurations',
        0,
        'properties',
        'primary',
      ],
      false,
      [
        `resources[${POOL}].properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations: pool has 0 primary ones of 1, and needs exactly one [primary-count]`,
      ],
    ],
    [
      'a machine without network interfaces',
      ['resources', VM, 'properties', 'networkProfile', 'networkInterfaces'],
      [],
      [0, 1].map(
        (index) =>
          `resources[${VM}].properties.networkProfile.networkInterfaces: vm-${index} has 0 primary ones of 0, and needs exactly one [primary-count]`,
      ),
    ],
  ],
  'security rules': [
    [
      'a priority out of range',
      ['resources', RULE, 'properties', 'priority'],
      99_999,
      [
        `resources[${RULE}].properties.priority: the priority of guard/etcd must be 100 to 4096, not 99999 [wrong-priority]`,
      ],
    ],
    [
      'no priority',
      [...EMBEDDED_RULE, 'priority'],
      undefined,
      [
        `resources[${GUARD}].properties.securityRules[0].properties.priority: the priority of guard/api must be 100 to 4096, not nothing [wrong-priority]`,
      ],
    ],
    [
      'the priority of another rule',
      ['resources', RULE, 'properties', 'priority'],
      100,
      [`resources[${RULE}].properties.priority: guard/etcd has the priority 100 of guard/api [duplicate-priority]`],
    ],
    [
      'a port that there is not',
      [...EMBEDDED_RULE, 'destinationPortRange'],
      '70000',
      [
        `resources[${GUARD}].properties.securityRules[0].properties.destinationPortRange: a port of guard/api must be *, 0 to 65535, or two of these with - between them, not "70000" [wrong-port]`,
      ],
    ],
    [
      'ports in the wrong order',
      ['resources', RULE, 'properties', 'destinationPortRanges', 0],
      '2380-2379',
      [
        `resources[${RULE}].properties.destinationPortRanges: a port of guard/etcd must be *, 0 to 65535, or two of these with - between them, not "2380-2379" [wrong-port]`,
      ],
    ],
    [
      'a port that is a number',
      [...EMBEDDED_RULE, 'destinationPortRange'],
      6443,
      [
        `resources[${GUARD}].properties.securityRules[0].properties.destinationPortRange: a port of guard/api must be *, 0 to 65535, or two of these with - between them, not 6443 [wrong-port]`,
      ],
    ],
  ],
  addresses: [
    [
      'a subnet outside its network',
      ['resources', NODES + 1, 'properties', 'addressPrefixes'],
      ['10.1.0.0/24'],
      [
        `resources[${NODES + 1}].properties: 10.1.0.0/24 of net/more is outside the address space of net [subnet-outside]`,
      ],
    ],
    [
      'subnets that overlap',
      ['resources', NODES + 1, 'properties', 'addressPrefixes'],
      ['10.0.0.128/25'],
      [`resources[${NODES + 1}].properties: 10.0.0.128/25 of net/more overlaps net/nodes [subnet-overlap]`],
    ],
    [
      'an address outside its subnet',
      [...FRONT, 'privateIPAddress'],
      '10.0.1.4',
      [
        `resources[${BALANCER}].properties.frontendIPConfigurations[0].properties.privateIPAddress: 10.0.1.4 of balancer is not in net/nodes, 10.0.0.0/24 [wrong-address]`,
      ],
    ],
    [
      'an address that Azure keeps at the start',
      [...FRONT, 'privateIPAddress'],
      '10.0.0.3',
      [
        `resources[${BALANCER}].properties.frontendIPConfigurations[0].properties.privateIPAddress: 10.0.0.3 of balancer is one of those that Azure keeps in net/nodes [wrong-address]`,
      ],
    ],
    [
      'an address that Azure keeps at the end',
      [...FRONT, 'privateIPAddress'],
      '10.0.0.255',
      [
        `resources[${BALANCER}].properties.frontendIPConfigurations[0].properties.privateIPAddress: 10.0.0.255 of balancer is one of those that Azure keeps in net/nodes [wrong-address]`,
      ],
    ],
    [
      'an address that is none',
      [...FRONT, 'privateIPAddress'],
      '10.0.0',
      [
        `resources[${BALANCER}].properties.frontendIPConfigurations[0].properties.privateIPAddress: 10.0.0 of balancer is not an address [wrong-address]`,
      ],
    ],
    [
      'an address of another',
      [...FRONT, 'privateIPAddress'],
      '10.0.0.7',
      [
        `resources[${NIC}].properties.ipConfigurations[2].properties.privateIPAddress: 10.0.0.7 of nic-0 is already that of balancer [duplicate-address]`,
      ],
    ],
  ],
};

describe.each(Object.entries(MUTATIONS))('checks of %s', (_, mutations) => {
  it.each(mutations)('find %s', (_name, path, value, problems) => {
    expect(check(broken(path, value))).toEqual(problems);
  });
});

describe('more checks', () => {
  it('find a resource that is there twice', () => {
    const twin = {...GOOD_TEMPLATE.resources[PUBLIC], name: 'PUBLIC'} as JsonObject;

    expect(check(withResource(twin))).toEqual([
      `resources[${GOOD_TEMPLATE.resources.length}]: ${idOf('Microsoft.Network/publicIPAddresses/PUBLIC')} is already at resources[${PUBLIC}] [duplicate-id]`,
    ]);
  });

  it('take ids of what is known to exist', () => {
    const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/r';
    const template = withResource(
      resource('a', {
        properties: {table: {id}, role: '/subscriptions/s/providers/A.B/c/d', tag: 'x'},
        tags: {of: `${id}s`},
      }),
    );

    expect(check(template, [id])).toEqual([]);
    expect(check(template)).toEqual([
      `resources[${GOOD_TEMPLATE.resources.length}].properties.table.id: a refers to ${id}, which is neither in the template nor known to exist [unknown-reference]`,
    ]);
  });

  it('ask for an API version where Azure cannot take it from the template', () => {
    const id = idOf('Microsoft.Test/things/old');
    const properties = {x: `[reference('${id}').x]`};

    const versioned = {x: `[reference('${id}', '2025-01-01').x]`};
    expect(check(withResource(resource('a', {properties: versioned})), [id])).toEqual([]);
    expect(check(withResource(resource('a', {properties: versioned})))).toEqual([
      `resources[${GOOD_TEMPLATE.resources.length}].properties.x: reference asks for ${id}, which is neither in the template nor known to exist [unknown-reference]`,
    ]);
    expect(check(withResource(resource('a', {properties})), [id])).toEqual([
      `resources[${GOOD_TEMPLATE.resources.length}].properties.x: reference needs an API version: ${id} is not in the deployment [reference-without-version]`,
    ]);
  });

  it('do not look at what is not deployed', () => {
    const wrong = resource('a', {
      type: 'Microsoft.Network/networkInterfaces',
      condition: false,
      properties: {ipConfigurations: [], subnet: {id: idOf('Microsoft.Network/none/none')}},
    });

    expect(check(withResource(wrong))).toEqual([]);
  });

  it('take an id of what is not deployed this time', () => {
    const balancer = {type: 'Microsoft.Network/loadBalancers', apiVersion: '2025-05-01', name: 'services'};
    const template = {
      resources: [
        {...balancer, condition: false, properties: {backendAddressPools: [{name: 'pool'}]}},
        resource('a', {
          properties: {pool: {id: idOf('Microsoft.Network/loadBalancers/services/backendAddressPools/pool')}},
        }),
      ],
      parameters: {token: {type: 'securestring'}},
    };

    expect(check(template)).toEqual(['parameters.token: the parameter "token" is not used [unused-parameter]']);
  });

  it('find a secret in a nested template of the outer scope', () => {
    const inner = {resources: [resource('x', {properties: {protectedSettings: {a: "[parameters('token')]"}}})]};
    const nested = {
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2025-04-01',
      name: 'n',
      properties: {mode: 'Incremental', template: inner},
    };

    expect(check(withResource(nested))).toEqual([
      `resources[${GOOD_TEMPLATE.resources.length}].properties.template.resources[0].properties.protectedSettings.a: the secret parameter "token" stands in a nested template of the outer scope, which Azure keeps readable [secret-in-plain-property]`,
    ]);
  });

  it('leave what a nested template refers to with its resources', () => {
    const inner = {
      resources: [resource('x', {properties: {table: {id: idOf('Microsoft.Network/virtualNetworks/net')}}})],
    };
    const nested = {
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2025-04-01',
      name: 'n',
      properties: {mode: 'Incremental', expressionEvaluationOptions: {scope: 'inner'}, template: inner},
    };

    expect(check(withResource(nested))).toEqual([
      `resources[${GOOD_TEMPLATE.resources.length}].properties.template.resources[0].properties.table.id: x refers to net and does not wait for it [missing-dependency]`,
    ]);
  });

  it('take a secret as the default of a secure parameter for a default, and nothing more', () => {
    const parameters = {
      ...GOOD_TEMPLATE.parameters,
      other: {type: 'secureString', defaultValue: "[parameters('token')]"},
    };
    const extension = resource('a', {properties: {protectedSettings: "[parameters('other')]"}});

    expect(check({...withResource(extension), parameters})).toEqual([
      'parameters.other.defaultValue: the secure parameter "other" must have no default [secret-default]',
    ]);
  });

  it("know parameters of the template's own functions from those of the template", () => {
    const member = {
      parameters: [{name: 'left', type: 'string'}],
      output: {type: 'string', value: "[parameters('left')]"},
    };
    const template = {
      ...GOOD_TEMPLATE,
      functions: [{namespace: 'own', members: {same: member}}],
      parameters: {...GOOD_TEMPLATE.parameters, left: {type: 'string', defaultValue: 'x'}},
      outputs: {...GOOD_TEMPLATE.outputs, o: {type: 'string', value: "[own.same('x')]"}},
    };

    expect(check(template)).toEqual(['parameters.left: the parameter "left" is not used [unused-parameter]']);
  });

  it('follow secrets through variables and their copies', () => {
    const variables: JsonObject = {
      ...GOOD_TEMPLATE.variables,
      copy: [{name: 'scripts', count: 1, input: "[variables('script')]"}],
      last: "[first(variables('scripts'))]",
    };
    const outputs = {o: {type: 'string', value: "[variables('last')]"}};

    expect(check({...GOOD_TEMPLATE, variables, outputs})).toEqual([
      'outputs.o.value: an output gives out the secret variable "last" [secret-in-output]',
    ]);
  });

  it('know a variable as used whose name is computed', () => {
    const outputs = {...GOOD_TEMPLATE.outputs, o: {type: 'string', value: "[variables(concat('subnet', 'Id'))]"}};

    expect(check({...GOOD_TEMPLATE, variables: {...GOOD_TEMPLATE.variables, left: 1}, outputs})).toEqual([]);
  });

  it('find every fault at once', () => {
    const template = broken(['resources', RULE, 'properties', 'priority'], 5) as {outputs: JsonObject};
    const outputs = {o: {type: 'string', value: '[nothing()]'}};

    expect(check({...template, outputs})).toEqual([
      'outputs.o.value: there is no function nothing, at character 2 [unknown-function]',
      `resources[${RULE}].properties.priority: the priority of guard/etcd must be 100 to 4096, not 5 [wrong-priority]`,
    ]);
  });
});
