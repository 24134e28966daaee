/**
 * Azure's metadata services as a program: `metadata-server.ts <model.json>`, started in the fabric's namespace. It
 * reads the model anew for every request, so it always answers for the fabric as it is.
 */
import {createSocket} from 'node:dgram';
import {readFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {text} from 'node:stream/consumers';
import {
  goalStateDocument,
  healthReport,
  instanceDocument,
  interfacesDocument,
  interfaceWithAddress,
  loadBalancerDocument,
  resolveName,
  tokenDocument,
} from './metadata-documents.ts';
import type {FabricModel, NetworkInterfaceModel} from './model.ts';
import {answerQuestion} from './name-service.ts';
import {METADATA_ADDRESS} from './packet-filter.ts';
import {PLATFORM_ADDRESS} from './security-rules.ts';

interface Answer {
  readonly status: number;
  readonly type: 'application/json' | 'text/xml';
  readonly body: string;
}

const modelFile = process.argv[2] ?? '';

function readModel(): FabricModel {
  return JSON.parse(readFileSync(modelFile, 'utf8'));
}

function problem(status: number, error: string): Answer {
  return {status, type: 'application/json', body: JSON.stringify({error})};
}

/** The rules of the instance metadata service: a header, a version, and no proxy on the way. */
function answerMetadata(request: IncomingMessage, model: FabricModel, nic: NetworkInterfaceModel): Answer {
  const url = new URL(request.url ?? '/', 'http://metadata');
  if (request.headers['metadata']?.toString().toLowerCase() !== 'true') {
    return problem(400, 'Bad request. Required metadata header not specified');
  }
  if (request.headers['x-forwarded-for'] !== undefined) return problem(400, 'Bad request. X-Forwarded-For is refused');
  if (!url.searchParams.has('api-version')) return problem(400, 'Bad request. api-version was not specified');
  const [root, kind, ...path] = url.pathname.split('/').filter((part) => part !== '');
  const document =
    kind === 'instance'
      ? instanceDocument(model, nic)
      : kind === 'loadbalancer'
        ? loadBalancerDocument(model, nic)
        : kind === 'identity'
          ? {oauth2: {token: tokenDocument(nic, url.searchParams)}}
          : undefined;
  const value = root === 'metadata' ? path.reduce<unknown>(step, document) : undefined;
  if (value === undefined) return problem(404, 'Not found');
  return {status: 200, type: 'application/json', body: JSON.stringify(value)};
}

function step(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function answerWireserver(
  request: IncomingMessage,
  model: FabricModel,
  nic: NetworkInterfaceModel,
  content: string,
): Answer {
  const url = new URL(request.url ?? '/', 'http://wireserver');
  const comp = url.searchParams.get('comp');
  const xml = (body: string): Answer => ({status: 200, type: 'text/xml', body});
  if (comp === 'nmagent' && url.searchParams.get('type') === 'getinterfaceinfov1') {
    return xml(interfacesDocument(model, nic));
  }
  if (comp === 'goalstate') return xml(goalStateDocument(nic));
  if (comp === 'health' && request.method === 'POST') {
    process.stdout.write(`health of ${nic.machine}: ${healthReport(content)}\n`);
    return xml('');
  }
  return problem(404, 'Not found');
}

function serve(address: string, port: number, answer: typeof answerWireserver): Promise<void> {
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const content = await text(request);
    const model = readModel();
    const nic = interfaceWithAddress(model, request.socket.remoteAddress ?? '');
    const {status, type, body} =
      nic === undefined ? problem(403, 'unknown machine') : answer(request, model, nic, content);
    response.writeHead(status, {'content-type': type, 'content-length': Buffer.byteLength(body)}).end(body);
  };
  const server = createServer((request, response) => {
    // A client that is gone before its request was read gets no answer.
    respond(request, response).catch(() => response.destroy());
  });
  return new Promise((resolve) => {
    server.listen(port, address, resolve);
  });
}

function serveNames(): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (message, peer) => {
    const answer = answerQuestion(message, (name) => resolveName(readModel(), name));
    if (answer !== undefined) socket.send(answer, peer.port, peer.address);
  });
  return new Promise((resolve) => {
    socket.bind(53, PLATFORM_ADDRESS, resolve);
  });
}

await Promise.all([
  serve(METADATA_ADDRESS, 80, answerMetadata),
  serve(PLATFORM_ADDRESS, 80, answerWireserver),
  serve(PLATFORM_ADDRESS, 32526, answerWireserver),
  serveNames(),
]);
process.stdout.write('metadata services are up\n');
