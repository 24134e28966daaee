import {DEFAULT_MINOR} from '../../kubernetes/versions.ts';
import type {Path} from '../issue.ts';
import {holdsPrivateKey} from '../redact.ts';
import {missingLocation} from './cluster-fields.ts';
import {missingName} from './control-plane-fields.ts';
import {describeDefaultEgress} from './egress.ts';
import {describeEndpoint} from './endpoint.ts';
import type {Facts, Pool} from './facts.ts';
import {changed, type Finding, wrong} from './findings.ts';
import {describeMissingKeys} from './linux-fields.ts';
import {CONTROL_PLANE, isWritten, KUBERNETES, POOLS, PROPERTIES} from './network-facts.ts';
import {describeDefaultServices, describeDefaultSubnet, missingAddressSpace} from './network-fields.ts';
import {describeDefaultLimit} from './pod-limits.ts';
import {find, spell, wholeNumber} from './source.ts';
import {describeComputedAddress} from './static-addresses.ts';
import {describeMissingSubnets} from './subnet-fields.ts';

/** What follows from fields that are not there: defaults of the old tools that v1 does not share, and what v1 needs. */
export function unwritten(facts: Facts): readonly Finding[] {
  return [
    ...missingParts(facts),
    describeVersion(facts),
    describeDefaultSubnet(facts),
    describeAddressSpace(facts),
    ...describeMissingSubnets(facts),
    describeDefaultServices(facts),
    describeDefaultEgress(facts),
    describeEndpoint(facts),
    describeComputedAddress(facts),
    describeDefaultLimit(facts),
    describeEtcdDisk(facts),
    describeMissingKeys(facts),
  ].filter((finding) => finding !== undefined);
}

function missingParts({root, pools}: Facts): readonly Finding[] {
  const location: Path = ['location'];
  const dnsPrefix: Path = [...CONTROL_PLANE, 'dnsPrefix'];
  const poolHint = 'write at least one pool with Linux';
  return [
    ...(hasNoText(root, location) ? [{...missingLocation(), from: spell(root, location)}] : []),
    ...(!isWritten(root, CONTROL_PLANE) ? [missing('masterProfile', spell(root, CONTROL_PLANE))] : []),
    ...(hasNoText(root, dnsPrefix) ? [{...missingName(), from: spell(root, dnsPrefix)}] : []),
    ...(pools.length > 0 ? [] : [noPools(spell(root, POOLS), poolHint)]),
    ...pools.flatMap((pool) => missingFields(root, pool)),
  ];
}

/** Where something else than text is written, or a private key, v1 has to be told all the same. Text that is empty is reported where it is. */
function hasNoText(root: unknown, path: Path): boolean {
  const value = find(root, path)?.value;
  return typeof value !== 'string' || holdsPrivateKey(value);
}

function missingFields(root: unknown, {path, at}: Pool): readonly Finding[] {
  const others = ['count', 'vmSize'].filter((name) => !isWritten(root, [...path, name]));
  return [
    ...(hasNoText(root, [...path, 'name']) ? [missingPoolName(spell(root, [...path, 'name']), at)] : []),
    ...others.map((name) => missing(name, spell(root, [...path, name]))),
  ];
}

function missingPoolName(from: Path, at: number): Finding {
  const to: Path = ['nodePools', at, 'name'];
  return {
    ...missing('name', from),
    to,
    incomplete: true,
    comments: [{path: to, text: 'FILL IN name: lower-case letters and digits, such as apps'}],
  };
}

function missing(name: string, from: Path): Finding {
  const hint = 'write it, or accept what v1 has for it';
  return {...wrong('VK5005', `${name} is missing, and the old tools wanted it`, hint), from};
}

function noPools(from: Path, hint: string): Finding {
  return {
    ...wrong('VK5005', 'there is no pool that can be taken over', hint),
    from,
    to: ['nodePools'],
    incomplete: true,
    comments: [{path: ['nodePools'], text: 'FILL IN nodePools: at least one, such as {name: apps, count: 3}'}],
  };
}

function describeVersion({root}: Facts): Finding | undefined {
  const orchestrator: Path = [...PROPERTIES, 'orchestratorProfile'];
  const from = spell(root, [...orchestrator, 'orchestratorVersion']);
  const isGiven = ['orchestratorVersion', 'orchestratorRelease'].some((name) =>
    isWritten(root, [...orchestrator, name]),
  );
  if (isGiven) return undefined;
  return {...changed(['kubernetes', 'version'], DEFAULT_MINOR, `not given: now "${DEFAULT_MINOR}"`), from};
}

function describeAddressSpace({root, network}: Facts): Finding | undefined {
  const field: Path = [...CONTROL_PLANE, 'vnetCidr'];
  if (network.kind === 'new' || isWritten(root, field)) return undefined;
  return {...missingAddressSpace(network.id), from: spell(root, field)};
}

/** Sizes of the etcd disk by the number of all machines (aks-engine: pkg/api/defaults.go, DefaultEtcdDiskSize). */
const ETCD_DISKS = [
  {above: 20, sizeGiB: 2_048},
  {above: 10, sizeGiB: 1_024},
  {above: 3, sizeGiB: 512},
  {above: 0, sizeGiB: 256},
];

function describeEtcdDisk({root, controlPlaneCount}: Facts): Finding | undefined {
  const field: Path = [...KUBERNETES, 'etcdDiskSizeGB'];
  if (isWritten(root, field)) return undefined;
  const written = find(root, POOLS)?.value;
  const pools: readonly unknown[] = Array.isArray(written) ? written : [];
  const nodes = pools.reduce<number>((sum, pool) => sum + (wholeNumber(find(pool, ['count'])?.value) ?? 0), 0);
  const machines = nodes + controlPlaneCount;
  const sizeGiB = ETCD_DISKS.find(({above}) => machines > above)?.sizeGiB ?? 0;
  const message = `not given: ${sizeGiB} GiB, as for ${machines} machines before; a large disk is a fast one`;
  return {...changed(['controlPlane', 'etcdDisk', 'sizeGiB'], sizeGiB, message), from: spell(root, field)};
}
