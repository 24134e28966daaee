import {EXIT} from '../exit-codes.ts';
import {checkDnsLabel} from '../kubernetes/names.ts';
import {UserError} from '../user-error.ts';
import {type LoadedDefinition, loadDefinition} from './load-definition.ts';
import type {InputOptions} from './read-input.ts';

/** Which cluster is meant: one by name, or the one of a definition. */
export interface TargetOptions extends InputOptions {
  readonly name?: string | undefined;
  readonly set: readonly string[];
}

/** The cluster that is meant. */
export interface Target {
  readonly name: string;
  /** Absent if it was named. */
  readonly definition?: {
    /** The definition as the user calls it. */
    readonly name: string;
    readonly loaded: LoadedDefinition;
    readonly meaning: NonNullable<LoadedDefinition['meaning']>;
  };
}

/**
 * Finds out which cluster is meant. A definition needs no more than a name that can be read, whatever else is wrong with it:
 * people look at clusters, and delete them, while they change their definitions. Throws UserError if it has none, if
 * there is no file, or if both are given.
 */
export async function findTarget({name, ...options}: TargetOptions): Promise<Target> {
  if (name === undefined) return targetOf(await load(options));
  if (options.file !== undefined) {
    throw usageError('a definition and --name are given', 'give one: --name needs no file');
  }
  const reason = checkDnsLabel(name);
  if (reason !== undefined) throw usageError(`${JSON.stringify(name)} is no name of a cluster: ${reason}`);
  return {name};
}

async function load(options: Omit<TargetOptions, 'name'>): Promise<LoadedDefinition> {
  try {
    return await loadDefinition(options);
  } catch (error) {
    const nothing = error instanceof UserError && error.code === 'FILE_NOT_FOUND' && options.file === undefined;
    if (!nothing) throw error;
    throw new UserError(error.message, {
      code: error.code,
      exitCode: error.exitCode,
      suggestions: ['name a definition, or the cluster: --name NAME'],
      cause: error,
    });
  }
}

function targetOf(loaded: LoadedDefinition): Target {
  const {name, meaning} = loaded;
  const cluster = meaning?.cluster.name ?? '';
  if (meaning !== undefined && checkDnsLabel(cluster) === undefined) {
    return {name: cluster, definition: {name, loaded, meaning}};
  }
  throw new UserError(`${name} does not say what the cluster is called`, {
    code: 'DEFINITION_INVALID',
    exitCode: EXIT.invalidDefinition,
    suggestions: ['see what is wrong with it: vnetk8s validate', 'or name the cluster: --name NAME'],
  });
}

function usageError(message: string, ...suggestions: readonly string[]): UserError {
  return new UserError(message, {code: 'USAGE', exitCode: EXIT.usage, suggestions});
}
