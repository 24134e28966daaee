import {apiServerDnsLabel} from '../cluster/names.ts';
import {formatCount} from '../definition/count-words.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';

/** DNS names of public IPs, which are unique in a region. */
export function labelFindings({labels}: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  const {free, own} = labels;
  const pool = cluster.nodePools.find(({podPublicIPs}) => podPublicIPs?.dnsLabelPrefix !== undefined);
  const ofPods = pool === undefined ? ['name'] : [...pool.path, 'podPublicIPs', 'dnsLabelPrefix'];
  const ownLabel = cluster.controlPlane.endpoint.access === 'public' ? apiServerDnsLabel(cluster) : undefined;
  const taken = [...free].flatMap(([label, answer]) => (answer.known && !answer.value ? [label] : []));
  const ofApi = taken.filter((label) => label === ownLabel);
  const others = taken.filter((label) => label !== ownLabel);
  const isWell = taken.length === 0 && [...free.values()].every(({known}) => known) && free.size + own > 0;
  return [
    ...unansweredFindings(labels, ofPods),
    ...(isWell
      ? [
          {
            code: 'VK6022',
            state: 'ok',
            title: own === 0 ? 'DNS names of public IPs are free' : 'DNS names of public IPs are free, or its own',
            path: ['name'],
          } as const,
        ]
      : []),
    ...(ofApi.length === 0 ? [] : [takenFinding(ofApi, ['name'], 'use another name of the cluster')]),
    ...(others.length === 0 ? [] : [takenFinding(others, ofPods, 'use another dnsLabelPrefix of the pool')]),
  ];
}

/** Names that Azure did not tell of, and those that it was not asked for. */
function unansweredFindings({free, unasked}: PreflightFacts['labels'], ofPods: Finding['path']): readonly Finding[] {
  const missing = [...free].flatMap(([label, answer]) => (answer.known ? [] : [{label, answer}]));
  const [first] = missing;
  const names = namesOf(missing.map(({label}) => label));
  return [
    ...(first === undefined ? [] : [unread('VK6022', `whether DNS names are free (${names})`, first.answer, ['name'])]),
    ...(unasked === 0
      ? []
      : [
          {
            code: 'VK6022',
            state: 'warning',
            title: `${formatCount(unasked)} more DNS names of pods were not asked for: they are so many`,
            path: ofPods,
          } as const,
        ]),
  ];
}

function takenFinding(labels: readonly string[], path: Finding['path'], remedy: string): Finding {
  return {code: 'VK6022', state: 'failed', title: `taken in this region: ${namesOf(labels)}`, path, remedy: [remedy]};
}

/** So many names are written out. */
const MOST_NAMES = 5;

function namesOf(labels: readonly string[]): string {
  const rest = labels.length - MOST_NAMES;
  return `${labels.slice(0, MOST_NAMES).join(', ')}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`;
}
