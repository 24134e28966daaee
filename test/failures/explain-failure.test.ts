import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Explained, explainFailure, type FailedCluster, type Failure} from '../../src/failures/explain-failure.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const GROUP = '/subscriptions/s/resourceGroups/minimal/providers';

async function minimal(file = 'examples/minimal.yaml'): Promise<FailedCluster> {
  const {meaning} = await loadDefinition({file, set: [], cwd: ROOT, stdin: process.stdin});
  if (meaning === undefined) throw new Error('it is invalid');
  return {
    cluster: meaning.cluster,
    group: 'minimal',
    deployment: 'minimal',
    vnetk8s: (command) => `vnetk8s ${command} cluster.yaml`,
    az: (words) => `az ${words}`,
  };
}

function resource(type: string, name: string): Required<Failure>['resource'] {
  const [namespace = '', ...kinds] = type.split('/');
  const parts = name.split('/').map((part, index) => `${kinds[index]}/${part}`);
  return {id: `${GROUP}/${namespace}/${parts.join('/')}`, type, name};
}

/** The first explanation. */
function explained(failed: FailedCluster, failure: Failure): Explained {
  const [first] = explainFailure(failed, failure);
  if (first === undefined) throw new Error('nothing is explained');
  return first;
}

describe('an explained failure', () => {
  it('names the field of a pool whose quota is used up', async () => {
    const failure: Failure = {
      error: {
        code: 'DeploymentFailed',
        message: 'At least one resource failed.',
        details: [{code: 'QuotaExceeded', message: 'Quota of\n cores.'}],
      },
      resource: resource('Microsoft.Compute/virtualMachineScaleSets', 'minimal-apps'),
    };

    expect(explained(await minimal(), failure)).toMatchInlineSnapshot(`
      {
        "cause": "QuotaExceeded: Quota of cores.",
        "count": 1,
        "issue": {
          "code": "VK7001",
          "message": "virtual machine scale set minimal-apps: the quota of the subscription does not allow it",
          "path": [
            "nodePools",
            0,
            "vmSize",
          ],
          "severity": "error",
        },
        "next": [
          "az vm list-usage --location westeurope --output table",
        ],
        "remedy": [
          "raise the quota in this region: https://portal.azure.com, "Quotas"",
          "use fewer nodes, or another vmSize",
        ],
        "resource": "/subscriptions/s/resourceGroups/minimal/providers/Microsoft.Compute/virtualMachineScaleSets/minimal-apps",
        "resources": [
          "/subscriptions/s/resourceGroups/minimal/providers/Microsoft.Compute/virtualMachineScaleSets/minimal-apps",
        ],
      }
    `);
  });

  it('names the step of a bootstrap', async () => {
    const failure: Failure = {
      error: {
        code: 'VMExtensionProvisioningError',
        message: 'Enable failed: failed to execute command: command terminated with exit status=64',
      },
      resource: resource('Microsoft.Compute/virtualMachines/extensions', 'minimal-control-plane-1/bootstrap'),
    };

    expect(explained(await minimal(), failure)).toMatchInlineSnapshot(`
      {
        "cause": "Packages could not be installed: a repository does not answer, or does not have the version",
        "count": 1,
        "issue": {
          "code": "VK7007",
          "message": "extension minimal-control-plane-1/bootstrap: the bootstrap failed in its step packages, exit code 64",
          "path": [
            "controlPlane",
          ],
          "severity": "error",
        },
        "next": [
          "az vm run-command invoke --resource-group minimal --name minimal-control-plane-1 --command-id RunShellScript --scripts 'tail -n 50 /var/log/vnetk8s/bootstrap.log' --query "value[].message" --output tsv",
          "vnetk8s explain 64",
        ],
        "remedy": [
          "look at the log's last lines; look whether the repositories have kubernetes.version, and whether a mirror is complete",
        ],
        "resource": "/subscriptions/s/resourceGroups/minimal/providers/Microsoft.Compute/virtualMachines/minimal-control-plane-1/extensions/bootstrap",
        "resources": [
          "/subscriptions/s/resourceGroups/minimal/providers/Microsoft.Compute/virtualMachines/minimal-control-plane-1/extensions/bootstrap",
        ],
      }
    `);
  });

  it('of the whole deployment names nothing of the definition', async () => {
    const failure: Failure = {error: {code: 'AuthorizationFailed', message: 'The client has no authorization.'}};

    expect(explained(await minimal(), failure)).toMatchInlineSnapshot(`
      {
        "cause": "AuthorizationFailed: The client has no authorization.",
        "count": 1,
        "issue": {
          "code": "VK7004",
          "message": "the deployment: who deploys may not do this",
          "path": [],
          "severity": "error",
        },
        "next": [
          "vnetk8s check cluster.yaml",
        ],
        "remedy": [
          "have the action that the reason names allowed: check prints the command",
          "deploy as somebody else: --auth",
        ],
        "resources": [],
      }
    `);
  });

  it('finds the resource in what Azure says it is about', async () => {
    const failure: Failure = {
      error: {
        code: 'SubnetIsFull',
        message: 'Full.',
        target: `${GROUP}/Microsoft.Compute/virtualMachineScaleSets/minimal-apps`,
      },
    };

    expect(explained(await minimal(), failure)).toMatchInlineSnapshot(`
      {
        "cause": "SubnetIsFull: Full.",
        "count": 1,
        "issue": {
          "code": "VK7003",
          "message": "virtual machine scale set minimal-apps: its subnet is full",
          "path": [
            "nodePools",
            0,
          ],
          "severity": "error",
        },
        "next": [
          "vnetk8s plan cluster.yaml",
          "vnetk8s check cluster.yaml",
        ],
        "remedy": [
          "look what else is in the subnet, and say so: reservedAddresses of the subnet, firstAddress of the control plane",
          "use a larger subnet, fewer nodes, or a smaller maxPods: vnetk8s plan --fit CIDR",
        ],
        "resources": [],
      }
    `);
  });

  it('keeps the words of a code that nobody knows', async () => {
    const failure: Failure = {
      error: {code: 'SomethingNew', message: ' Nobody\n has heard. '},
      resource: resource('Microsoft.Network/natGateways', 'minimal'),
    };

    expect(explained(await minimal(), failure)).toMatchInlineSnapshot(`
      {
        "cause": "SomethingNew: Nobody has heard.",
        "count": 1,
        "issue": {
          "code": "VK7099",
          "message": "NAT gateway minimal: Azure refused it",
          "path": [
            "network",
          ],
          "severity": "error",
        },
        "next": [
          "az deployment operation group list --resource-group minimal --name minimal --query "[?properties.provisioningState=='Failed'].properties.statusMessage"",
        ],
        "remedy": [
          "do what the reason asks for, and deploy again",
        ],
        "resource": "/subscriptions/s/resourceGroups/minimal/providers/Microsoft.Network/natGateways/minimal",
        "resources": [
          "/subscriptions/s/resourceGroups/minimal/providers/Microsoft.Network/natGateways/minimal",
        ],
      }
    `);
  });
});

