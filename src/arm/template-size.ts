import type {DeployScript} from '../node/deploy-script.ts';
import {MAX_RESOURCE_BYTES, MAX_RESOURCES, MAX_TEMPLATE_BYTES} from '../template/limits.ts';
import type {ArmResource} from './arm-template.ts';

/** The share of a limit that is used at most: sizes are estimated, and Azure does not say how it counts. */
const SHARE = 0.9;

/** Bytes that a certificate or key takes at most: that of RSA with 4,096 bits has 3.3 KB. */
const SECRET_BYTES = 4_096;

/** A template as it is measured: what is in it, and how long the values are that expressions stand for. */
export interface Measured {
  readonly resources: readonly ArmResource[];
  /** Bytes of values by the code of their terms. */
  readonly values: ReadonlyMap<string, number>;
}

/** Whether Azure Resource Manager takes it as one deployment. */
export function fitsOneDeployment(measured: Measured): boolean {
  const sizes = measured.resources.map((resource) => expandedBytes(resource, measured.values));
  return (
    countResources(measured.resources) <= MAX_RESOURCES * SHARE &&
    sizes.every(({each}) => each <= MAX_RESOURCE_BYTES * SHARE) &&
    sizes.reduce((total, {all}) => total + all, 0) + total(measured.values) <= MAX_TEMPLATE_BYTES * SHARE
  );
}

/** How many times as many of them one deployment takes; at least one. */
export function roundsPerDeployment(one: Measured): number {
  const bytes = one.resources.reduce((sum, resource) => sum + expandedBytes(resource, one.values).each, 0);
  const byBytes = (MAX_TEMPLATE_BYTES * SHARE - total(one.values)) / bytes;
  const byCount = (MAX_RESOURCES * SHARE) / countResources(one.resources);
  return Math.max(1, Math.floor(Math.min(byBytes, byCount)));
}

/** Bytes of a script as the extension gets it. */
export function scriptBytes(script: DeployScript): number {
  return base64Bytes(script.reduce((sum, part) => sum + partBytes(part), 0));
}

function partBytes(part: DeployScript[number]): number {
  if (typeof part === 'string') return Buffer.byteLength(part);
  return 'base64' in part ? scriptBytes(part.base64) : SECRET_BYTES;
}

function base64Bytes(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

function countResources(resources: readonly ArmResource[]): number {
  return resources.reduce((sum, {copy}) => sum + (copy?.count ?? 1), 0);
}

function total(values: ReadonlyMap<string, number>): number {
  return [...values.values()].reduce((sum, bytes) => sum + bytes, 0);
}

function expandedBytes(resource: ArmResource, values: ReadonlyMap<string, number>) {
  const text = JSON.stringify(resource);
  const inserted = [...values].filter(([code]) => text.includes(code)).reduce((sum, [, bytes]) => sum + bytes, 0);
  const each = Buffer.byteLength(text) + copiedBytes(resource.properties) + inserted;
  return {each, all: each * (resource.copy?.count ?? 1)};
}

/** What lists take beyond their first item, of those that are written as a copy. */
function copiedBytes(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const ofThis = 'copy' in value && Array.isArray(value.copy) ? value.copy.map(bytesOfCopy) : [];
  return [...ofThis, ...Object.values(value).map(copiedBytes)].reduce((sum, bytes) => sum + bytes, 0);
}

function bytesOfCopy({count, input}: {readonly count: number; readonly input: unknown}): number {
  return (count - 1) * Buffer.byteLength(JSON.stringify(input));
}
