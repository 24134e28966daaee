import {checkDnsLabel} from '../kubernetes/names.ts';
import type {ResourceIdParse, ResourceType} from './resource-id.ts';
import {readResourceId} from './resource-id.ts';

export type {ResourceId, ResourceIdParse, ResourceType} from './resource-id.ts';

/*
 * Azure's rules for names. Every check returns undefined for a correct name, and otherwise the reason in lower case that
 * finishes "x is not a name for a ...: ...". Source of each, where none is named: Azure: resource-name-rules.
 */

/** What the names of a kind of resource look like. */
interface NameRule {
  readonly shortest: number;
  readonly longest: number;
  /** Any one character that is not allowed. */
  readonly outside: RegExp;
  /** What is allowed, for the message. */
  readonly allowed: string;
  readonly first: RegExp;
  readonly last: RegExp;
  /** What the first and last characters may be, for the message. */
  readonly ends: string;
}

const NETWORK_NAME = {
  outside: /[^A-Za-z0-9._-]/,
  allowed: 'letters, digits, ., _ and -',
  first: /[A-Za-z0-9]/,
  last: /[A-Za-z0-9_]/,
  ends: 'begin with a letter or digit and end with one or with _',
};

/** A resource of the network provider: load balancer, network interface, route table, public IP, peering, ... */
export function checkNetworkResourceName(name: string): string | undefined {
  return checkName(name, {...NETWORK_NAME, shortest: 1, longest: 80});
}

/** A subnet. */
export function checkSubnetName(name: string): string | undefined {
  return checkNetworkResourceName(name);
}

/** A virtual network. */
export function checkVirtualNetworkName(name: string): string | undefined {
  return checkName(name, {...NETWORK_NAME, shortest: 2, longest: 64});
}

/** A resource group; besides ASCII, Azure takes letters and digits of all languages. */
export function checkResourceGroupName(name: string): string | undefined {
  return checkName(name, {
    shortest: 1,
    longest: 90,
    outside: /[^\p{L}\p{Nd}._()-]/u,
    allowed: 'letters, digits, ., _, - and parentheses',
    first: /./u,
    last: /[^.]/u,
    ends: 'not end with .',
  });
}

/** A virtual machine or a scale set of Linux machines. */
export function checkVirtualMachineName(name: string): string | undefined {
  const reason = checkName(name, {
    shortest: 1,
    longest: 64,
    outside: /[^A-Za-z0-9._-]/,
    allowed: 'letters, digits, ., _ and -',
    first: /[^_]/,
    last: /[^.-]/,
    ends: 'not begin with _ and not end with . or -',
  });
  return reason ?? (/^\d+$/.test(name) ? 'has digits only' : undefined);
}

/**
 * The computer name of a node. It is the node's name in Kubernetes, so that beyond Azure's rule it is a DNS label
 * (cloud-provider-azure: topics/assumptions; Kubernetes: names).
 */
export function checkComputerName(name: string): string | undefined {
  return checkDnsLabel(name) ?? (/^\d+$/.test(name) ? 'has digits only' : undefined);
}

/** A user-assigned identity. */
export function checkIdentityName(name: string): string | undefined {
  return checkName(name, {
    shortest: 3,
    longest: 128,
    outside: /[^A-Za-z0-9_-]/,
    allowed: 'letters, digits, _ and -',
    first: /[A-Za-z0-9]/,
    last: /./,
    ends: 'begin with a letter or digit',
  });
}

/** The DNS name of a public IP, before the region's domain (Azure: public IP address, domainNameLabel). */
export function checkDomainNameLabel(name: string): string | undefined {
  return checkName(name, {
    shortest: 3,
    longest: 63,
    outside: /[^a-z0-9-]/,
    allowed: 'a to z, 0 to 9 and -',
    first: /[a-z]/,
    last: /[a-z0-9]/,
    ends: 'begin with a lower-case letter and end with one or with a digit',
  });
}

