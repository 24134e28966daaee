import type {AccessToken, TokenCredential} from '@azure/core-auth';
import {type AzAnswer, runAz} from './run-az.ts';

/** What `az account get-access-token` prints; `expires_on`, in s since 1970, since version 2.54. */
interface PrintedToken {
  readonly accessToken: string;
  readonly expires_on?: number;
  readonly expiresOn?: string;
}

/**
 * Tokens of whoever is logged in with `az`. Unlike the SDK's, it leaves no `az` behind where this process is interrupted, and it
 * tells an `az` that was too slow from one that has failed.
 */
export function cliCredential(tenantId: string | undefined): TokenCredential {
  const tenant = tenantId === undefined ? [] : ['--tenant', tenantId];
  return {
    getToken: async (scopes, options) => {
      const scope = typeof scopes === 'string' ? scopes : (scopes[0] ?? '');
      if (options?.claims !== undefined) throw new Error(challengeWords(scope, options.claims));
      const resource = scope.replace(/\/\.default$/, '');
      const args = ['account', 'get-access-token', '--output', 'json', '--resource', resource, ...tenant];
      return tokenIn(await runAz(args));
    },
  };
}

/** A policy wants to know more of the person than az has found out (Entra: "Claims challenge"). */
function challengeWords(scope: string, claims: string): string {
  const encoded = Buffer.from(claims).toString('base64');
  return `more is asked for than az knows: az login --claims-challenge ${encoded} --scope ${scope}`;
}

function tokenIn({stdout, stderr, exitCode}: AzAnswer): AccessToken {
  const printed = parsed(stdout);
  const {accessToken: token} = printed ?? {};
  if (token === undefined || printed === undefined) {
    const [line] = stderr.replaceAll(/^(?:WARNING:.*|\s*)\n/gm, '').split('\n', 1);
    throw new Error(line === undefined || line === '' ? `az gave no token: exit code ${exitCode}` : line);
  }
  const expiresOnTimestamp =
    printed.expires_on === undefined ? Date.parse(printed.expiresOn ?? '') : Number(printed.expires_on) * 1_000;
  if (Number.isNaN(expiresOnTimestamp)) throw new Error('az does not say how long its token is good');
  return {token, expiresOnTimestamp, tokenType: 'Bearer'};
}

function parsed(text: string): PrintedToken | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
