import type {AzureOptions} from '../operations/azure-connection.ts';

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

/**
 * A command for the same cluster, as a shell reads it: in another resource group or subscription it would be about another cluster. What is
 * asked for `--simulate` alone is forgotten, so there is nothing to go on with, and it is left out.
 */
export function commandFor(command: string, {source, azure}: Aim): string {
  const {file, name, set = [], directory} = source;
  const flags: readonly (readonly [string, string | undefined])[] = [
    ['--name', name],
    ...set.map((change) => ['--set', change] as const),
    ['--output-directory', directory],
    ['--resource-group', azure.group],
    ['--subscription', azure.subscription],
    ['--cloud', azure.cloud],
    ['--simulate-state', azure.simulate?.state],
  ];
  const words = flags.flatMap(([flag, value]) => (value === undefined ? [] : [flag, quoteWord(value)]));
  return ['vnetk8s', command, ...(file === undefined ? [] : [quoteWord(file)]), ...words].join(' ');
}

/** A word for a shell: in quotes only where it must be. */
export function quoteWord(word: string): string {
  return /^[\w@./:+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
