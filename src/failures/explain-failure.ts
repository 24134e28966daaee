import type {Cluster} from '../cluster/cluster.ts';
import type {Issue} from '../definition/issue.ts';
import {bootstrapFailure} from './bootstrap-failure.ts';
import {causeOf} from './causes.ts';
import type {ErrorBody} from './error-body.ts';
import {placeOf} from './failure-place.ts';
import {leafErrors} from './leaf-errors.ts';
import type {DeploySpot} from './next-commands.ts';
import {withoutIdentifiers} from './policy-words.ts';

/** What failed. */
export interface Failure {
  /** As Azure said it, whatever it is. */
  readonly error: unknown;
  /** Absent: the deployment as a whole. */
  readonly resource?: FailedResource;
}

/** A resource of a deployment. */
export interface FailedResource {
  readonly id: string;
  readonly type: string;
  /** With the names of its parents. */
  readonly name: string;
}

/** A failure in words, with what to do about it. */
export interface Explained {
  /** At the line of the definition that the resource comes from. */
  readonly issue: Issue;
  /** Azure's code and words. */
  readonly cause: string;
  /** Absent: the deployment as a whole. */
  readonly resource?: string;
  /** Ids of all resources that failed for this reason, the one above first. */
  readonly resources: readonly string[];
  /** Instructions, one of which helps. */
  readonly remedy: readonly string[];
  /** Commands to run next, as a shell reads them. */
  readonly next: readonly string[];
  /** How many failed for this reason, this one included. */
  readonly count: number;
}

/** A cluster whose deployment has failed, and where. */
export interface FailedCluster extends DeploySpot {
  readonly cluster: Cluster;
  /** All that the deployment makes: of what Azure calls by its name only, the place is known by this. */
  readonly resources?: readonly FailedResource[];
}

/**
 * Explains a failure by its causes: of a resource by the first, as the others mostly follow from it; of a deployment as a whole
 * by each, since Azure refuses one for all that is wrong with its resources.
 */
export function explainFailure(failed: FailedCluster, {error, resource}: Failure): readonly Explained[] {
  const leaves = leafErrors(error);
  if (resource !== undefined) return leaves.slice(0, 1).map((leaf) => explainLeaf(failed, leaf, resource));
  return leaves.map((leaf) => explainLeaf(failed, leaf, meantBy(leaf, failed.resources ?? [])));
}

/** The resource that an error of the whole deployment is about: Azure names it by its id, or by its name, in several ways. */
function meantBy({target = '', message}: ErrorBody, resources: readonly FailedResource[]): FailedResource | undefined {
  const [, ofRights, type] = /template resource '([^']+)' of type '([^']+)'/i.exec(message) ?? [];
  const isSame = (one: string, other: string | undefined) => one.toLowerCase() === other?.toLowerCase();
  const byId = resources.filter(({id}) => isSame(id, target));
  const named = resources.filter(
    (each) =>
      (type === undefined || isSame(each.type, type)) &&
      [each.name, each.name.slice(each.name.lastIndexOf('/') + 1)].some((name) =>
        isSame(name, ofRights ?? namedIn(message)),
      ),
  );
  const [only, ...others] = byId.length > 0 ? byId : named;
  return others.length === 0 ? only : undefined;
}

function explainLeaf(failed: FailedCluster, leaf: ErrorBody, resource: FailedResource | undefined): Explained {
  const {cluster} = failed;
  const id = resource?.id ?? (/^\/subscriptions\//i.test(leaf.target ?? '') ? leaf.target : undefined);
  const known = causeOf(leaf, id);
  const path = placeOf(cluster, leaf, known, id);
  const bootstrap = bootstrapFailure(leaf, id, failed);
  const {message, cause, remedy, next} = bootstrap ?? {
    message: known.title,
    cause: `${leaf.code}: ${oneLine(withoutIdentifiers(leaf.message))}`,
    remedy: known.remedy,
    next: known.next({...failed, leaf, path, id}),
  };
  return {
    issue: {
      code: bootstrap === undefined ? known.issue : 'VK7007',
      severity: 'error',
      path,
      message: `${subjectOf(resource, id, leaf.message)}: ${message}`,
    },
    cause,
    ...(resource === undefined ? {} : {resource: resource.id}),
    resources: resource === undefined ? [] : [resource.id],
    remedy,
    next,
    count: 1,
  };
}

/** The resource of `Resource 'x' was disallowed by policy` and its like. */
function namedIn(message: string): string | undefined {
  return /^(?:the )?resource ['`]([\w./-]+)['`]/i.exec(message.trim())?.[1];
}

/** What a failure is about: a resource, as far as anybody says so. */
function subjectOf(resource: FailedResource | undefined, id: string | undefined, message: string): string {
  if (resource !== undefined) return `${kindWords(resource.type)} ${resource.name}`;
  if (id !== undefined) return lastOf(id);
  const named = namedIn(message);
  return named === undefined ? 'the deployment' : `resource ${named}`;
}

/** `virtual machine a` of an id that ends in `Microsoft.Compute/virtualMachines/a`. */
function lastOf(id: string): string {
  const [type = '', name = ''] = id.split('/').slice(-2);
  return `${kindWords(type)} ${name}`;
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
  return words
    .replace(/^public ?ip ?(address)?/, 'public IP ')
    .replace(/^nat /, 'NAT ')
    .trim();
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
