import {stringify} from 'yaml';
import {defaults} from '../cluster/defaults.ts';

/** What a starter file is made of: few enough to be asked one by one. */
export interface StarterAnswers {
  readonly name: string;
  readonly location: string;
  readonly network: StarterNetwork;
  /** Ranges that may reach a public API server; undefined: it is private. */
  readonly authorizedCidrs?: readonly string[] | undefined;
  readonly controlPlaneCount: number;
  readonly pools: readonly StarterPool[];
  readonly sshPublicKeys: readonly string[];
}

/** A virtual network to make, or one that exists, with its subnets for the control plane and for all pools. */
export type StarterNetwork =
  | {readonly kind: 'new'; readonly addressSpace: readonly string[]}
  | {
      readonly kind: 'existing';
      readonly id: string;
      readonly addressSpace: readonly string[];
      readonly controlPlane: StarterSubnet;
      readonly nodes: StarterSubnet;
    };

/** A subnet that exists. */
export interface StarterSubnet {
  readonly name: string;
  readonly cidr: string;
}

/** A node pool. */
export interface StarterPool {
  readonly name: string;
  readonly count: number;
  readonly vmSize: string;
  readonly maxPods: number;
}

/** What is proposed where nothing was said. */
export const starterDefaults = {
  name: 'demo',
  location: 'westeurope',
  addressSpace: ['10.240.0.0/16'],
  controlPlaneCount: defaults.controlPlane.count,
  pool: {
    name: 'apps',
    count: defaults.nodePool.count,
    vmSize: defaults.nodePool.vmSize,
    maxPods: defaults.nodePool.maxPods,
  },
} as const;

/** The name under which `init` writes the schema beside a definition, so that editors find it. */
export const SCHEMA_FILE = 'cluster.schema.json';

/** A first definition, with comments for whoever sees one for the first time. `file` is what it will be called. */
export function starterDefinition(answers: StarterAnswers, file: string, withSchema: boolean): string {
  return [
    ...heading(file, withSchema),
    'apiVersion: vnetk8s/v1',
    `name: ${scalar(answers.name)} # begins the names of all resources and nodes`,
    `location: ${scalar(answers.location)}`,
    '',
    'kubernetes:',
    `  version: "${defaults.kubernetes.version}" # in quotes: YAML reads 1.30 as 1.3`,
    '',
    ...networkLines(answers.network),
    '',
    ...controlPlaneLines(answers),
    '',
    'nodePools:',
    ...answers.pools.flatMap((pool, index) => poolLines(pool, answers.network, index === 0)),
    '',
    'linux:',
    `  adminUsername: ${defaults.linux.adminUsername}`,
    '  sshPublicKeys:',
    ...answers.sshPublicKeys.map((key) => `    - ${scalar(key)}`),
    '',
  ].join('\n');
}

function heading(file: string, withSchema: boolean): string[] {
  const name = file === 'cluster.yaml' ? '' : ` ${file}`;
  const commands: readonly (readonly [string, string])[] = [
    [`vnetk8s validate${name}`, 'finds what is wrong with this file'],
    [`vnetk8s plan${name}`, 'shows every address that it takes'],
    ['vnetk8s explain network.egress', 'says what a field is for; there are many more than here'],
  ];
  const width = Math.max(...commands.map(([command]) => command.length));
  return [
    ...(withSchema ? [`# yaml-language-server: $schema=./${SCHEMA_FILE}`] : []),
    '# A Kubernetes cluster on Azure in which every pod has an address of the virtual network.',
    ...commands.map(([command, purpose]) => `#   ${command.padEnd(width)}  ${purpose}`),
  ];
}

function networkLines(network: StarterNetwork): string[] {
  const onPremises = '  # onPremisesCidrs: [192.168.0.0/16] # ranges elsewhere that see pods with their own addresses';
  if (network.kind === 'new') {
    return [
      'network:',
      '  virtualNetwork:',
      `    addressSpace: ${list(network.addressSpace)} # must not overlap networks that pods talk to`,
      '  # subnets: sized and placed by "vnetk8s plan"; list them here to decide yourself',
      onPremises,
    ];
  }
  return [
    'network:',
    '  virtualNetwork: # an existing one, which is used and never changed',
    `    id: ${scalar(network.id)}`,
    `    addressSpace: ${list(network.addressSpace)}`,
    '  subnets:',
    ...[network.controlPlane, network.nodes].flatMap(({name, cidr}) => [
      `    - name: ${scalar(name)}`,
      `      cidr: ${scalar(cidr)}`,
      '      # reservedAddresses: 0 # so many are used by others already',
    ]),
    onPremises,
  ];
}

function controlPlaneLines({controlPlaneCount, network, authorizedCidrs}: StarterAnswers): string[] {
  return [
    'controlPlane:',
    `  count: ${controlPlaneCount} # 1, or 3 or 5 to survive the loss of one or two`,
    '  # zones: ["1", "2", "3"] # where the region has them',
    ...(network.kind === 'new' ? [] : [`  subnet: ${scalar(network.controlPlane.name)}`]),
    '  endpoint:',
    ...(authorizedCidrs === undefined
      ? ['    access: private # the API answers in the virtual network and what is connected to it']
      : ['    access: public', `    authorizedCidrs: ${list(authorizedCidrs)}`]),
  ];
}

function poolLines({name, count, vmSize, maxPods}: StarterPool, network: StarterNetwork, explained: boolean): string[] {
  const comment = (text: string): string => (explained ? ` # ${text}` : '');
  return [
    `  - name: ${scalar(name)}`,
    `    count: ${count}${comment('or, for the autoscaler: {min: 3, max: 20}')}`,
    `    vmSize: ${scalar(vmSize)}`,
    `    maxPods: ${maxPods}${comment('each node takes an address for each pod it can run, and one for itself')}`,
    ...(network.kind === 'new' ? [] : [`    subnet: ${scalar(network.nodes.name)}`]),
  ];
}

/** A value as YAML writes it on one line, in quotes where it must be. */
function scalar(value: string): string {
  return stringify(value, {lineWidth: 0, defaultStringType: 'PLAIN'}).trimEnd();
}

function list(values: readonly string[]): string {
  return `[${values.map((value) => (/[[\],{}]/.test(value) ? JSON.stringify(value) : scalar(value))).join(', ')}]`;
}
