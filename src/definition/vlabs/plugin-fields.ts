import {describeValue} from '../describe-value.ts';
import type {Facts} from './facts.ts';
import {dropped, type Finding, type Place, unusable, wrong} from './findings.ts';

/** Plugins of the old tools with which pods had no addresses of the virtual network. */
const OTHER_PLUGINS = ['kubenet', 'cilium', 'antrea', 'flannel'];

/** What enforced network policies. */
const POLICIES = ['calico', 'cilium', 'antrea', 'azure'];

/** `networkPlugin`. */
export function translatePlugin({value}: Place): readonly Finding[] {
  const name = String(value).trim().toLowerCase();
  if (name === 'azure') {
    const message =
      "vnetk8s' own plugin takes the place of Azure's: pods have addresses of the virtual network, as before";
    return [{outcome: 'changed', message}];
  }
  if (OTHER_PLUGINS.includes(name)) return [otherPlugin(name)];
  return [unusable(`${describeValue(value)} is no network plugin of the old tools`, 'remove it: there is one plugin')];
}

/** `networkPolicy`, which in early versions chose the plugin, and still does where `networkPlugin` is not written. */
export function translatePolicy({value}: Place, {plugin}: Facts): readonly Finding[] {
  const name = String(value).trim().toLowerCase();
  if (plugin.decidedBy === 'networkPolicy') return [otherPlugin(plugin.name, name)];
  if (name === 'azure' && plugin.decidedBy === 'default') return [dropped('was an old name of networkPlugin: azure')];
  if (!POLICIES.includes(name)) {
    return [unusable(`${describeValue(value)} is no network policy of the old tools`, 'remove it')];
  }
  const message = `${describeValue(name)} is not installed, so that nothing enforces NetworkPolicy objects`;
  const hint = 'install a policy engine that works beside another network plugin, such as Calico for policy only';
  return [{outcome: 'dropped', code: 'VK5016', message, hint}];
}

function otherPlugin(plugin: string, policy = plugin): Finding {
  const cause =
    policy === plugin
      ? describeValue(plugin)
      : `${describeValue(policy)} chose the plugin ${describeValue(plugin)}, which`;
  const hint =
    'see that the subnets have an address for every pod, then write networkPlugin: azure and remove networkPolicy';
  return wrong('VK5007', `${cause} gave pods no addresses of the virtual network, and now they all have one`, hint);
}
