import {shellWord} from '../shell-word.ts';
import type {AzureOptions} from './azure-connection.ts';

/** What of a command line says which cluster is meant, and where it is. */
export interface Aim {
  readonly source: {
    readonly file?: string | undefined;
    /** Of a cluster without a file. */
    readonly name?: string | undefined;
    readonly set?: readonly string[] | undefined;
    readonly directory?: string | undefined;
  };
  readonly azure: Pick<AzureOptions, 'group' | 'subscription' | 'simulate' | 'cloud'>;
}

/** Flags that say where a cluster is. */
const PLACE = ['--resource-group', '--subscription', '--simulate-state'];

/** Which flags each command takes. */
const FLAGS = {
  plan: ['--set'],
  check: ['--set', ...PLACE],
  diff: ['--set', '--output-directory', ...PLACE],
  deploy: ['--set', '--output-directory', ...PLACE],
  status: ['--name', '--set', '--output-directory', '--cloud', ...PLACE],
  kubeconfig: ['--name', '--set', '--output-directory'],
  delete: ['--name', '--set', '--cloud', ...PLACE],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A command that can be about the same cluster as another one. */
export type AgainCommand = keyof typeof FLAGS;

/**
 * A command for the same cluster, as a shell reads it: in another resource group or subscription it would be about another
 * cluster. What is asked for `--simulate` alone is forgotten, so there is nothing to go on with, and it is left out.
 */
export function commandFor(command: AgainCommand, {source, azure}: Aim): string {
  const {file, name, set = [], directory} = source;
  const given: readonly (readonly [string, string | undefined])[] = [
    ['--name', name],
    ...set.map((change) => ['--set', change] as const),
    ['--output-directory', directory],
    ['--resource-group', azure.group],
    ['--subscription', azure.subscription],
    ['--cloud', azure.cloud],
    ['--simulate-state', azure.simulate?.state],
  ];
  const taken: readonly string[] = FLAGS[command];
  const words = given.flatMap(([flag, value]) =>
    value === undefined || !taken.includes(flag) ? [] : [flag, shellWord(value)],
  );
  return ['vnetk8s', command, ...(file === undefined ? [] : [shellWord(file)]), ...words].join(' ');
}
