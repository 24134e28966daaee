import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {inspect} from 'node:util';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import type {Environment} from '../../src/azure/credential-identity.ts';
import type {AuthMethod} from '../../src/azure/credentials.ts';
import {failureText} from '../../src/cli/failure.ts';
import {plainStyle} from '../../src/report/table.ts';
import {credentialOf, PIPELINE, SCOPE, useCredentialFolder} from './credential-setup.ts';
import {thrownBy} from './fake-azure.ts';
import {type FakeEntra, serveEntra} from './fake-entra.ts';

const folder = useCredentialFolder();

describe('who cannot be authenticated is told why, and what to set', () => {
  let refusing: FakeEntra;

  beforeAll(async () => {
    refusing = await serveEntra(401);
  });

  afterAll(() => refusing.close());

  async function failureOf(auth: AuthMethod, env: Environment): Promise<string> {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const error = await thrownBy(credentialOf(refusing, auth, env).then(({credential}) => credential.getToken(SCOPE)));
    expect(inspect(error, {depth: 20, showHidden: true})).not.toContain('hunter2');
    expect(error).toMatchObject({exitCode: 6});
    return failureText(error, {args: ['deploy'], width: Number.POSITIVE_INFINITY, style: plainStyle})
      .replace(/\n {2}or authenticate otherwise: .*\n(?: {2}or try it without Azure: --simulate\n)?$/, '')
      .replaceAll(folder(), 'FOLDER');
  }

  it('a wrong secret, without it', async () => {
    expect(await failureOf('env', {AZURE_CLIENT_SECRET: 'hunter2'})).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by service principal of the environment: AADSTS7000215: Invalid client secret
        check AZURE_TENANT_ID and AZURE_CLIENT_ID, and the secret or the certificate: they may have expired"
    `);
  });

  it('a certificate that is not there', async () => {
    expect(await failureOf('env', {AZURE_CLIENT_CERTIFICATE_PATH: join(folder(), 'no.pem')})).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by service principal of the environment: there is no file FOLDER/no.pem
        check AZURE_TENANT_ID and AZURE_CLIENT_ID, and the secret or the certificate: they may have expired"
    `);
  });

  it('a certificate that is none', async () => {
    writeFileSync(join(folder(), 'a.pem'), 'hunter2');
    expect(await failureOf('env', {AZURE_CLIENT_CERTIFICATE_PATH: join(folder(), 'a.pem')})).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by service principal of the environment: the file holds no certificate, or it is not in the format PEM
        check AZURE_TENANT_ID and AZURE_CLIENT_ID, and the secret or the certificate: they may have expired"
    `);
  });

  it('a certificate of a kind that Entra does not take', async () => {
    writeFileSync(join(folder(), 'a.pem'), `${refusing.key}${refusing.certificate}`);
    expect(await failureOf('env', {AZURE_CLIENT_CERTIFICATE_PATH: join(folder(), 'a.pem')})).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by service principal of the environment: the key of the certificate must be an RSA key: Entra takes no other
        check AZURE_TENANT_ID and AZURE_CLIENT_ID, and the secret or the certificate: they may have expired"
    `);
  });

  it('a token in a file that is not there', async () => {
    expect(await failureOf('workload', {AZURE_FEDERATED_TOKEN_FILE: join(folder(), 'no')})).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by workload identity: there is no file FOLDER/no
        check AZURE_TENANT_ID, AZURE_CLIENT_ID and the file of AZURE_FEDERATED_TOKEN_FILE
        the application, or identity, needs a federated credential for this service account"
    `);
  });

  it('a token in a file that Entra does not take', async () => {
    writeFileSync(join(folder(), 'token'), 'hunter2');
    expect(await failureOf('workload', {AZURE_FEDERATED_TOKEN_FILE: join(folder(), 'token')})).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by workload identity: AADSTS7000215: Invalid client secret
        check AZURE_TENANT_ID, AZURE_CLIENT_ID and the file of AZURE_FEDERATED_TOKEN_FILE
        the application, or identity, needs a federated credential for this service account"
    `);
  });

  it('a job of GitHub without the permission', async () => {
    expect(await failureOf('github', {})).toMatchInlineSnapshot(`
      "error: GitHub Actions OIDC needs ACTIONS_ID_TOKEN_REQUEST_URL, which is not set
        give the job the permission: permissions: {id-token: write}"
    `);
  });

  it('a job of GitHub that GitHub does not answer', async () => {
    const env = {ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:1/?a=b', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'hunter2'};
    expect(await failureOf('github', env)).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by GitHub Actions OIDC: GitHub does not answer
        check AZURE_TENANT_ID and AZURE_CLIENT_ID
        the application, or identity, needs a federated credential for this repository, and its branch or environment"
    `);
  });

  it('something that is no job of Azure Pipelines', async () => {
    expect(await failureOf('pipelines', PIPELINE)).toMatchInlineSnapshot(`
      "error: Azure Pipelines OIDC needs SYSTEM_OIDCREQUESTURI, which is not set
        run it in a job of Azure Pipelines, which sets SYSTEM_OIDCREQUESTURI"
    `);
  });

  it('a step of Azure Pipelines without its token', async () => {
    const {SYSTEM_ACCESSTOKEN: _, ...rest} = PIPELINE;
    const env = {...rest, SYSTEM_OIDCREQUESTURI: `${refusing.host}/pipelines`};
    expect(await failureOf('pipelines', env)).toMatchInlineSnapshot(`
      "error: Azure Pipelines OIDC needs SYSTEM_ACCESSTOKEN, which is not set
        give it to the step: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)"
    `);
  });

  it('a job of Azure Pipelines that gets no token', async () => {
    const env = {...PIPELINE, SYSTEM_OIDCREQUESTURI: `${refusing.host}/pipelines/refused`};
    expect(await failureOf('pipelines', env)).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by Azure Pipelines OIDC: Azure Pipelines gave no token: status 403
        check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURESUBSCRIPTION_SERVICE_CONNECTION_ID
        the step needs env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)
        the application, or identity, needs a federated credential for this service connection"
    `);
  });

  it('a job of Azure Pipelines that Entra does not know', async () => {
    const env = {...PIPELINE, SYSTEM_OIDCREQUESTURI: `${refusing.host}/pipelines`};
    expect(await failureOf('pipelines', env)).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by Azure Pipelines OIDC: AADSTS7000215: Invalid client secret
        check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURESUBSCRIPTION_SERVICE_CONNECTION_ID
        the step needs env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)
        the application, or identity, needs a federated credential for this service connection"
    `);
  });

  it('az that is not there', async () => {
    expect(await failureOf('cli', {PATH: folder()})).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by Azure CLI: there is no az on this machine
        log in: az login"
    `);
  });

  it('a device code without a terminal', async () => {
    expect(await failureOf('device', {})).toMatchInlineSnapshot(`
      "error: a device code needs somebody at a terminal who enters it
        authenticate otherwise: --auth env, or --auth cli after az login
      "
    `);
  });
});
