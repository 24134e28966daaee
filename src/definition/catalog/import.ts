import type {CatalogEntry} from './catalog-entry.ts';
import {importFeatureEntries} from './import-features.ts';
import {importFieldEntries} from './import-fields.ts';

/** VK5016 to VK5018: what is taken over, or left out, and wants looking at. */
const importWarnings: readonly CatalogEntry[] = [
  {
    code: 'VK5016',
    severity: 'warning',
    title: 'Network policies are no longer enforced',
    explanation:
      'The old definition installed Calico, Azure Network Policy Manager or another engine that enforces NetworkPolicy objects. vnetk8s installs none: the objects can still be made, and have no effect until an engine runs. Install one that works beside another network plugin before you rely on them.',
    wrong: `apiVersion: vlabs
properties:
  orchestratorProfile:
    kubernetesConfig:
      networkPlugin: azure
      networkPolicy: calico`,
    right: `apiVersion: vlabs
properties:
  orchestratorProfile:
    kubernetesConfig:
      networkPlugin: azure`,
  },
  {
    code: 'VK5017',
    severity: 'warning',
    title: 'Something of the old cluster has to be made up for',
    explanation:
      'A field of the old definition did something that vnetk8s does not do: an add-on, a setting of machines, a machine to jump from. The cluster works without it. The hint says how to have it again in another way, if you need it.',
    wrong: `apiVersion: vlabs
properties:
  agentPoolProfiles:
    - {name: apps, diskSizesGB: [512]}`,
    right: `apiVersion: vlabs
properties:
  agentPoolProfiles:
    - {name: apps}`,
  },
  {
    code: 'VK5018',
    severity: 'warning',
    title: 'A value was derived from the old definition: look at it',
    explanation:
      'The old definition does not say exactly what the new one needs, or says it in a field that was never read. The new value is the likely one: the address space is what vnetCidr says, the load balancer has the address before the first machine, Kubernetes has the version that new clusters get. The message says what to compare it with.',
    wrong: `apiVersion: vlabs
properties:
  orchestratorProfile:
    kubernetesConfig:
      maxPods: 100`,
    right: `apiVersion: vlabs
properties:
  orchestratorProfile:
    kubernetesConfig:
      kubeletConfig: {--max-pods: "100"}`,
  },
];

/** VK50xx: what the import of definitions of acs-engine and aks-engine cannot take over, or wants looked at, by code. */
export const importEntries: readonly CatalogEntry[] = [
  ...importFieldEntries,
  ...importFeatureEntries,
  ...importWarnings,
];
