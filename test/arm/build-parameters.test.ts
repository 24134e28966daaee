import {describe, expect, it} from 'vitest';
import {buildParameters} from '../../src/arm/build-parameters.ts';
import {CLUSTER_SECRETS, type ClusterSecrets} from '../../src/kubernetes/cluster-secrets.ts';
import {CIRCUIT_ID} from '../cluster/cluster-builder.ts';
import {buildFrom} from './template-parts.ts';

const SECRETS = Object.fromEntries(
  Object.keys(CLUSTER_SECRETS).map((name) => [name, `value of ${name}`]),
) as ClusterSecrets;

describe('the file of parameters', () => {
  it('has the secrets of the cluster and nothing else', () => {
    const found = buildParameters(SECRETS);

    expect(found).toEqual({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
      contentVersion: '1.0.0.0',
      parameters: {
        clusterCaCertificate: {value: 'value of clusterCaCertificate'},
        clusterCaKey: {value: 'value of clusterCaKey'},
        etcdCaCertificate: {value: 'value of etcdCaCertificate'},
        etcdCaKey: {value: 'value of etcdCaKey'},
        frontProxyCaCertificate: {value: 'value of frontProxyCaCertificate'},
        frontProxyCaKey: {value: 'value of frontProxyCaKey'},
        serviceAccountPublicKey: {value: 'value of serviceAccountPublicKey'},
        serviceAccountKey: {value: 'value of serviceAccountKey'},
        encryptionKey: {value: 'value of encryptionKey'},
        joinToken: {value: 'value of joinToken'},
      },
    });
  });
});

describe('the parameters of the template', () => {
  it('are secrets without a default, and what is there already', () => {
    const template = buildFrom();

    const found = Object.entries(template.parameters).map(([name, {type, defaultValue}]) => [
      name,
      type,
      defaultValue ?? 'none',
    ]);

    expect(found).toEqual([
      ['clusterCaCertificate', 'string', 'none'],
      ['clusterCaKey', 'securestring', 'none'],
      ['etcdCaCertificate', 'string', 'none'],
      ['etcdCaKey', 'securestring', 'none'],
      ['frontProxyCaCertificate', 'string', 'none'],
      ['frontProxyCaKey', 'securestring', 'none'],
      ['serviceAccountPublicKey', 'string', 'none'],
      ['serviceAccountKey', 'securestring', 'none'],
      ['encryptionKey', 'securestring', 'none'],
      ['joinToken', 'securestring', 'none'],
      ['existing', 'array', []],
      ['capacities', 'object', {}],
      ['bootstrapAttempt', 'string', '1'],
    ]);
  });

  it('have no capacities where no pool has scale sets', () => {
    const template = buildFrom({nodePools: [{name: 'edge', type: 'virtualMachines'}]});

    const found = Object.keys(template.parameters).slice(-2);

    expect(found).toEqual(['existing', 'bootstrapAttempt']);
  });

  it('have no shared keys for circuits', () => {
    const template = buildFrom({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'ExpressRoute',
            connections: [{name: 'metro', circuitId: CIRCUIT_ID, cidrs: ['172.24.0.0/13']}],
          },
        },
      },
    });

    const found = Object.keys(template.parameters).filter((name) => name.startsWith('shared'));

    expect(found).toEqual([]);
  });
});
