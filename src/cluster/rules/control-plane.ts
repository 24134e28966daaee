import type {Issue, Path} from '../../definition/issue.ts';
import {formatPrefix} from '../../ipv4/prefix.ts';
import {checkDomainNameLabel} from '../azure-names.ts';
import type {Cluster} from '../cluster.ts';
import {apiServerDnsLabel} from '../names.ts';
import {isEverything, isPrivate} from './private-ranges.ts';
import {error, warning} from './rule.ts';

const ACCESS_PATH: Path = ['controlPlane', 'endpoint', 'access'];
const CIDRS_PATH: Path = ['controlPlane', 'endpoint', 'authorizedCidrs'];

/** Authorised ranges are rules for what comes from the Internet, where a private endpoint has nothing. */
export function forbidAuthorizedCidrsOfPrivateEndpoint({controlPlane}: Cluster): Issue[] {
  const {access, authorizedCidrs} = controlPlane.endpoint;
  if (access === 'public' || authorizedCidrs.length === 0) return [];
  const message = 'authorizedCidrs without a public endpoint: a private one is not reached from the Internet';
  const hint = 'write access: public, or remove authorizedCidrs';
  const related = [{path: ACCESS_PATH, message: 'the endpoint is private'}];
  return [error('VK3401', CIDRS_PATH, message, {hint, related, at: 'key'})];
}

/** An API server that everybody reaches must not come about by leaving something out. */
export function requireAuthorizedCidrs({controlPlane}: Cluster): Issue[] {
  const {access, authorizedCidrs} = controlPlane.endpoint;
  if (access === 'private' || authorizedCidrs.length > 0) return [];
  const message = 'the endpoint is public, and authorizedCidrs does not say from where';
  const hint = 'list your public ranges, such as authorizedCidrs: [198.51.100.0/24]; 0.0.0.0/0 is everybody';
  const related = [{path: ACCESS_PATH, message: 'the endpoint is public'}];
  return [error('VK3402', CIDRS_PATH, message, {hint, related})];
}

/** It asks for certificates or tokens all the same, but every fault in it is everybody's. */
export function warnOfOpenEndpoint({controlPlane}: Cluster): Issue[] {
  const {access, authorizedCidrs} = controlPlane.endpoint;
  const index = authorizedCidrs.findIndex((prefix) => isEverything([prefix]));
  if (access === 'private' || index === -1) return [];
  const message = '0.0.0.0/0 lets everybody on the Internet reach the Kubernetes API';
  const hint = 'list your own public ranges, or write access: private';
  return [
    warning('VK3403', [...CIDRS_PATH, index], message, {hint, related: [{path: ACCESS_PATH, message: 'public'}]}),
  ];
}

/** What comes from the Internet never has a private source address. */
export function warnOfPrivateAuthorizedCidrs({controlPlane}: Cluster): Issue[] {
  const {access, authorizedCidrs} = controlPlane.endpoint;
  if (access === 'private') return [];
  return authorizedCidrs.flatMap((prefix, index) => {
    if (!isPrivate(prefix)) return [];
    const message = `${formatPrefix(prefix)} is private, and nothing comes from there over the Internet`;
    const hint =
      'list the public addresses that these networks have on the Internet; the virtual network is let in anyway';
    return [warning('VK3404', [...CIDRS_PATH, index], message, {hint})];
  });
}

/** Certificates and the manifests of the control plane are on this disk, and are lost when Azure moves the machine. */
export function forbidEphemeralControlPlane({controlPlane}: Cluster): Issue[] {
  if (controlPlane.osDisk.storage !== 'Ephemeral') return [];
  const message = 'Ephemeral loses the certificates of the control plane when Azure moves or repairs a machine';
  return [error('VK3405', [...controlPlane.path, 'osDisk', 'storage'], message, {hint: 'use Premium_LRS'})];
}

/** The public endpoint has a DNS name that begins with the cluster's. */
export function requireDnsLabelOfEndpoint(cluster: Cluster): Issue[] {
  if (cluster.controlPlane.endpoint.access === 'private') return [];
  const label = apiServerDnsLabel(cluster);
  const reason = checkDomainNameLabel(label);
  if (reason === undefined) return [];
  const message = `"${label}" cannot be the DNS name of a public endpoint: ${reason}`;
  const related = [{path: ACCESS_PATH, message: 'the endpoint is public'}];
  return [error('VK3406', ['name'], message, {hint: 'choose a name of at least 3 characters', related})];
}
