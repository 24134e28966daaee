import type {Cluster} from '../cluster/cluster.ts';
import {schemaAt} from '../definition/cluster-schema.ts';
import type {LocatedIssue, Location} from '../definition/located-issue.ts';
import {sourceText} from '../definition/source-text.ts';
import {oneOf, suggest} from '../definition/suggest.ts';
import {UserError} from '../user-error.ts';

/**
 * The `--set` text of a `--what` setting: `apps.maxPods=50` is about the node pool `apps`; anything that is no pool is a
 * path in the definition, such as `controlPlane.maxPods=60`. Throws UserError if it is neither.
 */
export function whatAsSet(setting: string, cluster: Cluster): string {
  const [, first = '', rest = '', field = ''] = /^([^.[=]+)((?:\.([^.[=]+)|\[)[^=]*)=/.exec(setting) ?? [];
  const pools = cluster.nodePools.map((pool) => pool.name);
  if (pools.includes(first)) {
    if (schemaAt(['nodePools', 0, field]) !== undefined) return `nodePools[${first}]${rest}${newValue(setting)}`;
    const fields = Object.keys(schemaAt(['nodePools', 0])?.properties ?? {});
    throw refusal(`--what ${setting}: a node pool has no ${field || 'such field'}`, suggest(field, fields), fields);
  }
  if (schemaAt([first]) !== undefined && rest !== '') return setting;
  if (first === '')
    throw refusal(`--what "${setting}" changes nothing`, undefined, ['pool.field=value, such as apps.maxPods=50']);
  throw refusal(`--what ${setting}: there is no node pool ${first}`, suggest(first, pools), pools);
}

/** Issues of a definition to which `whatAsSet` was applied, with places in the settings as they were given. */
export function inWhatWasAsked(
  issues: readonly LocatedIssue[],
  settings: readonly string[],
  cluster: Cluster,
): readonly LocatedIssue[] {
  const flags = settings.map((setting) => askedFlag(setting, whatAsSet(setting, cluster)));
  const written = (location: Location): Location =>
    flags.findLast(({name}) => name === location.source)?.locate(location) ?? location;
  return issues.map((issue) => ({
    ...issue,
    location: written(issue.location),
    related: issue.related.map((place) => ({...place, location: written(place.location)})),
  }));
}

/** The name that a `--set` flag has as a source, and how its places become those of the `--what` that it was made of. */
function askedFlag(setting: string, set: string) {
  const asked = sourceText(`--what ${setting}`, `--what ${setting}`);
  const made = `--set ${set}`;
  return {
    name: sourceText(made, '').name,
    locate({line, column, length}: Location): Location | undefined {
      if (line > 1) return undefined;
      // Both end with the same value, and differ in what is before it.
      const isInValue = column - 1 > made.indexOf('=');
      if (isInValue) return asked.locate(column - 1 + asked.text.length - made.length, length);
      return asked.locate('--what '.length, setting.indexOf('='));
    },
  };
}

function newValue(setting: string): string {
  return setting.slice(setting.indexOf('='));
}

function refusal(message: string, meant: string | undefined, possible: readonly string[]): UserError {
  const suggestions = [meant === undefined ? `use ${oneOf(possible)}` : `did you mean ${meant}?`];
  return new UserError(message, {code: 'USAGE', exitCode: 2, suggestions});
}
