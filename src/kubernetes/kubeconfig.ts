import {stringify} from 'yaml';

/** Which cluster a kubeconfig leads to, and as whom. Certificates and the key are PEM. */
export interface KubeconfigOptions {
  /** Names the cluster, and with the user's name the context. */
  readonly cluster: string;
  /** Such as `https://10.240.0.4:6443`. */
  readonly server: string;
  readonly certificateAuthority: string;
  readonly user: {readonly name: string; readonly certificate: string; readonly key: string};
}

/** A kubeconfig with one context, which is the current one, as YAML. It holds everything that it needs. */
export function kubeconfig({cluster, server, certificateAuthority, user}: KubeconfigOptions): string {
  // A name of its own for the user: kubectl merges files by name, and people have more than one cluster.
  const userName = `${cluster}-${user.name}`;
  const document = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name: cluster, cluster: {server, 'certificate-authority-data': base64(certificateAuthority)}}],
    users: [
      {
        name: userName,
        user: {'client-certificate-data': base64(user.certificate), 'client-key-data': base64(user.key)},
      },
    ],
    contexts: [{name: userName, context: {cluster, user: userName}}],
    'current-context': userName,
  };
  return stringify(document, {lineWidth: 0});
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
