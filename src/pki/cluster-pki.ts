import type {ClusterSecrets} from '../kubernetes/cluster-secrets.ts';

/** A certificate and its private key, both PEM. */
export interface CertifiedKey {
  readonly certificate: string;
  readonly key: string;
}

/** A pair of keys without a certificate, both PEM. */
export interface PlainKeys {
  readonly publicKey: string;
  readonly key: string;
}

/** Everything that a cluster's trust begins with. kubeadm makes all other certificates from it, on the machines. */
export interface ClusterPki {
  readonly clusterCa: CertifiedKey;
  readonly etcdCa: CertifiedKey;
  readonly frontProxyCa: CertifiedKey;
  readonly serviceAccount: PlainKeys;
  /** 32 bytes in base64. */
  readonly encryptionKey: string;
  /** Such as `abcdef.0123456789abcdef`. */
  readonly joinToken: string;
  readonly admin: CertifiedKey;
  /** Absent: nobody asked for one. */
  readonly viewer?: CertifiedKey;
}

/** One of them: what is there of a PKI before it is complete. */
export type PkiPart = keyof ClusterPki;

/** The authorities, and where kubeadm looks for them in its `pki` folder, without `.crt` and `.key`. */
export const AUTHORITY_FILES = {clusterCa: 'ca', etcdCa: 'etcd/ca', frontProxyCa: 'front-proxy-ca'} as const;

/** Certificates of people, in the same form. */
export const CLIENT_FILES = {admin: 'admin', viewer: 'viewer'} as const;

/** Certificates of people and of authorities, in the order in which they are told of. */
export const CERTIFIED_FILES = {...AUTHORITY_FILES, ...CLIENT_FILES} as const;

/** Keys without a certificate. */
export const OTHER_FILES = {
  serviceAccountKey: 'sa.key',
  serviceAccountPublicKey: 'sa.pub',
  encryptionKey: 'encryption-key',
  joinToken: 'join-token',
} as const;

/** The parts that can be made anew at any time: nothing but a kubeconfig depends on them. */
export const RENEWABLE_PARTS = ['admin', 'viewer'] as const satisfies readonly PkiPart[];

/** A file of a `pki` folder, its path relative to that folder. */
export interface PkiFile {
  readonly path: string;
  readonly content: string;
  readonly secret: boolean;
}

/** All files that a `pki` folder can have. */
export const PKI_FILES: readonly string[] = [
  ...Object.values(CERTIFIED_FILES).flatMap((name) => [`${name}.crt`, `${name}.key`]),
  ...Object.values(OTHER_FILES),
];

/** The names of a part's files. */
export function filesOfPart(part: PkiPart): readonly string[] {
  if (part === 'serviceAccount') return [OTHER_FILES.serviceAccountKey, OTHER_FILES.serviceAccountPublicKey];
  if (part === 'encryptionKey' || part === 'joinToken') return [OTHER_FILES[part]];
  return [`${CERTIFIED_FILES[part]}.crt`, `${CERTIFIED_FILES[part]}.key`];
}

/** The PKI as the files of a folder, which `readPki` reads back. */
export function pkiFiles(pki: ClusterPki): readonly PkiFile[] {
  const certified = Object.entries(CERTIFIED_FILES).flatMap(([part, name]): PkiFile[] => {
    const pair = pki[part as keyof typeof CERTIFIED_FILES];
    if (pair === undefined) return [];
    return [
      {path: `${name}.crt`, content: pair.certificate, secret: false},
      {path: `${name}.key`, content: pair.key, secret: true},
    ];
  });
  return [
    ...certified,
    {path: OTHER_FILES.serviceAccountKey, content: pki.serviceAccount.key, secret: true},
    {path: OTHER_FILES.serviceAccountPublicKey, content: pki.serviceAccount.publicKey, secret: false},
    {path: OTHER_FILES.encryptionKey, content: `${pki.encryptionKey}\n`, secret: true},
    {path: OTHER_FILES.joinToken, content: `${pki.joinToken}\n`, secret: true},
  ];
}

/** What machines get of it at deployment: everything but what belongs to people. */
export function clusterSecrets(pki: ClusterPki): ClusterSecrets {
  return {
    clusterCaCertificate: pki.clusterCa.certificate,
    clusterCaKey: pki.clusterCa.key,
    etcdCaCertificate: pki.etcdCa.certificate,
    etcdCaKey: pki.etcdCa.key,
    frontProxyCaCertificate: pki.frontProxyCa.certificate,
    frontProxyCaKey: pki.frontProxyCa.key,
    serviceAccountPublicKey: pki.serviceAccount.publicKey,
    serviceAccountKey: pki.serviceAccount.key,
    encryptionKey: pki.encryptionKey,
    joinToken: pki.joinToken,
  };
}
