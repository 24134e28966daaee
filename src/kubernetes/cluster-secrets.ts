/** What is known of a value that machines get at deployment, beside its name. */
interface DeliveredValue {
  /** True if nobody but the machines may see it: a `securestring` in the template. */
  readonly secret: boolean;
  /** What it is, in words that stand alone. */
  readonly description: string;
}

/**
 * The keys, certificates and tokens that a cluster's machines get at deployment. The names are those of the template's
 * parameters. Keys and certificates are PEM.
 */
export const CLUSTER_SECRETS = {
  clusterCaCertificate: {
    secret: false,
    description: 'Certificate of the authority that the API server and nodes trust',
  },
  clusterCaKey: {secret: true, description: 'Private key of the authority that the API server and nodes trust'},
  etcdCaCertificate: {secret: false, description: "Certificate of etcd's authority"},
  etcdCaKey: {secret: true, description: "Private key of etcd's authority"},
  frontProxyCaCertificate: {secret: false, description: "Certificate of the aggregation layer's authority"},
  frontProxyCaKey: {secret: true, description: "Private key of the aggregation layer's authority"},
  serviceAccountPublicKey: {secret: false, description: 'Public key that service account tokens are checked with'},
  serviceAccountKey: {secret: true, description: 'Private key that service account tokens are signed with'},
  encryptionKey: {secret: true, description: '32 bytes, in base64, that Secrets are encrypted with in etcd'},
  joinToken: {secret: true, description: 'Bootstrap token that nodes join with'},
} as const satisfies Readonly<Record<string, DeliveredValue>>;

/** The name of one of them. */
export type ClusterSecretName = keyof typeof CLUSTER_SECRETS;

/** All of them, by name. */
export type ClusterSecrets = Readonly<Record<ClusterSecretName, string>>;
