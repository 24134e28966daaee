import {existingNetworkFindings} from './existing-network.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {gatewayFindings} from './gateways.ts';
import {identityFindings} from './identity.ts';
import {imageFindings} from './images.ts';
import {labelFindings} from './labels.ts';
import {machineFindings} from './machines.ts';
import {networkQuotaFindings} from './network-quotas.ts';
import {ownNetworkFindings} from './own-network.ts';
import {peeringFindings} from './peerings.ts';
import {permissionFindings} from './permissions.ts';
import {placeFindings} from './place.ts';
import {quotaFindings} from './quotas.ts';
import {referredFindings} from './referred.ts';
import {takenNameFindings} from './taken-names.ts';

/** What Azure has against a cluster, and what it has not: everything at once. */
export function judge(facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  return [
    placeFindings,
    permissionFindings,
    identityFindings,
    machineFindings,
    imageFindings,
    quotaFindings,
    networkQuotaFindings,
    existingNetworkFindings,
    ownNetworkFindings,
    gatewayFindings,
    referredFindings,
    peeringFindings,
    labelFindings,
    takenNameFindings,
  ].flatMap((check) => check(facts, site));
}