const MACHINES = resource('Microsoft.Compute/virtualMachineScaleSets', 'tenant-apps');
const POOL = ['nodePools', 0];

describe('the place of a failure', () => {
  it.each([
    ['the pool where a quota is used up', 'QuotaExceeded', 'Quota of cores.', [...POOL, 'vmSize']],
    ['zones where a zone has no machines', 'ZonalAllocationFailed', 'No capacity in this zone.', [...POOL, 'zones']],
    ['zones where a size is not in one', 'SkuNotAvailable', 'Not available in zone 2.', [...POOL, 'zones']],
    ['the size where a region has none', 'SkuNotAvailable', 'Not available in westeurope.', [...POOL, 'vmSize']],
    [
      'the location where a region is closed',
      'RequestDisallowedByAzure',
      "Resource 'a' was disallowed by Azure.",
      ['location'],
    ],
    [
      'the subnet that is named',
      'SubnetIsFull',
      'Subnet k8s-control with address prefix 10.20.0.0/24 does not have enough capacity for 4 IP addresses.',
      ['network', 'subnets', 0],
    ],
    ['the subnet of the machines where none is named', 'SubnetIsFull', 'It is full.', ['network', 'subnets', 1]],
    [
      'the subnet whose range is wrong',
      'NetcfgInvalidSubnet',
      "Subnet 'k8s-nodes' is not valid in virtual network 'corp'.",
      ['network', 'subnets', 1],
    ],
    [
      'the number of pods where a machine has too many addresses',
      'SecondaryIpConfigurationCountPerVMSSVMExceeded',
      'Too many.',
      [...POOL, 'maxPods'],
    ],
  ])('is %s', async (_, code, message, path) => {
    const failed = await minimal('examples/existing-virtual-network.yaml');

    expect(explained(failed, {error: {code, message}, resource: MACHINES}).issue.path).toEqual(path);
  });

  it('is the pool where its subnet is implied by it', async () => {
    const error = {code: 'SubnetIsFull', message: 'Subnet apps is full.'};
    const failure = {error, resource: resource('Microsoft.Compute/virtualMachineScaleSets', 'minimal-apps')};

    expect(explained(await minimal(), failure).issue.path).toEqual(POOL);
  });

  it('is the static addresses where one of the control plane is taken', async () => {
    const error = {code: 'PrivateIPAddressInUse', message: 'IP address 10.240.0.5 is in use.'};
    const failure = {error, resource: resource('Microsoft.Network/networkInterfaces', 'minimal-control-plane-1')};

    expect(explained(await minimal(), failure).issue.path).toEqual(['controlPlane', 'firstAddress']);
  });
});

