import {stat} from 'node:fs/promises';
import {resolve as resolvePath} from 'node:path';
import type {Cluster} from '../cluster/cluster.ts';
import {resolve} from '../cluster/resolve.ts';
import {checkCluster} from '../cluster/rules.ts';
import type {ClusterDefinition} from '../definition/cluster-definition.generated.ts';
import {formatPath, type Issue} from '../definition/issue.ts';
import type {LocatedIssue} from '../definition/located-issue.ts';
import {type DefinitionReading, type ForeignFormat, readDefinition} from '../definition/read-definition.ts';
import type {Prefix} from '../ipv4/prefix.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {planAddresses} from '../network/plan-addresses.ts';
import {planRules} from '../network/plan-rules.ts';
import {type Input, type InputOptions, readInput} from './read-input.ts';

/** What to load: an input and the texts of `--set` flags, which apply before anything is checked. */
export interface LoadOptions extends InputOptions {
  readonly set: readonly string[];
  /** Finds the ranges that subnets of the cluster have already, which they keep: see `planAddresses`. */
  readonly findPlaced?: ((cluster: Cluster) => Promise<ReadonlyMap<string, Prefix>>) | undefined;
}

/** A definition that was read and checked, with what it means as far as that can be made out. */
export interface LoadedDefinition {
  /** What the user calls it: a file's name, or `<stdin>`. */
  readonly name: string;
  /** Everything that is wrong with it, sorted by position. */
  readonly issues: readonly LocatedIssue[];
  /** Absent if so little of a definition is there that nothing follows from it. */
  readonly meaning?: {readonly definition: ClusterDefinition; readonly cluster: Cluster; readonly plan: AddressPlan};
  /**
   * True if the schema found nothing to mend: only then is the plan the plan of what is written. With errors of rules it
   * still is, and worth showing.
   */
  readonly intact: boolean;
  /** Finds where something is written that turned out to be wrong later: in Azure. */
  readonly locate: (issue: Issue) => LocatedIssue;
}

/**
 * Reads a definition and applies every check there is without Azure. Throws UserError if it cannot be read at all;
 * whatever is wrong inside it is an issue.
 */
export async function loadDefinition(options: LoadOptions): Promise<LoadedDefinition> {
  const input = await readInput(options);
  const reading = readDefinition({...input, set: options.set}, await foreignFormats(input));
  const {definition, intact} = reading;
  if (definition === undefined) {
    return {name: input.name, issues: reading.issues, intact: false, locate: locateIn(reading)};
  }

  const cluster = resolve(definition);
  const plan = planAddresses(cluster, await options.findPlaced?.(cluster));
  const issues = reading.withIssues([
    ...checkCluster(cluster, definition),
    ...planRules(cluster, plan),
    ...(await missingManifests(cluster, input)),
  ]);
  return {name: input.name, issues, intact, locate: locateIn(reading), meaning: {definition, cluster, plan}};
}

function locateIn(reading: DefinitionReading): LoadedDefinition['locate'] {
  return ({code, severity, path, message, hint, related = []}) => ({
    code,
    severity,
    path: formatPath(path),
    message,
    ...(hint === undefined ? {} : {hint}),
    location: reading.locate(path),
    related: related.map((place) => ({
      path: formatPath(place.path),
      message: place.message,
      location: reading.locate(place.path),
    })),
  });
}

/** Conversions from other formats, loaded only if the text can be in one of them: few are. */
async function foreignFormats({bytes}: Input): Promise<readonly ForeignFormat[]> {
  if (!/vlabs|masterProfile/i.test(Buffer.from(bytes).toString('latin1'))) return [];
  const {vlabsFormat} = await import('../definition/vlabs/vlabs-format.ts');
  return [vlabsFormat];
}

/** Files that the definition names and that are not there: the only check that looks beyond its text. */
async function missingManifests(cluster: Cluster, {directory}: Input): Promise<readonly Issue[]> {
  const found = await Promise.all(cluster.addons.map((addon) => isFile(resolvePath(directory, addon.manifest))));
  return cluster.addons.flatMap((addon, index): Issue[] => {
    if (found[index] === true) return [];
    const message = `${JSON.stringify(addon.manifest)} is not a file`;
    const hint = 'name a file of manifests; its path is relative to this definition';
    return [{code: 'VK3001', severity: 'error', path: [...addon.path, 'manifest'], message, hint}];
  });
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
