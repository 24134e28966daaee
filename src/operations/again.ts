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
  readonly azure: Pick<AzureOptions, 'group' | 'subscription' | 'simulate' | 'cloud'> &
    Partial<Pick<AzureOptions, 'auth' | 'env'>>;
  /** A file with values of parameters that others share. */
  readonly parameters?: string | undefined;
}

/** Flags that say where a cluster is. */
const PLACE = ['--resource-group', '--subscription', '--auth', '--simulate', '--simulate-state'];

/** Which flags each command takes. */
const FLAGS = {
  plan: ['--set'],
  check: ['--set', ...PLACE],
  diff: ['--set', '--output-directory', ...PLACE],
  deploy: ['--set', '--output-directory', '--parameters', ...PLACE],
  status: ['--name', '--set', '--output-directory', '--cloud', ...PLACE],
  kubeconfig: ['--name', '--set', '--output-directory'],
  delete: ['--name', '--set', '--cloud', ...PLACE],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A command that can be about the same cluster as another one. */
export type AgainCommand = keyof typeof FLAGS;

/** Whether all that is done is forgotten when the process ends: in an Azure that is simulated, and kept in no file. */
export function isForgotten({azure: {simulate}}: Pick<Aim, 'azure'>): boolean {
  return simulate !== undefined && simulate.state === undefined;
}

/**
 * A command for the same cluster, as a shell reads it: in another resource group or subscription it would be about another
 * cluster, and one that follows a simulation must not be about a real Azure. What goes wrong in a simulation is left out, as
 * it is to be mended.
 */
export function commandFor(command: AgainCommand, aim: Aim): string {
  const {source, azure, parameters} = aim;
  const {file, name, set = [], directory} = source;
  const given: readonly (readonly [string, string | undefined])[] = [
    ['--name', name],
    ...set.map((change) => ['--set', change] as const),
    ['--output-directory', directory],
    ['--parameters', parameters],
    ['--resource-group', azure.group],
    ['--subscription', azure.subscription],
    ['--cloud', azure.cloud],
    ['--auth', azure.auth === 'auto' || azure.simulate !== undefined ? undefined : azure.auth],
    ['--simulate-state', azure.simulate?.state],
  ];
  const taken: readonly string[] = FLAGS[command];
  const words = given.flatMap(([flag, value]) =>
    value === undefined || !taken.includes(flag) ? [] : [flag, shellWord(value)],
  );
  const simulate = isForgotten(aim) && taken.includes('--simulate') ? ['--simulate'] : [];
  return ['vnetk8s', command, ...(file === undefined ? [] : [shellWord(file)]), ...words, ...simulate].join(' ');
}
