import {createPrivateKey} from 'node:crypto';
import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {createServer, type Server} from 'node:https';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';
import {kubeconfig} from '../../src/kubernetes/kubeconfig.ts';
import {makeClusterPki} from '../../src/pki/make-pki.ts';
import {PKI_OPTIONS, serverSample} from '../pki/pki-samples.ts';

/** What a server of a test answers to a path; `hangs`: nothing, ever. */
export type PathAnswer = {readonly status: number; readonly body: unknown} | 'hangs';

/** A server that answers as an API server does to who has a certificate of the cluster's authority. */
export interface FakeApiServer {
  readonly kubeconfig: string;
  /** Paths that were asked for, with what was accepted. */
  readonly asked: readonly string[];
}

/** Starts one; it stops with the test. */
export async function startFakeApiServer(answers: Readonly<Record<string, PathAnswer>>): Promise<FakeApiServer> {
  const pki = await makeClusterPki({}, {...PKI_OPTIONS, viewer: false});
  const own = await serverSample(pki.clusterCa, createPrivateKey(pki.clusterCa.key));
  const asked: string[] = [];
  const options = {cert: own.certificate, key: own.key, ca: pki.clusterCa.certificate, requestCert: true};
  const server: Server = createServer({...options, rejectUnauthorized: true}, (request: IncomingMessage, response) => {
    asked.push(`${request.url} ${request.headers.accept}`);
    const answer = answers[request.url ?? ''] ?? {status: 404, body: {}};
    if (answer === 'hangs') return;
    response.writeHead(answer.status);
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const {port} = server.address() as AddressInfo;
  return {
    asked,
    kubeconfig: kubeconfig({
      cluster: 'test',
      server: `https://127.0.0.1:${port}`,
      certificateAuthority: pki.clusterCa.certificate,
      user: {name: 'vnetk8s-admin', certificate: pki.admin.certificate, key: pki.admin.key},
    }),
  };
}
