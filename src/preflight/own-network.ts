import type {LiveSubnet, LiveVirtualNetwork} from '../azure/azure.ts';
import {formatPrefix, overlaps, parsePrefix} from '../ipv4/prefix.ts';
import {covers} from '../ipv4/space.ts';
import {shellWord} from '../shell-word.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {isSame} from './resource-ids.ts';

const PATH = ['network', 'virtualNetwork'] as const;

/** The cluster's own network, if there is one of its name: what others did to it that a template would run into. */
export function ownNetworkFindings({ownNetwork}: PreflightFacts, site: PlannedSite): readonly Finding[] {
  if (ownNetwork === undefined) return [];
  const {network} = ownNetwork;
  if (!network.known) return [unread('VK6025', "the cluster's virtual network", network, PATH)];
  const live = network.value;
  if (live === undefined) return [];
  const found = [
    ...placeFindings(live, site),
    ...foreignSubnets(live, site).flatMap((each) => rangeFindings(each, site)),
  ];
  if (found.length > 0) return found;
  return [
    {code: 'VK6025', state: 'ok', title: `virtual network ${live.name} is there, in ${live.location}`, path: PATH},
  ];
}

/** Azure moves no network (InvalidResourceLocation). */
function placeFindings({name, location}: LiveVirtualNetwork, {cluster}: PlannedSite): readonly Finding[] {
  if (isSame(location, cluster.location)) return [];
  return [
    {
      code: 'VK6025',
      state: 'failed',
      title: `virtual network ${name} is there, but in ${location}, and the definition says ${cluster.location}`,
      path: ['location'],
      remedy: [`use location: ${location}`, 'or another resource group: --resource-group GROUP'],
    },
  ];
}

/** Subnets that the definition does not know of. */
function foreignSubnets({subnets}: LiveVirtualNetwork, {plan}: PlannedSite): readonly LiveSubnet[] {
  return subnets.filter(({name}) => !plan.subnets.some((planned) => isSame(planned.name, name)));
}

/** Subnets share no addresses (NetcfgSubnetRangesOverlap), and lie in the address space (NetcfgSubnetRangeOutsideVnet). */
function rangeFindings({id, name, addressPrefixes}: LiveSubnet, {cluster, plan}: PlannedSite): readonly Finding[] {
  const ranges = addressPrefixes.flatMap((text) => parsePrefix(text) ?? []);
  const outside = ranges.filter((range) => !covers(cluster.network.virtualNetwork.addressSpace, range));
  const failed = (title: string, path: Finding['path'], remedy: readonly string[]): Finding => ({
    code: 'VK6025',
    state: 'failed',
    title: `subnet ${name} (${addressPrefixes.join(', ')}), which is there and not in the definition, ${title}`,
    path,
    remedy: [...remedy, 'or delete it, once nothing is in it'],
    command: `az network vnet subnet delete --ids ${shellWord(id)}`,
  });
  const hits = plan.subnets.flatMap(({cidr, ...planned}) =>
    cidr !== undefined && ranges.some((range) => overlaps(range, cidr)) ? [{...planned, cidr}] : [],
  );
  return [
    ...hits.map(({name: own, path, cidr}) => {
      // The plan places what has no cidr around what has one.
      const isWritten = cluster.network.subnets.some((each) => each.name === own && each.cidr !== undefined);
      const around = isWritten ? [] : [`add it to network.subnets: {name: ${name}, cidr: ${addressPrefixes[0]}}`];
      return failed(`has addresses of ${own} (${formatPrefix(cidr)})`, path, [
        ...around,
        `or give ${own} another cidr`,
      ]);
    }),
    ...(outside.length === 0
      ? []
      : [
          failed(
            'would be outside of the address space',
            [...PATH, 'addressSpace'],
            [`add ${outside.map(formatPrefix).join(', ')} to addressSpace`],
          ),
        ]),
  ];
}
