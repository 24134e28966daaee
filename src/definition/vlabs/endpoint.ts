import {parsePrefix} from '../../ipv4/prefix.ts';
import type {Path} from '../issue.ts';
import type {Facts} from './facts.ts';
import {type Field, harmless, mapping, value, wholeMapping} from './fields.ts';
import {changed, dropped, type Finding, lost, type Place} from './findings.ts';
import {CONTROL_PLANE, isWritten, KUBERNETES} from './network-facts.ts';
import {find, spell, textAt} from './source.ts';

const ENDPOINT: Path = ['controlPlane', 'endpoint'];
const ENABLED: Path = [...KUBERNETES, 'privateCluster', 'enabled'];
const EVERYBODY = '0.0.0.0/0';

/** `privateCluster`. */
export const privateClusterFields: Field = mapping({
  enabled: value('flag', (_place, facts) => [endpointOf(facts)]),
  enableHostsConfigAgent: harmless('nodes find the API server by DNS', 'flag'),
  jumpboxProfile: wholeMapping('name vmSize osDiskSizeGB username publicKey storageProfile', () => [
    lost(
      'no machine to jump from is made',
      'reach the API from a peered network or a VPN, or make a machine in the virtual network yourself',
    ),
  ]),
});

/** Where `privateCluster.enabled` is not written: everybody could reach the API. */
export function describeEndpoint(facts: Facts): Finding | undefined {
  if (isWritten(facts.root, ENABLED)) return undefined;
  return {...endpointOf(facts), from: spell(facts.root, ENABLED)};
}

function endpointOf(facts: Facts): Finding {
  const access: Path = [...ENDPOINT, 'access'];
  if (find(facts.root, ENABLED)?.value === true) {
    return changed(access, 'private', 'the API is reached from the virtual network and what is connected to it only');
  }
  const range = sourceRange(facts);
  const who = range === undefined ? 'everybody, as before: list your own ranges instead' : `${range} only`;
  const finding = changed(access, 'public', `the API is reached from the Internet, by ${who}`);
  const cidrs = {to: [...ENDPOINT, 'authorizedCidrs'], value: [range ?? EVERYBODY]};
  return {...finding, assign: [...(finding.assign ?? []), cidrs]};
}

/** `HTTPSourceAddressPrefix`: read by no version of the tools; whoever wrote a range meant to keep others out. */
export function translateSourcePrefix({value: text}: Place, facts: Facts): readonly Finding[] {
  const written = String(text).trim();
  if (written === '*' || written === EVERYBODY) return [dropped('was never read, and means everybody')];
  const range = sourceRange(facts);
  if (range === undefined) {
    const hint = 'list ranges in controlPlane.endpoint.authorizedCidrs of a public endpoint';
    return [lost('was never read, and cannot be taken over as it is', hint)];
  }
  const message = 'was never read, so that the API was open to everybody; now it means what it says';
  return [{outcome: 'changed', to: [...ENDPOINT, 'authorizedCidrs'], message}];
}

/** The range that the API server was meant to be reached from, if one is written and the endpoint is public. */
function sourceRange({root}: Facts): string | undefined {
  const text = textAt(root, [...CONTROL_PLANE, 'HTTPSourceAddressPrefix']);
  const range = text === undefined ? undefined : parsePrefix(text);
  const isPrivate = find(root, ENABLED)?.value === true;
  return range === undefined || range.length === 0 || isPrivate ? undefined : text;
}
