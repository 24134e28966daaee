import type {JsonObject} from '../template/value.ts';
import type {Ask} from './answer.ts';
import {Refusal} from './fault.ts';
import {textAt} from './fields.ts';
import {guidOf} from './guid.ts';

/** The provider whose resources show which version of themselves they are (Azure: REST API, virtual-networks/get, `etag`). */
const NETWORK = 'microsoft.network/';

/** A resource with its etag, if its provider has them: another one whenever something else is shown of it. */
export function withEtag(type: string, shown: JsonObject): JsonObject {
  if (!type.toLowerCase().startsWith(NETWORK)) return shown;
  return {...shown, etag: `W/"${guidOf(JSON.stringify(shown))}"`};
}

/** The headers of an answer that shows a resource. */
export function etagHeader(shown: JsonObject): Record<string, string> {
  const etag = textAt(shown, 'etag');
  return etag === undefined ? {} : {etag};
}

/** Refuses to change another version of a resource than whoever asks has seen. What has no etag does not look. */
export function checkEtag({ifMatch}: Ask, id: string, shown: JsonObject | undefined): void {
  if (ifMatch === undefined || (ifMatch === '*' && shown !== undefined)) return;
  const etag = textAt(shown, 'etag');
  if (ifMatch === etag || (shown !== undefined && etag === undefined)) return;
  const message = `Etag provided in if-match header ${ifMatch} does not match etag ${etag ?? ''} of resource ${id} in NRP data store.`;
  throw new Refusal(412, {
    code: 'PreconditionFailed',
    message: 'Precondition failed.',
    details: [{code: 'PreconditionFailedEtagMismatch', message}],
  });
}
