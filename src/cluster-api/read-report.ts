import {type AddonHealth, type HealthReport, type NotReadyNode, REPORT_END, REPORT_START} from './health-report.ts';

/**
 * Finds the report in what a machine has printed. Undefined if there is none, or another than this version prints: a
 * machine is not trusted to be the one that was asked.
 */
export function readReport(output: string): HealthReport | undefined {
  const start = output.lastIndexOf(REPORT_START);
  const end = output.indexOf(REPORT_END, start);
  if (start < 0 || end < 0) return undefined;
  try {
    const value: unknown = JSON.parse(output.slice(start + REPORT_START.length, end));
    return isReport(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isReport(value: unknown): value is HealthReport {
  if (!isRecord(value) || value['version'] !== 1) return false;
  const {api, nodes, addons} = value;
  return (
    isRecord(api) &&
    typeof api['ok'] === 'boolean' &&
    typeof api['detail'] === 'string' &&
    (nodes === null || isNodes(nodes)) &&
    Array.isArray(addons) &&
    addons.every(isAddon)
  );
}

function isNodes(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const {ready, total, notReady} = value;
  return typeof ready === 'number' && typeof total === 'number' && Array.isArray(notReady) && notReady.every(isNode);
}

function isNode(value: unknown): value is NotReadyNode {
  return isRecord(value) && typeof value['name'] === 'string' && typeof value['reason'] === 'string';
}

function isAddon(value: unknown): value is AddonHealth {
  if (!isRecord(value)) return false;
  return typeof value['name'] === 'string' && typeof value['ready'] === 'number' && typeof value['wanted'] === 'number';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
