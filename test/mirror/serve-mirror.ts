import {createReadStream, readFileSync, statSync} from 'node:fs';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer} from 'node:https';
import {join, normalize} from 'node:path';
import type {Catalog} from './mirror.ts';
import type {Descriptor} from './oci-image.ts';

/**
 * Serves a mirror: `node serve-mirror.ts FOLDER ADDRESS PORT`. Packages are files; images are given out as the OCI's
 * distribution specification describes it for who only reads.
 */
const [folder = '', address = '', port = ''] = process.argv.slice(2);
const content = join(folder, 'content');
const catalog: Catalog = JSON.parse(readFileSync(join(content, 'catalog.json'), 'utf8'));

/** Something to send. */
interface Answer {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

function answerTo(path: string): Answer | undefined {
  const image = /^\/v2\/(?<name>.+)\/(?<kind>manifests|blobs)\/(?<reference>[\w.:-]+)$/.exec(path)?.groups;
  if (image === undefined) return {path: join(content, 'www', normalize(path)), headers: {}};
  const {name = '', kind, reference = ''} = image;
  const tags: Readonly<Record<string, Descriptor>> = catalog[name] ?? {};
  if (kind === 'blobs') return blob(reference, 'application/octet-stream');
  const manifest = tags[reference] ?? Object.values(tags).find(({digest}) => digest === reference);
  return manifest && blob(manifest.digest, manifest.mediaType);
}

function blob(digest: string, mediaType: string): Answer {
  const headers = {'content-type': mediaType, 'docker-content-digest': digest};
  return {path: join(content, 'blobs', digest.replace('sha256:', '')), headers};
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const path = decodeURIComponent((request.url ?? '/').replace(/\?.*/, ''));
  const status = send(path, request, response);
  process.stdout.write(`${request.socket.remoteAddress} ${request.method} ${path} ${status}\n`);
}

function send(path: string, request: IncomingMessage, response: ServerResponse): number {
  if (path === '/v2/') {
    response.writeHead(200, {'content-type': 'application/json'}).end('{}');
    return 200;
  }
  const answer = answerTo(path);
  const size = answer === undefined ? undefined : sizeOf(answer.path);
  if (answer === undefined || size === undefined) {
    response.writeHead(404, {'content-type': 'application/json'}).end('{"errors":[{"code":"NOT_FOUND"}]}');
    return 404;
  }
  response.writeHead(200, {...answer.headers, 'content-length': size});
  if (request.method === 'HEAD') response.end();
  else createReadStream(answer.path).pipe(response);
  return 200;
}

function sizeOf(path: string): number | undefined {
  const found = statSync(path, {throwIfNoEntry: false});
  return found?.isFile() === true ? found.size : undefined;
}

const tls = {key: readFileSync(join(folder, 'server.key')), cert: readFileSync(join(folder, 'server.crt'))};
createServer(tls, serve).listen(Number(port), address, () => {
  process.stdout.write(`serves ${folder} on ${address}:${port}\n`);
});
