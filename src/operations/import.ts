import {resolve} from 'node:path';
import {formatPath} from '../definition/issue.ts';
import {locatePath} from '../definition/locate.ts';
import type {LocatedIssue, Location} from '../definition/located-issue.ts';
import {readDefinition} from '../definition/read-definition.ts';
import {readYaml} from '../definition/read-yaml.ts';
import {sourceText} from '../definition/source-text.ts';
import {
  type ImportEntry,
  importVlabs,
  isVlabs,
  type Outcome,
  type VlabsImport,
} from '../definition/vlabs/import-vlabs.ts';
import {renderImportedDefinition} from '../definition/vlabs/render-definition.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {type InputOptions, readInput} from './read-input.ts';
import {assertFree, saveFile} from './save-file.ts';

/** What to import, and where to. */
export interface ImportOptions extends InputOptions {
  /** The file to write; undefined: none. */
  readonly output?: string | undefined;
  /** Writes also over a file that is there. */
  readonly force: boolean;
}

/** A definition of acs-engine or aks-engine in our format, and what became of it. */
export interface ImportOutcome {
  /** What the user calls the old definition. */
  readonly name: string;
  /** Faults of its text; if there are any, nothing else is known. */
  readonly issues: readonly LocatedIssue[];
  readonly imported?: {readonly text: string; readonly report: readonly ReportLine[]};
  /** True if all of it could be represented. */
  readonly valid: boolean;
}

/** What became of one field. */
export interface ReportLine {
  readonly outcome: Outcome;
  /** The field in the old definition. */
  readonly from: string;
  readonly location: Location;
  /** Where it is in the new one. */
  readonly to?: string;
  readonly message: string;
  readonly hint?: string;
  readonly code?: string;
}

/**
 * Converts a definition of acs-engine or aks-engine. What cannot be represented is told, and the rest is written all the
 * same. Throws UserError if it cannot be read, is no such definition, or the output cannot be written.
 */
export async function importDefinition(options: ImportOptions): Promise<ImportOutcome> {
  const {output, force, cwd} = options;
  if (output !== undefined && !force) await assertFree(output, cwd);
  const input = await readInput(options);
  const {text, content} = readYaml(input.bytes);
  if (content === undefined) {
    return {name: input.name, issues: readDefinition({...input, set: []}).issues, valid: false};
  }
  if (!isVlabs(content.value)) throw notForeign(input.name, content.value);

  const result = importVlabs(content.value);
  const origins = {source: sourceText(input.name, text), find: content.find, overrides: []};
  const report = result.report.map((entry) => lineOf(entry, locatePath(entry.from, 'key', origins)));
  const imported = {text: definitionText(result, input.name), report};
  if (output !== undefined) await saveFile(resolve(cwd, output), imported.text, {replace: force});
  return {name: input.name, issues: [], imported, valid: report.every((line) => line.outcome !== 'error')};
}

function definitionText(result: VlabsImport, name: string): string {
  const origin = name.startsWith('<') ? '' : ` ${name.replaceAll(/\s+/g, ' ')}`;
  return `# Made from${origin || ' a definition of acs-engine or aks-engine'} by "vnetk8s import".\n${renderImportedDefinition(result)}`;
}

function lineOf({outcome, from, to, message, hint, code}: ImportEntry, location: Location): ReportLine {
  return {
    outcome,
    from: formatPath(from),
    location,
    ...(to === undefined ? {} : {to: formatPath(to)}),
    message,
    ...(hint === undefined ? {} : {hint}),
    ...(code === undefined ? {} : {code}),
  };
}

function notForeign(name: string, value: unknown): UserError {
  const version = typeof value === 'object' && value !== null && 'apiVersion' in value ? value.apiVersion : undefined;
  const isOurs = typeof version === 'string' && version.startsWith('vnetk8s/');
  return new UserError(`${name} is no definition of acs-engine or aks-engine`, {
    code: 'NOT_IMPORTABLE',
    exitCode: EXIT.invalidDefinition,
    suggestions: [
      isOurs
        ? `it is one of vnetk8s already, and can be used as it is: vnetk8s validate ${name}`
        : 'such a definition has apiVersion "vlabs" and properties.masterProfile',
    ],
  });
}
