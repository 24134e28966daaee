import {existingNetworkFindings} from './existing-network.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {machineFindings} from './machines.ts';
import {permissionFindings} from './permissions.ts';
import {placeFindings} from './place.ts';
import {surroundingFindings} from './surroundings.ts';

/** What Azure has against a cluster, and what it has not: everything at once. */
export function judge(facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  return [placeFindings, permissionFindings, machineFindings, existingNetworkFindings, surroundingFindings].flatMap(
    (check) => check(facts, site),
  );
}
