import type {ClusterChange} from '../changes/cluster-change.ts';
import type {Cluster} from '../cluster/cluster.ts';
import type {Path} from '../definition/issue.ts';
import type {LocatedFinding} from '../preflight/finding.ts';
import type {LoadedDefinition} from './load-definition.ts';

/**
 * What nobody can change of a cluster that is there, so that no deployment begins with it and stops half-way, or passes over it
 * and tells a definition that is not so. A subnet that nothing is in may move: Azure lets it.
 */
export function refusedChanges(
  changes: readonly ClusterChange[],
  deployed: Cluster,
  wanted: Cluster,
  locate: LoadedDefinition['locate'],
): readonly LocatedFinding[] {
  return changes
    .filter(({effect, path}) => effect === 'impossible' && !isUnusedSubnet(path, deployed))
    .map(({subject, text, note, path}): LocatedFinding => {
      const finding = {
        code: 'VK6029',
        state: 'failed',
        title: `${subject}: ${text}`,
        ...(note === undefined ? {} : {detail: note}),
        path: placeIn(wanted, path),
        remedy: ['write what is deployed again: vnetk8s diff shows both'],
      } as const;
      const {code, title: message} = finding;
      return {...finding, location: locate({code, severity: 'error', path: finding.path, message}).location};
    });
}

function isUnusedSubnet([section, list, name]: Path, {controlPlane, network, nodePools}: Cluster): boolean {
  if (section !== 'network' || list !== 'subnets') return false;
  const used = [controlPlane.subnet, network.internalServices.subnet, ...nodePools.map(({subnet}) => subnet)];
  return !used.includes(String(name));
}

/** Changes call things in lists by their names, definitions by their numbers. */
function placeIn({network, nodePools}: Cluster, path: Path): Path {
  const [section, second, third, ...rest] = path;
  if (section === 'nodePools') {
    const pool = nodePools.find(({name}) => name === second);
    return pool === undefined ? [section] : [...pool.path, ...path.slice(2)];
  }
  if (section === 'network' && second === 'subnets') {
    const subnet = network.subnets.find(({name}) => name === third);
    if (subnet === undefined) return ['network'];
    // One that nobody wrote is there because of something, and has no fields.
    return subnet.declared ? [...subnet.path, ...rest] : subnet.path;
  }
  return path;
}
