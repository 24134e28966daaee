import type {AccessToken, GetTokenOptions, TokenCredential} from '@azure/core-auth';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {cliCredential} from './cli-credential.ts';
import {ADVICE, type ChosenMethod, reasonOf, SETTING} from './credential-advice.ts';
import {AZ_TIMEOUT} from './run-az.ts';

/** How to authenticate; `auto` finds out by the environment. */
export type AuthMethod = 'auto' | 'cli' | 'env' | 'workload' | 'github' | 'pipelines' | 'msi' | 'device';

/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A credential, and in words what it is. */
export interface NamedCredential {
  readonly credential: TokenCredential;
  readonly method: string;
}

/** What credentials are made from. */
export interface CredentialOptions {
  readonly auth: AuthMethod;
  readonly env: Environment;
  readonly authorityHost: string;
  /** Tests: an authority of theirs, which no instance discovery knows. */
  readonly authority?: {readonly disableInstanceDiscovery: boolean; readonly tlsOptions: {readonly ca: string}};
}

/** What of the environment says who asks: Azure's own names first, then Terraform's. */
interface Identity {
  readonly clientId: string | undefined;
  readonly tenantId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly certificatePath: string | undefined;
  readonly tokenFile: string | undefined;
  readonly connectionId: string | undefined;
}

const METHODS: Readonly<Record<ChosenMethod, string>> = {
  cli: 'Azure CLI',
  env: 'service principal of the environment',
  workload: 'workload identity',
  github: 'GitHub Actions OIDC',
  pipelines: 'Azure Pipelines OIDC',
  msi: 'managed identity',
  device: 'device code',
};

/** What the system sets that a job runs in; without it, nothing else matters. */
const REQUIRED: Readonly<Partial<Record<ChosenMethod, readonly string[]>>> = {
  github: ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
  pipelines: ['SYSTEM_OIDCREQUESTURI'],
};

/** The credential that was asked for, or the first that the environment has. Throws UserError if something of it is missing. */
export async function makeCredential(options: CredentialOptions): Promise<NamedCredential> {
  const method = options.auth === 'auto' ? methodOf(options.env) : options.auth;
  const credential = await credentialOf(method, options);
  return {credential: remembering(credential, method), method: METHODS[method]};
}

/** What `auto` means in an environment (docs/azure.md, "Who asks"). */
export function methodOf(env: Environment): ChosenMethod {
  const {clientId, clientSecret, certificatePath, tokenFile, connectionId} = identityOf(env);
  if (clientSecret !== undefined || certificatePath !== undefined) return 'env';
  if (tokenFile !== undefined) return 'workload';
  if (env['ACTIONS_ID_TOKEN_REQUEST_URL'] !== undefined && clientId !== undefined) return 'github';
  if (env['SYSTEM_OIDCREQUESTURI'] !== undefined && connectionId !== undefined) return 'pipelines';
  return env['IDENTITY_ENDPOINT'] === undefined ? 'cli' : 'msi';
}

function identityOf(env: Environment): Identity {
  const first = (...names: readonly string[]): string | undefined =>
    names.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  return {
    clientId: first('AZURE_CLIENT_ID', 'ARM_CLIENT_ID'),
    tenantId: first('AZURE_TENANT_ID', 'ARM_TENANT_ID'),
    clientSecret: first('AZURE_CLIENT_SECRET', 'ARM_CLIENT_SECRET'),
    certificatePath: first('AZURE_CLIENT_CERTIFICATE_PATH', 'ARM_CLIENT_CERTIFICATE_PATH'),
    tokenFile: first('AZURE_FEDERATED_TOKEN_FILE', 'ARM_OIDC_TOKEN_FILE_PATH'),
    connectionId: first(
      'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID',
      'ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID',
      'ARM_OIDC_AZURE_SERVICE_CONNECTION_ID',
    ),
  };
}

