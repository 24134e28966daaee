import {fileURLToPath} from 'node:url';
import {componentsOf} from '../../src/kubernetes/components.ts';
import {succeed} from '../fabric/process.ts';
import type {ImageContent, ImageFile} from './oci-image.ts';
import {moduleVersion, type PROGRAMS, toolPath} from './programs.ts';

const PAUSE_SOURCE = fileURLToPath(new URL('../runtimes/pause.c', import.meta.url));

/** Commands of busybox that the image for tests has. */
const WORKLOAD_COMMANDS = ['cat', 'env', 'httpd', 'ip', 'ls', 'nc', 'nslookup', 'ping', 'sh', 'sleep'];

/** An image, with the name and the tag that it has in the mirror. */
export interface MirroredImage extends ImageContent {
  readonly name: string;
  readonly tag: string;
}

/** The image for tests' own pods. */
export const WORKLOAD = {name: 'test/workload', tag: '1'} as const;

/** Where each program of Kubernetes' images is, as in the real ones. */
const PROGRAM_OF_IMAGE: Readonly<Record<string, (typeof PROGRAMS)[number]>> = {
  'kube-apiserver': 'kube-apiserver-1.36',
  'kube-controller-manager': 'kube-controller-manager-1.36',
  'kube-scheduler': 'kube-scheduler-1.36',
};

/** All images of the mirror: those that kubeadm asks for, those of Azure's cloud provider, and one for tests. */
export async function mirroredImages(folder: string): Promise<readonly MirroredImage[]> {
  const version = await moduleVersion('kubernetes-1.36', 'k8s.io/kubernetes');
  const listing = ['config', 'images', 'list', '--kubernetes-version', `v${version}`, '--image-repository', 'k8s'];
  const names = (await succeed([toolPath('kubeadm-1.36'), ...listing])).trim().split('\n');
  return [
    ...(await Promise.all(names.map((name) => ofKubernetes(name, folder)))),
    ...ofCloudProvider(),
    await workload(),
  ];
}

async function ofKubernetes(reference: string, folder: string): Promise<MirroredImage> {
  const [path = '', tag = ''] = reference.split(':');
  const short = path.slice(path.lastIndexOf('/') + 1);
  // A mirror has CoreDNS's image beside the others, where kubeadm looks for it there.
  return {name: path, tag, ...(await contentOf(short, folder))};
}

async function contentOf(name: string, folder: string): Promise<ImageContent> {
  const program = PROGRAM_OF_IMAGE[name];
  if (program !== undefined) {
    return single(`/usr/local/bin/${name}`, toolPath(program));
  }
  if (name === 'kube-proxy') return kubeProxy();
  if (name === 'etcd') return single('/usr/local/bin/etcd', toolPath('etcd'));
  if (name === 'coredns') return single('/coredns', toolPath('coredns'));
  if (name === 'pause') {
    const built = `${folder}/pause`;
    await succeed(['gcc', '-Os', '-static', '-nostdlib', '-s', '-o', built, PAUSE_SOURCE]);
    return single('/pause', built);
  }
  throw new Error(`kubeadm asks for an image that is not known: ${name}`);
}

/** The one that runs nft: with it and its libraries, all of Debian's. */
async function kubeProxy(): Promise<ImageContent> {
  const nft = (await succeed(['which', 'nft'])).trim();
  const {files, config} = single('/usr/local/bin/kube-proxy', toolPath('kube-proxy-1.36'));
  // As the real image has it: without names of protocols nft shows numbers, which kube-proxy does not know again.
  const protocols = {path: '/etc/protocols', source: '/etc/protocols'};
  return {files: [...files, protocols, {path: '/usr/sbin/nft', source: nft}, ...(await librariesOf(nft))], config};
}

/** The libraries that a program is linked with, at the places where the loader looks for them. */
async function librariesOf(program: string): Promise<readonly ImageFile[]> {
  const listing = await succeed(['ldd', program]);
  return [...listing.matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => ({path, source: path}));
}

function ofCloudProvider(): readonly MirroredImage[] {
  const tag = componentsOf({minor: '1.36', patch: '1.36.0'}).cloudProvider;
  return [
    {
      name: 'azure/azure-cloud-controller-manager',
      tag,
      ...single('/usr/local/bin/cloud-controller-manager', toolPath('cloud-controller-manager')),
    },
    {
      name: 'azure/azure-cloud-node-manager',
      tag,
      ...single('/usr/local/bin/cloud-node-manager', toolPath('cloud-node-manager')),
    },
  ];
}

/** Answers everyone on port 8080 with the address that the question came from; and what one asks with from a pod. */
async function workload(): Promise<MirroredImage> {
  const [busybox, curl] = await Promise.all(
    ['busybox', 'curl'].map(async (name) => (await succeed(['which', name])).trim()),
  );
  if (busybox === undefined || curl === undefined) throw new Error('busybox and curl are needed');
  return {
    ...WORKLOAD,
    files: [
      {path: '/bin/busybox', source: busybox},
      ...WORKLOAD_COMMANDS.map((name) => ({path: `/bin/${name}`, target: 'busybox'})),
      // Busybox's own wget, without shared libraries, crashes when it looks a name up.
      {path: '/usr/bin/curl', source: curl},
      ...(await librariesOf(curl)),
      {path: '/www/cgi-bin/peer', text: '#!/bin/sh\nprintf \'\\n%s\' "$REMOTE_ADDR"\n', mode: 0o755},
      {path: '/www/index.html', text: 'workload\n'},
      {path: '/etc/passwd', text: 'root:x:0:0:root:/:/bin/sh\n'},
      {path: '/etc/group', text: 'root:x:0:\n'},
      {path: '/tmp/.keep', text: ''},
    ],
    config: {Cmd: ['/bin/httpd', '-f', '-p', '8080', '-h', '/www']},
  };
}

function single(path: string, source: string): ImageContent {
  return {files: [{path, source}], config: {Entrypoint: [path]}};
}
