import {formatPath, type Path} from '../issue.ts';
import {buildDefinition} from './build-definition.ts';
import {clusterFields} from './cluster-fields.ts';
import {unwritten} from './defaults.ts';
import {factsOf} from './facts.ts';
import type {Finding, ImportComment, ImportEntry} from './findings.ts';
import {CONTROL_PLANE, KUBERNETES, PROPERTIES} from './network-facts.ts';
import {find, isMapping, sameKey, spell} from './source.ts';
import {walk} from './walk.ts';

export type {ImportComment, ImportEntry, Outcome} from './findings.ts';

/** A vlabs definition in v1, and what became of every field of it. */
export interface VlabsImport {
  /** In v1, keys in the order of the schema. Valid by the schema unless the report has an error. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** Fields in the order of the file, then what follows from fields that are not there. */
  readonly report: readonly ImportEntry[];
  /** To be written into the definition. */
  readonly comments: readonly ImportComment[];
  /** The path in the vlabs file by the path in the definition as `formatPath` writes it; see `originOf`. */
  readonly origins: ReadonlyMap<string, Path>;
}

/** Whether a value is a cluster definition of acs-engine or aks-engine. */
export function isVlabs(value: unknown): boolean {
  if (!isMapping(value)) return false;
  const version = find(value, ['apiVersion'])?.value;
  if (typeof version === 'string' && version.trim() !== '') {
    if (sameKey(version.trim(), 'vlabs')) return true;
    if (version.toLowerCase().startsWith('vnetk8s/')) return false;
  }
  return isMapping(find(value, CONTROL_PLANE)?.value);
}

/**
 * Translates a vlabs definition, given as a plain value. Total: whatever is wrong with it, or cannot be taken over, is in
 * the report; every field of it is. Secrets are neither in the definition nor in the report.
 */
export function importVlabs(source: unknown): VlabsImport {
  const facts = factsOf(source);
  const findings = [...walk({path: [], value: source}, clusterFields, facts), ...unwritten(facts)];
  return {
    ...buildDefinition(
      findings,
      facts.pools.map(({path}) => path),
      sectionOrigins(source),
    ),
    report: findings.map(entryOf),
    comments: findings.flatMap(({comments = []}) => comments),
  };
}

/** The path in the vlabs file that a path of the definition stems from, or else that of the nearest part around it. */
export function originOf({origins}: VlabsImport, path: Path): Path {
  for (let length = path.length; length > 0; length -= 1) {
    const origin = origins.get(formatPath(path.slice(0, length)));
    if (origin !== undefined) return origin;
  }
  return [];
}

/** Where the sections of v1 come from, for what is said of something in them that no field stands behind. */
function sectionOrigins(source: unknown): ReadonlyMap<string, Path> {
  const sections: readonly (readonly [string, Path])[] = [
    ['kubernetes', [...PROPERTIES, 'orchestratorProfile']],
    ['network', KUBERNETES],
    ['controlPlane', CONTROL_PLANE],
    ['nodePools', [...PROPERTIES, 'agentPoolProfiles']],
    ['linux', [...PROPERTIES, 'linuxProfile']],
    ['identity', KUBERNETES],
  ];
  return new Map(sections.map(([section, path]) => [section, spell(source, path)]));
}

function entryOf({outcome, from = [], to, message, hint, code, incomplete}: Finding): ImportEntry {
  return {
    outcome,
    from,
    ...(to === undefined ? {} : {to}),
    message,
    ...(hint === undefined ? {} : {hint}),
    ...(code === undefined ? {} : {code}),
    ...(incomplete === undefined ? {} : {incomplete}),
  };
}
