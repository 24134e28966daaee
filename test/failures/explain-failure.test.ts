import {describe, expect, it} from 'vitest';
import {explainFailure, type FailedCluster, type Failure} from '../../src/failures/explain-failure.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const GROUP = '/subscriptions/s/resourceGroups/minimal/providers';

async function minimal(): Promise<FailedCluster> {
  const {meaning} = await loadDefinition({file: 'examples/minimal.yaml', set: [], cwd: ROOT, stdin: process.stdin});
  if (meaning === undefined) throw new Error('it is invalid');
  return meaning;
}

function resource(type: string, name: string): Required<Failure>['resource'] {
  const [namespace = '', ...kinds] = type.split('/');
  const parts = name.split('/').map((part, index) => `${kinds[index]}/${part}`);
  return {id: `${GROUP}/${namespace}/${parts.join('/')}`, type, name};
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

    expect(explainFailure(await minimal(), failure)).toMatchInlineSnapshot(`
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
        "remedy": [
          "raise the quota in this region: https://portal.azure.com, "Quotas"",
          "use fewer nodes, or another vmSize",
          "see what is left: az vm list-usage --location REGION --output table",
        ],
        "resource": "/subscriptions/s/resourceGroups/minimal/providers/Microsoft.Compute/virtualMachineScaleSets/minimal-apps",
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

    expect(explainFailure(await minimal(), failure)).toMatchInlineSnapshot(`
      {
        "cause": "Packages could not be installed: a repository does not answer, or does not have the version.",
        "count": 1,
        "issue": {
          "code": "VK7007",
          "message": "extension minimal-control-plane-1/bootstrap: the bootstrap failed in its step packages, exit code 64",
          "path": [
            "controlPlane",
          ],
          "severity": "error",
        },
        "remedy": [
          "look at the log's last lines; look whether the repositories have kubernetes.version, and whether a mirror is complete",
          "see /var/log/vnetk8s/bootstrap.log on the machine",
          "more about it: vnetk8s explain 64",
        ],
        "resource": "/subscriptions/s/resourceGroups/minimal/providers/Microsoft.Compute/virtualMachines/minimal-control-plane-1/extensions/bootstrap",
      }
    `);
  });

  it('of the whole deployment names nothing of the definition', async () => {
    const failure: Failure = {error: {code: 'AuthorizationFailed', message: 'The client has no authorization.'}};

    expect(explainFailure(await minimal(), failure)).toMatchInlineSnapshot(`
      {
        "cause": "AuthorizationFailed: The client has no authorization.",
        "count": 1,
        "issue": {
          "code": "VK7004",
          "message": "Azure: whoever deploys has not the right to do this",
          "path": [],
          "severity": "error",
        },
        "remedy": [
          "have the action that is named above allowed: vnetk8s check prints the command",
          "or deploy as somebody else: --auth",
        ],
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

    expect(explainFailure(await minimal(), failure)).toMatchInlineSnapshot(`
      {
        "cause": "SubnetIsFull: Full.",
        "count": 1,
        "issue": {
          "code": "VK7003",
          "message": "Azure: its subnet is full",
          "path": [
            "nodePools",
            0,
          ],
          "severity": "error",
        },
        "remedy": [
          "look what else is in the subnet, and say so: reservedAddresses of the subnet, firstAddress of the control plane",
          "use a larger subnet, fewer nodes, or a smaller maxPods: vnetk8s plan --fit CIDR",
        ],
      }
    `);
  });

  it('keeps the words of a code that nobody knows', async () => {
    const failure: Failure = {
      error: {code: 'SomethingNew', message: ' Nobody\n has heard. '},
      resource: resource('Microsoft.Network/natGateways', 'minimal'),
    };

    expect(explainFailure(await minimal(), failure)).toMatchInlineSnapshot(`
      {
        "cause": "SomethingNew: Nobody has heard.",
        "count": 1,
        "issue": {
          "code": "VK7099",
          "message": "nat gateway minimal: refused",
          "path": [
            "network",
          ],
          "severity": "error",
        },
        "remedy": [
          "do what the reason asks for, and deploy again",
        ],
        "resource": "/subscriptions/s/resourceGroups/minimal/providers/Microsoft.Network/natGateways/minimal",
      }
    `);
  });
});
