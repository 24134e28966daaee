import {EXIT} from '../exit-codes.ts';
import {type StarterAnswers, type StarterSubnet, starterDefaults} from '../operations/starter-definition.ts';
import {UserError} from '../user-error.ts';

/** The flags as oclif parses them. */
export interface StarterFlagValues {
  readonly name?: string | undefined;
  readonly location?: string | undefined;
  readonly 'address-space'?: readonly string[] | undefined;
  readonly 'existing-vnet'?: string | undefined;
  readonly 'control-plane-subnet'?: string | undefined;
  readonly 'nodes-subnet'?: string | undefined;
  readonly 'control-plane'?: number | undefined;
  readonly pool?: readonly string[] | undefined;
  readonly 'vm-size'?: string | undefined;
  readonly 'max-pods'?: number | undefined;
  readonly 'authorized-cidr'?: readonly string[] | undefined;
}

/** Answers as far as flags give them; what is left out is a default, or asked. */
export type PartialAnswers = Partial<StarterAnswers>;

/** What flags say. Throws UserError if they contradict each other. */
export function answersFromFlags(flags: StarterFlagValues): PartialAnswers {
  const network = networkFromFlags(flags);
  const pools = poolsFromFlags(flags);
  return {
    ...(flags.name === undefined ? {} : {name: flags.name}),
    ...(flags.location === undefined ? {} : {location: flags.location}),
    ...(network === undefined ? {} : {network}),
    ...(flags['control-plane'] === undefined ? {} : {controlPlaneCount: flags['control-plane']}),
    ...(flags['authorized-cidr'] === undefined ? {} : {authorizedCidrs: flags['authorized-cidr']}),
    ...(pools === undefined ? {} : {pools}),
  };
}

/** Answers with a default for everything that was not said. */
export function withDefaults(answers: PartialAnswers, sshPublicKeys: readonly string[]): StarterAnswers {
  const {name, location, addressSpace, controlPlaneCount, pool} = starterDefaults;
  const network = {kind: 'new', addressSpace} as const;
  return {name, location, network, controlPlaneCount, pools: [pool], sshPublicKeys, ...answers};
}

function networkFromFlags(flags: StarterFlagValues): StarterAnswers['network'] | undefined {
  const id = flags['existing-vnet'];
  const addressSpace = flags['address-space'];
  const controlPlane = flags['control-plane-subnet'];
  const nodes = flags['nodes-subnet'];
  if (id === undefined) {
    if (controlPlane !== undefined || nodes !== undefined) {
      throw usage('subnets are given, but no --existing-vnet', 'a new virtual network gets its subnets by itself');
    }
    return addressSpace === undefined ? undefined : {kind: 'new', addressSpace};
  }
  if (addressSpace === undefined || controlPlane === undefined || nodes === undefined) {
    throw usage(
      'an existing virtual network needs its ranges written down',
      'give --address-space CIDR, --control-plane-subnet NAME=CIDR and --nodes-subnet NAME=CIDR too',
    );
  }
  return {kind: 'existing', id, addressSpace, controlPlane: subnetOf(controlPlane), nodes: subnetOf(nodes)};
}

/** Undefined if no flag says anything of pools. */
function poolsFromFlags(flags: StarterFlagValues): StarterAnswers['pools'] | undefined {
  const {pool, 'vm-size': vmSize, 'max-pods': maxPods} = flags;
  if (pool === undefined && vmSize === undefined && maxPods === undefined) return undefined;
  const base = {
    ...starterDefaults.pool,
    ...(vmSize === undefined ? {} : {vmSize}),
    ...(maxPods === undefined ? {} : {maxPods}),
  };
  return (pool ?? [base.name]).map((text) => {
    const [name = '', count] = text.split('=');
    if (count !== undefined && !/^\d+$/.test(count)) {
      throw usage(`--pool ${text}: "${count}" is no number of nodes`, 'write name=count, such as apps=3');
    }
    return {...base, name, ...(count === undefined ? {} : {count: Number(count)})};
  });
}

function subnetOf(text: string): StarterSubnet {
  const equals = text.lastIndexOf('=');
  if (equals <= 0) throw usage(`"${text}" is no subnet`, 'write name=range, such as apps=10.20.4.0/22');
  return {name: text.slice(0, equals), cidr: text.slice(equals + 1)};
}

function usage(message: string, suggestion: string): UserError {
  return new UserError(message, {code: 'USAGE', exitCode: EXIT.usage, suggestions: [suggestion]});
}
