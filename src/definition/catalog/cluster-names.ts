import type {CatalogEntry} from './catalog-entry.ts';

/** More labels than there is room for beside the tags that a scale set has anyway. */
const MANY_LABELS = Array.from({length: 46}, (_, index) => `l${index + 1}: ""`).join(', ');

/** VK37xx to VK39xx: names and ids, Kubernetes, the region, accounts and keys. */
export const nameEntries: readonly CatalogEntry[] = [
  {
    code: 'VK3701',
    severity: 'error',
    title: 'A cluster name that the cloud provider misreads',
    explanation:
      "Kubernetes' cloud provider names its load balancers after the cluster, the internal one with -internal at the end. A cluster whose own name ends so would have its public load balancer taken for the internal one (cloud-provider-azure: topics/assumptions).",
    wrong: 'name: shop-internal',
    right: 'name: shop',
  },
  {
    code: 'VK3702',
    severity: 'error',
    title: 'Two add-ons with the same name',
    explanation: 'Add-ons are told apart by their names when they are applied and reported.',
    wrong: `addons:
  - {name: extra, manifest: ./one.yaml}
  - {name: extra, manifest: ./two.yaml}`,
    right: `addons:
  - {name: extra-one, manifest: ./one.yaml}
  - {name: extra-two, manifest: ./two.yaml}`,
  },
  {
    code: 'VK3703',
    severity: 'error',
    title: 'Not a resource id',
    explanation:
      'Existing resources are named by their whole id, /subscriptions/GUID/resourceGroups/GROUP/providers/PROVIDER/TYPE/NAME: a bare name could be in any subscription. "az resource list --name NAME --query [].id" shows it, and so does the resource\'s page in the portal, under Properties.',
    wrong: `identity:
  id: prod-identity`,
    right: `identity:
  id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/prod`,
  },
  {
    code: 'VK3704',
    severity: 'error',
    title: 'The id of another kind of resource',
    explanation:
      'The text is a correct resource id, but of something else than belongs here, for instance of a subnet instead of its virtual network.',
    wrong: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp/subnets/apps
    addressSpace: [10.1.0.0/16]
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps, cidr: 10.1.1.0/24}`,
    right: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps, cidr: 10.1.1.0/24}`,
  },
  {
    code: 'VK3705',
    severity: 'error',
    title: 'A name that Azure refuses',
    explanation:
      'Names of subnets, routes and peerings have 1 to 80 letters, digits, dots, underscores and hyphens; they begin with a letter or digit and end with one or with an underscore (Azure: resource-name-rules).',
    wrong: `network:
  subnets:
    - {name: "front end"}
nodePools:
  - name: web
    subnet: "front end"`,
    right: `network:
  subnets:
    - {name: front-end}
nodePools:
  - name: web
    subnet: front-end`,
  },
  {
    code: 'VK3706',
    severity: 'error',
    title: 'A character that no tag can have',
    explanation: 'Names of tags have none of the characters < > % & \\ ? / (Azure: tag-resources, "Limitations").',
    wrong: `tags:
  cost/center: "4711"`,
    right: `tags:
  cost-center: "4711"`,
  },
  {
    code: 'VK3707',
    severity: 'error',
    title: 'A tag that Azure keeps for itself',
    explanation:
      'Names of tags do not begin with microsoft, azure or windows, in whatever capitals (Azure: REST API, "Tags - Create Or Update").',
    wrong: `tags:
  azureTeam: platform`,
    right: `tags:
  team: platform`,
  },
  {
    code: 'VK3708',
    severity: 'error',
    title: 'Two tags that are one to Azure',
    explanation:
      'Azure does not tell capitals from small letters in the names of tags, so that only one of the two would remain (Azure: tag-resources).',
    wrong: `tags:
  team: platform
  Team: shop`,
    right: `tags:
  team: platform`,
  },
  {
    code: 'VK3709',
    severity: 'error',
    title: "A tag of vnetk8s' own",
    explanation:
      'Everything that is made for a cluster has the tag vnetk8s-cluster, and scale sets of autoscaled pools have min, max and those that begin with cluster-autoscaler-, by which the autoscaler finds them. A tag of the same name would be lost, or mislead them.',
    wrong: 'tags: { min: "3" }',
    right: 'tags: { smallest: "3" }',
  },
  {
    code: 'VK3710',
    severity: 'error',
    title: 'More tags than a scale set can have',
    explanation:
      'A resource of Azure has at most 50 tags. Of a pool that may have no node at all, the autoscaler must know the labels and taints beforehand, and reads them from tags of the scale set: one for each, beside the tags of the definition.',
    wrong: `nodePools:
  - name: apps
  - name: batch
    count: { min: 0, max: 10 }
    labels: { ${MANY_LABELS} }`,
    right: `nodePools:
  - name: apps
  - name: batch
    count: { min: 1, max: 10 }
    labels: { ${MANY_LABELS} }`,
  },
  {
    code: 'VK3801',
    severity: 'error',
    title: 'A version of Kubernetes that is no longer maintained',
    explanation:
      'The Kubernetes project maintains its three newest minor versions, each for about 14 months (Kubernetes: releases/version-skew-policy). Older ones get no fixes, not even for known vulnerabilities, and this release of vnetk8s was not tried with them.',
    wrong: `kubernetes:
  version: "1.30"`,
    right: `kubernetes:
  version: "1.36"`,
  },
  {
    code: 'VK3802',
    severity: 'error',
    title: 'A version of Kubernetes that this release does not know',
    explanation:
      'Images, packages and settings differ from one minor version to the next, so vnetk8s installs only those it was made for. Newer ones come with newer releases of vnetk8s.',
    wrong: `kubernetes:
  version: "1.99"`,
    right: `kubernetes:
  version: "1.36"`,
  },
  {
    code: 'VK3803',
    severity: 'warning',
    title: 'A patch that this release does not know',
    explanation:
      'Patches of a known minor version need no new release of vnetk8s, so this one is installed. If it was never published, nodes fail to install it; the minor version alone stands for the newest patch that is known.',
    wrong: `kubernetes:
  version: "1.36.99"`,
    right: `kubernetes:
  version: "1.36"`,
  },
  {
    code: 'VK3804',
    severity: 'warning',
    title: 'A mirror that nothing uses',
    explanation:
      'With preinstalled, the image of the nodes already has containerd, kubelet and kubeadm, and nodes install no packages from anywhere.',
    wrong: `kubernetes:
  packages:
    kubernetes: https://mirror.corp.example/kubernetes
    preinstalled: true`,
    right: `kubernetes:
  packages:
    preinstalled: true`,
  },
  {
    code: 'VK3805',
    severity: 'error',
    title: 'A certificate that outlives its authority',
    explanation:
      'When an authority ends, nothing that it has signed is believed any more, whatever the certificate itself says.',
    wrong: `kubernetes:
  certificates: { authorityValidityDays: 90, validityDays: 365 }`,
    right: `kubernetes:
  certificates: { authorityValidityDays: 3650, validityDays: 365 }`,
  },
  {
    code: 'VK3901',
    severity: 'warning',
    title: 'An unknown region',
    explanation:
      'Regions are written as "az account list-locations" shows them, in small letters without spaces. Azure opens new ones every few months, so that one which this release does not know may exist; whether it has zones is then not checked.',
    wrong: 'location: westeurop',
    right: 'location: westeurope',
  },
  {
    code: 'VK3902',
    severity: 'error',
    title: 'A region of another cloud',
    explanation:
      'Azure, Azure US Government and Azure operated by 21Vianet are separate clouds, each with regions, accounts and addresses of its own. cloud says which one is meant.',
    wrong: `location: usgovvirginia
cloud: AzureCloud`,
    right: `location: usgovvirginia
cloud: AzureUSGovernment`,
  },
  {
    code: 'VK3903',
    severity: 'error',
    title: 'A private key in the definition',
    explanation:
      'A pair of SSH keys has a public half, which goes onto machines, and a private half, which never leaves its owner. Whoever has the private half can log in everywhere that the public one opens. If this file was shared or committed, make a new pair: removing the key from the file does not bring it back.',
    wrong: `linux:
  sshPublicKeys:
    - |
      -----BEGIN OPENSSH PRIVATE KEY-----
      (the private key)
      -----END OPENSSH PRIVATE KEY-----`,
    right: `linux:
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com`,
  },
  {
    code: 'VK3904',
    severity: 'error',
    title: 'Not an SSH public key that Azure takes',
    explanation:
      'A public key is one line, as in ~/.ssh/id_ed25519.pub: the type, the key in base64, and perhaps a comment. Azure takes ssh-ed25519, and ssh-rsa of at least 2,048 bits (Azure: virtual-machines/linux/mac-create-ssh-keys). A key that was cut off or broken over lines opens nothing.',
    wrong: `linux:
  sshPublicKeys:
    - ~/.ssh/id_ed25519.pub`,
    right: `linux:
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com`,
  },
  {
    code: 'VK3905',
    severity: 'warning',
    title: 'The same SSH key twice',
    explanation: 'Two entries are the same key, whatever their comments. One of them was probably meant to be another.',
    wrong: `linux:
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr laptop`,
    right: `linux:
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com`,
  },
  {
    code: 'VK3906',
    severity: 'error',
    title: 'An administrator name that is taken',
    explanation:
      'Azure refuses common names such as admin, root and test, which are the first that attackers try. Names of accounts that Ubuntu already has, such as www-data, would give the key to that account.',
    wrong: `linux:
  adminUsername: admin
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com`,
    right: `linux:
  adminUsername: azureuser
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com`,
  },
  {
    code: 'VK3907',
    severity: 'error',
    title: 'A region in the spelling of the portal',
    explanation:
      "Azure's portal shows regions as West Europe; its programs call the same one westeurope. The name becomes part of host names such as that of the API server, where spaces and capital letters cannot be. `az account list-locations` lists both.",
    wrong: 'location: West Europe',
    right: 'location: westeurope',
  },
];
