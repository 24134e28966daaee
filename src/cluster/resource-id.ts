/** The types of resources that a cluster definition names by their ids. */
export type ResourceType =
  | 'Microsoft.Network/virtualNetworks'
  | 'Microsoft.Network/virtualNetworks/subnets'
  | 'Microsoft.Network/routeTables'
  | 'Microsoft.Network/expressRouteCircuits'
  | 'Microsoft.ManagedIdentity/userAssignedIdentities';

/**
 * The parts of a resource id. Azure compares ids without regard to capitals; here the fixed parts, the subscription and
 * the known types have one spelling, so that two ids of one resource differ in the capitals of their names at most.
 */
export interface ResourceId {
  /** The whole id. */
  readonly id: string;
  /** A GUID in lower case. */
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Provider and types: a `ResourceType`, or another one as it was written. */
  readonly type: string;
  /** One for each type: of a subnet, that of the virtual network and its own. */
  readonly names: readonly [string, ...string[]];
}

/** A resource id, or what is wrong with the text, in lower case and fit to follow "x". */
export type ResourceIdParse =
  | {readonly resource: ResourceId; readonly problem?: undefined}
  | {
      /**
       * - `not-an-id`: a bare name, a URL
       * - `missing-segment`: a fixed part, or the end, is not there
       * - `empty-segment`: two slashes in a row or one at the end
       * - `subscription`, `resource-group`, `name`: that part is not what Azure allows there
       * - `type`: an id, but of something else than was asked for
       */
      readonly problem:
        | 'not-an-id'
        | 'missing-segment'
        | 'empty-segment'
        | 'subscription'
        | 'resource-group'
        | 'name'
        | 'type';
      readonly reason: string;
      /** The id that was probably meant. */
      readonly suggestion?: string;
    };

/** The known types, and what messages call a resource of each. */
const LABELS: ReadonlyMap<string, string> = new Map<ResourceType, string>([
  ['Microsoft.Network/virtualNetworks', 'a virtual network'],
  ['Microsoft.Network/virtualNetworks/subnets', 'a subnet'],
  ['Microsoft.Network/routeTables', 'a route table'],
  ['Microsoft.Network/expressRouteCircuits', 'an ExpressRoute circuit'],
  ['Microsoft.ManagedIdentity/userAssignedIdentities', 'a user-assigned identity'],
]);

/** The form of every id here (Azure: resource-manager/templates/template-functions-resource, resourceId). */
const FORM = '/subscriptions/GUID/resourceGroups/GROUP/providers/PROVIDER/TYPE/NAME';
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads the id of a resource, of any type or of one, as to its form; its names are `parseResourceId`'s to check. */
export function readResourceId(text: string, type?: ResourceType): ResourceIdParse {
  const parse = readAnyType(text.trim());
  if (type === undefined) return parse;
  if (parse.problem === undefined) return parse.resource.type === type ? parse : wrongType(parse.resource, type);
  if (parse.suggestion === undefined) return parse;
  const better = readResourceId(parse.suggestion, type);
  const suggestion = better.problem === undefined ? better.resource.id : better.suggestion;
  return {problem: parse.problem, reason: parse.reason, ...(suggestion === undefined ? {} : {suggestion})};
}

function readAnyType(text: string): ResourceIdParse {
  if (!/^\/subscriptions(\/|$)/i.test(text)) return notAnId(text);
  const segments = text.split('/').slice(1);
  if (segments.includes('')) return emptySegment(text);
  const [, subscriptionId, groups, resourceGroup, providers, provider, ...rest] = segments;
  if (subscriptionId === undefined) return missing('ends before the id of the subscription');
  if (!GUID.test(subscriptionId)) {
    return {
      problem: 'subscription',
      reason: `has ${JSON.stringify(subscriptionId)} for a subscription, which is no GUID`,
    };
  }
  const noGroups = checkFixed(groups, 'resourceGroups');
  if (noGroups !== undefined) return missing(noGroups);
  if (resourceGroup === undefined) return missing('ends before the name of the resource group');
  const noProviders = checkFixed(providers, 'providers');
  if (noProviders !== undefined) return missing(noProviders);
  if (provider === undefined) return missing('ends before the provider, such as Microsoft.Network');
  return readTypesAndNames(
    `/subscriptions/${subscriptionId.toLowerCase()}/resourceGroups/${resourceGroup}`,
    provider,
    rest,
  );
}

