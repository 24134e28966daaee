import type {ExpandedResource} from '../expanded.ts';
import type {TemplateProblem} from '../template-error.ts';
import {type Check, isType, objectsAt, textAt} from './check.ts';

/** What the names of a kind of thing look like. */
interface NameRule {
  readonly shortest: number;
  readonly longest: number;
  readonly pattern: RegExp;
  /** The pattern in words that follow "must". */
  readonly words: string;
}

const NETWORK_WORDS = 'have letters, digits, ., _ and - only, begin with a letter or digit, and end with one or _';

const NETWORK: NameRule = {
  shortest: 1,
  longest: 80,
  pattern: /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/,
  words: NETWORK_WORDS,
};

const MACHINE: NameRule = {
  shortest: 1,
  longest: 64,
  pattern: /^(?!\d+$)[A-Za-z0-9.-](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/,
  words: 'have letters, digits, ., _ and - only, not begin with _, not end with . or -, and not be a number',
};

const GUID: NameRule = {
  shortest: 36,
  longest: 36,
  pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  words: 'be a GUID',
};

/** Of the last segment of a resource's name, by type in small letters (Azure: management/resource-name-rules). */
const RULES: ReadonlyMap<string, NameRule> = new Map([
  ['microsoft.authorization/roleassignments', GUID],
  ['microsoft.compute/availabilitysets', NETWORK],
  ['microsoft.compute/virtualmachines', MACHINE],
  ['microsoft.compute/virtualmachinescalesets', MACHINE],
  [
    'microsoft.managedidentity/userassignedidentities',
    {
      shortest: 3,
      longest: 128,
      pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
      words: 'have letters, digits, _ and - only, and begin with a letter or digit',
    },
  ],
  [
    'microsoft.network/privatednszones',
    {
      shortest: 1,
      longest: 253,
      pattern: /^[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,33}$/,
      words: 'be 2 to 34 labels with dots between them, of letters, digits, _ and -, each up to 63 characters',
    },
  ],
  [
    'microsoft.network/privatednszones/a',
    {shortest: 1, longest: 253, pattern: /^(?:@|\*|[\w-]{1,63}(?:\.[\w-]{1,63})*)$/, words: 'be @, * or DNS labels'},
  ],
  ['microsoft.network/virtualnetworks', {...NETWORK, shortest: 2, longest: 64}],
  [
    'microsoft.resources/deployments',
    {shortest: 1, longest: 64, pattern: /^[-\w.()]+$/, words: 'have letters, digits, ., _, - and parentheses only'},
  ],
]);

const DOMAIN_LABEL: NameRule = {
  shortest: 3,
  longest: 63,
  pattern: /^[a-z][a-z0-9-]*[a-z0-9]$/,
  words: 'have a to z, 0 to 9 and - only, begin with a letter, and end with a letter or digit',
};

/** Names and prefixes of Linux computers (Azure: Compute API, osProfile.computerName and computerNamePrefix). */
const COMPUTER: NameRule = {
  shortest: 1,
  longest: 64,
  pattern: /^[^\\/"[\]:|<>+=;,?*@&~!#$%^()_{}'\s]+$/,
  words: 'have none of the characters that computer names must not have',
};

/** Names obey Azure's rules. */
export const checkNames: Check = ({resources}) =>
  resources.flatMap((resource) => [
    ...checkName(resource.name.split('/').at(-1) ?? '', ruleOf(resource), 'the name', `${resource.path}.name`),
    ...checkNamesWithin(resource),
  ]);

function ruleOf({type}: ExpandedResource): NameRule | undefined {
  const key = type.toLowerCase();
  const own = RULES.get(key) ?? (key.endsWith('/roleassignments') ? GUID : undefined);
  return own ?? (key.startsWith('microsoft.network/') ? NETWORK : undefined);
}

function checkNamesWithin(resource: ExpandedResource): TemplateProblem[] {
  const {properties, path} = resource;
  const at = `${path}.properties`;
  if (isType(resource, 'Microsoft.Compute/virtualMachines')) {
    const computer = textAt(properties, 'osProfile', 'computerName');
    return checkName(computer, COMPUTER, 'the computer name', `${at}.osProfile.computerName`);
  }
  if (isType(resource, 'Microsoft.Compute/virtualMachineScaleSets')) {
    const prefix = textAt(properties, 'virtualMachineProfile', 'osProfile', 'computerNamePrefix');
    const place = `${at}.virtualMachineProfile.osProfile.computerNamePrefix`;
    // Azure appends six characters for the instance.
    return checkName(prefix, {...COMPUTER, longest: 58}, 'the prefix of computer names', place);
  }
  if (isType(resource, 'Microsoft.Network/publicIPAddresses')) {
    const label = textAt(properties, 'dnsSettings', 'domainNameLabel');
    return checkName(label, DOMAIN_LABEL, 'the DNS label', `${at}.dnsSettings.domainNameLabel`);
  }
  return checkParts(resource);
}

/** Names of the parts of a resource of the network, which are ids as much as those of resources. */
function checkParts({type, properties, path}: ExpandedResource): TemplateProblem[] {
  if (!type.toLowerCase().startsWith('microsoft.network/')) return [];
  return Object.keys(properties).flatMap((kind) => {
    const parts = objectsAt(properties, kind).map((part) => textAt(part, 'name'));
    return parts.flatMap((name, index) => {
      const place = `${path}.properties.${kind}[${index}].name`;
      const twin = name !== undefined && parts.indexOf(name) !== index;
      const again = [{code: 'duplicate-name', path: place, message: `there are two ${kind} ${JSON.stringify(name)}`}];
      return [...checkName(name, NETWORK, 'the name', place), ...(twin ? again : [])];
    });
  });
}

function checkName(
  name: string | undefined,
  rule: NameRule | undefined,
  what: string,
  path: string,
): TemplateProblem[] {
  // A name with a bracket is an expression that only the deployment knows.
  if (name === undefined || rule === undefined || name.startsWith('[')) return [];
  const problem = (reason: string) => [
    {code: 'wrong-name', path, message: `${what} ${JSON.stringify(name)} must ${reason}`},
  ];
  if (name.length < rule.shortest) return problem(`have at least ${rule.shortest} characters`);
  if (name.length > rule.longest) return problem(`have at most ${rule.longest} characters`);
  return rule.pattern.test(name) ? [] : problem(rule.words);
}
