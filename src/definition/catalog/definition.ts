import type {CatalogEntry} from './catalog-entry.ts';
import {textEntries} from './definition-text.ts';

/** VK20xx: what the schema says of keys and values. */
const schemaEntries: readonly CatalogEntry[] = [
  {
    code: 'VK2000',
    severity: 'error',
    title: 'The file is no cluster definition',
    explanation:
      'A definition is a mapping that begins with `apiVersion`. An empty file, a list or a single value has nothing in it to check, and a file with more than a thousand faults is taken for something else. `vnetk8s init` writes a file to start from; examples come with vnetk8s.',
    wrong: `- apps
- web`,
    right: `apiVersion: vnetk8s/v1
name: prod
location: westeurope
nodePools:
  - name: apps
linux:
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com`,
  },
  {
    code: 'VK2001',
    severity: 'error',
    title: 'A key is missing',
    explanation:
      'Nearly everything has a default. What has none must be written: the name and region of the cluster, a node pool, a public key, and within some mappings what they would mean nothing without.',
    wrong: `nodePools:
  - count: 3`,
    right: `nodePools:
  - name: apps
    count: 3`,
  },
  {
    code: 'VK2002',
    severity: 'error',
    title: 'A value is of the wrong type',
    explanation:
      'Each key holds one type of value: text, a number, true or false, a list or a mapping. A number in quotes is text. A list with one entry is written as a list.',
    wrong: `nodePools:
  - name: apps
    maxPods: "30"
    zones: "1"`,
    right: `nodePools:
  - name: apps
    maxPods: 30
    zones: ["1"]`,
  },
  {
    code: 'VK2003',
    severity: 'error',
    title: 'A key is not known',
    explanation:
      'A key that is not known would do nothing, so it is refused rather than ignored: mostly it is misspelt, or stands one level too high or too low. Upper and lower case count. `vnetk8s explain nodePools` lists what may stand somewhere.',
    wrong: `nodePools:
  - name: apps
    maxpods: 50`,
    right: `nodePools:
  - name: apps
    maxPods: 50`,
  },
  {
    code: 'VK2004',
    severity: 'error',
    title: 'A value is none of those allowed',
    explanation:
      'Some keys take one of a few words or numbers, which the message lists. Upper and lower case count. An etcd with an even number of members survives no more losses than with one fewer, so a control plane has 1, 3 or 5.',
    wrong: `controlPlane:
  count: 2`,
    right: `controlPlane:
  count: 3`,
  },
  {
    code: 'VK2005',
    severity: 'error',
    title: 'A number is too small or too large',
    explanation:
      'The message names the range. Most bounds are those of Azure or Kubernetes: a node of Kubernetes with pods that all have an address of the virtual network can run 250, because an Azure network interface can have 256 addresses, of which the node itself needs one.',
    wrong: `nodePools:
  - name: apps
    maxPods: 500`,
    right: `nodePools:
  - name: apps
    maxPods: 250`,
  },
  {
    code: 'VK2006',
    severity: 'error',
    title: 'A text has the wrong form',
    explanation:
      'Names become parts of names in Azure, in DNS and in Kubernetes, of which each allows other characters and lengths; the message says what is left. URLs and image registries end up in files of the nodes and may not contain what would have another meaning there.',
    wrong: 'name: Prod_West',
    right: 'name: prod-west',
  },
  {
    code: 'VK2007',
    severity: 'error',
    title: 'A text is not a range of addresses',
    explanation:
      'Ranges are written in CIDR notation: four numbers from 0 to 255, a slash, and how many leading bits all addresses of the range share, from 0 to 32. A single address is a range of length 32. Leading zeros are refused, because some programs read them as octal numbers.',
    wrong: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/255.240.0.0]`,
    right: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/12]`,
  },
  {
    code: 'VK2008',
    severity: 'error',
    title: 'A range does not begin with its network address',
    explanation:
      'The bits of the address behind the prefix length must be zero, as Azure demands. Otherwise it would be open whether the length or the address is wrong: 10.240.0.0/8 is all of 10.0.0.0/8. The message names the range that contains the address.',
    wrong: `network:
  serviceCidr: 172.16.5.0/16`,
    right: `network:
  serviceCidr: 172.16.0.0/16`,
  },
  {
    code: 'VK2009',
    severity: 'error',
    title: 'IPv6 is not supported',
    explanation:
      'Every pod has an address of the virtual network. An Azure network interface can have one private IPv6 address, and only if it has no other secondary address, so that pods cannot have IPv6 addresses (Azure: "Add, change, or remove IP addresses for an Azure network interface"). All ranges and addresses are IPv4.',
    wrong: `network:
  serviceCidr: fd00:10::/108`,
    right: `network:
  serviceCidr: 172.16.0.0/16`,
  },
  {
    code: 'VK2010',
    severity: 'error',
    title: 'A text is not an address',
    explanation:
      'An address is four numbers from 0 to 255 with dots between, without a prefix length, a port or leading zeros. Names are not resolved: what they stand for can change.',
    wrong: `network:
  dnsServiceIP: 172.16.0.10/16`,
    right: `network:
  dnsServiceIP: 172.16.0.10`,
  },
  {
    code: 'VK2011',
    severity: 'error',
    title: 'Too many or too few',
    explanation:
      'The message names the limit of entries or characters. Most are those of Azure: 50 tags a resource, of which vnetk8s needs a few, 256 characters a tag, 400 routes a route table.',
    wrong: `linux:
  sshPublicKeys: []`,
    right: `linux:
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com`,
  },
  {
    code: 'VK2012',
    severity: 'error',
    title: 'A list holds the same thing twice',
    explanation:
      'The second entry changes nothing, so one of the two is probably meant to be another. Azure refuses most such lists.',
    wrong: `nodePools:
  - name: apps
    zones: ["1", "2", "2"]`,
    right: `nodePools:
  - name: apps
    zones: ["1", "2", "3"]`,
  },
  {
    code: 'VK2013',
    severity: 'error',
    title: 'A text needs quotes',
    explanation:
      'YAML reads what looks like a number or a boolean as one: the version 1.30 becomes the number 1.3, the zone 1 no longer is the name of a zone, and what was written cannot be told from it afterwards. Put such texts in quotes.',
    wrong: `kubernetes:
  version: 1.36`,
    right: `kubernetes:
  version: "1.36"`,
  },
  {
    code: 'VK2014',
    severity: 'error',
    title: 'A key has no value',
    explanation:
      'A key with nothing behind it has the value `null`, which nothing in a definition may have: it could mean the default, nothing at all, or that something was forgotten. Remove the key to get the default. If there are lines below it that belong to it, they are not indented.',
    wrong: `controlPlane:
  vmSize:`,
    right: `controlPlane:
  vmSize: Standard_D4s_v5`,
  },
];

/** VK1xxx and VK2xxx: everything that can be wrong with a definition before its rules are checked. */
export const definitionEntries: readonly CatalogEntry[] = [...textEntries, ...schemaEntries];
