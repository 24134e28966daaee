import type {Json} from '../../template/value.ts';
import {listAt, numberAt, textAt, valueAt} from '../fields.ts';
import type {Put} from '../resource-kind.ts';
import {refusal} from './refusals.ts';

/** Refuses rules of a load balancer that cannot be beside each other (Azure: load-balancer-common-deployment-errors). */
export function checkRules({id, body}: Put): void {
  const rules = listAt(body, 'properties', 'loadBalancingRules');
  checkOutbound(id, rules, listAt(body, 'properties', 'outboundRules'));
  for (const [index, rule] of rules.entries()) checkBackend(id, rule, rules.slice(0, index));
}

/** A front end that gives ports for outbound connections gives them by one rule (Azure: outbound-rules, "Limitations"). */
function checkOutbound(id: string, rules: readonly Json[], outbound: readonly Json[]): void {
  for (const rule of rules) {
    const frontend = idIn(rule, 'frontendIPConfiguration');
    if (frontend === undefined || valueAt(rule, 'properties', 'disableOutboundSnat') === true) continue;
    const other = outbound.find((each) =>
      listAt(each, 'properties', 'frontendIPConfigurations').some(
        (item) => textAt(item, 'id')?.toLowerCase() === frontend,
      ),
    );
    if (other === undefined) continue;
    throw refusal(
      'LoadBalancingRuleMustDisableSNATSinceSameFrontendIPConfigurationIsReferencedByOutboundRule',
      `Load balancing rule ${idOf(id, 'loadBalancingRules', rule)} must disable SNAT since its frontend IP configuration is referenced by outbound rule ${idOf(id, 'outboundRules', other)}.`,
    );
  }
}

/** Without a floating IP, a machine cannot tell two rules apart that come to the same port. */
function checkBackend(id: string, rule: Json, others: readonly Json[]): void {
  const key = backendOf(rule);
  const other = key === undefined ? undefined : others.find((each) => backendOf(each) === key);
  if (other === undefined) return;
  throw refusal(
    'RulesUseSameBackendPortProtocolAndPool',
    `Load balancing rules ${idOf(id, 'loadBalancingRules', other)} and ${idOf(id, 'loadBalancingRules', rule)} with floating IP disabled use the same protocol ${textAt(rule, 'properties', 'protocol')} and backend port ${numberAt(rule, 'properties', 'backendPort')}, and must not be used with the same backend address pool ${textAt(rule, 'properties', 'backendAddressPool', 'id')}.`,
  );
}

/** Protocol, port and pool that a rule leads to; undefined if it has a floating IP. */
function backendOf(rule: Json): string | undefined {
  const pool = idIn(rule, 'backendAddressPool');
  if (pool === undefined || valueAt(rule, 'properties', 'enableFloatingIP') === true) return undefined;
  return `${textAt(rule, 'properties', 'protocol')?.toLowerCase()} ${numberAt(rule, 'properties', 'backendPort')} ${pool}`;
}

function idIn(rule: Json, name: string): string | undefined {
  return textAt(rule, 'properties', name, 'id')?.toLowerCase();
}

function idOf(balancer: string, list: string, rule: Json): string {
  return `${balancer}/${list}/${textAt(rule, 'name') ?? ''}`;
}
