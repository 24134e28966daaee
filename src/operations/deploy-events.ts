import type {Account} from '../azure/azure.ts';
import type {LocatedIssue} from '../definition/located-issue.ts';

/** The steps of a deployment, in their order. */
export const DEPLOY_STEPS = [
  'connect',
  'check',
  'validate',
  'compare',
  'confirm',
  'write',
  'group',
  'submit',
  'resources',
  'cluster',
] as const;

/** A step of a deployment. */
export type DeployStep = (typeof DEPLOY_STEPS)[number];

/** A resource of a deployment, and how far it is. `waiting`: nothing was heard of it yet. */
export interface ResourceProgress {
  readonly id: string;
  readonly type: string;
  /** With the names of its parents: `network/subnet`. */
  readonly name: string;
  /** The branch of the tree that it belongs to, in words of the definition: `network`, `control plane`, `pool apps`. */
  readonly branch: string;
  readonly state: 'waiting' | 'running' | 'succeeded' | 'failed';
  /** ms that it took, or takes so far. */
  readonly duration?: number;
}

/** Something that happened during a deployment, for whoever shows it. */
export type DeployEvent =
  | {readonly kind: 'account'; readonly account: Account}
  | {
      readonly kind: 'step';
      readonly step: DeployStep;
      /** `failed`: it was done, and what it found ends the deployment. */
      readonly state: 'started' | 'done' | 'failed';
      readonly text: string;
    }
  /** The branches of the tree, in order, and how many resources each has: told once, before any resource. */
  | {readonly kind: 'branches'; readonly branches: readonly {readonly name: string; readonly resources: number}[]}
  | {readonly kind: 'resource'; readonly resource: ResourceProgress}
  /** Nothing has changed for a while: what is being waited for. */
  | {readonly kind: 'heartbeat'; readonly text: string}
  | {readonly kind: 'notice'; readonly text: string}
  | {readonly kind: 'issues'; readonly issues: readonly LocatedIssue[]};

/** An event, and when it was, in ms since 1970 (of the simulator's clock, where there is one). */
export type TimedEvent = DeployEvent & {readonly at: number};

/** Told of events, in order. */
export type Listener = (event: TimedEvent) => void;
