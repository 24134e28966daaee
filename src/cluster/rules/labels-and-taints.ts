import {describeValue} from '../../definition/describe-value.ts';
import type {Issue} from '../../definition/issue.ts';
import {checkLabelKey, checkLabelValue, checkNodeLabel, checkTaint, TAINT_EFFECTS} from '../../kubernetes/names.ts';
import type {Cluster} from '../cluster.ts';
import {error, findRepeats} from './rule.ts';

/** Labels that vnetk8s gives its nodes itself. */
const OWN_PREFIX = 'vnetk8s.io/';

/** The kubelet does not start with a label that Kubernetes refuses (Kubernetes: labels, "Syntax and character set"). */
export function requireLabelKeys({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({labels, path}) =>
    Object.keys(labels).flatMap((key) => {
      const reason = checkLabelKey(key);
      if (reason === undefined) return [];
      const hint = 'write name or prefix/name, of letters, digits, -, _ and .';
      return [
        error('VK3530', [...path, 'labels', key], `${describeValue(key)} is no label: ${reason}`, {hint, at: 'key'}),
      ];
    }),
  );
}

/** The same for values. */
export function requireLabelValues({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({labels, path}) =>
    Object.entries(labels).flatMap(([key, value]) => {
      const reason = checkLabelValue(value);
      if (reason === undefined) return [];
      const hint = 'write at most 63 letters, digits, -, _ and ., a letter or digit first and last';
      const message = `${describeValue(value)} is no value of a label: ${reason}`;
      return [error('VK3531', [...path, 'labels', key], message, {hint})];
    }),
  );
}

/** Labels that a node may not give itself (Kubernetes: admission-controllers, NodeRestriction), and vnetk8s' own. */
export function forbidReservedLabels({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({labels, path}) =>
    Object.keys(labels).flatMap((key) => {
      if (checkLabelKey(key) !== undefined) return [];
      const reason = key.startsWith(OWN_PREFIX) ? 'is reserved: vnetk8s sets these labels' : checkNodeLabel(key);
      if (reason === undefined) return [];
      const hint = `use a prefix of your own, such as example.com/${key.slice(key.indexOf('/') + 1)}`;
      return [error('VK3532', [...path, 'labels', key], `${describeValue(key)} ${reason}`, {hint, at: 'key'})];
    }),
  );
}

/** The kubelet does not start with a taint that it cannot read (Kubernetes: taint-and-toleration). */
export function requireTaints({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({taints, path}) =>
    taints.flatMap((taint, index) => {
      const reason = checkTaint(taint);
      if (reason === undefined) return [];
      const hint = `write key=value:Effect or key:Effect, with an effect of ${TAINT_EFFECTS.join(', ')}`;
      const message = `${describeValue(taint)} is no taint: ${reason}`;
      return [error('VK3533', [...path, 'taints', index], message, {hint})];
    }),
  );
}

/** Of one key and effect, a node has one taint (Kubernetes: Node validation, "taints must be unique by key and effect"). */
export function forbidRepeatedTaints({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({taints, path}) =>
    findRepeats(taints.entries(), ([, taint]) => taint.replace(/=[^:]*/, '')).map(({first, again}) => {
      const message = `"${again[1]}" and "${first[1]}" have the same key and effect`;
      const related = [{path: [...path, 'taints', first[0]], message: 'the first'}];
      return error('VK3534', [...path, 'taints', again[0]], message, {hint: 'remove one of them', related});
    }),
  );
}
