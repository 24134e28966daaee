import {boolean, integer, string} from '@oclif/core/flags';

/** Every question of `init`, as a flag. */
export const starterFlags = {
  name: string({char: 'n', summary: 'name of the cluster', helpValue: 'NAME'}),
  location: string({char: 'l', summary: 'Azure region', helpValue: 'REGION'}),
  'address-space': string({
    summary: 'range of the virtual network; repeatable',
    helpValue: 'CIDR',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'existing-vnet': string({summary: 'resource id of a virtual network that is there already', helpValue: 'ID'}),
  'control-plane-subnet': string({summary: 'its subnet for the control plane', helpValue: 'NAME=CIDR'}),
  'nodes-subnet': string({summary: 'its subnet for the nodes', helpValue: 'NAME=CIDR'}),
  'control-plane': integer({summary: 'control-plane machines: 1, 3 or 5', helpValue: 'COUNT'}),
  pool: string({
    summary: 'node pool and its number of nodes; repeatable',
    helpValue: 'NAME=COUNT',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'vm-size': string({summary: 'VM size of the nodes', helpValue: 'SIZE'}),
  'max-pods': integer({summary: 'pods per node', helpValue: 'COUNT'}),
  'authorized-cidr': string({
    summary: 'make the API server public, for this range; repeatable',
    helpValue: 'CIDR',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'ssh-public-key-file': string({summary: 'SSH public key; else one of ~/.ssh', helpValue: 'FILE'}),
  'with-schema': boolean({summary: 'write cluster.schema.json too, with which editors complete and check'}),
  'no-input': boolean({summary: 'ask nothing', env: 'VNETK8S_NO_INPUT'}),
};
