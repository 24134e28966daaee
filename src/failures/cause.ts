import type {IssueCode} from '../definition/issue.ts';
import type {NextCommands} from './next-commands.ts';

/** What a code of Azure's means, and what helps. */
export interface Cause {
  readonly issue: IssueCode;
  /** In words, as part of a sentence. */
  readonly title: string;
  readonly remedy: readonly string[];
  /** Commands that show more, or mend it. */
  readonly next: NextCommands;
  /** The field of a pool or of the control plane that decides it. */
  readonly field?: 'vmSize' | 'zones' | 'maxPods' | 'firstAddress';
  /** The region is at fault, whatever is to be made there. */
  readonly ofLocation?: true;
  /** The subnet that the message or the target names is at fault, not the machine that needed it. */
  readonly ofSubnet?: true;
}
