/** A version of Kubernetes that a cluster is made with. */
export interface KubernetesVersion {
  /** `1.36`: decides the package repository and the versions of everything that goes with it. */
  readonly minor: string;
  /** The complete version: `1.36.6`. */
  readonly patch: string;
}

/** A minor version that this release can install. */
export interface SupportedMinor {
  readonly minor: string;
  /** The newest patch at the time of this release, installed where a definition names only the minor version. */
  readonly newestPatch: number;
}

/**
 * The minors that the Kubernetes project maintains in November 2026: the newest three (Kubernetes: releases/version-skew-
 * policy, "Supported versions"; releases/patch-releases). Newest first.
 */
export const SUPPORTED_MINORS: readonly SupportedMinor[] = [
  {minor: '1.37', newestPatch: 2},
  {minor: '1.36', newestPatch: 6},
  {minor: '1.35', newestPatch: 10},
];

/** What a definition without a version gets: not the newest minor, whose cloud provider comes out months later. */
export const DEFAULT_MINOR = '1.36';

/**
 * What `resolveVersion` makes of a text. Minor and patch are there in every case, so that a cluster can be described
 * even where a rule refuses the version; without a known patch it is `.0`, without any version both are the text.
 */
export type VersionResolution = KubernetesVersion & (UsableVersion | UnusableVersion);

/** A version that can be installed. */
export interface UsableVersion {
  readonly ok: true;
  /** The patch is newer than this release knows of: it may exist, and be installed, or not. */
  readonly newerThanKnown: boolean;
}

/**
 * A version that cannot be installed:
 * - `end-of-life`: older than the supported minors
 * - `future`: newer than them
 * - `malformed`: no version, as `latest`, `v1.36` or `1.36.x`
 */
export interface UnusableVersion {
  readonly ok: false;
  readonly problem: 'end-of-life' | 'future' | 'malformed';
}

const VERSION = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})(?:\.(0|[1-9]\d{0,2}))?$/;

/** Reads `1.36` (the newest patch known of it) or `1.36.4` (exactly that one). */
export function resolveVersion(text: string): VersionResolution {
  const [, major, minorNumber, patchNumber] = VERSION.exec(text) ?? [];
  if (major === undefined || minorNumber === undefined) {
    return {ok: false, problem: 'malformed', minor: text, patch: text};
  }
  const minor = `${major}.${minorNumber}`;
  const supported = SUPPORTED_MINORS.find((candidate) => candidate.minor === minor);
  const patch = `${minor}.${patchNumber ?? supported?.newestPatch ?? 0}`;
  if (supported === undefined) {
    return {ok: false, problem: isOlder(Number(major), Number(minorNumber)) ? 'end-of-life' : 'future', minor, patch};
  }
  return {ok: true, newerThanKnown: Number(patchNumber ?? 0) > supported.newestPatch, minor, patch};
}

/** The supported minors are consecutive, so that an unsupported one is either older or newer than all of them. */
function isOlder(major: number, minor: number): boolean {
  return SUPPORTED_MINORS.every((supported) => {
    const [supportedMajor = 0, supportedMinor = 0] = supported.minor.split('.').map(Number);
    return major < supportedMajor || (major === supportedMajor && minor < supportedMinor);
  });
}
