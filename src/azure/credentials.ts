import type {AccessToken, GetTokenOptions, TokenCredential} from '@azure/core-auth';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {ADVICE, type ChosenMethod, METHODS, missingSetting, reasonOf} from './credential-advice.ts';
import {type Environment, identityOf} from './credential-identity.ts';
import {MAKERS} from './credential-makers.ts';

/** How to authenticate; `auto` finds out by the environment. */
export type AuthMethod = 'auto' | 'cli' | 'env' | 'workload' | 'github' | 'pipelines' | 'msi' | 'device';

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

/** What the system sets that a job runs in; without it, nothing else matters. */
const REQUIRED: Readonly<Partial<Record<ChosenMethod, readonly string[]>>> = {
  github: ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
  pipelines: ['SYSTEM_OIDCREQUESTURI'],
};

/** The credential that was asked for, or the first that the environment has. Throws UserError if something of it is missing. */
export async function makeCredential(options: CredentialOptions): Promise<NamedCredential> {
  const {auth, env, authorityHost, authority} = options;
  const method = auth === 'auto' ? methodOf(env) : auth;
  const need = (name: string, value = env[name]): string => {
    if (value === undefined || value === '') throw missingSetting(method, name);
    return value;
  };
  for (const name of REQUIRED[method] ?? []) need(name);
  const sdk = await import('@azure/identity');
  const credential = MAKERS[method]({sdk, identity: identityOf(env), need, options: {authorityHost, ...authority}});
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
