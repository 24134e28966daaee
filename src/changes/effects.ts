import type {ChangeEffect} from './cluster-change.ts';

/** What a change of a field means, and what to say of it. */
export interface FieldEffect {
  readonly effect: ChangeEffect;
  readonly note?: string;
}

const IN_PLACE: FieldEffect = {effect: 'in-place'};
const NEW_NODES: FieldEffect = {
  effect: 'new-nodes',
  note: 'nodes that are there keep what they have; new ones, and those that are replaced, get it',
};
const NEW_POOL: FieldEffect = {
  effect: 'impossible',
  note: 'nothing changes this of machines that are there: make a new pool',
};
const NEVER: FieldEffect = {effect: 'impossible', note: 'this is decided once, when a cluster is made'};
const MACHINES_FILES: FieldEffect = {
  effect: 'new-nodes',
  note: 'files on machines that are there stay as they are: Azure changes no custom data (docs/decisions/redeploy.md)',
};
const ACCOUNT: FieldEffect = {
  effect: 'impossible',
  note: 'Azure refuses it of machines that are there: change their account and its keys with az vm user update, and leave this',
};

/**
 * By field, the first that fits; a name in a list is `*`. Azure decides most of it (Azure: virtual-machines and
 * virtualMachineScaleSets in the REST API: what "PropertyChangeNotAllowed" is about), Kubernetes the rest.
 */
const EFFECTS: readonly (readonly [pattern: RegExp, effect: FieldEffect])[] = [
  [/^(name|location|cloud)$/, NEVER],
  [/^tags/, IN_PLACE],
  [
    /^kubernetes\.version$/,
    {
      effect: 'new-nodes',
      note: 'a deployment upgrades no node that is there, and none may be newer than the API servers: upgrade those first (docs/operations.md)',
    },
  ],
  [/^kubernetes/, MACHINES_FILES],
  [/^network\.(serviceCidr|dnsServiceIP)/, NEVER],
  [/^network\.virtualNetwork\.id/, NEVER],
  [/^network\.virtualNetwork\.peerings(\.\*(\.remoteAddressSpace)?)?$/, MACHINES_FILES],
  [/^network\.virtualNetwork\.gateway(\.connections(\.\*(\.cidrs)?)?)?$/, MACHINES_FILES],
  [/^network\.virtualNetwork\.(peerings|gateway)/, IN_PLACE],
  [
    /^network\.virtualNetwork\.dnsServers/,
    {effect: 'in-place', note: 'machines that are there ask the old ones until they restart'},
  ],
  [/^network\.internalServices\.subnet/, MACHINES_FILES],
  [/^network\.(onPremisesCidrs|podAccessToInstanceMetadata|virtualNetwork\.addressSpace)/, MACHINES_FILES],
  [/^network\.subnets\.\*\.cidr/, {effect: 'impossible', note: 'Azure moves no subnet that something is in'}],
  [
    /^network\.egress/,
    {
      effect: 'new-nodes',
      note: 'connections through the old way out end, and nodes that are there may have none until they are replaced (docs/operations.md)',
    },
  ],
  [
    /^controlPlane\.(count|zones|faultDomains|subnet|firstAddress|maxPods)/,
    {effect: 'impossible', note: 'machines of the control plane are not changed by a deployment'},
  ],
  [
    /^controlPlane\.endpoint\.access/,
    {
      effect: 'new-nodes',
      note: 'API servers that are there keep their certificates, without the public name if they were private: kubeadm makes new ones',
    },
  ],
  [
    /^controlPlane\.vmSize/,
    {
      effect: 'in-place',
      note: 'Azure restarts the machines of the control plane for it, all at once: the API is away meanwhile',
    },
  ],
  [/^controlPlane\.(osDisk|etcdDisk)/, {effect: 'impossible', note: 'disks that are there stay as they are'}],
  [/^nodePools\.\*\.count/, IN_PLACE],
  [/^nodePools\.\*\.(zones|type|subnet|faultDomains|maxPods|spot|podPublicIPs|osDisk)/, NEW_POOL],
  [/^nodePools\.\*\.(vmSize|labels|taints)/, NEW_NODES],
  [/^linux/, ACCOUNT],
  [/^identity/, MACHINES_FILES],
  [/^addons/, {effect: 'new-nodes', note: 'manifests are applied when a cluster is made; apply changes with kubectl'}],
];

/** What a change of a field means. */
export function effectOf(field: string): FieldEffect {
  return EFFECTS.find(([pattern]) => pattern.test(field))?.[1] ?? IN_PLACE;
}
