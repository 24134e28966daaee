import type {TokenCredential} from '@azure/core-auth';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {cliCredential} from './cli-credential.ts';
import type {ChosenMethod} from './credential-advice.ts';
import type {Identity} from './credential-identity.ts';
import {AZ_TIMEOUT} from './run-az.ts';

/** What a credential is made from. */
export interface CredentialParts {
  readonly sdk: typeof import('@azure/identity');
  readonly identity: Identity;
  /** A variable of the environment, or what stands for it. Throws UserError if there is none. */
  readonly need: (name: string, value?: string) => string;
  /** Where tokens come from. */
  readonly options: {
    readonly authorityHost: string;
    readonly disableInstanceDiscovery?: boolean;
    readonly tlsOptions?: {readonly ca: string};
  };
}

/** Makes the credential of each method. Throws UserError if something of it is missing. */
export const MAKERS: Readonly<Record<ChosenMethod, (parts: CredentialParts) => TokenCredential>> = {
  cli: ({sdk, identity}) =>
    // On Windows, az is a batch file, and processes have no groups.
    process.platform === 'win32'
      ? new sdk.AzureCliCredential({processTimeoutInMs: AZ_TIMEOUT, ...tenantOf(identity)})
      : cliCredential(identity.tenantId),
  env: (parts) => {
    const {sdk, identity, need, options} = parts;
    const ids = idsOf(parts);
    const {certificatePath, clientSecret} = identity;
    return certificatePath === undefined
      ? new sdk.ClientSecretCredential(...ids, need('AZURE_CLIENT_SECRET', clientSecret), options)
      : new sdk.ClientCertificateCredential(...ids, certificatePath, options);
  },
  workload: (parts) => {
    const {sdk, identity, need, options} = parts;
    const [tenantId, clientId] = idsOf(parts);
    const tokenFilePath = need('AZURE_FEDERATED_TOKEN_FILE', identity.tokenFile);
    return new sdk.WorkloadIdentityCredential({...options, tenantId, clientId, tokenFilePath});
  },
  github: (parts) => {
    const {sdk, need, options} = parts;
    return new sdk.ClientAssertionCredential(...idsOf(parts), () => githubToken(need), options);
  },
  pipelines: (parts) => {
    const {sdk, identity, need, options} = parts;
    const ids = idsOf(parts);
    const connection = need('AZURESUBSCRIPTION_SERVICE_CONNECTION_ID', identity.connectionId);
    return new sdk.AzurePipelinesCredential(...ids, connection, need('SYSTEM_ACCESSTOKEN'), options);
  },
  msi: ({sdk, identity: {clientId}}) =>
    clientId === undefined ? new sdk.ManagedIdentityCredential() : new sdk.ManagedIdentityCredential({clientId}),
  device: ({sdk, identity, options}) => {
    if (!process.stderr.isTTY) throw nobodyThere();
    return new sdk.DeviceCodeCredential({
      ...options,
      ...tenantOf(identity),
      userPromptCallback: ({message}) => process.stderr.write(`${message}\n`),
    });
  },
};

function idsOf({identity: {tenantId, clientId}, need}: CredentialParts): readonly [tenant: string, client: string] {
  return [need('AZURE_TENANT_ID', tenantId), need('AZURE_CLIENT_ID', clientId)];
}

function tenantOf({tenantId}: Identity): {readonly tenantId?: string} {
  return tenantId === undefined ? {} : {tenantId};
}

function nobodyThere(): UserError {
  return new UserError('a device code needs somebody at a terminal who enters it', {
    code: 'NOT_AUTHENTICATED',
    exitCode: EXIT.notAuthenticated,
    suggestions: ['authenticate otherwise: --auth env, or --auth cli after az login'],
  });
}

/** The token with which a job of GitHub Actions proves who it is (GitHub: actions/security, "OpenID Connect"). */
async function githubToken(need: CredentialParts['need']): Promise<string> {
  const url = `${need('ACTIONS_ID_TOKEN_REQUEST_URL')}&audience=api://AzureADTokenExchange`;
  const token = need('ACTIONS_ID_TOKEN_REQUEST_TOKEN');
  const headers = {authorization: `Bearer ${token}`, accept: 'application/json'};
  const response = await fetch(url, {headers}).catch((error: unknown) => {
    throw new Error('GitHub does not answer', {cause: error});
  });
  if (!response.ok) throw new Error(`GitHub gave no token: status ${response.status}`);
  const {value} = (await response.json()) as {readonly value?: string};
  if (value === undefined) throw new Error('GitHub gave no token');
  return value;
}
