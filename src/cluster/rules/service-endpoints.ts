import type {Issue} from '../../definition/issue.ts';
import {suggest} from '../../definition/suggest.ts';
import type {Cluster, Subnet} from '../cluster.ts';
import {EXCLUSIVE_SERVICE_ENDPOINTS, findServiceEndpoint, SERVICE_ENDPOINTS} from '../service-endpoints.ts';
import {error} from './rule.ts';

/** Only services that Azure names can have an endpoint, spelled as Azure does. */
export function requireKnownServiceEndpoints(cluster: Cluster): Issue[] {
  return newSubnets(cluster).flatMap(({serviceEndpoints, path}) =>
    serviceEndpoints.flatMap((name, index) => {
      const known = findServiceEndpoint(name);
      if (known === name) return [];
      const near = known ?? suggest(name, SERVICE_ENDPOINTS);
      const message = known === undefined ? `"${name}" is no service endpoint` : `"${name}" has the wrong capitals`;
      const hint = near === undefined ? `known: ${SERVICE_ENDPOINTS.join(', ')}` : `did you mean ${near}?`;
      return [error('VK3313', [...path, 'serviceEndpoints', index], message, {hint})];
    }),
  );
}

/** Some endpoints are two ways to the same service, of which a subnet has one (Azure: storage-network-security). */
export function forbidExclusiveServiceEndpoints(cluster: Cluster): Issue[] {
  return newSubnets(cluster).flatMap(({serviceEndpoints, path, name}) =>
    EXCLUSIVE_SERVICE_ENDPOINTS.flatMap(([one, other]) => {
      const [first, second] = [serviceEndpoints.indexOf(one), serviceEndpoints.indexOf(other)];
      if (first === -1 || second === -1) return [];
      const message = `subnet "${name}" has both ${one} and ${other}, which exclude each other`;
      const hint = `keep ${other} for storage accounts in any region, ${one} for those in this one and its pair`;
      const related = [{path: [...path, 'serviceEndpoints', first], message: one}];
      return [error('VK3314', [...path, 'serviceEndpoints', second], message, {hint, related})];
    }),
  );
}

/** Subnets that vnetk8s writes to. */
function newSubnets({network}: Cluster): readonly Subnet[] {
  return network.virtualNetwork.kind === 'new' ? network.subnets : [];
}
