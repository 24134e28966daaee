import type {Issue} from '../../definition/issue.ts';
import {oneOf} from '../../definition/suggest.ts';
import {resolveVersion, SUPPORTED_MINORS} from '../../kubernetes/versions.ts';
import type {Cluster} from '../cluster.ts';
import {error, type Rule, warning} from './rule.ts';

const VERSION_PATH = ['kubernetes', 'version'];

/** Minor versions that can be installed, oldest first. */
const MINORS = SUPPORTED_MINORS.map(({minor}) => `"${minor}"`).toReversed();

/** Old minors get no security fixes any more (Kubernetes: releases/version-skew-policy). */
export function forbidEndOfLife({kubernetes}: Cluster): Issue[] {
  const resolution = resolveVersion(kubernetes.version.patch);
  if (resolution.ok || resolution.problem !== 'end-of-life') return [];
  const {minor} = resolution;
  const message = `Kubernetes ${minor} is no longer maintained: it gets no security fixes`;
  return [error('VK3801', VERSION_PATH, message, {hint: `use ${oneOf(MINORS)}`})];
}

/** What a release does not know, it cannot install. */
export function forbidUnknownMinors({kubernetes}: Cluster): Issue[] {
  const resolution = resolveVersion(kubernetes.version.patch);
  if (resolution.ok || resolution.problem === 'end-of-life') return [];
  const future = resolution.problem === 'future';
  const known = future ? 'newer than any version that this release knows' : 'no version of Kubernetes';
  const message = `${future ? `Kubernetes ${resolution.minor}` : `"${resolution.minor}"`} is ${known}`;
  return [error('VK3802', VERSION_PATH, message, {hint: `use ${oneOf(MINORS)}, or a newer release of vnetk8s`})];
}

/** A patch that came out after this release can be installed, and one that never came out cannot. */
export function warnOfUnknownPatches({kubernetes}: Cluster): Issue[] {
  const resolution = resolveVersion(kubernetes.version.patch);
  if (!resolution.ok || !resolution.newerThanKnown) return [];
  const known = SUPPORTED_MINORS.find(({minor}) => minor === resolution.minor);
  const message = `Kubernetes ${resolution.patch} is newer than this release: nodes fail to start if it does not exist`;
  const hint = `use "${resolution.minor}" for ${resolution.minor}.${known?.newestPatch}, the newest known`;
  return [warning('VK3803', VERSION_PATH, message, {hint})];
}

/** An authority that ends takes with it everything that it has signed. */
export function requireLastingAuthorities({kubernetes: {certificates}}: Cluster): Issue[] {
  const {authorityValidityDays, validityDays} = certificates;
  if (validityDays <= authorityValidityDays) return [];
  const path = ['kubernetes', 'certificates', 'validityDays'];
  const message = `certificates of ${validityDays} days would outlive the authorities that sign them, of ${authorityValidityDays} days`;
  const related = [{path: ['kubernetes', 'certificates', 'authorityValidityDays'], message: 'the authorities'}];
  return [error('VK3805', path, message, {hint: `use at most ${authorityValidityDays}`, related})];
}

/** Nodes that install nothing use no mirror. */
export const warnOfUnusedMirrors: Rule = ({kubernetes}, definition) => {
  if (!kubernetes.packages.preinstalled) return [];
  const written = definition.kubernetes?.packages ?? {};
  const unused = (['kubernetes', 'kubernetesKey', 'containerd', 'containerdKey'] as const).filter(
    (key) => written[key] !== undefined,
  );
  return unused.map((key) => {
    const message = `this ${key.endsWith('Key') ? 'key' : 'mirror'} has no effect: with preinstalled, nodes install no packages`;
    const related = [{path: ['kubernetes', 'packages', 'preinstalled'], message: 'packages are in the image'}];
    const hint = 'remove it, or preinstalled';
    return warning('VK3804', ['kubernetes', 'packages', key], message, {hint, related, at: 'key'});
  });
};
