import type {CatalogEntry} from './catalog-entry.ts';

/** VK35xx, but for sizes, disks and zones: node pools. */
export const poolEntries: readonly CatalogEntry[] = [
  {
    code: 'VK3501',
    severity: 'error',
    title: 'Two node pools with the same name',
    explanation:
      "A pool's name is part of the names of its nodes and of its resources in Azure, so every pool has its own.",
    wrong: `nodePools:
  - name: apps
  - name: apps`,
    right: `nodePools:
  - name: apps
  - name: batch`,
  },
  {
    code: 'VK3502',
    severity: 'error',
    title: 'A minimum above the maximum',
    explanation:
      'An autoscaled pool always has at least min and at most max nodes, so min cannot be the larger of the two.',
    wrong: `nodePools:
  - name: apps
    count: {min: 10, max: 3}`,
    right: `nodePools:
  - name: apps
    count: {min: 3, max: 10}`,
  },
  {
    code: 'VK3503',
    severity: 'error',
    title: 'Too many machines for an availability set',
    explanation:
      'Machines of a virtualMachines pool without zones are in one availability set, which holds 200 (Azure: azure-subscription-service-limits). Machines that an upgrade adds for a while count too. Scale sets and machines in zones have no such limit.',
    wrong: `nodePools:
  - name: edge
    type: virtualMachines
    count: 200`,
    right: `nodePools:
  - name: edge
    type: virtualMachines
    count: 199`,
  },
  {
    code: 'VK3504',
    severity: 'warning',
    title: 'No nodes to begin with',
    explanation:
      'The control plane runs only what belongs to it. Until a pool is scaled up, all other pods wait, the cluster autoscaler among them, so that it cannot help either.',
    wrong: `nodePools:
  - name: apps
    count: {min: 0, max: 20}`,
    right: `nodePools:
  - name: apps
    count: {min: 1, max: 20}`,
  },
  {
    code: 'VK3505',
    severity: 'error',
    title: 'An autoscaled pool of single machines',
    explanation:
      'The cluster autoscaler changes the capacity of scale sets. Single machines have network interfaces and public IPs of their own, which it cannot make.',
    wrong: `nodePools:
  - name: edge
    type: virtualMachines
    count: {min: 2, max: 5}`,
    right: `nodePools:
  - name: edge
    type: virtualMachines
    count: 5`,
  },
  {
    code: 'VK3514',
    severity: 'error',
    title: 'Spot machines in an availability set',
    explanation:
      'Machines of a virtualMachines pool without zones are in an availability set, and Azure does not put spot machines there (AzureSpotVMNotSupportedInAvailabilitySet).',
    wrong: `nodePools:
  - name: batch
    type: virtualMachines
    spot: {maxPrice: -1}`,
    right: `nodePools:
  - name: batch
    type: scaleSet
    spot: {maxPrice: -1}`,
  },
  {
    code: 'VK3515',
    severity: 'error',
    title: 'A size without spot machines',
    explanation:
      'Azure offers no spot machines of series B, nor of promotional sizes (Azure: virtual-machines/spot-vms, "Limitations").',
    wrong: `nodePools:
  - name: batch
    vmSize: Standard_B4ms
    spot: {maxPrice: -1}`,
    right: `nodePools:
  - name: batch
    vmSize: Standard_D4s_v5
    spot: {maxPrice: -1}`,
  },
  {
    code: 'VK3516',
    severity: 'error',
    title: 'Spot machines in China',
    explanation: 'Azure operated by 21Vianet has no spot machines (Azure: virtual-machines/spot-vms, "Limitations").',
    wrong: `location: chinanorth3
cloud: AzureChinaCloud
nodePools:
  - name: batch
    spot: {maxPrice: -1}`,
    right: `location: chinanorth3
cloud: AzureChinaCloud
nodePools:
  - name: batch`,
  },
  {
    code: 'VK3517',
    severity: 'error',
    title: 'A highest price that buys nothing',
    explanation:
      'maxPrice is what a machine may cost at most, in US dollars an hour. -1 means up to the regular price; anything else must be more than 0 (Azure: error-codes-spot, MaxPriceValueInvalid).',
    wrong: `nodePools:
  - name: batch
    spot: {maxPrice: 0}`,
    right: `nodePools:
  - name: batch
    spot: {maxPrice: 0.25}`,
  },
  {
    code: 'VK3519',
    severity: 'error',
    title: 'Keeping a machine with an ephemeral disk',
    explanation:
      'With evictionPolicy: Deallocate, a machine that is taken back is kept switched off, together with its disk. An ephemeral disk is lost with the machine, so such machines can only be deleted (Azure: ephemeral-os-disks-faq).',
    wrong: `nodePools:
  - name: batch
    vmSize: Standard_D4ds_v5
    osDisk: {storage: Ephemeral}
    spot: {evictionPolicy: Deallocate}`,
    right: `nodePools:
  - name: batch
    vmSize: Standard_D4ds_v5
    osDisk: {storage: Ephemeral}
    spot: {evictionPolicy: Delete}`,
  },
  {
    code: 'VK3530',
    severity: 'error',
    title: 'A label that Kubernetes refuses',
    explanation:
      'The key of a label is a name of at most 63 letters, digits, -, _ and ., with a letter or digit first and last; before it may stand a DNS name and a slash. With any other, the kubelet does not start and the node never joins (Kubernetes: labels, "Syntax and character set").',
    wrong: `nodePools:
  - name: apps
    labels: {"team name": shop}`,
    right: `nodePools:
  - name: apps
    labels: {team-name: shop}`,
  },
  {
    code: 'VK3531',
    severity: 'error',
    title: 'A value of a label that Kubernetes refuses',
    explanation:
      'The value of a label is empty, or at most 63 letters, digits, -, _ and ., with a letter or digit first and last (Kubernetes: labels, "Syntax and character set"). Longer texts belong into annotations.',
    wrong: `nodePools:
  - name: apps
    labels: {owner: shop@example.com}`,
    right: `nodePools:
  - name: apps
    labels: {owner: shop}`,
  },
  {
    code: 'VK3532',
    severity: 'error',
    title: 'A label that a node may not give itself',
    explanation:
      'Labels under kubernetes.io and k8s.io belong to Kubernetes, and a node may set only some of them on itself; with others the kubelet does not start (Kubernetes: admission-controllers, NodeRestriction). Labels under vnetk8s.io are set by vnetk8s.',
    wrong: `nodePools:
  - name: apps
    labels: {node-role.kubernetes.io/worker: ""}`,
    right: `nodePools:
  - name: apps
    labels: {example.com/worker: ""}`,
  },
  {
    code: 'VK3533',
    severity: 'error',
    title: 'A taint that Kubernetes refuses',
    explanation:
      'A taint is key=value:Effect or key:Effect, where the effect is NoSchedule, PreferNoSchedule or NoExecute and key and value are like those of a label (Kubernetes: taint-and-toleration).',
    wrong: `nodePools:
  - name: gpu
    taints: ["dedicated=gpu:NoScheduling"]`,
    right: `nodePools:
  - name: gpu
    taints: ["dedicated=gpu:NoSchedule"]`,
  },
  {
    code: 'VK3534',
    severity: 'error',
    title: 'The same taint twice',
    explanation:
      'A node has at most one taint for a key and an effect, whatever their values. Kubernetes refuses a node with two.',
    wrong: `nodePools:
  - name: gpu
    taints: ["dedicated=gpu:NoSchedule", "dedicated=batch:NoSchedule"]`,
    right: `nodePools:
  - name: gpu
    taints: ["dedicated=gpu:NoSchedule", "dedicated=gpu:NoExecute"]`,
  },
];
