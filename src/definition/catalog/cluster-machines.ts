import type {CatalogEntry} from './catalog-entry.ts';

/** VK34xx, VK351x and VK352x: the control plane, and what all machines have in common. */
export const machineEntries: readonly CatalogEntry[] = [
  {
    code: 'VK3401',
    severity: 'error',
    title: 'Authorised ranges of a private endpoint',
    explanation:
      'authorizedCidrs says from which public addresses a public API endpoint is reached. A private endpoint is reached from the virtual network and what is connected to it, and from nowhere else.',
    wrong: `controlPlane:
  endpoint:
    access: private
    authorizedCidrs: [198.51.100.0/24]`,
    right: `controlPlane:
  endpoint:
    access: public
    authorizedCidrs: [198.51.100.0/24]`,
  },
  {
    code: 'VK3402',
    severity: 'error',
    title: 'A public endpoint without authorised ranges',
    explanation:
      'A public API endpoint is open to the ranges in authorizedCidrs. An empty list would either shut everybody out or let everybody in, and neither should come about by leaving something out. If everybody is meant, write 0.0.0.0/0.',
    wrong: `controlPlane:
  endpoint:
    access: public`,
    right: `controlPlane:
  endpoint:
    access: public
    authorizedCidrs: [198.51.100.0/24]`,
  },
  {
    code: 'VK3403',
    severity: 'warning',
    title: 'The API endpoint is open to everybody',
    explanation:
      'Whoever reaches the API server still needs a certificate or a token. But credentials leak, and faults in API servers are found; a short list of ranges keeps strangers from trying either.',
    wrong: `controlPlane:
  endpoint:
    access: public
    authorizedCidrs: [0.0.0.0/0]`,
    right: `controlPlane:
  endpoint:
    access: public
    authorizedCidrs: [198.51.100.0/24]`,
  },
  {
    code: 'VK3404',
    severity: 'warning',
    title: 'A private range among the authorised ones',
    explanation:
      'What reaches a public endpoint comes from the Internet and has a public source address. A private range (RFC 1918, RFC 6598) never matches. Networks connected to the virtual network reach the API by its private address, which needs no entry here.',
    wrong: `controlPlane:
  endpoint:
    access: public
    authorizedCidrs: [198.51.100.0/24, 10.0.0.0/8]`,
    right: `controlPlane:
  endpoint:
    access: public
    authorizedCidrs: [198.51.100.0/24]`,
  },
  {
    code: 'VK3405',
    severity: 'error',
    title: 'An ephemeral disk for the control plane',
    explanation:
      'An ephemeral disk is lost whenever Azure moves or repairs the machine, and cannot be kept while the machine is switched off (Azure: ephemeral-os-disks). The operating system disk of a control-plane machine holds the certificates and manifests without which it does not find back to its etcd. Nodes of pools can be made anew; a control plane is kept.',
    wrong: `controlPlane:
  osDisk: {storage: Ephemeral}`,
    right: `controlPlane:
  osDisk: {storage: Premium_LRS}`,
  },
  {
    code: 'VK3406',
    severity: 'error',
    title: 'The cluster name is no DNS name',
    explanation:
      "A public API endpoint has a DNS name in Azure's domain for the region that begins with the name of the cluster. Azure wants 3 to 63 characters for it.",
    wrong: `name: k8
controlPlane:
  endpoint:
    access: public
    authorizedCidrs: [198.51.100.0/24]`,
    right: `name: k8s
controlPlane:
  endpoint:
    access: public
    authorizedCidrs: [198.51.100.0/24]`,
  },
  {
    code: 'VK3407',
    severity: 'error',
    title: 'A size too small for the control plane',
    explanation:
      'kubeadm refuses to make a control plane on a machine with fewer than 2 vCPUs or 1,700 MB of memory (Kubernetes: kubeadm, preflight checks).',
    wrong: `controlPlane:
  vmSize: Standard_B1s`,
    right: `controlPlane:
  vmSize: Standard_B2s`,
  },
  {
    code: 'VK3408',
    severity: 'error',
    title: 'A size without premium disks for the control plane',
    explanation:
      'etcd writes every change to its disk before it answers, so that a slow disk slows down the whole cluster. Its disk is a premium one, which only sizes with an s in their name take (Azure: vm-naming-conventions).',
    wrong: `controlPlane:
  vmSize: Standard_D2_v5`,
    right: `controlPlane:
  vmSize: Standard_D2s_v5`,
  },
  {
    code: 'VK3510',
    severity: 'warning',
    title: 'An unknown VM size',
    explanation:
      'Sizes differ in processor, disks and network interfaces, and this release knows those of the usual series. Azure adds series several times a year, so the size may well exist; then ignore this. Whether disks and processor fit is checked for known sizes only.',
    wrong: `nodePools:
  - name: apps
    vmSize: Standard_D4sv5`,
    right: `nodePools:
  - name: apps
    vmSize: Standard_D4s_v5`,
  },
  {
    code: 'VK3511',
    severity: 'error',
    title: 'A misspelt VM size',
    explanation:
      'Sizes are written as Azure spells them: Standard_ in front, capitals and small letters as they are, since they mean different things.',
    wrong: `nodePools:
  - name: apps
    vmSize: D4s_v5`,
    right: `nodePools:
  - name: apps
    vmSize: Standard_D4s_v5`,
  },
  {
    code: 'VK3512',
    severity: 'error',
    title: 'A premium disk for a size that takes none',
    explanation:
      'Premium disks, the default, can be attached only to sizes with premium storage, which have an s in their name (Azure: vm-naming-conventions). Take such a size, or a standard disk.',
    wrong: `nodePools:
  - name: apps
    vmSize: Standard_D4_v5`,
    right: `nodePools:
  - name: apps
    vmSize: Standard_D4s_v5`,
  },
  {
    code: 'VK3513',
    severity: 'error',
    title: 'An ephemeral disk for a size without a local disk',
    explanation:
      "An ephemeral operating system disk is on the machine's own storage. Sizes with such storage mostly have a d in their name (Azure: ephemeral-os-disks, vm-naming-conventions).",
    wrong: `nodePools:
  - name: apps
    vmSize: Standard_D4s_v5
    osDisk: {storage: Ephemeral}`,
    right: `nodePools:
  - name: apps
    vmSize: Standard_D4ds_v5
    osDisk: {storage: Ephemeral}`,
  },
  {
    code: 'VK3518',
    severity: 'error',
    title: 'An ephemeral disk that is too large',
    explanation:
      "An ephemeral disk has at most 2,040 GiB, and never more than the machine's own storage (Azure: ephemeral-os-disks). This release does not know how much storage each size has; Azure checks that.",
    wrong: `nodePools:
  - name: apps
    vmSize: Standard_D64ds_v5
    osDisk: {storage: Ephemeral, sizeGiB: 2400}`,
    right: `nodePools:
  - name: apps
    vmSize: Standard_D64ds_v5
    osDisk: {storage: Ephemeral, sizeGiB: 1200}`,
  },
  {
    code: 'VK3520',
    severity: 'warning',
    title: 'Zones in a region without zones',
    explanation:
      'Availability zones are separate buildings, which not every region has. Azure refuses machines in zones of a region without them. Regions gain zones now and then; if this one did since this release was made, ignore this.',
    wrong: `location: westus
nodePools:
  - name: apps
    zones: ["1", "2", "3"]`,
    right: `location: westus2
nodePools:
  - name: apps
    zones: ["1", "2", "3"]`,
  },
  {
    code: 'VK3521',
    severity: 'error',
    title: 'Fault domains beside zones',
    explanation:
      'Fault domains belong to an availability set, which spreads machines over the racks of one building. Machines in zones are spread over buildings and are in no availability set (Azure: availability-set-overview).',
    wrong: `controlPlane:
  zones: ["1", "2", "3"]
  faultDomains: 3`,
    right: `controlPlane:
  zones: ["1", "2", "3"]`,
  },
  {
    code: 'VK3522',
    severity: 'warning',
    title: 'Fault domains of a scale set',
    explanation:
      'faultDomains sets those of the availability set that single machines are in. A scale set spreads its instances by itself, so the setting has no effect.',
    wrong: `nodePools:
  - name: apps
    type: scaleSet
    faultDomains: 3`,
    right: `nodePools:
  - name: apps
    type: virtualMachines
    faultDomains: 3`,
  },
  {
    code: 'VK3523',
    severity: 'error',
    title: 'A size for confidential machines',
    explanation:
      'Confidential machines start only with an image and a security profile made for them; Azure refuses such a size without. vnetk8s makes ordinary machines.',
    wrong: `nodePools:
  - name: apps
    vmSize: Standard_DC4as_v5`,
    right: `nodePools:
  - name: apps
    vmSize: Standard_D4as_v5`,
  },
];
