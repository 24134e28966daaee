import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A token as Entra makes them; nobody signed it. */
export function tokenOf(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({alg: 'none'})}.${part(claims)}.`;
}

/** Entra on the loopback: one tenant, and what it is asked for tokens with. */
export interface FakeEntra {
  readonly host: string;
  readonly certificate: string;
  readonly key: string;
  readonly forms: URLSearchParams[];
  /** Paths that Azure Pipelines was asked at, and with which token; it gives `from-pipelines`. */
  readonly asked: string[];
  readonly close: () => void;
}

/** Serves it. `status` is of its answers to whoever asks for a token. */
export async function serveEntra(status = 200): Promise<FakeEntra> {
  const {key, cert} = selfSigned();
  const forms: URLSearchParams[] = [];
  const asked: string[] = [];
  const server = createServer({key, cert}, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const host = `https://${request.headers.host}`;
    const path = request.url ?? '';
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const [code, answer] = answerTo(path, host, status);
    if (path.includes('/v2.0/token')) forms.push(form);
    if (path.startsWith('/pipelines')) asked.push(`${path} ${request.headers.authorization}`);
    response.writeHead(code, {'content-type': 'application/json'});
    response.end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  return {host: `https://127.0.0.1:${port}`, certificate: cert, key, forms, asked, close: () => server.close()};
}

function answerTo(path: string, host: string, status: number): readonly [number, object] {
  if (path.includes('/v2.0/token')) return [status, tokenAnswer(status)];
  if (path.includes('/v2.0/devicecode')) return [200, {...DEVICE_CODE, verification_uri: `${host}/device`}];
  if (path.startsWith('/pipelines/refused')) return [403, {message: 'the token of the job has expired'}];
  if (path.startsWith('/pipelines')) return [200, {oidcToken: 'from-pipelines'}];
  return [200, configurationOf(host)];
}

const DEVICE_CODE = {
  device_code: 'device-code',
  user_code: 'ABCD-1234',
  expires_in: 900,
  interval: 1,
  message: 'To sign in, open the page and enter the code ABCD-1234.',
};

function tokenAnswer(status: number): object {
  if (status !== 200) return {error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret.'};
  const claims = {tid: 'tenant', oid: 'object', appid: 'client'};
  const person = {tid: 'tenant', oid: 'object', sub: 'object', preferred_username: 'ada@example.com'};
  const id = {
    id_token: tokenOf({...person, aud: 'client', iss: 'issuer'}),
    client_info: Buffer.from(JSON.stringify({uid: 'object', utid: 'tenant'})).toString('base64url'),
  };
  return {
    ...id,
    scope: 'https://management.azure.com/.default',
    token_type: 'Bearer',
    expires_in: 3_600,
    ext_expires_in: 3_600,
    access_token: tokenOf(claims),
  };
}

function configurationOf(host: string): object {
  return {
    token_endpoint: `${host}/tenant/oauth2/v2.0/token`,
    issuer: `${host}/tenant/v2.0`,
    authorization_endpoint: `${host}/tenant/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${host}/tenant/oauth2/v2.0/devicecode`,
    jwks_uri: `${host}/tenant/discovery/v2.0/keys`,
  };
}

/** A key and a certificate for the loopback. */
function selfSigned(): {readonly key: string; readonly cert: string} {
  const folder = mkdtempSync(join(tmpdir(), 'entra-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')] as const;
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync('openssl', [...kind, '-keyout', key, '-out', cert, ...name], {stdio: 'ignore'});
  const made = {key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8')};
  rmSync(folder, {recursive: true});
  return made;
}
