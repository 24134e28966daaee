import {parseAllDocuments} from 'yaml';
import type {Answer, ApiServer, Caller} from './api-server.ts';

/** An object of the API, as far as it says where it belongs. */
interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {readonly name: string; readonly namespace?: string};
}

interface ResourceList {
  readonly resources: readonly {readonly name: string; readonly kind: string; readonly namespaced: boolean}[];
}

/** What came of an object: its kind and name, and the API server's answer. */
export type Applied = readonly [object: string, answer: Answer];

/** Applies every object of a text as `kubectl apply --server-side` does; a key that is not known is refused. */
export async function applyManifests(server: ApiServer, as: Caller, text: string): Promise<readonly Applied[]> {
  const applied: Applied[] = [];
  for (const document of parseAllDocuments(text)) {
    const object = document.toJS() as ApiObject | null;
    if (object === null) continue;
    const path = `${await pathOf(server, as, object)}?fieldManager=vnetk8s&force=true&fieldValidation=Strict`;
    const answer = await server.ask({as, method: 'PATCH', path, yaml: JSON.stringify(object)});
    applied.push([`${object.kind} ${object.metadata.name}`, answer]);
  }
  return applied;
}

/** What the API server refused or warned about, in words. */
export function refusals(applied: readonly Applied[]): readonly string[] {
  return applied.flatMap(([object, {code, body}]) =>
    code === 200 || code === 201 ? [] : [`${object}: ${code} ${messageOf(body)}`],
  );
}

/** The words of an answer that is a refusal. */
export function messageOf(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'message' in body) return String(body.message);
  return JSON.stringify(body);
}

async function pathOf(server: ApiServer, as: Caller, {apiVersion, kind, metadata}: ApiObject): Promise<string> {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const {code, body} = await server.ask({as, path: group});
  if (code !== 200) throw new Error(`the API server does not know ${apiVersion}: ${messageOf(body)}`);
  const resource = (body as ResourceList).resources.find((known) => known.kind === kind && !known.name.includes('/'));
  if (resource === undefined) throw new Error(`the API server does not know ${kind} of ${apiVersion}`);
  const namespace = resource.namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
  return `${group}${namespace}/${resource.name}/${metadata.name}`;
}
