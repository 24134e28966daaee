import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {succeed} from '../fabric/process.ts';
import {containerdPackage} from './containerd-package.ts';
import {writePackage} from './debian-package.ts';
import {type SigningKey, withSigningKey, writeRepositoryLists} from './debian-repository.ts';
import {mirroredImages, WORKLOAD} from './images.ts';
import {kubernetesPackages} from './kubernetes-packages.ts';
import {type Descriptor, writeImage} from './oci-image.ts';
import {moduleVersion, programKeys} from './programs.ts';

export {whyNoMirror} from './programs.ts';

/** A place that machines without Internet install from: what a definition says of it. */
export interface Mirror {
  /** What `serve-mirror.ts` serves. */
  readonly folder: string;
  readonly hostName: string;
  /** The authority of its certificate, as PEM: machines have to trust it. */
  readonly authority: string;
  /** `kubernetes.packages.kubernetes` and the fingerprint of its key. */
  readonly kubernetesPackages: string;
  readonly kubernetesKey: string;
  /** `kubernetes.packages.containerd` and the fingerprint of its key. */
  readonly containerdPackages: string;
  readonly containerdKey: string;
  /** `kubernetes.images`. */
  readonly images: string;
  readonly cloudProviderImages: string;
  /** The image for tests' own pods. */
  readonly workloadImage: string;
  /** `kubernetes.version`. */
  readonly kubernetesVersion: string;
}

/** What a mirror has, whatever it is called. */
interface Content {
  readonly folder: string;
  readonly kubernetesKey: string;
  readonly containerdKey: string;
}

/** Images by name and tag. */
export type Catalog = Readonly<Record<string, Readonly<Record<string, Descriptor>>>>;

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/mirror/', import.meta.url));
const HERE = fileURLToPath(new URL('./', import.meta.url));
const PAUSE_SOURCE = fileURLToPath(new URL('../runtimes/pause.c', import.meta.url));

/** The minor whose packages there are. */
const MINOR = '1.36';

/** Makes a mirror of the given name, or finds the one that was made of the same programs by the same scripts. */
export async function prepareMirror(hostName: string): Promise<Mirror> {
  const {folder: content, ...keys} = await prepareContent();
  const folder = join(content, 'hosts', hostName);
  if (!existsSync(folder)) await makeOnce(folder, (made) => certify(made, hostName));
  return {
    folder,
    hostName,
    authority: await readFile(join(folder, 'ca.crt'), 'utf8'),
    kubernetesPackages: `https://${hostName}/kubernetes`,
    containerdPackages: `https://${hostName}/docker`,
    ...keys,
    images: `${hostName}/k8s`,
    cloudProviderImages: `${hostName}/azure`,
    workloadImage: `${hostName}/${WORKLOAD.name}:${WORKLOAD.tag}`,
    kubernetesVersion: await moduleVersion(`kubernetes-${MINOR}`, 'k8s.io/kubernetes'),
  };
}

async function prepareContent(): Promise<Content> {
  const folder = join(CACHE, await contentKey());
  if (!existsSync(folder)) {
    await makeOnce(folder, makeContent);
    await removeOutdated();
  }
  const keys: Omit<Content, 'folder'> = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8'));
  return {folder, ...keys};
}

/** Contents of a gigabyte that others have taken the place of; the last one but this may still be served. */
async function removeOutdated(): Promise<void> {
  const folders = (await readdir(CACHE)).map((name) => join(CACHE, name));
  const times = await Promise.all(folders.map(async (path) => ({path, time: (await stat(path)).mtimeMs})));
  const outdated = times.sort((left, right) => right.time - left.time).slice(2);
  await Promise.all(outdated.map(({path}) => rm(path, {recursive: true, force: true})));
}

/** What the content depends on: the programs, and the scripts that make packages and images of them. */
async function contentKey(): Promise<string> {
  const scripts = (await readdir(HERE)).filter(
    (name) => name.endsWith('.ts') && !name.includes('.test.') && name !== 'serve-mirror.ts',
  );
  const hash = createHash('sha256').update(await programKeys());
  for (const path of [...scripts.sort().map((name) => join(HERE, name)), PAUSE_SOURCE])
    hash.update(await readFile(path));
  return hash.digest('hex').slice(0, 16);
}

