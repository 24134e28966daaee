import {createHash} from 'node:crypto';
import type {JsonObject} from '../template/value.ts';
import {isFinal} from './deployment-view.ts';
import {Refusal} from './fault.ts';
import {lastPart} from './resource-path.ts';
import type {DeploymentRecord} from './saved-state.ts';
import {type Simulation, timeText} from './simulation.ts';

/** How long Azure lets a deployment run. */
const EXPIRES_MS = 7 * 24 * 60 * 60 * 1_000;

/** Refuses to replace a deployment that runs (Azure: templates/error-deployment-active). */
export function checkInactive({deployments}: Simulation, id: string): void {
  const record = deployments.get(id.toLowerCase());
  if (record === undefined || isFinal(record)) return;
  const {created} = record;
  throw new Refusal(409, {
    code: 'DeploymentActive',
    message:
      `Unable to edit or replace deployment '${lastPart(id)}': previous deployment from '${timeText(created)}' is still ` +
      `active (expiration time is '${timeText(created + EXPIRES_MS)}'). Please see https://aka.ms/arm-deploy for usage details.`,
  });
}

/** A number as Azure shows it for a template; how Azure computes it is not documented. */
export function hashOf(template: JsonObject): string {
  const digits = createHash('sha256').update(JSON.stringify(template)).digest().readBigUInt64BE();
  return digits.toString();
}

/** A deployment; refuses one that is not there. */
export function deploymentAt({deployments}: Simulation, id: string): DeploymentRecord {
  const record = deployments.get(id.toLowerCase());
  if (record !== undefined) return record;
  throw new Refusal(404, {code: 'DeploymentNotFound', message: `Deployment '${lastPart(id)}' could not be found.`});
}
