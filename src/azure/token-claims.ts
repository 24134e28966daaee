/** What a token says of who it is for. Nobody checks its signature here: it is only told to people. */
export interface TokenClaims {
  readonly tenantId?: string;
  readonly objectId?: string;
  /** A user's name, or a client id. */
  readonly name?: string;
}

/** Reads a token of Entra; an empty answer if it is none. */
export function readClaims(token: string): TokenClaims {
  const [, payload = ''] = token.split('.');
  try {
    const claims: Readonly<Record<string, unknown>> = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const text = (name: string): string | undefined => {
      const value = claims[name];
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const tenantId = text('tid');
    const objectId = text('oid');
    const name = text('upn') ?? text('unique_name') ?? text('preferred_username') ?? text('appid') ?? text('azp');
    return {
      ...(tenantId === undefined ? {} : {tenantId}),
      ...(objectId === undefined ? {} : {objectId}),
      ...(name === undefined ? {} : {name}),
    };
  } catch {
    return {};
  }
}
