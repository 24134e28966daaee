import type {Json, JsonObject} from '../template/value.ts';
import {Refusal} from './fault.ts';

/** A request, taken apart. */
export interface Ask {
  readonly method: string;
  /** Without a slash at the end, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  /** Where it was sent, such as `https://management.azure.com`: answers name it in their links. */
  readonly origin: string;
  /** The header `If-Match`: the version of a resource that whoever asks wants to change. */
  readonly ifMatch?: string;
}

/** What is answered. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** An answer that all is well. */
export function found(body: Json): Answer {
  return {status: 200, body};
}

/** Refuses a request that does not say by which version of the API it is meant. */
export function checkVersion(query: URLSearchParams): void {
  if ((query.get('api-version') ?? '') !== '') return;
  throw new Refusal(400, {
    code: 'MissingApiVersionParameter',
    message: 'The api-version query parameter (?api-version=) is required for all requests.',
  });
}

/** What a refusal is told with. */
export function refused({status, body, headers}: Refusal): Answer {
  return {status, headers, body: {error: {...body} as unknown as JsonObject}};
}

const PAGE = 100;

/** A page of a list, with the link to the next one (Azure: resource-manager-api-protocols, "paging"). */
export function pageOf(values: readonly JsonObject[], {origin, path, query}: Ask): Answer {
  const from = Number(query.get('$skiptoken') ?? 0) || 0;
  const size = Math.min(Number(query.get('$top') ?? PAGE) || PAGE, PAGE);
  const value = values.slice(from, from + size);
  if (from + size >= values.length) return found({value});
  const next = new URLSearchParams(query);
  next.set('$skiptoken', String(from + size));
  return found({value, nextLink: `${origin}${encodeURI(path)}?${next}`});
}
