import type {Account} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import type {ClusterHealth} from '../cluster-api/cluster-health.ts';
import type {WaitOutcome} from '../cluster-api/wait-for-cluster.ts';
import type {LocatedIssue} from '../definition/located-issue.ts';
import type {Explained} from '../failures/explain-failure.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import type {LocatedFinding} from '../preflight/finding.ts';
import type {ResourceProgress} from './deploy-events.ts';
import type {ChangePreview} from './diff-preview.ts';

/** What a definition led to. */
export interface DeployOutcome {
  /** The definition as the user calls it. */
  readonly name: string;
  readonly issues: readonly LocatedIssue[];
  readonly end: DeployEnd;
}

/** How it ended, and what to tell. */
export type DeployEnd =
  /** The definition has errors; nobody was asked. */
  | {readonly kind: 'invalid'}
  /** Azure would not take it; nothing was created. */
  | {
      readonly kind: 'refused';
      readonly site: DeploySite;
      readonly findings: readonly LocatedFinding[];
      /** What Azure itself said, once all findings were well. */
      readonly failures: readonly ExplainedFailure[];
      /** Absent: nothing was done yet. */
      readonly left?: Leftovers;
    }
  /** Somebody was asked, and said no. */
  | {readonly kind: 'declined'; readonly site: DeploySite}
  | {readonly kind: 'submitted'; readonly site: DeploySite}
  | {
      readonly kind: 'failed';
      readonly site: DeploySite;
      readonly failures: readonly ExplainedFailure[];
      /** False: Azure is still working on the rest. */
      readonly final: boolean;
    }
  | {readonly kind: 'canceled'; readonly site: DeploySite}
  /** The deployment was deleted while it was followed, alone or with its resource group. */
  | {readonly kind: 'gone'; readonly site: DeploySite}
  | {readonly kind: 'timed-out'; readonly site: DeploySite; readonly waitingFor: readonly ResourceProgress[]}
  | {
      readonly kind: 'unhealthy';
      readonly site: DeploySite;
      readonly cluster: DeployedCluster;
      readonly outcome: Extract<WaitOutcome, {ready: false}>;
    }
  | {
      readonly kind: 'ready';
      readonly site: DeploySite;
      readonly cluster: DeployedCluster;
      readonly health: ClusterHealth;
      /** False: it was as defined already, and nothing was deployed. */
      readonly changed: boolean;
    };

/** What stays of a deployment that Azure refused when it was handed over. */
export interface Leftovers {
  /** `removed`, `kept`: it was made for the deployment, and is gone again, or is not. */
  readonly group: 'untouched' | 'removed' | 'kept';
  /** The directory with keys and template, as the user calls it. */
  readonly directory: string;
}

/** What was deployed to where. */
export interface DeploySite {
  readonly account: Account;
  readonly group: string;
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
  /** The directory of artifacts as the user calls it. */
  readonly directory: string;
}

/** A cluster that is there. */
export interface DeployedCluster {
  readonly apiServerUrl: string;
  readonly outboundAddresses: readonly string[];
}

/** A failure, explained, and the line of the definition that it stems from. */
export interface ExplainedFailure extends Explained {
  readonly located: LocatedIssue;
  /** False: the definition does not say it, so that the line is none to be shown. */
  readonly isWritten: boolean;
}

/** What a person is asked before anything is changed. */
export interface Confirmation {
  readonly site: DeploySite;
  readonly preview: ChangePreview;
}
