import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import type {SimulatorPort} from './simulator-port.ts';

/**
 * What the SDK's clients send their requests with, where Azure is simulated: everything above it is what a real Azure would
 * meet. Nobody waits: time that an answer asks to wait for passes in the simulator at once.
 */
export function inProcess(simulator: SimulatorPort): HttpClient {
  return {
    sendRequest: async (request) => {
      if (request.abortSignal?.aborted === true) throw aborted(request);
      const body = typeof request.body === 'string' ? {body: request.body} : {};
      const headers = request.headers.toJSON({preserveCase: false});
      const answer = simulator.handle({method: request.method, url: request.url, headers, ...body});
      if ('connection' in answer) throw connectionError(request, answer.connection);
      return responseOf(request, answer, simulator);
    },
  };
}

function responseOf(
  request: PipelineRequest,
  {
    status,
    headers,
    body,
  }: {readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string},
  simulator: SimulatorPort,
): PipelineResponse {
  const seconds = Number(headers['retry-after'] ?? 0);
  if (seconds > 0) simulator.advance(seconds * 1_000);
  const {'retry-after': _, ...others} = headers;
  const waits = status === 429 || status === 503 ? {'retry-after-ms': '1'} : {};
  return {request, status, headers: createHttpHeaders({...others, ...(seconds > 0 ? waits : {})}), bodyAsText: body};
}

/** As Node's own client has it. */
function connectionError(request: PipelineRequest, connection: 'lost' | 'refused'): RestError {
  const code = connection === 'lost' ? 'ECONNRESET' : 'ECONNREFUSED';
  const message = connection === 'lost' ? 'read ECONNRESET' : 'connect ECONNREFUSED';
  return new RestError(message, {code, request});
}

function aborted(request: PipelineRequest): Error {
  const error = new Error(`${request.method} was aborted`);
  error.name = 'AbortError';
  return error;
}
