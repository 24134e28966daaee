import {describeValue} from '../describe-value.ts';
import type {Path} from '../issue.ts';
import {type Facts, isWindows, POOL_NAME, type Pool, poolAt} from './facts.ts';
import {type Field, flag, harmless, list, mapping, missed, type ValueType, value, valueEvenEmpty} from './fields.ts';
import {changed, dropped, type Finding, kept, lost, type Place, unusable, wrong} from './findings.ts';
import {translatePoolFlags} from './kubelet-config.ts';
import {distro, faultDomains, osDiskSize, vmSize, vmTags, zones} from './machine-fields.ts';
import {translateAddressCount} from './pod-limits.ts';
import {commonFields, profileKubernetesFields} from './profile-fields.ts';
import {isMapping, sameKey, textAt, wholeNumber} from './source.ts';
import {translatePoolSubnet} from './subnet-fields.ts';

/** Most nodes of a pool in v1. */
const MOST_NODES = 4_000;

/** A field that is translated for the pool it belongs to. */
function poolField(type: ValueType, translate: (place: Place, facts: Facts, pool: Pool) => readonly Finding[]): Field {
  return value(type, (place, facts) => {
    const pool = poolAt(facts, place.path);
    return pool === undefined ? [] : translate(place, facts, pool);
  });
}

function target(place: Place, facts: Facts): Path | undefined {
  const pool = poolAt(facts, place.path);
  return pool === undefined ? undefined : ['nodePools', pool.at];
}

const name = valueEvenEmpty('text', ({path, value: text}, facts) => {
  const pool = poolAt(facts, path);
  if (pool === undefined) return [];
  const to: Path = ['nodePools', pool.at, 'name'];
  const written = String(text).trim();
  if (POOL_NAME.test(written)) {
    const message = `${describeValue(written)}; the label agentpool=${written} of its nodes is now vnetk8s.io/pool=${written}`;
    return [changed(to, written, message)];
  }
  const hint = 'write lower-case letters and digits, a letter first, at most 12';
  const repaired = written
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^\d+/, '')
    .slice(0, 12);
  const assign = [{to, value: repaired === '' ? `pool${pool.at + 1}` : repaired}];
  return [unusable(`${describeValue(written)} is no name of a pool`, hint, {to, assign})];
});

const count = poolField('number', ({value: number}, {autoscaled}, pool) => {
  const to: Path = ['nodePools', pool.at, 'count'];
  const limits = autoscaled.find(({at}) => at === pool.at);
  if (limits !== undefined) {
    const {min, max} = limits;
    const message = `${String(number)} to begin with; the autoscaler keeps it between ${min} and ${max}`;
    return [changed(to, {min: Math.min(min, MOST_NODES), max: Math.min(Math.max(max, 1), MOST_NODES)}, message)];
  }
  const nodes = wholeNumber(number);
  if (nodes !== undefined && nodes <= MOST_NODES) return [kept(to, nodes)];
  const nearest = nodes === undefined ? 1 : MOST_NODES;
  const hint = `write 1 to ${MOST_NODES}`;
  return [unusable(`${String(number)} is no number of nodes of a pool`, hint, {to, assign: [{to, value: nearest}]})];
});

const availabilityProfile = poolField('text', ({value: text}, _facts, pool) => {
  const to: Path = ['nodePools', pool.at, 'type'];
  if (sameKey(String(text), 'AvailabilitySet')) {
    return [changed(to, 'virtualMachines', 'an availability set of single machines is type: virtualMachines')];
  }
  if (sameKey(String(text), 'VirtualMachineScaleSets')) return [changed(to, 'scaleSet', 'is type: scaleSet')];
  const hint = 'write VirtualMachineScaleSets or AvailabilitySet';
  return [unusable(`${describeValue(text)} is no kind of pool`, hint, {to})];
});

const addressCount = poolField('number', (place, facts, pool) => [
  translateAddressCount(place, facts, pool.path, ['nodePools', pool.at, 'maxPods']),
]);

const labels = poolField('mapping', ({value: written, path}, _facts, pool) => {
  const to: Path = ['nodePools', pool.at, 'labels'];
  const entries = Object.entries(isMapping(written) ? written : {});
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const assign = texts.map(([key, text]) => ({to: [...to, key], value: text}));
  const others = entries.filter(([, text]) => typeof text !== 'string');
  const message = texts.map(([key, text]) => describeValue(`${key}=${text}`)).join(', ');
  return [
    ...(texts.length === 0 ? [] : [{...kept(to, {}, message), assign}]),
    ...others.map(([key]) => ({
      ...wrong('VK5002', 'the value of a label is text', 'put it in quotes'),
      from: [...path, key],
    })),
  ];
});

