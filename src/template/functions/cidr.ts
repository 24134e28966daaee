import {evaluationError} from '../template-error.ts';
import type {Value} from '../value.ts';
import {integerAt, textAt} from './arguments.ts';
import {type Arguments, type Call, plain, type TemplateFunction} from './function.ts';
import {formatIp, type IpNetwork, lastOf, maskOf, parseNetwork} from './ip-network.ts';

/** Functions for ranges of addresses (Azure: template-functions-cidr). */
export const CIDR_FUNCTIONS: readonly TemplateFunction[] = [
  plain('cidrHost', 2, 2, cidrHost),
  plain('cidrSubnet', 3, 3, cidrSubnet),
  plain('parseCidr', 1, 1, parseCidr),
];

function networkAt(values: Arguments, call: Call): IpNetwork {
  const text = textAt(values, 0, call);
  const network = parseNetwork(text);
  if (network !== undefined) return network;
  throw evaluationError(`${call.name}: ${JSON.stringify(text)} is not a range of addresses in CIDR notation`);
}

function parseCidr(values: Arguments, call: Call): Value {
  const network = networkAt(values, call);
  const {bits, first, length} = network;
  const last = lastOf(network);
  // In IPv6 every address is usable; a range of IPv4 loses its first and last, where it has more than two.
  const margin = bits === 32 && length < 31 ? 1n : 0n;
  const usable = bits === 32 && length >= 31 ? first : last - margin;
  return {
    network: formatIp(first, bits),
    netmask: formatIp(maskOf(network), bits),
    ...(bits === 32 ? {broadcast: formatIp(last, bits)} : {}),
    firstUsable: formatIp(first + margin, bits),
    lastUsable: formatIp(usable, bits),
    cidr: length,
  };
}

function cidrSubnet(values: Arguments, call: Call): string {
  const {bits, first, length} = networkAt(values, call);
  const [newLength, index] = [integerAt(values, 1, call), integerAt(values, 2, call)];
  if (newLength < length || newLength > bits) {
    throw evaluationError(`cidrSubnet: the length ${newLength} is not from ${length} to ${bits}`);
  }
  const count = 1n << BigInt(newLength - length);
  if (index < 0 || BigInt(index) >= count) {
    throw evaluationError(`cidrSubnet: the index ${index} is not from 0 to ${count - 1n}`);
  }
  return `${formatIp(first + (BigInt(index) << BigInt(bits - newLength)), bits)}/${newLength}`;
}

function cidrHost(values: Arguments, call: Call): string {
  const network = networkAt(values, call);
  const index = integerAt(values, 1, call);
  const address = network.first + 1n + BigInt(index);
  const highest = lastOf(network) - (network.bits === 32 ? 1n : 0n);
  if (index >= 0 && address <= highest) return formatIp(address, network.bits);
  throw evaluationError(`cidrHost: there is no host ${index} in ${textAt(values, 0, call)}`);
}
