import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseResourceId, type ResourceIdParse} from '../../src/cluster/azure-names.ts';

const GUID = '0f1e2d3c-0000-4000-8000-00000000abcd';
const GROUP = `/subscriptions/${GUID}/resourceGroups/net`;
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/corp`;
const VNET = 'Microsoft.Network/virtualNetworks';
const FORM = '/subscriptions/GUID/resourceGroups/GROUP/providers/PROVIDER/TYPE/NAME';

const CORP: ResourceIdParse = {
  resource: {id: NETWORK, subscriptionId: GUID, resourceGroup: 'net', type: VNET, names: ['corp']},
};

describe('parseResourceId', () => {
  it.each([
    NETWORK,
    NETWORK.toLowerCase(),
    `/SUBSCRIPTIONS/${GUID.toUpperCase()}/RESOURCEGROUPS/net/PROVIDERS/MICROSOFT.NETWORK/VIRTUALNETWORKS/corp`,
    `  ${NETWORK}\n`,
  ])('reads %j in the spelling of Azure', (text) => {
    expect(parseResourceId(text)).toEqual(CORP);
    expect(parseResourceId(text, VNET)).toEqual(CORP);
  });

  it('reads the id of a subnet with both its names', () => {
    expect(parseResourceId(`${NETWORK.toLowerCase()}/Subnets/Apps`)).toEqual({
      resource: {
        id: `${NETWORK}/subnets/Apps`,
        subscriptionId: GUID,
        resourceGroup: 'net',
        type: 'Microsoft.Network/virtualNetworks/subnets',
        names: ['corp', 'Apps'],
      },
    });
  });

  it('reads the id of a type that it does not know, as it is written', () => {
    const id = `${GROUP}/providers/microsoft.compute/Disks/_data`;

    expect(parseResourceId(id)).toEqual({
      resource: {id, subscriptionId: GUID, resourceGroup: 'net', type: 'microsoft.compute/Disks', names: ['_data']},
    });
  });

  it.each<[text: string, parse: ResourceIdParse]>([
    ['corp', {problem: 'not-an-id', reason: `is no resource id, which is ${FORM}`}],
    ['', {problem: 'not-an-id', reason: `is no resource id, which is ${FORM}`}],
    ['/', {problem: 'not-an-id', reason: `is no resource id, which is ${FORM}`}],
    ['/subscriptionsX', {problem: 'not-an-id', reason: `is no resource id, which is ${FORM}`}],
    ['/subscriptions', {problem: 'missing-segment', reason: 'ends before the id of the subscription'}],
    [`/subscriptions/${GUID}`, {problem: 'missing-segment', reason: 'ends before /resourceGroups/'}],
    [
      `/subscriptions/${GUID}/providers/Microsoft.Network/virtualNetworks/corp`,
      {problem: 'missing-segment', reason: 'has "providers" where resourceGroups should be'},
    ],
    [
      `/subscriptions/${GUID}/resourceGroups`,
      {problem: 'missing-segment', reason: 'ends before the name of the resource group'},
    ],
    [GROUP, {problem: 'missing-segment', reason: 'ends before /providers/'}],
    [
      `${GROUP}/Microsoft.Network/virtualNetworks/corp`,
      {problem: 'missing-segment', reason: 'has "Microsoft.Network" where providers should be'},
    ],
    [`${GROUP}/providers`, {problem: 'missing-segment', reason: 'ends before the provider, such as Microsoft.Network'}],
    [
      `${GROUP}/providers/Microsoft.Network`,
      {problem: 'missing-segment', reason: 'ends with the provider Microsoft.Network: type and name are missing'},
    ],
    [
      `${GROUP}/providers/Microsoft.Network/virtualNetworks`,
      {problem: 'missing-segment', reason: 'ends with virtualNetworks: the name is missing'},
    ],
    [`${NETWORK}/subnets`, {problem: 'missing-segment', reason: 'ends with subnets: the name is missing'}],
    [
      '/subscriptions/<id>/resourceGroups/net',
      {problem: 'subscription', reason: 'has "<id>" for a subscription, which is no GUID'},
    ],
    [
      NETWORK.replace('/net/', '/net./'),
      {problem: 'resource-group', reason: 'has the resource group "net.": must not end with .'},
    ],
    [NETWORK.replace('corp', 'c'), {problem: 'name', reason: 'has the name "c": shorter than 2 characters (1)'}],
    [
      `${NETWORK}/subnets/a b`,
      {problem: 'name', reason: 'has the name "a b": has " "; only letters, digits, ., _ and - are allowed'},
    ],
    [`${NETWORK}/`, {problem: 'empty-segment', reason: 'ends with a slash', suggestion: NETWORK}],
    [
      NETWORK.replace('/net/', '//net/'),
      {problem: 'empty-segment', reason: 'has two slashes in a row', suggestion: NETWORK},
    ],
    ['/subscriptions//', {problem: 'empty-segment', reason: 'ends with a slash'}],
    [NETWORK.slice(1), {problem: 'not-an-id', reason: `is no resource id, which is ${FORM}`, suggestion: NETWORK}],
    [
      `https://portal.azure.com/#@corp.example/resource${NETWORK}/overview`,
      {problem: 'not-an-id', reason: `is no resource id, which is ${FORM}`, suggestion: NETWORK},
    ],
    [
      `https://management.azure.com${NETWORK}?api-version=2025-05-01`,
      {problem: 'not-an-id', reason: `is no resource id, which is ${FORM}`, suggestion: NETWORK},
    ],
  ])('says what is wrong with %j', (text, parse) => {
    expect(parseResourceId(text)).toEqual(parse);
    expect(parseResourceId(text, text.includes('/subnets') ? undefined : VNET)).toEqual(parse);
  });

  it('suggests the virtual network where one is wanted and its subnet is named', () => {
    const reason = 'is the id of a subnet, not of a virtual network';

    expect(parseResourceId(`${NETWORK}/subnets/apps`, VNET)).toEqual({problem: 'type', reason, suggestion: NETWORK});
    expect(parseResourceId(`${NETWORK}/subnets/apps/`, VNET)).toEqual({
      problem: 'empty-segment',
      reason: 'ends with a slash',
      suggestion: NETWORK,
    });
  });

  it.each([
    [`${GROUP}/providers/Microsoft.Network/routeTables/rt`, 'is the id of a route table, not of a virtual network'],
    [
      `${GROUP}/providers/Microsoft.Netwrok/virtualNetworks/corp`,
      'is the id of a resource of type Microsoft.Netwrok/virtualNetworks, not of a virtual network',
    ],
    [
      `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/prod`,
      'is the id of a user-assigned identity, not of a virtual network',
    ],
  ])('refuses %j where a virtual network is wanted', (text, reason) => {
    expect(parseResourceId(text, VNET)).toEqual({problem: 'type', reason});
  });

  it('refuses a virtual network where its subnet is wanted', () => {
    expect(parseResourceId(NETWORK, 'Microsoft.Network/virtualNetworks/subnets')).toEqual({
      problem: 'type',
      reason: 'is the id of a virtual network, not of a subnet',
    });
  });

  it('never throws, reads its own ids back, and suggests only what it reads', () => {
    const part = fc.constantFrom(
      'subscriptions',
      GUID,
      'resourceGroups',
      'net',
      'providers',
      'Microsoft.Network',
      'a',
      '',
    );
    const nearId = fc.oneof(
      fc.string(),
      fc.array(part, {maxLength: 12}).map((parts) => `/${parts.join('/')}`),
      fc
        .tuple(fc.nat({max: NETWORK.length}), fc.string({maxLength: 4}))
        .map(([at, text]) => NETWORK.slice(0, at) + text + NETWORK.slice(at)),
    );

    fc.assert(
      fc.property(nearId, fc.constantFrom(undefined, VNET), (text, type) => {
        const parse = parseResourceId(text, type);
        const id = parse.problem === undefined ? parse.resource.id : parse.suggestion;

        if (parse.problem === undefined) expect(parseResourceId(parse.resource.id, type)).toEqual(parse);
        const again = id === undefined ? undefined : parseResourceId(id, type).problem;
        expect(again === undefined || again === 'name' || again === 'resource-group').toBe(true);
      }),
      {numRuns: 500},
    );
  });
});