/** Low priority became spot in 2020 (Azure: virtual-machine-scale-sets/use-spot, "Azure Spot replaces low priority"). */
const priority = poolField('text', ({value: text}, _facts, pool) => {
  if (sameKey(String(text), 'Regular')) return [dropped('machines are regular ones unless spot is written')];
  const to: Path = ['nodePools', pool.at, 'spot'];
  if (sameKey(String(text), 'Spot')) return [changed(to, {}, 'is written as spot')];
  if (sameKey(String(text), 'Low')) return [changed(to, {}, 'Azure has replaced low priority by spot machines')];
  return [unusable(`${describeValue(text)} is no priority`, 'write Regular or Spot')];
});

const evictionPolicy = poolField('text', ({value: text}, {root}, pool) => {
  if (!isSpot(root, pool)) return [dropped('only spot machines are evicted')];
  const to: Path = ['nodePools', pool.at, 'spot', 'evictionPolicy'];
  const policy = ['Delete', 'Deallocate'].find((known) => sameKey(known, String(text)));
  if (policy === undefined)
    return [unusable(`${describeValue(text)} is no eviction policy`, 'write Delete or Deallocate')];
  return [kept(to, policy)];
});

const spotPrice = poolField('number', ({value: price}, {root}, pool) => {
  if (!isSpot(root, pool)) return [dropped('only spot machines have a highest price')];
  const to: Path = ['nodePools', pool.at, 'spot', 'maxPrice'];
  if (Number(price) >= -1) return [kept(to, price)];
  return [unusable(`${String(price)} is no price`, 'write dollars an hour, or -1 for up to the regular price')];
});

function isSpot(root: unknown, {path}: Pool): boolean {
  const text = textAt(root, [...path, 'scaleSetPriority']) ?? '';
  return sameKey(text, 'Spot') || sameKey(text, 'Low');
}

const storageProfile = poolField('text', ({value: text}, _facts, pool) => {
  const to: Path = ['nodePools', pool.at, 'osDisk', 'storage'];
  if (sameKey(String(text), 'Ephemeral')) return [changed(to, 'Ephemeral', 'is osDisk.storage')];
  if (sameKey(String(text), 'ManagedDisks')) return [dropped('disks are always managed')];
  return [dropped(`disks are managed (${describeValue(text)} before)`)];
});

const kubernetesConfig = mapping({
  ...profileKubernetesFields,
  kubeletConfig: poolField('mapping', translatePoolFlags),
});

function inScaleSet({path}: Place, {root}: Facts): boolean {
  return !sameKey(textAt(root, [...path.slice(0, -1), 'availabilityProfile']) ?? '', 'AvailabilitySet');
}

const linuxPool = mapping({
  ...commonFields,
  name,
  count,
  vmSize: vmSize(target),
  osDiskSizeGB: osDiskSize(target),
  osType: harmless('nodes run Linux'),
  availabilityProfile,
  availabilityZones: zones(target),
  ipAddressCount: addressCount,
  vnetSubnetId: value('text', translatePoolSubnet),
  storageProfile,
  scaleSetPriority: priority,
  scaleSetEvictionPolicy: evictionPolicy,
  spotMaxPrice: spotPrice,
  customNodeLabels: labels,
  kubernetesConfig,
  distro,
  customVMTags: vmTags,
  platformFaultDomainCount: faultDomains(target, inScaleSet),
  diskEncryptionSetID: value('text', () => [
    wrong('VK5013', 'disks would be encrypted with a key of Azure, not with your own', 'remove it if that is enough'),
  ]),
  diskSizesGB: missed('nodes get no data disks', 'use persistent volumes for what has to stay', 'list'),
  dnsPrefix: missed(
    'pools have no load balancer of their own',
    'expose what runs there by a Service of type LoadBalancer',
  ),
  ports: missed('pools have no load balancer of their own', 'expose what runs there by a Service of type LoadBalancer'),
  enableVMSSNodePublicIP: flag({
    on: lost(
      'nodes have no public addresses',
      'give pods public addresses by podPublicIPs, or use a Service of type LoadBalancer',
    ),
    off: 'nodes have no public addresses',
  }),
  loadBalancerBackendAddressPoolIDs: missed(
    'nodes join no load balancers of yours',
    'add the scale set to them afterwards',
    'list',
  ),
  role: missed('pools have no roles', 'use labels and taints'),
  acceleratedNetworkingEnabled: harmless('accelerated networking is on wherever the VM size has it', 'flag'),
  acceleratedNetworkingEnabledWindows: harmless('for Windows nodes only', 'flag'),
  vmssOverProvisioningEnabled: harmless('scale sets start exactly the machines that are asked for', 'flag'),
  vmssName: harmless('an answer of the old tool, not a setting', 'text'),
});

const windowsPool: Field = value('mapping', () => [
  wrong('VK5008', 'nodes with Windows cannot be made', 'remove this pool, or run what it is for on Linux'),
]);

/** `agentPoolProfiles`. */
export const poolFields: Field = list({
  kind: 'chosen',
  choose: ({path}, {root}) => (isWindows(root, path) ? windowsPool : linuxPool),
});
