import type {Cluster} from '../cluster/cluster.ts';
import {originOf} from '../cluster/origins.ts';
import type {Issue, Path} from '../definition/issue.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {bootstrapFailure} from './bootstrap-failure.ts';
import {type Cause, causeOf} from './causes.ts';
import type {ErrorBody} from './error-body.ts';
import {leafErrors} from './leaf-errors.ts';

/** What failed. */
export interface Failure {
  readonly error: ErrorBody;
  /** Absent: the deployment as a whole. */
  readonly resource?: {readonly id: string; readonly type: string; readonly name: string};
}

/** A failure in words, with what to do about it. */
export interface Explained {
  /** At the line of the definition that the resource comes from. */
  readonly issue: Issue;
  /** Azure's code and words. */
  readonly cause: string;
  /** Absent: the deployment as a whole. */
  readonly resource?: string;
  /** Instructions, one of which helps. */
  readonly remedy: readonly string[];
  /** How many resources failed for this reason, this one included. */
  readonly count: number;
}

/** A cluster and its plan, whose deployment has failed. */
export interface FailedCluster {
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
}

/** Explains a failure by its cause: the first, where there are several, as the others mostly follow from it. */
export function explainFailure({cluster}: FailedCluster, {error, resource}: Failure): Explained {
  const [leaf = error] = leafErrors(error);
  const known = causeOf(leaf.code) ?? OTHER;
  const bootstrap = bootstrapFailure(leaf);
  const id = resource?.id ?? (leaf.target?.startsWith('/subscriptions/') === true ? leaf.target : undefined);
  const path = id === undefined ? [] : [...originOf(cluster, id).path, ...fieldOf(known, originOf(cluster, id).path)];
  const what = resource === undefined ? 'Azure' : `${kindWords(resource.type)} ${resource.name}`;
  const reason = bootstrap?.message ?? known.title;
  return {
    issue: {
      code: bootstrap === undefined ? known.issue : 'VK7007',
      severity: 'error',
      path,
      message: `${what}: ${reason}`,
    },
    cause: bootstrap?.cause ?? `${leaf.code}: ${oneLine(leaf.message)}`,
    ...(resource === undefined ? {} : {resource: resource.id}),
    remedy: bootstrap?.remedy ?? known.remedy,
    count: 1,
  };
}

const OTHER: Cause = {
  issue: 'VK7099',
  title: 'refused',
  remedy: ['do what the reason asks for, and deploy again'],
};

/** Failures of one cause are one: a quota stops all machines of a pool. The one that is told is the first. */
export function groupFailures(failures: readonly Explained[]): readonly Explained[] {
  const groups = Map.groupBy(failures, ({issue, cause}) => JSON.stringify([issue.code, issue.path, general(cause)]));
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{...first, count: 1 + others.reduce((sum, {count}) => sum + count, 0)}],
  );
}

/** Numbers and names of single resources make no other cause. */
function general(cause: string): string {
  return cause.replaceAll(/'[^']*'|\/subscriptions\/\S+|\d+/g, '');
}

/** The field that is at fault within a pool or the control plane. */
function fieldOf({field}: Cause, path: Path): Path {
  const isMachines = path[0] === 'nodePools' || path[0] === 'controlPlane';
  return field !== undefined && isMachines ? [field] : [];
}

/** `virtual machine` of `Microsoft.Compute/virtualMachines`. */
function kindWords(type: string): string {
  const last = type.slice(type.lastIndexOf('/') + 1);
  const words = last
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/(ss)es$/, '$1')
    .replace(/([^s])s$/, '$1');
  return words.replace('public ip', 'public IP').replace('publicip', 'public IP ');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
