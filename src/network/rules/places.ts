import type {Cluster, Subnet} from '../../cluster/cluster.ts';
import {countOf} from '../../definition/count-words.ts';
import type {Path, RelatedPlace} from '../../definition/issue.ts';
import {formatPrefix} from '../../ipv4/prefix.ts';
import type {NodesDemand, SubnetPlan} from '../address-plan.ts';
import {groupWords} from './words.ts';

// The fields of the definition that take part in a sum. An issue about the sum names them all: where one of them is
// only a guess, so is the issue.

/** The address space of the virtual network. */
export const ADDRESS_SPACE_PATH: Path = ['network', 'virtualNetwork', 'addressSpace'];

/** The first of the control plane's static addresses. */
export const FIRST_ADDRESS_PATH: Path = ['controlPlane', 'firstAddress'];

/** Where the range of the subnet is written, or else what the subnet is there for. */
export function rangePath({origin, path}: Pick<SubnetPlan, 'origin' | 'path'>): Path {
  return origin === 'given' ? [...path, 'cidr'] : path;
}

/** Where the range of the subnet is written, as a place beside an issue. */
export function rangePlace(subnet: Pick<Subnet, 'name' | 'path' | 'cidr'>): RelatedPlace {
  const range = subnet.cidr === undefined ? '' : `${formatPrefix(subnet.cidr)}, `;
  return {path: [...subnet.path, 'cidr'], message: `${range}the range of subnet "${subnet.name}"`};
}

/** Everything that decides how many addresses the subnet needs. */
export function demandPlaces({network}: Cluster, subnet: SubnetPlan): readonly RelatedPlace[] {
  return subnet.demands.flatMap((demand): readonly RelatedPlace[] => {
    switch (demand.kind) {
      case 'nodes':
        return groupPlaces(demand);
      case 'internal-services': {
        const message = `${network.internalServices.addresses} for internal Services`;
        return [{path: ['network', 'internalServices', 'addresses'], message}];
      }
      case 'reserved':
        return [{path: [...subnet.path, 'reservedAddresses'], message: `${demand.addresses} kept free`}];
      default:
        return [];
    }
  });
}

/** What decides how many addresses a group of nodes needs. */
export function groupPlaces(group: Omit<NodesDemand, 'kind' | 'addresses'>): readonly RelatedPlace[] {
  const owner = groupWords(group);
  const unit = group.role === 'pool' ? 'node' : 'machine';
  const surge: RelatedPlace = {path: [...group.path, 'maxSurge'], message: `${group.surge} surge in ${owner}`};
  return [
    {path: countPath(group), message: `${countOf(group.nodes, unit)} in ${owner}`},
    {path: [...group.path, 'maxPods'], message: `${countOf(group.maxPods, 'pod')} a ${unit} in ${owner}`},
    ...(group.role === 'pool' ? [surge] : []),
  ];
}

/** Where the highest count of a group of nodes is written. */
export function countPath({path, autoscaled}: Pick<NodesDemand, 'path' | 'autoscaled'>): Path {
  return autoscaled ? [...path, 'count', 'max'] : [...path, 'count'];
}