/** A folder that is there is complete: it is made beside its place, and moved there. */
async function makeOnce(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const parent = join(folder, '..');
  await mkdir(parent, {recursive: true});
  const made = await mkdtemp(join(parent, 'new-'));
  try {
    await make(made);
    await rename(made, folder);
  } catch (error) {
    await rm(made, {recursive: true, force: true});
    if (!existsSync(folder)) throw error;
  }
}

async function makeContent(folder: string): Promise<void> {
  const [kubernetesKey, containerdKey] = await Promise.all([
    withSigningKey('Kubernetes packages', (key) => makeKubernetesRepository(folder, key)),
    withSigningKey('containerd packages', (key) => makeContainerdRepository(folder, key)),
    makeRegistry(folder),
  ]);
  await writeFile(join(folder, 'keys.json'), JSON.stringify({kubernetesKey, containerdKey}));
}

/** Flat, with a folder of its own for each minor (Kubernetes: setup/production-environment/tools/kubeadm/install-kubeadm). */
async function makeKubernetesRepository(folder: string, key: SigningKey): Promise<string> {
  const root = join(folder, `www/kubernetes/v${MINOR}/deb`);
  await mkdir(root, {recursive: true});
  const paragraphs: string[] = [];
  for (const content of await kubernetesPackages()) paragraphs.push(await writePackage(root, 'amd64', content));
  const fields = {Origin: 'obs://localhost/kubernetes', Label: 'kubernetes', Architectures: 'amd64'};
  await writeRepositoryLists({folder: root, listFolder: '', fields}, paragraphs, key);
  await writeFile(join(root, 'Release.key'), key.armored);
  return key.fingerprint;
}

/** With suites and components (Docker: engine/install/ubuntu). */
async function makeContainerdRepository(folder: string, key: SigningKey): Promise<string> {
  const [root, suite] = [join(folder, 'www/docker'), 'noble'];
  await mkdir(root, {recursive: true});
  const paragraph = await writePackage(root, `dists/${suite}/pool/stable/amd64`, await containerdPackage());
  const fields = {
    Origin: 'Docker',
    Label: 'Docker CE',
    Suite: suite,
    Codename: suite,
    Architectures: 'amd64',
    Components: 'stable',
  };
  await writeRepositoryLists(
    {folder: join(root, 'dists', suite), listFolder: 'stable/binary-amd64', fields},
    [paragraph],
    key,
  );
  await writeFile(join(root, 'gpg'), key.armored);
  return key.fingerprint;
}

async function makeRegistry(folder: string): Promise<void> {
  const blobs = join(folder, 'blobs');
  const work = await mkdtemp(join(folder, 'images-'));
  await mkdir(blobs);
  const catalog: Record<string, Record<string, Descriptor>> = {};
  for (const {name, tag, ...content} of await mirroredImages(work)) {
    catalog[name] = {...catalog[name], [tag]: await writeImage(blobs, content)};
  }
  await writeFile(join(folder, 'catalog.json'), JSON.stringify(catalog));
  await rm(work, {recursive: true});
}

/** An authority, and a certificate of it for the mirror's name. */
async function certify(folder: string, hostName: string): Promise<void> {
  const at = (name: string): string => join(folder, name);
  const openssl = (args: readonly string[]): Promise<string> => succeed(['openssl', ...args]);
  const request = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '3650',
  ];
  await openssl([...request, '-subj', '/CN=mirror authority', '-keyout', at('ca.key'), '-out', at('ca.crt')]);
  const usage = ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth'];
  await openssl([
    ...[...request, '-subj', `/CN=${hostName}`, '-addext', `subjectAltName=DNS:${hostName}`, ...usage],
    ...['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-keyout', at('server.key'), '-out', at('server.crt')],
  ]);
  await rm(at('ca.key'));
  // Relative, from hosts/NAME: a checkout may be moved.
  await symlink('../..', at('content'));
}
