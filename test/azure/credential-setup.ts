import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, vi} from 'vitest';
import type {Environment} from '../../src/azure/credential-identity.ts';
import {type AuthMethod, makeCredential, type NamedCredential} from '../../src/azure/credentials.ts';
import type {FakeEntra} from './fake-entra.ts';

/** What tokens are asked for. */
export const SCOPE = 'https://management.azure.com/.default';

/** Who asks. */
export const IDS = {AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client'};

/** A step of Azure Pipelines with its token. */
export const PIPELINE = {AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'connection', SYSTEM_ACCESSTOKEN: 'job'};

/** Gives each test of a file a folder of its own, and takes back what it does to the environment; what is on the loopback needs no proxy. */
export function useCredentialFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'credentials-'));
    vi.stubEnv('NO_PROXY', '127.0.0.1');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, {recursive: true});
  });
  return () => folder;
}

/** A credential that asks an Entra of a test. */
export function credentialOf(
  {host, certificate}: FakeEntra,
  auth: AuthMethod,
  env: Environment,
): Promise<NamedCredential> {
  const authority = {disableInstanceDiscovery: true, tlsOptions: {ca: certificate}};
  return makeCredential({auth, env: {...IDS, ...env}, authorityHost: host, authority});
}
