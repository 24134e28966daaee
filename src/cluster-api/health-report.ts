/**
 * What the health script prints, as JSON on one line between the two markers: Azure's Run Command keeps no more than the
 * last 4,096 bytes of all that was printed, and it may put words of its own around them.
 */
export interface HealthReport {
  readonly version: 1;
  readonly api: {readonly ok: boolean; readonly detail: string};
  /** Null: they could not be listed. */
  readonly nodes: ReportedNodes | null;
  /** Deployments and daemon sets of the namespace kube-system; empty also if they could not be listed. */
  readonly addons: readonly AddonHealth[];
}

/** All nodes that the API server knows of, those of the control plane among them. */
export interface ReportedNodes {
  readonly ready: number;
  readonly total: number;
  /** The first that are not ready, at most `MOST_NOT_READY`. */
  readonly notReady: readonly NotReadyNode[];
}

/** A node that is not ready, and why, as its `Ready` condition has it, such as `NetworkPluginNotReady`. */
export interface NotReadyNode {
  readonly name: string;
  readonly reason: string;
}

/** A deployment or daemon set, and how many of its pods are ready. */
export interface AddonHealth {
  readonly name: string;
  readonly ready: number;
  readonly wanted: number;
}

/** First line of the health script: what a simulated machine knows it by. */
export const HEALTH_MARKER = '# vnetk8s cluster-health 1';

/** What stands before the report. */
export const REPORT_START = '<vnetk8s-health>';

/** What stands after the report. */
export const REPORT_END = '</vnetk8s-health>';

/** Nodes named in a report that are not ready: it has to stay small also if 4,000 are not. */
export const MOST_NOT_READY = 5;

/** A report as the health script prints it. */
export function printReport(report: HealthReport): string {
  return `${REPORT_START}${JSON.stringify(report)}${REPORT_END}\n`;
}