/** Reserved by Azure (Azure: virtual-machines/linux/faq and the Compute API's osProfile.adminUsername). */
const AZURE_RESERVED_USERS = `1 123 a actuser adm admin admin1 admin2 administrator aspnet backup console david guest john
  owner root server sql support support_388945a0 sys test test1 test2 test3 user user1 user2 user3 user4 user5 video`;

/** Users and groups that Ubuntu comes with (its package base-passwd): useradd refuses to make them again. */
const UBUNTU_ACCOUNTS = `_apt audio backup bin cdrom daemon dialout dip disk fax floppy games irc kmem list lp mail man news
  nobody nogroup operator plugdev proxy sasl shadow src staff sudo sync tape tty users utmp uucp voice www-data`;

const RESERVED_USERS: ReadonlyMap<string, string> = new Map([
  ...UBUNTU_ACCOUNTS.split(/\s+/).map((user) => [user, 'is a user or group that Ubuntu already has'] as const),
  ...AZURE_RESERVED_USERS.split(/\s+/).map((user) => [user, 'is reserved by Azure'] as const),
]);

/**
 * The administrator's account of a Linux machine: none of the reserved ones, and a name as useradd takes it, which is
 * shorter than the 64 characters of Azure (man useradd, "CAVEATS").
 */
export function checkAdminUsername(name: string): string | undefined {
  const reason = checkName(name, {
    shortest: 1,
    longest: 32,
    outside: /[^a-z0-9_-]/,
    allowed: 'a to z, 0 to 9, _ and -',
    first: /[a-z_]/,
    last: /./,
    ends: 'begin with a lower-case letter or _',
  });
  return RESERVED_USERS.get(name.toLowerCase()) ?? reason;
}

/**
 * The name of a cluster as the cloud provider gets it: it calls the load balancers NAME and NAME-internal, and takes a
 * name with that ending for the internal one (cloud-provider-azure: topics/assumptions).
 */
export function checkClusterName(name: string): string | undefined {
  if (name.endsWith('-internal')) return 'must not end with -internal, which names its internal load balancer';
  return checkDnsLabel(name);
}

/** The rules for the names in an id of each type, in their order. */
const NAMES_IN_ID: Readonly<Record<string, readonly ((name: string) => string | undefined)[]>> = {
  'Microsoft.Network/virtualNetworks': [checkVirtualNetworkName],
  'Microsoft.Network/virtualNetworks/subnets': [checkVirtualNetworkName, checkSubnetName],
  'Microsoft.Network/routeTables': [checkNetworkResourceName],
  'Microsoft.Network/expressRouteCircuits': [checkNetworkResourceName],
  'Microsoft.ManagedIdentity/userAssignedIdentities': [checkIdentityName],
} satisfies Record<ResourceType, readonly unknown[]>;

/** Reads the id of a resource, of any type or of one, and checks the names in it; capitals do not matter. */
export function parseResourceId(text: string, type?: ResourceType): ResourceIdParse {
  const parse = readResourceId(text, type);
  if (parse.problem !== undefined) return parse;
  const {resourceGroup, names, type: found} = parse.resource;
  const groupReason = checkResourceGroupName(resourceGroup);
  if (groupReason !== undefined) {
    return {
      problem: 'resource-group',
      reason: `has the resource group ${JSON.stringify(resourceGroup)}: ${groupReason}`,
    };
  }
  for (const [index, name] of names.entries()) {
    const reason = NAMES_IN_ID[found]?.[index]?.(name);
    if (reason !== undefined) return {problem: 'name', reason: `has the name ${JSON.stringify(name)}: ${reason}`};
  }
  return parse;
}

function checkName(name: string, rule: NameRule): string | undefined {
  if (name === '') return 'is empty';
  if (name.length < rule.shortest) return `shorter than ${rule.shortest} characters (${name.length})`;
  if (name.length > rule.longest) return `longer than ${rule.longest} characters (${name.length})`;
  const outside = rule.outside.exec(name)?.[0];
  if (outside !== undefined) return `has ${JSON.stringify(outside)}; only ${rule.allowed} are allowed`;
  const fits = rule.first.test(name.charAt(0)) && rule.last.test(name.charAt(name.length - 1));
  return fits ? undefined : `must ${rule.ends}`;
}
