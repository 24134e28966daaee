import type {Cluster} from '../cluster/cluster.ts';
import {countOf, formatCount} from '../definition/count-words.ts';
import {formatAddress} from '../ipv4/address.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {AddressPlan, SubnetPlan} from '../network/address-plan.ts';
import {render} from '../rendering/render.ts';
import type {View} from '../rendering/view.ts';
import {layoutPicture} from './picture/layout.ts';
import {sceneToSvg} from './picture/scene-svg.ts';
import {pictureWording} from './picture/subnet-notes.ts';
import {
  factsOf,
  type LimitedSum,
  limitedSums,
  limitedSumWords,
  staticAddresses,
  virtualNetworkWords,
} from './plan-facts.ts';
import {formatPercent, misfitsOf, printable, roomOf, sumTerms} from './plan-words.ts';

/** A picture that is not higher than this share of its width fits on one page of landscape paper. */
const LANDSCAPE = 0.65;

/**
 * One page with the picture and all tables, without script or anything from outside: it can be mailed, kept with a
 * build, and printed. `warnings` are lines of text to show above the picture; none: no such part.
 */
export async function planAsHtml(plan: AddressPlan, cluster: Cluster, warnings: readonly string[]): Promise<string> {
  const problems = problemsOf(plan);
  const picture = layoutPicture(plan, cluster, false);
  return render('report/plan.html', {
    cluster: printable(plan.cluster),
    subtitle: subtitleOf(plan, cluster),
    fits: problems.length === 0,
    problems,
    notes: warnings.map(printable),
    picture: sceneToSvg(picture),
    orientation: picture.height < picture.width * LANDSCAPE ? 'landscape' : 'portrait',
    subnets: plan.subnets.map(subnetView),
    limits: Object.values(limitedSums(plan.totals)).map(limitView),
    facts: factsOf(plan, cluster, pictureWording)
      .filter(({label}) => label !== 'Limits')
      .map(({label, parts}) => ({label, text: parts.join(', ')})),
    staticAddresses: staticAddresses(plan).map(({owner, address}) => ({owner, address: formatAddress(address)})),
  });
}

function problemsOf(plan: AddressPlan): readonly string[] {
  const misfits = misfitsOf(plan).map(({subnet, text}) => `${printable(subnet)} ${text}`);
  const over = Object.values(limitedSums(plan.totals)).filter(({value, limit}) => value > limit);
  return [...misfits, ...over.map(limitedSumWords)];
}

function subtitleOf(plan: AddressPlan, cluster: Cluster): string {
  const sizes = `${countOf(plan.subnets.length, 'subnet')}, ${countOf(plan.totals.addresses, 'address', 'addresses')}`;
  return `${printable(cluster.location)}, ${virtualNetworkWords(cluster, pictureWording)}, ${sizes}`;
}

function subnetView(subnet: SubnetPlan): View {
  const room = roomOf(subnet, pictureWording);
  return {
    name: printable(subnet.name),
    cidr: subnet.cidr === undefined ? '-' : formatPrefix(subnet.cidr),
    usable: formatCount(subnet.usable),
    needed: formatCount(subnet.needed),
    used: formatPercent(subnet.needed, subnet.usable),
    room: room.text,
    bad: room.tone === 'bad',
    how: subnet.demands.length === 0 ? ['nothing yet'] : sumTerms(subnet, pictureWording),
  };
}

function limitView(sum: LimitedSum): View {
  return {
    label: sum.label,
    value: formatCount(sum.value),
    limit: formatCount(sum.limit),
    used: formatPercent(sum.value, sum.limit),
    over: sum.value > sum.limit,
  };
}
