import type {Deployment} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {resolve} from '../cluster/resolve.ts';
import {readDefinition} from '../definition/read-definition.ts';
import type {Prefix} from '../ipv4/prefix.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {planAddresses} from '../network/plan-addresses.ts';

/** What a cluster was made from, as its deployment tells it: no file of whoever made it is needed. */
export interface DeployedDefinition {
  readonly text: string;
  readonly hash: string;
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
}

/** Reads what a deployment that has succeeded once says of itself; undefined if it says nothing that can be read. */
export function deployedDefinition({outputs}: Pick<Deployment, 'outputs'>): DeployedDefinition | undefined {
  const {definition: text, definitionHash: hash} = outputs;
  if (typeof text !== 'string' || typeof hash !== 'string') return undefined;
  const {definition} = readDefinition({name: 'the deployed definition', bytes: Buffer.from(text), set: []});
  if (definition === undefined) return undefined;
  const cluster = resolve(definition);
  return {text, hash, cluster, plan: planAddresses(cluster)};
}

/** The ranges of its subnets, which a later plan keeps: see `planAddresses`. */
export function placedSubnets({plan}: DeployedDefinition): ReadonlyMap<string, Prefix> {
  return new Map(plan.subnets.flatMap(({name, cidr}) => (cidr === undefined ? [] : [[name, cidr] as const])));
}
