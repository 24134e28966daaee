import type {ClusterHealth} from './cluster-health.ts';
import {type HealthProblem, healthProblems} from './health-problems.ts';

/** What a cluster waits for when it comes up, in order. */
export type WaitStage = HealthProblem['about'];

const MINUTE = 60_000;

/**
 * Milliseconds that each stage may take: some times what it takes on Azure, where a machine boots and installs Kubernetes
 * in five minutes, the control plane's first and the others' after it.
 */
const BOUNDS: Readonly<Record<WaitStage, number>> = {apiServer: 10 * MINUTE, nodes: 20 * MINUTE, addons: 10 * MINUTE};

/** Milliseconds between two questions. */
const INTERVAL = 10_000;

/** How a cluster is waited for. */
export interface WaitOptions {
  readonly probe: () => Promise<ClusterHealth>;
  /** Waits so many ms. */
  readonly wait: (ms: number) => Promise<void>;
  readonly now: () => number;
  /** ms for all stages together. */
  readonly timeout: number;
  /** ms for stages that are to have another bound than usual. */
  readonly bounds?: Partial<Record<WaitStage, number>>;
  /** Whether a probe that ends so may be repeated; absent: none may. */
  readonly forgives?: (error: unknown) => boolean;
  /** Told after each question what the cluster still waits for. */
  readonly onProgress: (problem: HealthProblem, health: ClusterHealth) => void;
}

/** Whether it came up, and if not, what it was waiting for. */
export type WaitOutcome =
  | {readonly ready: true; readonly health: ClusterHealth}
  | {
      readonly ready: false;
      readonly health?: ClusterHealth;
      readonly problems: readonly HealthProblem[];
      /** What ended: the time that the stage may take, or that of all. */
      readonly bound: WaitStage | 'timeout';
      /** ms that it was waited for. */
      readonly waited: number;
    };

/** Asks again and again until the cluster is well or a bound is reached. Throws what a probe throws that is not forgiven. */
export async function waitForCluster(options: WaitOptions): Promise<WaitOutcome> {
  const {wait, now, timeout, onProgress} = options;
  const start = now();
  const bounds = {...BOUNDS, ...options.bounds};
  const spent: Record<WaitStage, number> = {apiServer: 0, nodes: 0, addons: 0};
  let last = start;
  for (;;) {
    const {health, problems} = await question(options);
    const [first] = problems;
    if (health !== undefined && first === undefined) return {ready: true, health};
    const stage = first?.about ?? 'apiServer';
    // A stage that comes back, such as an API server that is restarted, has no more time in all.
    spent[stage] += now() - last;
    last = now();
    if (first !== undefined && health !== undefined) onProgress(first, health);
    const waited = last - start;
    const bound = waited >= timeout ? 'timeout' : spent[stage] >= bounds[stage] ? stage : undefined;
    if (bound !== undefined) {
      return {ready: false, ...(health === undefined ? {} : {health}), problems, bound, waited};
    }
    await wait(Math.min(INTERVAL, timeout - waited, bounds[stage] - spent[stage]));
  }
}

async function question({
  probe,
  forgives,
}: WaitOptions): Promise<{readonly health?: ClusterHealth; readonly problems: readonly HealthProblem[]}> {
  try {
    const health = await probe();
    return {health, problems: healthProblems(health)};
  } catch (error) {
    if (forgives?.(error) !== true) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    return {problems: [{about: 'apiServer', detail}]};
  }
}
