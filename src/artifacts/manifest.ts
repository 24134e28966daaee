import {createHash} from 'node:crypto';
import {type Artifacts, isSafePath} from './artifact.ts';

/** The file that lists all others. It is written last: whoever sees it sees all that it lists. */
export const MANIFEST_FILE = 'manifest.json';

/**
 * What `manifest.json` says. Nothing in it depends on when or where it was made, so that the same input gives the same
 * bytes.
 */
export interface Manifest {
  readonly apiVersion: 'vnetk8s/v1';
  readonly kind: 'Manifest';
  /** The version of vnetk8s that generated the files. */
  readonly generator: string;
  readonly cluster: string;
  /** SHA-256 of the resolved definition, `cluster.yaml`. */
  readonly definition: string;
  /** All files but the manifest, sorted by path. */
  readonly files: readonly ManifestFile[];
}

/** One file of a manifest. */
export interface ManifestFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** What artifacts are generated from, for their manifest. */
export type Provenance = Pick<Manifest, 'generator' | 'cluster' | 'definition'>;

/** The manifest of artifacts. */
export function manifestOf(artifacts: Artifacts, {generator, cluster, definition}: Provenance): Manifest {
  const files = artifacts.map(({path, content}) => ({
    path,
    size: Buffer.byteLength(content),
    sha256: sha256(content),
  }));
  return {
    apiVersion: 'vnetk8s/v1',
    kind: 'Manifest',
    generator,
    cluster,
    definition,
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** A manifest as the text of its file. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Reads the text of a manifest; undefined if it is none, or lists something outside its directory. */
export function readManifest(text: string): Manifest | undefined {
  const value = parseJson(text);
  return isManifest(value) ? value : undefined;
}

/** SHA-256 in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (!isRecord(value)) return false;
  const {apiVersion, kind, generator, cluster, definition, files} = value;
  const isOurs = apiVersion === 'vnetk8s/v1' && kind === 'Manifest';
  const texts = [generator, cluster, definition];
  return isOurs && texts.every((text) => typeof text === 'string') && Array.isArray(files) && files.every(isFile);
}

function isFile(value: unknown): value is ManifestFile {
  if (!isRecord(value)) return false;
  const {path, size, sha256: hash} = value;
  return typeof path === 'string' && isSafePath(path) && typeof size === 'number' && typeof hash === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
