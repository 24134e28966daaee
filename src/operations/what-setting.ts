import type {Cluster} from '../cluster/cluster.ts';
import {schemaAt} from '../definition/cluster-schema.ts';
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

function newValue(setting: string): string {
  return setting.slice(setting.indexOf('='));
}

function refusal(message: string, meant: string | undefined, possible: readonly string[]): UserError {
  const suggestions = [meant === undefined ? `use ${oneOf(possible)}` : `did you mean ${meant}?`];
  return new UserError(message, {code: 'USAGE', exitCode: 2, suggestions});
}
