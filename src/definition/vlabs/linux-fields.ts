import {describeValue} from '../describe-value.ts';
import type {Path} from '../issue.ts';
import {holdsPrivateKey} from '../redact.ts';
import type {Facts} from './facts.ts';
import {coveredFields, type Field, harmless, list, mapping, value, valueEvenEmpty} from './fields.ts';
import {changed, dropped, type Finding, kept, lost, type Place, unusable, wrong} from './findings.ts';
import {translateDnsServer} from './network-fields.ts';
import {find, spell} from './source.ts';

const KEYS: Path = ['properties', 'linuxProfile', 'ssh', 'publicKeys'];
const TO: Path = ['linux', 'sshPublicKeys'];

/** Most keys of v1. */
const MOST_KEYS = 20;

const adminUsername = value('text', ({value: text}): readonly Finding[] => {
  const to: Path = ['linux', 'adminUsername'];
  const written = String(text).trim();
  const name = written.toLowerCase();
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(name)) {
    const hint = 'write lower-case letters, digits, hyphens and underscores, such as azureuser';
    return [unusable(`${describeValue(written)} is no name of a Linux account`, hint, {to})];
  }
  return name === text
    ? [kept(to, name)]
    : [changed(to, name, `${describeValue(written)} is ${describeValue(name)}: Linux wants small letters`)];
});

/** The keys that can be taken over, in order, and where they are. */
function usableKeys(root: unknown): readonly Place[] {
  const written = find(root, KEYS)?.value;
  const items: readonly unknown[] = Array.isArray(written) ? written : [];
  return items
    .flatMap((_, index) => find(root, [...KEYS, index, 'keyData']) ?? [])
    .filter(({value: key}) => typeof key === 'string' && key.trim() !== '' && !holdsPrivateKey(key))
    .slice(0, MOST_KEYS);
}

const keyData = valueEvenEmpty('text', ({value: text, path}, {root}): readonly Finding[] => {
  const key = String(text).trim();
  if (key === '') return [emptyKey(root)];
  if (holdsPrivateKey(key)) {
    const hint = 'write the line of the file that ends in .pub, and make a new pair: this key is no longer secret';
    return [wrong('VK5004', 'this is a private key, which is neither read nor written', hint, {to: TO})];
  }
  const at = usableKeys(root).findIndex((usable) => samePath(usable.path, path));
  if (at === -1) return [unusable(`more than ${MOST_KEYS} keys cannot be taken over`, 'keep those that are in use')];
  return [kept([...TO, at], key, describeKey(key))];
});

/** One of several keys may be empty by mistake; where there is no other, that is said once, of all of them. */
function emptyKey(root: unknown): Finding {
  if (usableKeys(root).length === 0) return dropped('the key is empty');
  return wrong('VK5005', 'the key is empty', 'write the line of ~/.ssh/id_ed25519.pub', {to: TO});
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

/** The kind of a key and what is said of its owner; not the key itself, which may be something else by mistake. */
function describeKey(key: string): string {
  const kind = /^[a-z0-9@.-]+(?= )/i.exec(key)?.[0];
  return kind === undefined ? 'as it is' : `a key of kind ${kind}`;
}

/** Where no key can be taken over: v1 needs one. */
export function describeMissingKeys({root}: Facts): Finding | undefined {
  if (usableKeys(root).length > 0) return undefined;
  return {
    ...wrong('VK5005', 'there is no SSH key that can be taken over', 'write one into linux.sshPublicKeys'),
    from: spell(root, KEYS),
    to: TO,
    incomplete: true,
    comments: [{path: TO, text: 'FILL IN sshPublicKeys: at least one line as in ~/.ssh/id_ed25519.pub'}],
  };
}

const mtu = value('number', ({value: size}): readonly Finding[] => {
  if (size === 1500) return [dropped('1500 is what Azure gives')];
  return [lost(`packets have 1500 bytes, not ${describeValue(size)}`, 'see whether anything depends on larger ones')];
});

/** `linuxProfile`. */
export const linuxFields: Field = mapping({
  adminUsername,
  ssh: mapping({publicKeys: list(mapping({keyData}))}),
  customNodesDNS: mapping({dnsServer: value('text', translateDnsServer)}),
  customSearchDomain: mapping(coveredFields('name realmUser realmPassword'), () => [
    lost('machines join no Active Directory realm', 'search its domain by the DNS server of the virtual network'),
  ]),
  secrets: list(mapping(coveredFields('sourceVault vaultCertificates')), () => [
    lost('certificates of key vaults are not put on machines', 'mount them into pods by the Secrets Store CSI driver'),
  ]),
  eth0MTU: mtu,
  scriptroot: harmless('scripts are part of vnetk8s', 'text'),
  distro: harmless('nodes run Ubuntu 24.04', 'text'),
  runUnattendedUpgradesOnBootstrap: harmless('Ubuntu installs security updates by itself', 'flag'),
  enableUnattendedUpgrades: harmless('Ubuntu installs security updates by itself', 'flag'),
});
