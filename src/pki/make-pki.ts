import {createPublicKey, generateKeyPairSync} from 'node:crypto';
import {isGoodClient} from './check-pki.ts';
import {AUTHORITY_FILES, type CertifiedKey, type ClusterPki, type PlainKeys} from './cluster-pki.ts';
import {type Randomness, randomEncryptionKey, randomJoinToken} from './random-texts.ts';

/** What is made where something is missing. */
export interface PkiOptions {
  /** Begins the names of authorities. */
  readonly cluster: string;
  /** For how many days an authority is good. */
  readonly authorityValidityDays: number;
  /** For how many days a certificate of a person is good. */
  readonly validityDays: number;
  /** Also a certificate for whoever may look, but change nothing; one that is given stays without being asked for. */
  readonly viewer: boolean;
  readonly now: Date;
  readonly random: Randomness;
}

/** The group that kubeadm binds to the role `cluster-admin`, and that can be taken from it again. */
export const ADMIN = {group: 'kubeadm:cluster-admins', user: 'vnetk8s-admin'} as const;

/** The group that the cluster binds to the role `view`. */
export const VIEWER = {group: 'vnetk8s:viewers', user: 'vnetk8s-viewer'} as const;

/**
 * Makes whatever is missing of a cluster's PKI: what is given stays as it is. Only the certificate of a person that has
 * expired, or that another authority signed, is made anew.
 */
export async function makeClusterPki(given: Partial<ClusterPki>, options: PkiOptions): Promise<ClusterPki> {
  const [clusterCa, etcdCa, frontProxyCa] = await Promise.all([
    given.clusterCa ?? makeAuthority('clusterCa', options),
    given.etcdCa ?? makeAuthority('etcdCa', options),
    given.frontProxyCa ?? makeAuthority('frontProxyCa', options),
  ]);
  const wantsViewer = options.viewer || given.viewer !== undefined;
  const [admin, viewer] = await Promise.all([
    keepClient(given.admin, clusterCa, options) ?? makeClient(clusterCa, ADMIN, options),
    keepClient(given.viewer, clusterCa, options) ?? (wantsViewer ? makeClient(clusterCa, VIEWER, options) : undefined),
  ]);
  return {
    clusterCa,
    etcdCa,
    frontProxyCa,
    serviceAccount: given.serviceAccount ?? makePlainKeys(),
    encryptionKey: given.encryptionKey ?? randomEncryptionKey(options.random),
    joinToken: given.joinToken ?? randomJoinToken(options.random),
    admin,
    ...(viewer === undefined ? {} : {viewer}),
  };
}

async function makeAuthority(part: keyof typeof AUTHORITY_FILES, options: PkiOptions): Promise<CertifiedKey> {
  const {issueAuthority} = await loadIssuer();
  const {now, random, authorityValidityDays: days} = options;
  return issueAuthority(`${options.cluster}-${AUTHORITY_FILES[part].replace('/', '-')}`, {now, days, random});
}

function keepClient(
  given: CertifiedKey | undefined,
  authority: CertifiedKey,
  {now}: PkiOptions,
): CertifiedKey | undefined {
  return given !== undefined && isGoodClient(given.certificate, authority.certificate, now) ? given : undefined;
}

async function makeClient(
  authority: CertifiedKey,
  name: typeof ADMIN | typeof VIEWER,
  {now, random, validityDays: days}: PkiOptions,
): Promise<CertifiedKey> {
  const {issueClient} = await loadIssuer();
  return issueClient(authority, name, {now, days, random});
}

/** Takes a tenth of a second to load: more than everything else that a run without it does. */
function loadIssuer(): Promise<typeof import('./issue-certificates.ts')> {
  return import('./issue-certificates.ts');
}

function makePlainKeys(): PlainKeys {
  const {privateKey} = generateKeyPairSync('ec', {namedCurve: 'prime256v1'});
  return {
    key: privateKey.export({type: 'pkcs8', format: 'pem'}).toString(),
    publicKey: createPublicKey(privateKey).export({type: 'spki', format: 'pem'}).toString(),
  };
}
