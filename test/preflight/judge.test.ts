import {describe, expect, it} from 'vitest';
import type {PreflightFacts} from '../../src/preflight/facts.ts';
import {answered, faults, GROUP, sku, unreadable, usage, WELL} from './known-facts.ts';

const SUBSCRIPTION = '/subscriptions/sub';

describe('what Azure has against a cluster', () => {
  it('is nothing where all is well', async () => {
    expect(await faults({})).toEqual([]);
  });

  it('is no lock elsewhere in the subscription', async () => {
    const id = `${SUBSCRIPTION}/resourceGroups/minimal-2/providers/Microsoft.Authorization/locks/freeze`;
    expect(await faults({locks: answered([{id, name: 'freeze', level: 'ReadOnly'}])})).toEqual([]);
  });

  it.each<readonly [string, Partial<PreflightFacts>, readonly string[]]>([
    [
      'a subscription that is disabled',
      {account: {...WELL.account, subscriptionState: 'Disabled'}},
      ['VK6001 failed : subscription Production is disabled: nothing can be made in it'],
    ],
    [
      'a provider that is not registered',
      {providers: {known: true, value: new Map([['Microsoft.Compute', 'NotRegistered']])}},
      ['VK6002 warning : not registered: Microsoft.Compute'],
    ],
    [
      'a provider that is not registered, and that whoever deploys may not register',
      {
        providers: {known: true, value: new Map([['Microsoft.Compute', 'NotRegistered']])},
        subscriptionPermissions: answered([{actions: ['*/read'], notActions: []}]),
      },
      ['VK6002 failed : not registered: Microsoft.Compute, and you may not register them'],
    ],
    [
      'a right that is missing',
      {permissions: {known: true, value: [{actions: ['*'], notActions: ['Microsoft.Authorization/*/write']}]}},
      ['VK6003 failed identity: you may not: Microsoft.Authorization/roleAssignments/write'],
    ],
    [
      'rights that nobody tells',
      {permissions: unreadable()},
      ['VK6003 warning identity: what you may do could not be read: you may not (AuthorizationFailed)'],
    ],
    [
      'the group of another cluster',
      {group: answered({...GROUP, tags: {'vnetk8s-cluster': 'other'}})},
      ['VK6004 failed name: resource group minimal is that of cluster other'],
    ],
    [
      'a group in another region',
      {group: answered({...GROUP, location: 'eastus'})},
      ['VK6004 warning location: resource group minimal is in eastus, and the cluster in westeurope'],
    ],
    [
      'a lock against writing',
      {
        locks: {
          known: true,
          value: [
            {id: `${SUBSCRIPTION}/providers/Microsoft.Authorization/locks/freeze`, name: 'freeze', level: 'ReadOnly'},
          ],
        },
      },
      ['VK6005 failed : nothing can be written: lock freeze'],
    ],
    [
      'a lock against deleting',
      {
        locks: {
          known: true,
          value: [
            {
              id: `${SUBSCRIPTION}/resourceGroups/MINIMAL/providers/Microsoft.Authorization/locks/keep`,
              name: 'keep',
              level: 'CanNotDelete',
            },
          ],
        },
      },
      ['VK6005 warning : nothing can be deleted: lock keep'],
    ],
    [
      'a size that is not offered',
      {skus: {known: true, value: [sku('Standard_D4s_v5', 4)]}},
      ['VK6006 failed controlPlane.vmSize: Standard_D2s_v5 of the control plane is not offered in westeurope'],
    ],
    [
      'a size that others may have',
      {
        skus: {
          known: true,
          value: [sku('Standard_D2s_v5', 2), sku('Standard_D4s_v5', 4, {restriction: 'NotAvailableForSubscription'})],
        },
      },
      [
        'VK6006 failed nodePools.0.vmSize: Standard_D4s_v5 of pool apps cannot be used in westeurope: NotAvailableForSubscription',
      ],
    ],
    [
      'a quota that is not enough',
      {computeUsages: {known: true, value: [usage('cores', 90, 100), usage('standardDSv5Family', 0, 100)]}},
      ['VK6007 failed nodePools.0.count: quota "cores" is not enough: 18 more needed, 90 of 100 are in use'],
    ],
    [
      'public IPs that are used up',
      {networkUsages: {known: true, value: [usage('PublicIPAddresses', 10, 10)]}},
      ['VK6008 failed network.egress: quota "PublicIPAddresses" is not enough: 1 more needed, 10 of 10 are in use'],
    ],
    [
      'a group that cannot be read',
      {group: unreadable()},
      ['VK6004 warning name: resource group minimal could not be read: you may not (AuthorizationFailed)'],
    ],
    [
      'an arm64 processor that the image is not for',
      {
        skus: answered([
          sku('Standard_D2s_v5', 2),
          sku('Standard_D4s_v5', 4, {capabilities: {CpuArchitectureType: 'Arm64'}}),
        ]),
      },
      [
        'VK6006 failed nodePools.0.vmSize: Standard_D4s_v5 of pool apps is arm64, and its machines would get an image for amd64',
      ],
    ],
    [
      'sizes without what templates ask for',
      {
        skus: answered([
          sku('Standard_D2s_v5', 2, {capabilities: {PremiumIO: 'False'}}),
          sku('Standard_D4s_v5', 4, {capabilities: {AcceleratedNetworkingEnabled: 'False', HyperVGenerations: 'V1'}}),
        ]),
      },
      [
        'VK6006 failed controlPlane.vmSize: Standard_D2s_v5 of the control plane takes no premium disks',
        'VK6006 failed nodePools.0.vmSize: Standard_D4s_v5 of pool apps starts no image of generation 2',
        'VK6006 failed nodePools.0.vmSize: Standard_D4s_v5 of pool apps has no accelerated networking here',
      ],
    ],
    [
      'sizes that start otherwise than templates say',
      {
        skus: answered([
          sku('Standard_D2s_v5', 2, {capabilities: {TrustedLaunchDisabled: 'True', DiskControllerTypes: 'SCSI, NVMe'}}),
          sku('Standard_D4s_v5', 4, {capabilities: {TrustedLaunchDisabled: 'False', DiskControllerTypes: 'NVMe'}}),
        ]),
      },
      [
        'VK6006 failed controlPlane.vmSize: Standard_D2s_v5 of the control plane has no trusted launch, which its machines would be told to use',
        'VK6006 failed nodePools.0.vmSize: Standard_D4s_v5 of pool apps takes disks by NVMe, and its machines would have them by SCSI',
      ],
    ],
    [
      'an image that is not offered',
      {images: new Map([['server', answered(false)]])},
      [
        'VK6028 failed controlPlane.vmSize: image ubuntu-24_04-lts server of the control plane, pool apps is not offered in westeurope',
      ],
    ],
    [
      'an image of which nobody tells',
      {images: new Map([['server', unreadable()]])},
      [
        'VK6028 warning controlPlane.vmSize: whether image ubuntu-24_04-lts server of the control plane, pool apps is offered could not be read: you may not (AuthorizationFailed)',
      ],
    ],
    [
      'a family of which Azure lists no quota',
      {computeUsages: answered([usage('cores', 0, 100)])},
      [
        'VK6007 warning nodePools.0.count: Azure lists no quota "standardDSv5Family" here: whether it is enough is not known',
      ],
    ],
    [
      'machines that the cluster may have and nobody tells of',
      {own: {...WELL.own, scaleSets: unreadable()}},
      [
        'VK6007 warning nodePools: which machines the cluster has already could not be read: you may not (AuthorizationFailed)',
      ],
    ],
    [
      'quotas of the network that Azure does not list',
      {networkUsages: answered([])},
      ['VK6008 warning network: Azure lists no quota of public IPs here: whether it is enough is not known'],
    ],
    [
      'DNS names that were too many',
      {labels: {free: new Map(), own: 0, unasked: 1_400}},
      ['VK6022 warning name: 1,400 more DNS names of pods were not asked for: they are so many'],
    ],
    [
      'a DNS name that is taken',
      {labels: {free: new Map([['minimal', answered(false)]]), own: 0, unasked: 0}},
      ['VK6022 failed name: taken in this region: minimal'],
    ],
  ])('is %s', async (_, facts, expected) => {
    expect(await faults(facts)).toEqual(expected);
  });

  it('is fault domains that a region has not', async () => {
    const aligned = sku('Aligned', 0, {capabilities: {MaximumPlatformFaultDomainCount: '2'}});
    const skus = answered([sku('Standard_D2s_v5', 2), sku('Standard_D4s_v5', 4), aligned]);

    expect(await faults({skus})).toEqual([]);
    expect(await faults({skus}, 'minimal', 'controlPlane.faultDomains=3')).toEqual([
      'VK6006 failed controlPlane.faultDomains: availability sets in westeurope have at most 2 fault domains, and that of the control plane is to have 3',
    ]);
  });

  it('is an ephemeral disk that is too large', async () => {
    const skus = answered([
      sku('Standard_D2s_v5', 2),
      sku('Standard_D4s_v5', 4, {capabilities: {EphemeralOSDiskSupported: 'True', CachedDiskBytes: '107374182400'}}),
    ]);

    expect(
      await faults({skus}, 'minimal', 'nodePools[0].osDisk.storage=Ephemeral', 'nodePools[0].osDisk.sizeGiB=128'),
    ).toEqual([
      'VK6006 failed nodePools.0.vmSize: an ephemeral disk of Standard_D4s_v5 of pool apps has at most 100 GiB, not 128',
    ]);
  });

  it('is only what it takes beside the machines that it has, of its own family', async () => {
    const machines = answered(
      [0, 1, 2].map((index) => ({
        id: `/${index}`,
        name: `MINIMAL-control-plane-${index}`,
        vmSize: 'Standard_D2s_v5',
        provisioningState: 'Failed',
      })),
    );
    const set = {id: '/s', name: 'minimal-apps', capacity: 2, provisioningState: 'Succeeded', tags: {}};
    const full = {computeUsages: answered([usage('cores', 100, 100), usage('standardDSv5Family', 100, 100)])};
    const with2 = (vmSize: string) => ({
      ...full,
      skus: answered([
        sku('Standard_D2s_v5', 2),
        sku('Standard_D4s_v5', 4),
        sku('Standard_E4s_v5', 4, {family: 'other'}),
      ]),
      own: {
        ...WELL.own,
        machines,
        scaleSets: answered([
          {...set, vmSize},
          {...set, name: 'others', vmSize},
        ]),
      },
    });
    const short = (name: string, more: number) =>
      `VK6007 failed nodePools.0.count: quota "${name}" is not enough: ${more} more needed, 100 of 100 are in use`;

    expect(await faults(with2('Standard_D4s_v5'))).toEqual([short('cores', 4), short('standardDSv5Family', 4)]);
    expect(await faults(with2('Standard_E4s_v5'))).toEqual([short('cores', 4), short('standardDSv5Family', 12)]);
  });
});