async function credentialOf(
  method: ChosenMethod,
  {env, authorityHost, authority}: CredentialOptions,
): Promise<TokenCredential> {
  const sdk = await import('@azure/identity');
  const {clientId, tenantId, clientSecret, certificatePath, tokenFile, connectionId} = identityOf(env);
  const options = {authorityHost, ...authority};
  const need = (name: string, value: string | undefined): string => value ?? missing(method, name);
  for (const name of REQUIRED[method] ?? []) need(name, env[name]);
  switch (method) {
    case 'cli':
      // There, az is a batch file, and processes have no groups.
      return process.platform === 'win32'
        ? new sdk.AzureCliCredential({processTimeoutInMs: AZ_TIMEOUT, ...(tenantId === undefined ? {} : {tenantId})})
        : cliCredential(tenantId);
    case 'env': {
      const ids = [need('AZURE_TENANT_ID', tenantId), need('AZURE_CLIENT_ID', clientId)] as const;
      return certificatePath === undefined
        ? new sdk.ClientSecretCredential(...ids, need('AZURE_CLIENT_SECRET', clientSecret), options)
        : new sdk.ClientCertificateCredential(...ids, certificatePath, options);
    }
    case 'workload':
      return new sdk.WorkloadIdentityCredential({
        ...options,
        tenantId: need('AZURE_TENANT_ID', tenantId),
        clientId: need('AZURE_CLIENT_ID', clientId),
        tokenFilePath: need('AZURE_FEDERATED_TOKEN_FILE', tokenFile),
      });
    case 'github':
      return new sdk.ClientAssertionCredential(
        need('AZURE_TENANT_ID', tenantId),
        need('AZURE_CLIENT_ID', clientId),
        () => githubToken(env),
        options,
      );
    case 'pipelines':
      return new sdk.AzurePipelinesCredential(
        need('AZURE_TENANT_ID', tenantId),
        need('AZURE_CLIENT_ID', clientId),
        need('AZURESUBSCRIPTION_SERVICE_CONNECTION_ID', connectionId),
        need('SYSTEM_ACCESSTOKEN', env['SYSTEM_ACCESSTOKEN']),
        options,
      );
    case 'msi':
      return clientId === undefined
        ? new sdk.ManagedIdentityCredential()
        : new sdk.ManagedIdentityCredential({clientId});
    case 'device':
      if (!process.stderr.isTTY) throw nobodyThere();
      return new sdk.DeviceCodeCredential({
        ...options,
        ...(tenantId === undefined ? {} : {tenantId}),
        userPromptCallback: ({message}) => process.stderr.write(`${message}\n`),
      });
  }
}

function nobodyThere(): UserError {
  return new UserError('a device code needs somebody at a terminal who enters it', {
    code: 'NOT_AUTHENTICATED',
    exitCode: EXIT.notAuthenticated,
    suggestions: ['authenticate otherwise: --auth env, or --auth cli after az login'],
  });
}

/** The token with which a job of GitHub Actions proves who it is (GitHub: actions/security, "OpenID Connect"). */
async function githubToken(env: Environment): Promise<string> {
  const url = `${env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? missing('github', 'ACTIONS_ID_TOKEN_REQUEST_URL')}&audience=api://AzureADTokenExchange`;
  const token = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? missing('github', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN');
  const headers = {authorization: `Bearer ${token}`, accept: 'application/json'};
  const response = await fetch(url, {headers}).catch((error: unknown) => {
    throw new Error('GitHub does not answer', {cause: error});
  });
  if (!response.ok) throw new Error(`GitHub gave no token: status ${response.status}`);
  const {value} = (await response.json()) as {readonly value?: string};
  if (value === undefined) throw new Error('GitHub gave no token');
  return value;
}

function missing(method: ChosenMethod, name: string): never {
  throw new UserError(`${METHODS[method]} needs ${name}, which is not set`, {
    code: 'NOT_AUTHENTICATED',
    exitCode: EXIT.notAuthenticated,
    suggestions: [
      SETTING[name] ?? `set ${name}`,
      'or authenticate otherwise: --auth cli (docs/azure.md says what there is)',
    ],
  });
}

/** ms before a token ends at which another one is asked for. */
const MARGIN = 5 * 60_000;

/**
 * Asks once for all clients: each has a cache of its own, and each question to `az` is a process. What fails is told in words.
 */
function remembering(credential: TokenCredential, method: ChosenMethod): TokenCredential {
  const tokens = new Map<string, Promise<AccessToken>>();
  const ask = async (scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken> => {
    try {
      const token = await credential.getToken(scopes, options);
      if (token === null) throw new Error('no token was given');
      return token;
    } catch (error) {
      throw notAuthenticated(error, method);
    }
  };
  return {
    getToken: async (scopes, options) => {
      // A challenge asks for more than a token that is known: that one is not remembered.
      if (options?.claims !== undefined) return ask(scopes, options);
      const key = String(scopes);
      const pending = tokens.get(key);
      const known = await pending;
      if (known !== undefined && known.expiresOnTimestamp - Date.now() > MARGIN) return known;
      // Somebody else may have asked in the meantime.
      const other = tokens.get(key);
      if (other !== undefined && other !== pending) return other;
      const asked = ask(scopes, options);
      tokens.set(key, asked);
      asked.catch(() => tokens.delete(key));
      return asked;
    },
  };
}

function notAuthenticated(error: unknown, method: ChosenMethod): unknown {
  if (error instanceof UserError || (error instanceof Error && error.name === 'AbortError')) return error;
  return new UserError(`nobody could be authenticated by ${METHODS[method]}: ${reasonOf(error)}`, {
    code: 'NOT_AUTHENTICATED',
    exitCode: EXIT.notAuthenticated,
    suggestions: [
      ...ADVICE[method],
      'or authenticate otherwise: --auth METHOD (docs/azure.md says what there is)',
      'or try it without Azure: --simulate',
    ],
    cause: error,
  });
}
