import type {LiveSubnet} from '../azure/azure.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import {shellWord} from '../shell-word.ts';
import type {ExistingFacts, PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {hostsNodes} from './node-subnets.ts';
import {nameIn} from './resource-ids.ts';
import {judgeFlow, type Verdict} from './security-rules.ts';
import {flowsOf, type SubnetFlow} from './subnet-flows.ts';

/** What the network security group of an existing subnet lets through; a packet must pass that, and the cluster's own. */
export function securityFindings(
  planned: SubnetPlan,
  {networkSecurityGroupId: id}: LiveSubnet,
  {rules, network}: ExistingFacts,
  facts: PreflightFacts,
  site: PlannedSite,
): readonly Finding[] {
  if (id === undefined || !hostsNodes(planned)) return [];
  const {name, path} = planned;
  const subject = `network security group ${nameIn(id)} of subnet ${name}`;
  const answer = rules.get(id.toLowerCase()) ?? {known: false, reason: 'Azure does not tell'};
  if (!answer.known) return [unread('VK6015', subject, answer, path)];
  const {value} = answer;
  if (value === undefined) return [unread('VK6015', subject, {known: false, reason: 'it is not there'}, path)];
  const dnsServers = network.known ? (network.value?.dnsServers ?? []) : [];
  const judged = flowsOf(planned, dnsServers, facts, site).map((flow) => ({flow, verdict: judgeFlow(value, flow)}));
  const found = verdictFindings(judged, subject, path).map((finding) => ({
    ...finding,
    command: `az network nsg show --ids ${shellWord(id)} --query securityRules --output table`,
  }));
  if (found.length > 0) return found;
  return [{code: 'VK6015', state: 'ok', title: `${subject} lets through what the cluster needs`, path}];
}

/** A flow, and what becomes of it. */
interface JudgedFlow {
  readonly flow: SubnetFlow;
  readonly verdict: Verdict;
}

function verdictFindings(judged: readonly JudgedFlow[], subject: string, path: Finding['path']): readonly Finding[] {
  const denied = judged.flatMap(({flow, verdict}) =>
    verdict.kind === 'denied' ? [{...flow, text: `${flow.what} (rule ${verdict.by})`}] : [],
  );
  const fatal = denied.filter(({lesser}) => lesser === undefined).map(({text}) => text);
  const lesser = denied.filter((each) => each.lesser !== undefined);
  const unclear = judged.flatMap(({flow, verdict}) =>
    verdict.kind === 'unclear' ? [`${flow.what} (${verdict.by.join(', ')})`] : [],
  );
  const finding = (
    state: 'warning' | 'failed',
    title: string,
    remedy: readonly string[],
    detail?: string,
  ): Finding => ({
    code: 'VK6015',
    state,
    title: `${subject} ${title}`,
    ...(detail === undefined ? {} : {detail}),
    path,
    remedy,
  });
  const allow = 'have rules with a smaller priority number made that allow it';
  return [
    ...(fatal.length === 0 ? [] : [finding('failed', `denies ${fatal.join(', ')}`, [allow, 'or use another subnet'])]),
    ...lesser.map(({text, lesser: what}) => finding('warning', `denies ${text}`, [allow], what)),
    ...(unclear.length === 0
      ? []
      : [
          finding('warning', `may deny some of ${unclear.join(', ')}`, ['see whether these rules concern the cluster']),
        ]),
  ];
}
