import {symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import Deploy from '../../src/commands/deploy.ts';
import {runCommand, temporaryFolder} from '../commands/run-command.ts';
import {faultText} from './fault-text.ts';
import {ROOT} from './run-process.ts';

/** Something that goes wrong, in a file of `--simulate-faults`; an example that meets it; flags. */
type Fault = readonly [name: string, example: string, faults: string, ...flags: string[]];

const CONTROL_PLANE = 'minimal-control-plane-1';

const GROUP = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/minimal';
const CORP =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp';

const FAULTS: readonly Fault[] = [
  ['quota-of-a-family', 'minimal', 'quotas: {standardDSv5Family: 10}'],
  ['quota-of-all-cores', 'high-availability', 'quotas: {cores: 4}'],
  ['quota-of-public-ips', 'pod-public-ips', 'quotas: {PublicIPAddresses: 1, IPv4StandardSkuPublicIpAddresses: 1}'],
  ['size-not-offered', 'minimal', 'restrictedSizes: [{size: Standard_D2s_v5, reason: NotAvailableForSubscription}]'],
  [
    'size-not-in-zone',
    'high-availability',
    "restrictedSizes: [{size: Standard_D4s_v5, zones: ['2']}, {size: Standard_D8s_v5, zones: ['2']}]",
  ],
  ['subnet-full', 'existing-virtual-network', 'takenAddresses: {k8s-nodes: 500}'],
  ['static-address-taken', 'existing-virtual-network', 'takenIps: {corp: [10.20.0.65]}'],
  ['dns-label-taken', 'pod-public-ips', 'takenDnsLabels: [arena-edge-0-1]'],
  ['no-right-to-assign-roles', 'minimal', 'deniedActions: [{action: Microsoft.Authorization/roleAssignments/write}]'],
  ['no-right-to-deploy', 'minimal', 'deniedActions: [{action: Microsoft.Resources/deployments/write}]'],
  [
    'no-right-to-join-subnets',
    'existing-virtual-network',
    'deniedActions: [{action: Microsoft.Network/virtualNetworks/subnets/join/action}]',
  ],
  ['policy-wants-a-tag', 'minimal', 'policies: [{name: cost-center, requiredTag: costCenter}]'],
  ['policy-on-location', 'minimal', 'policies: [{name: only-us, allowedLocations: [eastus]}]'],
  ['provider-not-registered', 'minimal', 'unregisteredProviders: [Microsoft.ManagedIdentity]'],
  [
    'throttled-with-a-time',
    'minimal',
    'http: [{path: ., method: GET, status: 429, code: TooManyRequests, retryAfter: 7, after: 5, times: 3}]',
  ],
  [
    'throttled-without-a-time',
    'minimal',
    'http: [{path: operations, status: 429, code: TooManyRequests, after: 1, times: 3}]',
  ],
  [
    'answer-to-the-deployment-lost',
    'minimal',
    'http: [{path: deployments/minimal$, method: PUT, connection: lost, times: 1}]',
  ],
  [
    'nobody-answers-for-a-while',
    'minimal',
    'http: [{path: deployments/minimal, method: GET, connection: refused, after: 3, times: 9}]',
  ],
  ['server-error-twice', 'minimal', 'http: [{path: deployments/minimal$, method: PUT, status: 500, times: 2}]'],
  [
    'no-right-to-look-any-longer',
    'minimal',
    'http: [{path: deployments/minimal, method: GET, status: 403, code: AuthorizationFailed, message: The client does not have authorization to perform this action., after: 6}]',
  ],
  [
    'token-ends-meanwhile',
    'minimal',
    'http: [{path: deployments/minimal, method: GET, status: 401, code: ExpiredAuthenticationToken, message: The access token has expired., after: 6}]',
  ],
  [
    'token-ended-at-the-question',
    'minimal',
    'http: [{path: resourcegroups/minimal$, method: PUT, status: 401, code: ExpiredAuthenticationToken, message: The access token has expired.}]',
  ],
  [
    'token-ends-at-the-last-moment',
    'minimal',
    'http: [{path: deployments/minimal$, method: PUT, status: 401, code: ExpiredAuthenticationToken, message: The access token has expired.}]',
  ],
  [
    'nobody-answers-for-long',
    'minimal',
    'http: [{path: deployments/minimal, method: GET, connection: refused, after: 6}]',
  ],
  [
    'deployment-is-deleted',
    'minimal',
    'http: [{path: deployments/minimal$, method: GET, status: 404, code: DeploymentNotFound, after: 4}]',
  ],
  [
    'deployment-is-not-known-everywhere-yet',
    'minimal',
    'http: [{path: deployments/minimal$, method: GET, status: 404, code: DeploymentNotFound, after: 3, times: 2}]',
  ],
  [
    'deployment-is-deleted-with-its-group',
    'minimal',
    'http: [{path: deployments/minimal/operations, method: GET, status: 404, code: ResourceGroupNotFound, after: 2}]',
  ],
  [
    'time-is-over-while-nobody-answers',
    'minimal',
    'http: [{path: deployments/minimal, method: GET, connection: refused, after: 6}]',
    '--timeout',
    '2m',
  ],
  [
    'no-right-to-ask-machines',
    'minimal',
    'http: [{path: runCommand, status: 403, code: AuthorizationFailed, message: The client does not have authorization to perform this action.}]',
  ],
  ['machines-cannot-be-asked-for-a-while', 'minimal', 'http: [{path: runCommand, status: 503, times: 9}]'],
  ['time-is-over-for-the-cluster', 'minimal', 'cluster: {failingAddons: [coredns]}', '--timeout', '7m'],
  ['bootstrap-cloud-init', 'minimal', `failingBootstraps: [{machine: ${CONTROL_PLANE}, exitCode: 60}]`],
  [
    'bootstrap-packages',
    'minimal',
    `failingBootstraps: [{machine: ${CONTROL_PLANE}, exitCode: 64, output: "2026-01-01T00:03:00Z step packages: starts\\nE: Unable to locate package kubelet\\ngave up after 6 attempts: apt-get install kubelet\\n2026-01-01T00:04:00Z bootstrap failed in step packages, exit code 64: vnetk8s explain 64"}]`,
  ],
  ['bootstrap-of-unknown-code', 'minimal', `failingBootstraps: [{machine: ${CONTROL_PLANE}, exitCode: 3}]`],
  ['bootstrap-of-all-machines', 'minimal', "failingBootstraps: [{machine: '*', exitCode: 66}]"],
  [
    'no-machines-left',
    'minimal',
    'failures: [{type: Microsoft.Compute/virtualMachines, name: minimal-control-plane-2, code: AllocationFailed, message: Allocation failed. We do not have sufficient capacity for the requested VM size in this region.}]',
  ],
  [
    'no-machines-left-in-zone',
    'high-availability',
    "failures: [{type: Microsoft.Compute/virtualMachineScaleSets, at: end, code: ZonalAllocationFailed, message: 'Allocation failed. We do not have sufficient capacity for the requested VM size in this zone.'}]",
  ],
  [
    'unchangeable',
    'minimal',
    'failures: [{type: Microsoft.Compute/virtualMachineScaleSets, code: PropertyChangeNotAllowed, message: "Changing property \'zones\' is not allowed.", at: preflight}]',
  ],
  [
    'words-in-json',
    'minimal',
    'failures: [{type: Microsoft.Network/natGateways, code: Conflict, message: \'{"error":{"code":"OperationNotAllowed","message":"Operation could not be completed as it results in exceeding approved quota."}}\'}]',
  ],
  [
    'an-unknown-code',
    'minimal',
    "failures: [{type: Microsoft.Network/loadBalancers, code: SomethingNew, message: 'Nobody has heard of this.', at: end}]",
  ],
  [
    'several-things-refused',
    'minimal',
    "failures: [{type: Microsoft.Compute/virtualMachineScaleSets, at: preflight, code: SkuNotAvailable, message: 'The requested VM size is not available in location westeurope.'}, {type: Microsoft.Network/publicIPAddresses, at: preflight, code: PublicIPCountLimitReached, message: 'Cannot create more than 10 public IP addresses for this subscription in this region.'}]",
  ],
  [
    'several-machines-not-ready',
    'minimal',
    'cluster: {notReady: [{node: minimal-control-plane-1, reason: KubeletNotReady}, {node: minimal-control-plane-2, reason: NetworkPluginNotReady}, {node: minimal-apps-0, reason: KubeletNotReady}, {node: minimal-apps-1, reason: KubeletNotReady}]}',
  ],
  ['api-server-down', 'minimal', 'cluster: {apiServerDown: true}'],
  ['node-not-ready', 'minimal', 'cluster: {notReady: [{node: minimal-control-plane-2, reason: KubeletNotReady}]}'],
  ['addon-failing', 'minimal', 'cluster: {failingAddons: [coredns]}'],
  ['time-is-over', 'minimal', '{}', '--timeout', '2m'],
  ['misspelt-fault', 'minimal', 'quota: {cores: 1}'],
  [
    'group-is-locked',
    'minimal',
    `resources: [{id: ${GROUP}, location: westeurope}, {id: ${GROUP}/providers/Microsoft.Authorization/locks/frozen, type: Microsoft.Authorization/locks, properties: {level: ReadOnly}}]`,
  ],
  [
    'subnet-of-a-service',
    'existing-virtual-network',
    `resources: [{id: ${CORP}, location: northeurope, properties: {addressSpace: {addressPrefixes: [10.20.0.0/16]}, subnets: [{name: k8s-control, properties: {addressPrefix: 10.20.0.0/24}}, {name: k8s-nodes, properties: {addressPrefix: 10.20.4.0/22, delegations: [{name: web, properties: {serviceName: Microsoft.Web/serverFarms}}]}}]}}]`,
  ],
  [
    'subnet-full-meanwhile',
    'existing-virtual-network',
    "failures: [{type: Microsoft.Compute/virtualMachineScaleSets, code: SubnetIsFull, message: 'Subnet k8s-nodes with address prefix 10.20.4.0/22 does not have enough capacity for 820 IP addresses.'}]",
  ],
  [
    'peer-overlaps',
    'hub-and-spoke',
    "failures: [{type: Microsoft.Network/virtualNetworks/virtualNetworkPeerings, status: 400, code: VnetAddressSpacesOverlap, message: 'Cannot create or update peering. Virtual networks cannot be peered because their address spaces overlap.'}]",
  ],
  [
    'policy-on-one-resource',
    'minimal',
    'failures: [{type: Microsoft.Compute/virtualMachineScaleSets, status: 403, code: RequestDisallowedByPolicy, message: "Resource \'minimal-apps\' was disallowed by policy."}]',
  ],
  ['bootstrap-control-plane', 'minimal', `failingBootstraps: [{machine: ${CONTROL_PLANE}, exitCode: 76}]`],
  [
    'what-if-fails',
    'minimal',
    `{resources: [{id: ${GROUP}, location: westeurope}], http: [{path: whatIf$, status: 500, code: InternalServerError, message: 'Encountered internal server error.'}]}`,
  ],
  [
    'nobody-answers-the-deployment',
    'minimal',
    'http: [{method: PUT, path: deployments/minimal$, connection: refused}]',
  ],
  ['nobody-answers-at-all', 'minimal', 'http: [{path: ., connection: refused}]'],
  [
    'nobody-answers-about-the-deployment',
    'minimal',
    'http: [{method: PUT, path: deployments/minimal$, connection: lost}, {method: GET, path: deployments/minimal$, connection: refused, after: 1}]',
  ],
  [
    'all-answers-to-the-deployment-lost',
    'minimal',
    'http: [{method: PUT, path: deployments/minimal$, connection: lost}]',
  ],
  ['server-error-always', 'minimal', 'http: [{method: PUT, path: deployments/minimal$, status: 500}]'],
  [
    'server-error-in-a-group-that-was-there',
    'minimal',
    `{resources: [{id: ${GROUP}, location: westeurope}], http: [{method: PUT, path: deployments/minimal$, status: 503, code: ServiceUnavailable, message: The service is unavailable.}]}`,
  ],
  [
    'group-refused',
    'minimal',
    'http: [{method: PUT, path: resourcegroups/minimal$, status: 403, code: RequestDisallowedByPolicy, message: "Resource \'minimal\' was disallowed by policy."}]',
  ],
  [
    'nobody-answers-about-the-group',
    'minimal',
    'http: [{method: PUT, path: resourcegroups/minimal$, connection: refused}]',
  ],
  [
    'group-cannot-be-removed',
    'minimal',
    '{policies: [{name: only-us, allowedLocations: [eastus]}], http: [{method: DELETE, path: resourcegroups/minimal$, status: 403, code: AuthorizationFailed, message: No.}]}',
  ],
  [
    'no-right-meanwhile',
    'minimal',
    `failures: [{type: Microsoft.Authorization/roleAssignments, status: 403, code: AuthorizationFailed, message: "The client 'me@example.com' with object id '22222222-3333-4444-5555-666666666666' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '${GROUP}/providers/Microsoft.Authorization/roleAssignments/a' or the scope is invalid."}]`,
  ],
  [
    'operation-not-allowed',
    'minimal',
    'failures: [{type: Microsoft.Compute/virtualMachineScaleSets, code: OperationNotAllowed, message: "The server rejected the request because the scale set is being deleted."}]',
  ],
  [
    'no-machines-left-anywhere',
    'minimal',
    "failures: [{type: Microsoft.Compute/virtualMachines, code: AllocationFailed, message: 'Allocation failed. We do not have sufficient capacity for the requested VM size in this region.'}]",
  ],
];

describe.each(FAULTS)('deploy with %s', (name, example, faults, ...flags) => {
  it('tells what happened, where, and what helps', {timeout: 30_000}, async () => {
    const folder = await temporaryFolder();
    await symlink(join(ROOT, 'examples'), join(folder, 'examples'));
    await writeFile(join(folder, 'faults.yaml'), `${faults}\n`);

    const args = [`examples/${example}.yaml`, '--simulate-faults', 'faults.yaml', ...flags];
    const text = faultText(await runCommand(Deploy, args, folder));

    await expect(text).toMatchFileSnapshot(`../golden/faults/${name}.txt`);
  });
});
