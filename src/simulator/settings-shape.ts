/** What a value of the settings may be. */
export type Shape =
  | {readonly kind: 'text' | 'number' | 'whole' | 'switch' | 'any'}
  | {readonly kind: 'choice'; readonly of: readonly string[]}
  | {readonly kind: 'list'; readonly of: Shape}
  /** Any names, all values alike. */
  | {readonly kind: 'map'; readonly of: Shape}
  | {readonly kind: 'object'; readonly fields: Readonly<Record<string, Shape>>; readonly required?: readonly string[]};

const TEXT: Shape = {kind: 'text'};
const WHOLE: Shape = {kind: 'whole'};
const ANY: Shape = {kind: 'any'};
const TEXTS: Shape = {kind: 'list', of: TEXT};

function listOf(fields: Readonly<Record<string, Shape>>, ...required: readonly string[]): Shape {
  return {kind: 'list', of: {kind: 'object', fields, required}};
}

/** The shape of a file of settings: see `Settings`, which says what each means. */
export const SETTINGS_SHAPE: Shape = {
  kind: 'object',
  fields: {
    subscriptionId: TEXT,
    tenantId: TEXT,
    resources: {kind: 'list', of: {kind: 'map', of: ANY}},
    quotas: {kind: 'map', of: WHOLE},
    restrictedSizes: listOf({size: TEXT, zones: TEXTS, reason: TEXT}, 'size'),
    takenAddresses: {kind: 'map', of: WHOLE},
    takenIps: {kind: 'map', of: TEXTS},
    takenDnsLabels: TEXTS,
    deniedActions: listOf({action: TEXT, scope: TEXT}, 'action'),
    policies: listOf({name: TEXT, types: TEXTS, requiredTag: TEXT, allowedLocations: TEXTS}, 'name'),
    unregisteredProviders: TEXTS,
    failingBootstraps: listOf({machine: TEXT, exitCode: WHOLE, output: TEXT}, 'machine', 'exitCode'),
    cluster: {
      kind: 'object',
      fields: {
        notReady: listOf({node: TEXT, reason: TEXT}, 'node', 'reason'),
        failingAddons: TEXTS,
        apiServerDown: {kind: 'switch'},
      },
    },
    http: listOf(
      {
        method: TEXT,
        path: TEXT,
        after: WHOLE,
        times: WHOLE,
        connection: {kind: 'choice', of: ['lost', 'refused']},
        status: WHOLE,
        code: TEXT,
        message: TEXT,
        retryAfter: {kind: 'number'},
      },
      'path',
    ),
    failures: listOf(
      {
        type: TEXT,
        name: TEXT,
        code: TEXT,
        message: TEXT,
        details: {kind: 'list', of: ANY},
        at: {kind: 'choice', of: ['preflight', 'start', 'end']},
        status: WHOLE,
        times: WHOLE,
      },
      'type',
      'code',
      'message',
    ),
    pace: {kind: 'number'},
    throttling: {kind: 'switch'},
  },
};
