import {describeValue} from '../describe-value.ts';
import type {Path} from '../issue.ts';
import type {Facts} from './facts.ts';
import {type Field, value} from './fields.ts';
import {changed, dropped, type Finding, kept, lost, type Place, unusable} from './findings.ts';
import {find, isMapping, sameKey, textAt} from './source.ts';

/** Where the machines that a field belongs to are in v1; undefined if they are not taken over. */
export type Target = (place: Place, facts: Facts) => Path | undefined;

/** Smallest and largest disk of v1, in GiB: an Ubuntu image has 30 (Azure: virtual-machines/linux/faq). */
const SMALLEST_OS_DISK = 30;
const LARGEST_OS_DISK = 4_095;

/** The zones of a region. */
const ZONES = ['1', '2', '3'];

/** `vmSize`, and the kind of disk that goes with it: as aks-engine, premium where the size takes it. */
export function vmSize(target: Target): Field {
  return value('text', (place, facts) => {
    const to = target(place, facts);
    const size = String(place.value).trim();
    if (to === undefined) return [];
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(size)) {
      return [unusable(`${describeValue(size)} is no VM size`, "write Azure's name of one, such as Standard_D4s_v5")];
    }
    const own = place.path.slice(0, -1);
    if (takesPremiumDisks(size) || isEphemeral(facts.root, own)) return [kept([...to, 'vmSize'], size)];
    if (to[0] === 'controlPlane') return [forPremiumEtcd([...to, 'vmSize'], size)];
    const assign = [
      {to: [...to, 'vmSize'], value: size},
      {to: [...to, 'osDisk', 'storage'], value: 'Standard_LRS'},
    ];
    const message = `${describeValue(size)}; it takes no premium disks, so osDisk.storage is Standard_LRS, as it was`;
    return [{outcome: 'kept', to: [...to, 'vmSize'], message, assign}];
  });
}

/** The disk of etcd is a premium one in v1, whatever the machine's own is. */
function forPremiumEtcd(to: Path, size: string): Finding {
  const message = `${describeValue(size)} takes no premium disks, and that of etcd is one`;
  const twin = premiumTwin(size);
  if (twin !== undefined) return changed(to, twin, `${message}; ${twin} is the same machine with them`);
  return unusable(message, 'use a size with an s in its name, such as Standard_D2s_v3', {
    to,
    assign: [{to, value: size}],
  });
}

/** Sizes with a twin that takes premium disks, and its name (Azure: sizes/general-purpose, compute- and memory-optimized). */
const TWINS: readonly (readonly [RegExp, string])[] = [
  [/^(Standard_D)(\d+_v2)$/i, '$1S$2'],
  [/^(Standard_[DE]\d+[di]?)(_v[3-9])$/i, '$1s$2'],
  [/^(Standard_F\d+)$/i, '$1s'],
];

/** The same size with premium disks: `Standard_D2s_v3` for `Standard_D2_v3`; undefined where there is none. */
export function premiumTwin(size: string): string | undefined {
  const found = TWINS.find(([name]) => name.test(size));
  return found === undefined ? undefined : size.replace(found[0], found[1]);
}

/** Whether sizes of this name take premium disks: s in the letters after the number, or a series of its own. */
export function takesPremiumDisks(size: string): boolean {
  const bare = size.replace(/^(?:standard|basic)_/i, '');
  return !/^[A-Z]+\d/i.test(bare) || /^(?:DS|GS)\d/i.test(bare) || /^[A-Z]+\d+(?:-\d+)?[a-z]*s/i.test(bare);
}

function isEphemeral(root: unknown, profile: Path): boolean {
  return sameKey(textAt(root, [...profile, 'storageProfile']) ?? '', 'Ephemeral');
}

/** `osDiskSizeGB`. */
export function osDiskSize(target: Target): Field {
  return value('number', (place, facts) => {
    const size = Number(place.value);
    const to = target(place, facts);
    if (to === undefined) return [];
    if (size === 0) return [dropped("0 meant the image's own size")];
    const path: Path = [...to, 'osDisk', 'sizeGiB'];
    if (Number.isInteger(size) && size >= SMALLEST_OS_DISK && size <= LARGEST_OS_DISK) return [kept(path, size)];
    const nearest = size < SMALLEST_OS_DISK ? SMALLEST_OS_DISK : LARGEST_OS_DISK;
    if (Number.isInteger(size) && size > 0 && size < SMALLEST_OS_DISK) {
      return [changed(path, nearest, `${size} is smaller than the image, which has ${SMALLEST_OS_DISK} GiB`)];
    }
    const hint = `write ${SMALLEST_OS_DISK} to ${LARGEST_OS_DISK}`;
    return [unusable(`${size} is no size of a disk in GiB`, hint, {to: path, assign: [{to: path, value: nearest}]})];
  });
}

/** `availabilityZones`. */
export function zones(target: Target): Field {
  return value('list', (place, facts) => {
    const to = target(place, facts);
    const written: readonly unknown[] = Array.isArray(place.value) ? place.value : [];
    if (to === undefined) return [];
    const texts = [...new Set(written.map((zone) => (typeof zone === 'number' ? String(zone) : zone)))];
    const known = texts.filter((zone) => typeof zone === 'string' && ZONES.includes(zone));
    const path: Path = [...to, 'zones'];
    if (known.length === texts.length) return [kept(path, known, known.join(', '))];
    const other = describeValue(texts.find((zone) => !ZONES.includes(String(zone))));
    const details = known.length === 0 ? {} : {assign: [{to: path, value: known}]};
    return [unusable(`${other} is no availability zone`, 'use "1", "2" and "3"', details)];
  });
}

/** `platformFaultDomainCount`: of an availability set only. */
export function faultDomains(target: Target, inScaleSet: (place: Place, facts: Facts) => boolean): Field {
  return value('number', (place, facts) => {
    const to = target(place, facts);
    const count = Number(place.value);
    if (to === undefined) return [];
    if (inScaleSet(place, facts)) return [dropped('a scale set spreads its machines by itself')];
    if (find(facts.root, [...place.path.slice(0, -1), 'availabilityZones', 0]) !== undefined) {
      return [dropped('machines in zones are in no availability set')];
    }
    const path: Path = [...to, 'faultDomains'];
    if (Number.isInteger(count) && count >= 1 && count <= 3) return [kept(path, count)];
    const hint = 'write 1 to 3: no region has more';
    return [unusable(`${count} is no number of fault domains`, hint, {to: path, assign: [{to: path, value: 3}]})];
  });
}

/** `distro`: v1 has one. */
export const distro: Field = value('text', ({value: text}) => {
  const shown = describeValue(text);
  if (/^(?:aks|ubuntu|acc)/i.test(String(text))) return [dropped(`nodes run Ubuntu 24.04 (${shown} before)`)];
  const message = `nodes run Ubuntu 24.04, not ${shown}`;
  return [lost(message, 'see that what runs on the nodes themselves works there')];
});

/** `customVMTags`. */
export const vmTags: Field = value('mapping', ({value: tags}) => {
  const names = Object.keys(isMapping(tags) ? tags : {}).map(describeValue);
  return [
    lost(`tags of these machines only: ${names.join(', ')}`, 'write those that may be on every resource into tags'),
  ];
});

/** `storageProfile` of the control plane, whose disk is never a local one. */
export const managedDisks: Field = value('text', ({value: text}): readonly Finding[] => {
  if (sameKey(String(text), 'ManagedDisks')) return [dropped('disks are always managed')];
  return [dropped(`disks are managed (${describeValue(text)} before)`)];
});
