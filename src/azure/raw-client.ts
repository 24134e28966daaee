import type {TokenCredential} from '@azure/core-auth';
import {ServiceClient} from '@azure/core-client';
import {createPipelineRequest, type HttpMethods} from '@azure/core-rest-pipeline';
import {signalled} from './calls.ts';
import type {clientOptions} from './pipeline.ts';

/** Asks for what the SDK's clients have no method for. Paths begin with a slash. */
export interface RawClient {
  readonly get: <Answer>(path: string, apiVersion: string, signal?: AbortSignal) => Promise<Answer>;
  /** Follows pages. */
  readonly list: <Item>(path: string, apiVersion: string, signal?: AbortSignal) => Promise<readonly Item[]>;
  readonly post: <Answer>(path: string, apiVersion: string, body: object, signal?: AbortSignal) => Promise<Answer>;
  readonly delete: (path: string, apiVersion: string, signal?: AbortSignal) => Promise<void>;
}

/** A client with the same pipeline as all others. */
export function rawClient(credential: TokenCredential, options: ReturnType<typeof clientOptions>): RawClient {
  const client = new ServiceClient({...options, credential});
  const send = async (method: HttpMethods, url: string, signal: AbortSignal | undefined, body?: object) => {
    const request = createPipelineRequest({
      url,
      method,
      ...signalled(signal),
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    request.headers.set('accept', 'application/json');
    if (body !== undefined) request.headers.set('content-type', 'application/json');
    const {bodyAsText} = await client.sendRequest(request);
    return bodyAsText === undefined || bodyAsText === null || bodyAsText === '' ? undefined : JSON.parse(bodyAsText);
  };
  const urlOf = (path: string, apiVersion: string): string =>
    `${options.endpoint}${path}${path.includes('?') ? '&' : '?'}api-version=${apiVersion}`;
  return {
    get: (path, apiVersion, signal) => send('GET', urlOf(path, apiVersion), signal),
    post: (path, apiVersion, body, signal) => send('POST', urlOf(path, apiVersion), signal, body),
    delete: async (path, apiVersion, signal) => {
      await send('DELETE', urlOf(path, apiVersion), signal);
    },
    list: async (path, apiVersion, signal) => {
      const found = [];
      for (let url: string | undefined = urlOf(path, apiVersion); url !== undefined; ) {
        const page = await send('GET', url, signal);
        found.push(...(page?.value ?? []));
        url = page?.nextLink;
      }
      return found;
    },
  };
}
