import {describe, expect, it} from 'vitest';
import {scriptTerm} from '../../src/arm/deploy-script.ts';
import {resourceId} from '../../src/arm/expressions.ts';
import {IDENTITY_ID} from '../cluster/cluster-builder.ts';

const IDENTITY = resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod');

describe('the term of a script', () => {
  it('is the script in base64 if nothing in it waits for the deployment', () => {
    const found = scriptTerm(['#!/bin/sh\n', {base64: ['a']}, '\n'], IDENTITY).code;

    expect(found).toEqual("'IyEvYmluL3NoCllRPT0K'");
  });

  it('joins texts, and puts values in base64', () => {
    const found = scriptTerm(
      ["deliver 'ca.key' ", '<<END\n', {base64: [{value: 'clusterCaKey'}]}, '\nEND\n', {base64: ['known']}],
      IDENTITY,
    ).code;

    expect(found).toEqual(
      "base64(concat('deliver ''ca.key'' <<END\n', base64(parameters('clusterCaKey')), '\nEND\na25vd24='))",
    );
  });

  it('knows where it is deployed, and with which identity', () => {
    const found = scriptTerm(
      [
        {
          base64: [
            {value: 'tenantId'},
            ' ',
            {value: 'subscriptionId'},
            ' ',
            {value: 'resourceGroup'},
            ' ',
            {value: 'identityClientId'},
          ],
        },
      ],
      IDENTITY,
    ).code;

    expect(found).toEqual(
      "base64(base64(concat(subscription().tenantId, ' ', subscription().subscriptionId, ' ', resourceGroup().name, ' ', reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod'), '2024-11-30').clientId)))",
    );
  });

  it('takes the id of an identity that exists', () => {
    const found = scriptTerm([{base64: [{value: 'identityClientId'}]}], IDENTITY_ID).code;

    expect(found).toEqual(
      "base64(base64(reference('/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/prod', '2024-11-30').clientId))",
    );
  });

  it('of nothing is nothing', () => {
    const found = scriptTerm([], IDENTITY).code;

    expect(found).toEqual("''");
  });
});
