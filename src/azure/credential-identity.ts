/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What of the environment says who asks: Azure's own names first, then Terraform's. */
export interface Identity {
  readonly clientId: string | undefined;
  readonly tenantId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly certificatePath: string | undefined;
  readonly tokenFile: string | undefined;
  readonly connectionId: string | undefined;
}

/** Who asks, as the environment says it. What is empty is not set. */
export function identityOf(env: Environment): Identity {
  const first = (...names: readonly string[]): string | undefined =>
    names.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  return {
    clientId: first('AZURE_CLIENT_ID', 'ARM_CLIENT_ID'),
    tenantId: first('AZURE_TENANT_ID', 'ARM_TENANT_ID'),
    clientSecret: first('AZURE_CLIENT_SECRET', 'ARM_CLIENT_SECRET'),
    certificatePath: first('AZURE_CLIENT_CERTIFICATE_PATH', 'ARM_CLIENT_CERTIFICATE_PATH'),
    tokenFile: first('AZURE_FEDERATED_TOKEN_FILE', 'ARM_OIDC_TOKEN_FILE_PATH'),
    connectionId: first(
      'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID',
      'ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID',
      'ARM_OIDC_AZURE_SERVICE_CONNECTION_ID',
    ),
  };
}
