import type {ClusterHealth, NodesHealth} from './cluster-health.ts';
import type {AddonHealth} from './health-report.ts';

/** What is not as it should be in a cluster. */
export type HealthProblem =
  | {readonly about: 'apiServer'; readonly detail: string}
  | {readonly about: 'nodes'; readonly nodes: NodesHealth}
  | {readonly about: 'addons'; readonly addons: readonly AddonHealth[]};

/** What is not well, in the order in which a cluster comes up: each waits for the one before. Empty: the cluster is well. */
export function healthProblems({apiServer, nodes, addons}: ClusterHealth): readonly HealthProblem[] {
  if (!apiServer.ok) return [{about: 'apiServer', detail: apiServer.detail}];
  const late = addons.filter(({ready, wanted}) => ready < wanted);
  const ofNodes = nodes.ready < Math.max(nodes.wanted, nodes.registered);
  return [
    ...(ofNodes ? [{about: 'nodes', nodes} as const] : []),
    ...(late.length > 0 ? [{about: 'addons', addons: late} as const] : []),
  ];
}