describe('a code that means several things', () => {
  const words = async (message: string) => {
    const {issue, cause, next} = explained(await minimal(), {error: {code: 'OperationNotAllowed', message}});
    return {issue: [issue.code, issue.message], cause, next};
  };

  it('is a quota where it speaks of one', async () => {
    const message = 'Operation could not be completed as it results in exceeding approved Total Regional Cores quota.';

    expect(await words(message)).toEqual({
      issue: ['VK7001', 'the deployment: the quota of the subscription does not allow it'],
      cause: `OperationNotAllowed: ${message}`,
      next: ['az vm list-usage --location westeurope --output table'],
    });
  });

  it('is what Azure says otherwise', async () => {
    const message = "The server rejected the request because scores of 'minimal-apps' are being deleted.";

    expect(await words(message)).toEqual({
      issue: ['VK7099', 'the deployment: Azure refused it'],
      cause: `OperationNotAllowed: ${message}`,
      next: [
        `az deployment operation group list --resource-group minimal --name minimal --query "[?properties.provisioningState=='Failed'].properties.statusMessage"`,
      ],
    });
  });
});

describe('what Azure refuses as a whole', () => {
  const APPS = resource('Microsoft.Compute/virtualMachineScaleSets', 'minimal-apps');
  const ROLE = resource('Microsoft.Authorization/roleAssignments', 'a-guid');
  const SUBNET = resource('Microsoft.Network/virtualNetworks/subnets', 'minimal/apps');
  const TWINS = ['virtualNetworks', 'natGateways'].map((type) => resource(`Microsoft.Network/${type}`, 'minimal'));
  const refusal = (...details: readonly object[]) => ({
    error: {code: 'InvalidTemplateDeployment', message: 'See details.', details},
  });
  const told = async (failure: Failure) => {
    const failed = {...(await minimal()), resources: [APPS, ROLE, SUBNET, ...TWINS]};
    return explainFailure(failed, failure).map(({issue, resources}) => [issue.path, issue.message, resources]);
  };

  it('is told for every reason', async () => {
    const failure = refusal(
      {code: 'SkuNotAvailable', target: APPS.id, message: 'Not available in westeurope.'},
      {code: 'Unheard', message: 'No.'},
    );

    expect(await told(failure)).toEqual([
      [
        ['nodePools', 0, 'vmSize'],
        'virtual machine scale set minimal-apps: machines of this size cannot be had here now',
        [APPS.id],
      ],
      [[], 'the deployment: Azure refused it', []],
    ]);
  });

  it('names the resource, and the line of the definition, by whatever Azure calls it', async () => {
    const failure = refusal(
      {
        code: 'AuthorizationFailed',
        message:
          "Authorization failed for template resource 'a-guid' of type 'Microsoft.Authorization/roleAssignments'.",
      },
      {code: 'RequestDisallowedByPolicy', target: 'apps', message: 'Resource `apps` was disallowed by policy.'},
      {code: 'RequestDisallowedByPolicy', target: 'minimal', message: "Resource 'minimal' was disallowed by policy."},
    );

    expect(await told(failure)).toEqual([
      [['identity'], 'role assignment a-guid: who deploys may not do this', [ROLE.id]],
      [['nodePools', 0], 'subnet minimal/apps: a policy forbids it', [SUBNET.id]],
      // Two are called so.
      [[], 'resource minimal: a policy forbids it', []],
    ]);
  });
});

describe('a machine that does not report', () => {
  const error = {
    code: 'OSProvisioningTimedOut',
    message: "OS Provisioning for VM 'a' did not finish in the allotted time.",
  };

  it.each([
    [
      'Microsoft.Compute/virtualMachines',
      'minimal-control-plane-0',
      'az vm boot-diagnostics get-boot-log --resource-group minimal --name minimal-control-plane-0',
    ],
    [
      'Microsoft.Compute/virtualMachineScaleSets',
      'minimal-apps',
      'az vmss get-instance-view --resource-group minimal --name minimal-apps --instance-id "*"',
    ],
  ])('is looked at: %s', async (type, name, command) => {
    const {issue, next} = explained(await minimal(), {error, resource: resource(type, name)});

    expect([issue.code, next]).toEqual(['VK7007', [command]]);
  });
});

