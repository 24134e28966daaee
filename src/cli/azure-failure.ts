import type {AzureError} from '../azure/azure-error.ts';
import {EXIT} from '../exit-codes.ts';
import type {Failure} from './failure.ts';

/** What Azure refused, or that it did not answer, where a command could make nothing of it: that is no fault of vnetk8s. */
export function describeAzureError(error: AzureError): Failure {
  const {status, body, request, correlationId, standing} = error;
  const {facts, again} = standing ?? {facts: [], again: []};
  const support = correlationId === undefined ? [] : [`for Azure's support: correlation id ${correlationId}`];
  const end = [`asked for: ${request}`, ...support];
  if (status === undefined) {
    const later = standing === undefined ? ['run this again when there is a way to it'] : again;
    return {
      code: 'AZURE_UNREACHABLE',
      exitCode: EXIT.timedOut,
      message: `Azure does not answer: ${body.message}`,
      suggestions: [...facts, ...wayAdvice(body.code), ...later, ...end],
    };
  }
  if (status === 401) {
    const clock = 'log in again, and look whether the clock here is right: date -u';
    return {
      code: 'NOT_AUTHENTICATED',
      exitCode: EXIT.notAuthenticated,
      message: `Azure does not know who asks: ${body.message} (${body.code})`,
      suggestions: [...facts, clock, 'docs/azure.md says how to authenticate', ...again, ...end],
    };
  }
  const allowed = 'have allowed what the reason names, or be somebody else: --auth';
  const isLater = status >= 500 || status === 429;
  const passing =
    standing === undefined
      ? 'run this again in some minutes: what is there is used again'
      : 'this mostly passes within minutes';
  return {
    code: status >= 500 ? 'AZURE_FAULT' : 'AZURE_REFUSED',
    // That a check has failed means that nothing was changed.
    exitCode: status === 403 && standing?.isChanged !== true ? EXIT.checkFailed : EXIT.deploymentFailed,
    message: `${status >= 500 ? `Azure has a fault of its own, ${status}` : 'Azure refuses'}: ${body.message} (${body.code})`,
    suggestions: [...facts, ...(status === 403 ? [allowed] : []), ...(isLater ? [passing] : []), ...again, ...end],
  };
}

const PROXY = 'behind a proxy, name it: HTTPS_PROXY=http://HOST:PORT (docs/azure.md, "Proxies")';

const NO_NAME = ['nothing here knows its name: look at DNS', PROXY];

const UNTRUSTED = [
  'nothing here trusts its certificate: somebody between here and Azure reads along, such as a proxy',
  'name the certificate of their authority: NODE_EXTRA_CA_CERTS=FILE (docs/azure.md, "Proxies")',
];

const CLOCK = ['look whether the clock here is right: date -u', ...UNTRUSTED];

const NO_WAY = ['look whether a firewall lets it through', PROXY];

/** What helps where there is no way to Azure, by the codes of Node's network, DNS and TLS (Node: errors, tls). */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  ENOTFOUND: NO_NAME,
  EAI_AGAIN: NO_NAME,
  CERT_NOT_YET_VALID: CLOCK,
  CERT_HAS_EXPIRED: CLOCK,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: UNTRUSTED,
  ECONNREFUSED: NO_WAY,
  ETIMEDOUT: NO_WAY,
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  NoAnswerInTime: NO_WAY,
};

function wayAdvice(code: string): readonly string[] {
  return Object.hasOwn(WAYS, code) ? (WAYS[code] ?? []) : [];
}

/** Whether an error is one of Azure's: told by its fields, so that who asks needs nothing of Azure. */
export function isAzureError(error: unknown): error is AzureError {
  return error instanceof Error && error.name === 'AzureError' && 'body' in error && 'request' in error;
}
