import type {CatalogEntry} from './catalog-entry.ts';

/** A definition of aks-engine in which nothing is missing, as YAML. */
const COMPLETE = `apiVersion: vlabs
location: westeurope
properties:
  masterProfile: {count: 3, dnsPrefix: prod, vmSize: Standard_D2s_v3}
  agentPoolProfiles:
    - {name: apps, count: 3, vmSize: Standard_D4s_v3}
  linuxProfile:
    adminUsername: azureuser
    ssh: {publicKeys: [{keyData: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh}]}`;

/** VK5001 to VK5005: fields and values of the old definition that are wrong themselves. */
export const importFieldEntries: readonly CatalogEntry[] = [
  {
    code: 'VK5001',
    severity: 'error',
    title: 'The old tools had no such field',
    explanation:
      'acs-engine and aks-engine refused a definition with a field that they did not know, so this one was never used as it is. Most often it is a misspelt field, or one of AKS. Capitals do not matter.',
    wrong: `apiVersion: vlabs
properties:
  masterProfile:
    vnetSubnet: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp/subnets/k8s`,
    right: `apiVersion: vlabs
properties:
  masterProfile:
    vnetSubnetId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp/subnets/k8s`,
  },
  {
    code: 'VK5002',
    severity: 'error',
    title: 'A value of the old definition has the wrong type',
    explanation:
      'acs-engine and aks-engine took numbers, text, and true or false exactly where they belong, and refused anything else. Settings of add-ons and flags of Kubernetes are text there, everything that is counted is a number.',
    wrong: `apiVersion: vlabs
properties:
  masterProfile:
    count: "3"`,
    right: `apiVersion: vlabs
properties:
  masterProfile:
    count: 3`,
  },
  {
    code: 'VK5003',
    severity: 'error',
    title: 'A field of the old definition is written twice',
    explanation:
      'acs-engine and aks-engine did not tell capitals from small letters in names of fields: two that differ in nothing else are one, and the last one counted without a word. Which of the two was meant, only you can know.',
    wrong: `apiVersion: vlabs
properties:
  masterProfile:
    Count: 1
    count: 3`,
    right: `apiVersion: vlabs
properties:
  masterProfile:
    count: 3`,
  },
  {
    code: 'VK5004',
    severity: 'error',
    title: 'A value of the old definition cannot be used',
    explanation:
      'acs-engine and aks-engine checked few values: ranges that are none, 300 pods on a node or a control plane of 4 machines failed in Azure, or later. Where there is a nearest value, the new definition has it, so that the rest can be looked at.',
    wrong: `apiVersion: vlabs
properties:
  orchestratorProfile:
    kubernetesConfig:
      kubeletConfig: {--max-pods: "300"}
  agentPoolProfiles:
    - name: apps`,
    right: `apiVersion: vlabs
properties:
  orchestratorProfile:
    kubernetesConfig:
      kubeletConfig: {--max-pods: "100"}
  agentPoolProfiles:
    - name: apps`,
  },
  {
    code: 'VK5005',
    severity: 'error',
    title: 'Something is missing in the old definition',
    explanation:
      'Examples of acs-engine leave dnsPrefix and keyData empty, to be filled in, and take the region from a flag of the command. A cluster definition has all of it. The new definition has a comment that begins with FILL IN wherever something is missing, and is not valid until it is there.',
    wrong: `apiVersion: vlabs
properties:
  masterProfile: {count: 3, dnsPrefix: "", vmSize: Standard_D2s_v3}
  agentPoolProfiles:
    - {name: apps, count: 3, vmSize: Standard_D4s_v3}
  linuxProfile:
    adminUsername: azureuser
    ssh: {publicKeys: [{keyData: ""}]}`,
    right: COMPLETE,
  },
];
