import {countOf} from '../../definition/count-words.ts';
import type {Issue} from '../../definition/issue.ts';
import type {Cluster, NodePool, PodPublicIPs} from '../cluster.ts';
import {error, findRepeats, type Rule, warning} from './rule.ts';

/** Standard public IPs of a subscription in a region, unless more are asked for (Azure: azure-subscription-service-limits). */
const DEFAULT_PUBLIC_IP_QUOTA = 10;

const HIGHEST_PORT = 65_535;

/**
 * Pods have secondary ipConfigurations, and those of a scale set get no public IP but with a feature of the subscription
 * that Azure does not give (Azure: AllowPublicIpsAndLoadBalancingOnSecondaryIpConfigsInVMScaleSet).
 */
export function forbidPodPublicIPsOfScaleSets({nodePools}: Cluster): Issue[] {
  return publicPools(nodePools).flatMap(({pool}) => {
    if (pool.type === 'virtualMachines') return [];
    const message = 'pods of a scale set cannot have public IPs: Azure gives none to its secondary ipConfigurations';
    const related = [{path: [...pool.path, 'type'], message: 'scaleSet'}];
    const details = {hint: 'write type: virtualMachines', related, at: 'key'} as const;
    return [error('VK3601', [...pool.path, 'podPublicIPs'], message, details)];
  });
}

/** A public IP belongs to a pod's address, of which a node has `maxPods`. */
export function limitPodPublicIPs({nodePools}: Cluster): Issue[] {
  return publicPools(nodePools).flatMap(({pool, podPublicIPs: {perNode}}) => {
    if (perNode <= pool.maxPods) return [];
    const message = `${perNode} pods of a node would have public IPs, and it can run ${pool.maxPods}`;
    const related = [{path: [...pool.path, 'maxPods'], message: `${pool.maxPods} pods per node`}];
    const hint = `use at most ${pool.maxPods}, or raise maxPods`;
    return [error('VK3602', [...pool.path, 'podPublicIPs', 'perNode'], message, {hint, related})];
  });
}

/** DNS names are unique in a region, and made of the prefix and numbers that begin anew in every pool. */
export function forbidRepeatedDnsPrefixes({nodePools}: Cluster): Issue[] {
  const named = publicPools(nodePools).filter(({podPublicIPs}) => podPublicIPs.dnsLabelPrefix !== undefined);
  return findRepeats(named, ({podPublicIPs}) => podPublicIPs.dnsLabelPrefix ?? '').map(({first, again}) => {
    const prefix = again.podPublicIPs.dnsLabelPrefix;
    const message = `"${prefix}" is the prefix of node pool "${first.pool.name}" too, so that DNS names would be the same`;
    const related = [{path: prefixPath(first.pool), message: `node pool "${first.pool.name}"`}];
    const hint = `use another, such as ${prefix}-${again.pool.name}`;
    return error('VK3603', prefixPath(again.pool), message, {hint, related});
  });
}

/** Ports are 1 to 65535, ranges from low to high. */
export function requirePorts({nodePools}: Cluster): Issue[] {
  return publicPools(nodePools).flatMap(({pool, podPublicIPs}) =>
    podPublicIPs.allowedPorts.flatMap((text, index) => {
      const [range = '', protocol = 'tcp'] = text.split('/');
      const [low = 0, high = low] = range.split('-').map(Number);
      if (low >= 1 && low <= high && high <= HIGHEST_PORT) return [];
      const path = [...pool.path, 'podPublicIPs', 'allowedPorts', index];
      const backwards = low > high;
      const message = backwards
        ? `${text} runs from high to low`
        : `${text} has a port that is not 1 to ${HIGHEST_PORT}`;
      const hint = backwards ? `write ${high}-${low}/${protocol}` : `write ports such as 443/tcp or 3478-3481/udp`;
      return [error('VK3604', path, message, {hint})];
    }),
  );
}

/** Standard public IPs let nothing in that no rule allows. That it is meant, an empty list says. */
export const warnOfClosedPodPublicIPs: Rule = ({nodePools}, definition) =>
  nodePools.flatMap(({name, path, podPublicIPs}, index) => {
    if (podPublicIPs === undefined || definition.nodePools[index]?.podPublicIPs?.allowedPorts !== undefined) return [];
    const message = `no port is open: nothing on the Internet reaches the public IPs of node pool "${name}"`;
    const hint = 'add allowedPorts: [443/tcp], or [] if a rule of your own opens them';
    return [warning('VK3605', [...path, 'podPublicIPs', 'allowedPorts'], message, {hint})];
  });

/** A NAT gateway comes before the public IPs of addresses (Azure: nat-gateway-resource). That it is meant, `egress` says. */
export const warnOfNatGatewayBeforePodPublicIPs: Rule = ({nodePools, network}, definition) => {
  if (network.egress !== 'natGateway' || definition.network?.egress !== undefined) return [];
  return publicPools(nodePools).map(({pool}) => {
    const message = `pods of node pool "${pool.name}" are reached at their public IPs, but go out with the NAT gateway's`;
    const hint = 'write network.egress: loadBalancer, or natGateway if nobody has to know them by their own';
    return warning('VK3607', [...pool.path, 'podPublicIPs'], message, {hint, at: 'key'});
  });
};

/** A subscription has few public IPs to begin with, and asking for more takes days. */
export function warnOfPublicIPQuota({nodePools}: Cluster): Issue[] {
  const pools = publicPools(nodePools);
  const sums = pools.map(({pool, podPublicIPs}) => (pool.count.max + pool.maxSurge) * podPublicIPs.perNode);
  const total = sums.reduce((sum, count) => sum + count, 0);
  const first = pools[0]?.pool;
  if (first === undefined || total <= DEFAULT_PUBLIC_IP_QUOTA) return [];
  const message = `pods need ${countOf(total, 'public IP')}: a subscription has ${DEFAULT_PUBLIC_IP_QUOTA} in a region at first`;
  const hint = 'ask Azure for a higher quota before you deploy, and count those of other resources too';
  const related = pools.map(({pool}, index) => {
    const count = countOf(pool.count.max + pool.maxSurge, 'node');
    return {path: [...pool.path, 'count'], message: `${sums[index]} for ${count} of "${pool.name}"`};
  });
  return [warning('VK3606', [...first.path, 'podPublicIPs', 'perNode'], message, {hint, related})];
}

function publicPools(nodePools: readonly NodePool[]): {readonly pool: NodePool; readonly podPublicIPs: PodPublicIPs}[] {
  return nodePools.flatMap((pool) =>
    pool.podPublicIPs === undefined ? [] : [{pool, podPublicIPs: pool.podPublicIPs}],
  );
}

function prefixPath(pool: NodePool): Issue['path'] {
  return [...pool.path, 'podPublicIPs', 'dnsLabelPrefix'];
}
