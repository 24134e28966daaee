import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import type {AuthMethod} from './credentials.ts';

/** A method that is not found out. */
export type ChosenMethod = Exclude<AuthMethod, 'auto'>;

/** What people call the methods. */
export const METHODS: Readonly<Record<ChosenMethod, string>> = {
  cli: 'Azure CLI',
  env: 'service principal of the environment',
  workload: 'workload identity',
  github: 'GitHub Actions OIDC',
  pipelines: 'Azure Pipelines OIDC',
  msi: 'managed identity',
  device: 'device code',
};

/** Who may get a token without a secret is written down at the application: it must be this job, this service account, this connection. */
const FEDERATED = 'the application, or identity, needs a federated credential for';

/** What helps if a method fails: what to look at, what to set. */
export const ADVICE: Readonly<Record<ChosenMethod, readonly string[]>> = {
  cli: ['log in: az login'],
  env: ['check AZURE_TENANT_ID and AZURE_CLIENT_ID, and the secret or the certificate: they may have expired'],
  workload: [
    'check AZURE_TENANT_ID, AZURE_CLIENT_ID and the file of AZURE_FEDERATED_TOKEN_FILE',
    `${FEDERATED} this service account`,
  ],
  github: ['check AZURE_TENANT_ID and AZURE_CLIENT_ID', `${FEDERATED} this repository, and its branch or environment`],
  pipelines: [
    'check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURESUBSCRIPTION_SERVICE_CONNECTION_ID',
    'the step needs env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)',
    `${FEDERATED} this service connection`,
  ],
  msi: ['give this machine an identity: az vm identity assign', 'if it has several, say which: AZURE_CLIENT_ID'],
  device: ['run it again, and enter the code before it expires'],
};

/** What helps if a variable is not set. */
const SETTING: Readonly<Record<string, string>> = {
  AZURE_TENANT_ID: 'set AZURE_TENANT_ID: the directory (tenant) of the application',
  AZURE_CLIENT_ID: 'set AZURE_CLIENT_ID: the application (client) id, not its object id',
  AZURE_CLIENT_SECRET: 'set AZURE_CLIENT_SECRET, or AZURE_CLIENT_CERTIFICATE_PATH',
  AZURE_FEDERATED_TOKEN_FILE: 'set AZURE_FEDERATED_TOKEN_FILE: the file that the token is in',
  AZURESUBSCRIPTION_SERVICE_CONNECTION_ID:
    'run in a task with an azureSubscription, or set AZURESUBSCRIPTION_SERVICE_CONNECTION_ID',
  SYSTEM_ACCESSTOKEN: 'give it to the step: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)',
  SYSTEM_OIDCREQUESTURI: 'run it in a job of Azure Pipelines, which sets SYSTEM_OIDCREQUESTURI',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'give the job the permission: permissions: {id-token: write}',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'give the job the permission: permissions: {id-token: write}',
};

/** The error for a variable that a method needs, and the environment has not. */
export function missingSetting(method: ChosenMethod, name: string): UserError {
  return new UserError(`${METHODS[method]} needs ${name}, which is not set`, {
    code: 'NOT_AUTHENTICATED',
    exitCode: EXIT.notAuthenticated,
    suggestions: [
      SETTING[name] ?? `set ${name}`,
      'or authenticate otherwise: --auth cli (docs/azure.md says what there is)',
    ],
  });
}

/** Why a method has failed, in one line without the words of its library. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.message.replaceAll(/\s+/g, ' ');
  for (const [pattern, words] of REASONS) {
    const match = pattern.exec(text);
    if (match !== null) return words(match);
  }
  const [line = ''] = text
    .replace(/^(?:\w+Credential: |ERROR: )?(?:Authentication failed\. )?(?:Message )?/i, '')
    .split('. ', 1);
  return lowerCase(`${line.replace(/\.$/, '')}${line === 'fetch failed' ? `: ${rootOf(error).message}` : ''}`);
}

/** What was there first. */
function rootOf(error: Error): Error {
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}

/** What libraries say, and what a person is told. */
const REASONS: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  // Entra's own words are the best there are: they have a number that can be looked up.
  [/AADSTS\d+: .*?(?=\.? (?:- )?(?:Correlation ID|Trace ID)|\.?$)/, ([words]) => words],
  [/Description: (.*?) - Correlation ID/, ([, words = '']) => lowerCase(words)],
  // The SDK's words, on Windows.
  [/Azure CLI could not be found/, () => 'there is no az on this machine'],
  [/Unexpected end of JSON input/, () => 'az did not answer in time'],
  [/ENOENT: .*?, open '(.*)'/, ([, file]) => `there is no file ${file}`],
  [/EACCES: .*?, open '(.*)'/, ([, file]) => `${file} cannot be read`],
  [/"alg" parameter for "ec" key type/, () => 'the key of the certificate must be an RSA key: Entra takes no other'],
  [/does not contain a PEM-encoded certificate/, () => 'the file holds no certificate, or it is not in the format PEM'],
  [
    /oidcToken field not detected in the response\. Status code: (\d+)/,
    ([, code]) => `Azure Pipelines gave no token: status ${code}`,
  ],
  [
    /IMDS endpoint, but it is not available|network_error/,
    () => 'nobody answers at the address for identities of machines',
  ],
];

/** Names in capitals stay. */
function lowerCase(text: string): string {
  return /^[A-Z][a-z]* /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
