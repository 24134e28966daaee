import {type Address, formatAddress, parseAddress} from '../../ipv4/address.ts';
import {containsAddress, lastAddress} from '../../ipv4/prefix.ts';
import {describeValue} from '../describe-value.ts';
import type {Path} from '../issue.ts';
import type {Facts} from './facts.ts';
import {changed, dropped, type Finding, type Place, unusable, wrong} from './findings.ts';
import {CONTROL_PLANE, isWritten} from './network-facts.ts';
import {spell} from './source.ts';

/** Last number of the first machine's address in a network of aks-engine's own (DefaultKubernetesFirstConsecutiveStaticIPOffset). */
const FIRST_MACHINE = 5;

/** How far behind the first machine the internal load balancer was (DefaultInternalLbStaticIPOffset). */
const LOAD_BALANCER_OFFSET = 10;

/** Addresses at the start of a subnet that Azure keeps (Azure: virtual-networks-faq). */
const RESERVED_AT_START = 4;

/** From 1.0.0.0 to 223.255.255.255: outside there are no addresses of machines (RFC 6890). */
const LOWEST: Address = 0x01000000;
const HIGHEST: Address = 0xdfffffff;

const FIELD: Path = [...CONTROL_PLANE, 'firstConsecutiveStaticIP'];
const TO: Path = ['controlPlane', 'firstAddress'];

/** `firstConsecutiveStaticIP`: the first machine's address; in v1 the load balancer comes first. */
export function translateFirstAddress({value}: Place, facts: Facts): readonly Finding[] {
  const text = String(value).trim();
  const first = parseAddress(text);
  const computed = computedFirstMachine(facts);
  if (computed !== undefined && computed !== first) {
    const message = `${describeValue(text)} was not read: in a network of its own aks-engine used ${formatAddress(computed)}`;
    return [dropped(message), keepMachines(computed, facts)];
  }
  if (first === undefined || first < LOWEST || first > HIGHEST) {
    const hint = 'write an IPv4 address of the subnet, such as 10.240.0.5';
    return [unusable(`${describeValue(text)} is no address of a machine`, hint)];
  }
  return [overflow(first, facts) ?? keepMachines(first, facts)];
}

/** Where no address is given: aks-engine computed one in a network of its own. */
export function describeComputedAddress(facts: Facts): Finding | undefined {
  const first = computedFirstMachine(facts);
  if (first === undefined || isWritten(facts.root, FIELD)) return undefined;
  const {message, ...finding} = keepMachines(first, facts);
  return {...finding, from: spell(facts.root, FIELD), message: `not given: ${message}`};
}

/**
 * What aks-engine made of the field in a network of its own, whatever was written: the fifth address of the last 256 of
 * the subnet (pkg/api/types.go, GetFirstConsecutiveStaticIPAddress). With a control plane in a scale set there are no
 * static addresses.
 */
function computedFirstMachine({network, controlPlaneInScaleSet}: Facts): Address | undefined {
  if (network.kind === 'existing' || controlPlaneInScaleSet) return undefined;
  const [subnet] = network.subnets;
  if (subnet === undefined) return undefined;
  const last = lastAddress(subnet.cidr);
  const first = last - (last % 256) + FIRST_MACHINE;
  return containsAddress(subnet.cidr, first) ? first : undefined;
}

/** The machines keep their addresses where the one before them can be the load balancer's. */
function keepMachines(first: Address, facts: Facts, withBefore = true): Finding {
  const {controlPlaneCount: count, network} = facts;
  // Of an existing subnet only the name is known; most begin where the last number is 0.
  const taken = network.kind === 'existing' && (first - 1) % 256 < RESERVED_AT_START;
  const loadBalancer = taken ? first : first - 1;
  const machines = describeBlock(loadBalancer + 1, count);
  const was = count === 1 || !withBefore ? '' : ` (${formatAddress(first + LOAD_BALANCER_OFFSET)} before)`;
  const balancer = `the load balancer has ${formatAddress(loadBalancer)}${was}`;
  const message = taken
    ? `Azure may keep ${formatAddress(first - 1)} for itself, so ${balancer} and ${count === 1 ? 'the machine moves' : 'the machines move'} to ${machines}`
    : `${count === 1 ? 'the machine keeps' : 'the machines keep'} ${machines}; ${balancer}, as it now comes first`;
  const details =
    network.kind === 'new'
      ? {}
      : {code: 'VK5018' as const, hint: `see that nothing else has ${formatAddress(loadBalancer)}`};
  return changed(TO, formatAddress(loadBalancer), message, details);
}

/** acs-engine added to the last number of the address, without carrying over (acs-engine issue 2054). */
function overflow(first: Address, facts: Facts): Finding | undefined {
  const {controlPlaneCount: count} = facts;
  const lastNumber = first % 256;
  const lastMachine = lastNumber + count - 1;
  const balancer = count === 1 ? 0 : lastNumber + LOAD_BALANCER_OFFSET;
  if (lastMachine <= 255 && balancer <= 255) return undefined;
  const stem = formatAddress(first).replace(/\d+$/, '');
  const [what, number] = lastMachine > 255 ? ['the last machine', lastMachine] : ['the load balancer', balancer];
  const message = `${formatAddress(first)} gave ${what} the address ${stem}${number}, which Azure refuses: the old tools did not carry over past .255`;
  const {assign, message: now} = keepMachines(first, facts, false);
  const hint = `this was never deployed as it is here; v1 carries over: ${now}`;
  return wrong('VK5011', message, hint, {to: TO, ...(assign === undefined ? {} : {assign})});
}

function describeBlock(first: Address, count: number): string {
  return count === 1 ? formatAddress(first) : `${formatAddress(first)} to ${formatAddress(first + count - 1)}`;
}
