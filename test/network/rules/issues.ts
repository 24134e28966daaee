import {formatPath, type Issue} from '../../../src/definition/issue.ts';
import type {AddressPlan} from '../../../src/network/address-plan.ts';
import {planAddresses} from '../../../src/network/plan-addresses.ts';
import type {PlanRule} from '../../../src/network/rules/plan-rule.ts';
import {clusterOf, type Parts} from '../clusters.ts';

/** An issue as a person reads it: code, place and message, then what to do. */
export type Shown = readonly [string, string | undefined];

/** What the rule finds in the plan of such a cluster. */
export function issuesOf(rule: PlanRule, parts: Parts): readonly Issue[] {
  const cluster = clusterOf(parts);
  const plan: AddressPlan = planAddresses(cluster);
  return rule(cluster, plan);
}

/** The same as people read it. */
export function shown(rule: PlanRule, parts: Parts): readonly Shown[] {
  return issuesOf(rule, parts).map(({code, path, message, hint}) => [`${code} ${formatPath(path)}: ${message}`, hint]);
}

/** Places beside the first issue: `nodePools[0].count: 6 nodes in "gpu"`. */
export function related(rule: PlanRule, parts: Parts): readonly string[] {
  const [issue] = issuesOf(rule, parts);
  return (issue?.related ?? []).map(({path, message}) => `${formatPath(path)}: ${message}`);
}