/** Reads types and names, in turn, after `scope` and the provider. */
function readTypesAndNames(scope: string, provider: string, rest: readonly string[]): ResourceIdParse {
  const [, , subscriptionId = '', , resourceGroup = ''] = scope.split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  const [name, ...names] = rest.filter((_, index) => index % 2 === 1);
  if (types.length === 0) return missing(`ends with the provider ${provider}: type and name are missing`);
  if (name === undefined || types.length > names.length + 1) {
    return missing(`ends with ${types.at(-1)}: the name is missing`);
  }
  const written = [provider, ...types].join('/');
  const type = [...LABELS.keys()].find((known) => known.toLowerCase() === written.toLowerCase()) ?? written;
  const id = formatId(scope, type, [name, ...names]);
  return {resource: {id, subscriptionId, resourceGroup, type, names: [name, ...names]}};
}

function formatId(scope: string, type: string, names: readonly string[]): string {
  const [provider, ...types] = type.split('/');
  return [scope, 'providers', provider, ...types.flatMap((part, index) => [part, names[index]])].join('/');
}

/** Why `segment` is not the fixed part `wanted`. */
function checkFixed(segment: string | undefined, wanted: string): string | undefined {
  if (segment === undefined) return `ends before /${wanted}/`;
  if (segment.toLowerCase() === wanted.toLowerCase()) return undefined;
  return `has ${JSON.stringify(segment)} where ${wanted} should be`;
}

function missing(reason: string): ResourceIdParse {
  return {problem: 'missing-segment', reason};
}

/** Of a URL, as the portal has them in its address bar, the id within is suggested. */
function notAnId(text: string): ResourceIdParse {
  const reason = `is no resource id, which is ${FORM}`;
  const start = text.search(/\bsubscriptions\//i);
  if (start < 0) return {problem: 'not-an-id', reason};
  const inner = `/${text.slice(start).replace(/[?#].*$/s, '')}`;
  // The portal adds the name of the page, such as /overview.
  return withSuggestion('not-an-id', reason, [inner, inner.replace(/\/[^/]*$/, '')]);
}

function emptySegment(text: string): ResourceIdParse {
  const reason = text.endsWith('/') ? 'ends with a slash' : 'has two slashes in a row';
  return withSuggestion('empty-segment', reason, [text.replace(/\/+/g, '/').replace(/\/$/, '')]);
}

/** Suggests the first of the texts that is an id. */
function withSuggestion(
  problem: 'not-an-id' | 'empty-segment',
  reason: string,
  texts: readonly string[],
): ResourceIdParse {
  for (const text of texts) {
    const parse = readAnyType(text);
    if (parse.problem === undefined) return {problem, reason, suggestion: parse.resource.id};
  }
  return {problem, reason};
}

function wrongType(resource: ResourceId, wanted: ResourceType): ResourceIdParse {
  const reason = `is the id of ${labelOf(resource.type)}, not of ${labelOf(wanted)}`;
  if (!resource.type.startsWith(`${wanted}/`)) return {problem: 'type', reason};
  const scope = `/subscriptions/${resource.subscriptionId}/resourceGroups/${resource.resourceGroup}`;
  return {problem: 'type', reason, suggestion: formatId(scope, wanted, resource.names)};
}

function labelOf(type: string): string {
  return LABELS.get(type) ?? `a resource of type ${type}`;
}
