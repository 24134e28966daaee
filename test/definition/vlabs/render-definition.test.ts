import {expect, test} from 'vitest';
import {renderImportedDefinition} from '../../../src/definition/vlabs/render-definition.ts';

test('a comment stands above its key, or where its key would be', () => {
  const definition = {
    apiVersion: 'vnetk8s/v1',
    kubernetes: {version: '1.36'},
    network: {subnets: [{name: 'a'}, {name: 'b', cidr: '10.0.0.0/24'}], serviceCidr: '10.0.0.0/16'},
    nodePools: [{count: 3}],
  };
  const paths = [
    ['name'],
    ['location'],
    ['kubernetes', 'version'],
    ['network', 'virtualNetwork', 'addressSpace'],
    ['network', 'subnets', 0, 'cidr'],
    ['network', 'egress'],
    ['nodePools', 0, 'name'],
    ['linux'],
  ];

  const text = renderImportedDefinition({definition, comments: paths.map((path) => ({path, text: path.join('.')}))});

  expect(text).toBe(`apiVersion: vnetk8s/v1
# name
# location
kubernetes:
  # kubernetes.version
  version: "1.36"
network:
  # network.virtualNetwork.addressSpace
  subnets:
    - name: a
      # network.subnets.0.cidr
    - name: b
      cidr: 10.0.0.0/24
  serviceCidr: 10.0.0.0/16
  # network.egress
nodePools:
  - # nodePools.0.name
    count: 3
# linux
`);
});

test('values that YAML would read as something else are in quotes, and long ones are not broken', () => {
  const key = `ssh-rsa ${'A'.repeat(300)} me`;
  const definition = {
    kubernetes: {version: '1.30'},
    nodePools: [{zones: ['1'], labels: {a: 'true', b: ''}}],
    linux: {sshPublicKeys: [key]},
  };

  const text = renderImportedDefinition({definition, comments: []});

  expect(text).toBe(`kubernetes:
  version: "1.30"
nodePools:
  - zones:
      - "1"
    labels:
      a: "true"
      b: ""
linux:
  sshPublicKeys:
    - ${key}
`);
});
