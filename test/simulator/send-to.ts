import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {request} from 'node:https';
import {text} from 'node:stream/consumers';

/** Sends a request over HTTPS to a simulation that is served. The answer's body is undefined if there is none. */
export async function sendTo(
  {url, ca}: {readonly url: string; readonly ca: string},
  method: string,
  path: string,
  body?: object,
) {
  const asked = request(`${url}${path}`, {method, ca, headers: {authorization: 'Bearer token'}});
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const sent = await text(answer);
  return {status: answer.statusCode, headers: answer.headers, body: sent === '' ? undefined : JSON.parse(sent)};
}