describe('a quota of a network', () => {
  it('is looked up there', async () => {
    const error = {code: 'OperationNotAllowed', message: 'It results in exceeding approved quota.'};
    const failure = {error, resource: resource('Microsoft.Network/natGateways', 'minimal')};
    const {issue, remedy, next} = explained(await minimal(), failure);

    expect([issue.code, issue.path, remedy, next]).toEqual([
      'VK7001',
      ['network'],
      ['raise the quota in this region: https://portal.azure.com, "Quotas"', 'delete what nobody uses'],
      ['az network list-usages --location westeurope --output table'],
    ]);
  });
});

describe('a bootstrap that failed', () => {
  const failure = (message: string, target?: string): Failure => ({
    error: {code: 'VMExtensionProvisioningError', message, ...(target === undefined ? {} : {target})},
    resource: resource('Microsoft.Compute/virtualMachineScaleSets', 'minimal-apps'),
  });
  const LOG = [
    "VM has reported a failure when processing extension 'bootstrap'. Error message: 'Enable failed: failed to execute command:",
    'command terminated with exit status=64',
    '[stdout]',
    '2026-01-01T00:00:00Z step packages: starts',
    'E: Unable to locate package kubelet',
    'gave up after 6 attempts: apt-get install kubelet',
    '2026-01-01T00:01:00Z bootstrap failed in step packages, exit code 64: vnetk8s explain 64',
    '',
    '[stderr]',
    "'. More information on troubleshooting is available at https://aka.ms/VMExtensionCSELinuxTroubleshoot. ",
  ];

  it('has the last words of the machine', async () => {
    expect(explained(await minimal(), failure(LOG.join('\n'))).cause).toBe(
      'Packages could not be installed: a repository does not answer, or does not have the version; the machine said last: E: Unable to locate package kubelet / gave up after 6 attempts: apt-get install kubelet',
    );
    expect(explained(await minimal(), failure('exit status=64')).cause).toBe(
      'Packages could not be installed: a repository does not answer, or does not have the version',
    );
  });

  it('names the machine of a scale set if Azure does', async () => {
    expect(explained(await minimal(), failure('exit status=64', '7')).next).toEqual([
      `az vmss run-command invoke --resource-group minimal --name minimal-apps --instance-id 7 --command-id RunShellScript --scripts 'tail -n 50 /var/log/vnetk8s/bootstrap.log' --query "value[].message" --output tsv`,
      'vnetk8s explain 64',
    ]);
  });
});

describe('codes of deployments of clusters', () => {
  it.each([
    ['NetcfgInvalidSubnet', 'VK7003'],
    ['LoadBalancerRuleCountLimitReachedForNic', 'VK7001'],
    ['RetryableErrorDueToAnotherOperation', 'VK7010'],
    ['ParentResourceNotFound', 'VK7009'],
    ['ResourceGroupBeingDeleted', 'VK7010'],
    ['ScopeLocked', 'VK7005'],
    ['ReadOnlyDisabledSubscription', 'VK7005'],
    ['RequestDisallowedByAzure', 'VK7002'],
    ['RoleAssignmentLimitExceeded', 'VK7001'],
    ['InvalidResourceLocation', 'VK7008'],
    ['RoleAssignmentUpdateNotPermitted', 'VK7008'],
    ['constructor', 'VK7099'],
  ])('are known: %s', async (code, issue) => {
    expect(explained(await minimal(), {error: {code, message: 'No.'}}).issue.code).toBe(issue);
  });
});

describe('an explanation', () => {
  it('is there for whatever Azure says', async () => {
    const failed = await minimal();
    fc.assert(
      fc.property(fc.anything(), fc.option(fc.string(), {nil: undefined}), (error, id) => {
        const what = id === undefined ? {} : {resource: {id, type: id, name: id}};
        const {cause, remedy, next} = explained(failed, {error, ...what});
        expect([cause === '', remedy.length, next.length]).toEqual([false, 1, 1]);
      }),
    );
  });

  it('has the names of policies, and the commands that show them', async () => {
    const id = (name: string) => `/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/${name}`;
    const list = ['a', 'b'].map((name) => ({policyAssignment: {name: `the ${name}`, id: id(name)}}));
    const message = `Resource 'minimal' was disallowed by policy. Policy identifiers: '${JSON.stringify(list)}'.`;

    const {issue, cause, next} = explained(await minimal(), {error: {code: 'RequestDisallowedByPolicy', message}});

    expect({message: issue.message, cause, next}).toEqual({
      message: 'resource minimal: a policy forbids it',
      cause: "RequestDisallowedByPolicy: Resource 'minimal' was disallowed by policy. The policy: the a, the b.",
      next: [
        'az policy assignment show --name a --scope /subscriptions/s',
        'az policy assignment show --name b --scope /subscriptions/s',
      ],
    });
  });
});
