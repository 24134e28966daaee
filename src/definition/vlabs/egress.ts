import {describeValue} from '../describe-value.ts';
import type {Path} from '../issue.ts';
import type {Facts} from './facts.ts';
import {dropped, type Finding, lost, type Place, unusable, wrong} from './findings.ts';
import {isWritten, KUBERNETES, PROPERTIES} from './network-facts.ts';
import {find, sameKey, spell} from './source.ts';

const TO: Path = ['network', 'egress'];
const SKU: Path = [...KUBERNETES, 'loadBalancerSku'];

const MIRRORS = 'name mirrors in kubernetes.packages and kubernetes.images';

/** `loadBalancerSku`: of the load balancers of Services, through which nodes reached the Internet too. */
export function translateLoadBalancer({value}: Place, facts: Facts): readonly Finding[] {
  if (sameKey(String(value), 'Standard')) return [egress('Services get Standard load balancers, as before', facts)];
  if (sameKey(String(value), 'Basic')) {
    return [egress('Azure has retired Basic load balancers: Services get Standard ones', facts)];
  }
  return [unusable(`${describeValue(value)} is no kind of load balancer`, 'remove it: all are Standard')];
}

/** Where `loadBalancerSku` is not given: aks-engine made Standard ones, acs-engine Basic ones. */
export function describeDefaultEgress(facts: Facts): Finding | undefined {
  if (isWritten(facts.root, SKU)) return undefined;
  return {...egress('not given: Services get Standard load balancers', facts), from: spell(facts.root, SKU)};
}

function egress(balancers: string, {root, network}: Facts): Finding {
  if (isInternetBlocked(root)) return {outcome: 'changed', message: balancers};
  const way =
    network.kind === 'new'
      ? 'nodes reach the Internet through a NAT gateway, and no longer through these'
      : 'nodes reach the Internet through outbound rules of a load balancer';
  return {outcome: 'changed', to: TO, message: `${balancers}; ${way}`};
}

/** `loadBalancerOutboundIPs`. */
export function translateOutboundAddresses({value}: Place, {network}: Facts): readonly Finding[] {
  if (network.kind === 'new') {
    return [dropped(`${String(value)}: a NAT gateway gives out the ports of its address as they are needed`)];
  }
  const hint = 'count connections: an address has 64,000 ports for all nodes together';
  return [lost(`${String(value)} public addresses for outbound traffic are not taken over`, hint)];
}

/** `featureFlags.blockOutboundInternet`: a security group denied nodes everything but the virtual network. */
export function translateBlockedInternet({value}: Place, {network}: Facts): readonly Finding[] {
  if (value !== true) return [dropped('off')];
  const assign = [{to: TO, value: 'userDefinedRoutes'}];
  const was = 'a security group kept nodes off the Internet';
  if (network.kind === 'existing') {
    const message = `${was}; now nothing is made that leads there, and the routes of the existing subnets decide`;
    const hint = `see that they lead nowhere but to your firewall, and ${MIRRORS}`;
    return [{outcome: 'changed', to: TO, message, assign, code: 'VK5017', hint}];
  }
  const message = `${was}; vnetk8s makes none that does, and without routes nothing leads there`;
  const hint = `give the subnet a route for 0.0.0.0/0 to your firewall, and ${MIRRORS}`;
  const text = 'FILL IN routes of the subnet: 0.0.0.0/0 to your firewall, in place of blockOutboundInternet';
  return [wrong('VK5015', message, hint, {to: TO, assign, comments: [{path: TO, text}]})];
}

function isInternetBlocked(root: unknown): boolean {
  return find(root, [...PROPERTIES, 'featureFlags', 'blockOutboundInternet'])?.value === true;
}
