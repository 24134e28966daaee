import type {CatalogEntry} from '../definition/catalog/catalog-entry.ts';
import type {LocatedIssue, Location} from '../definition/located-issue.ts';
import {isFlag} from './code-frame.ts';

/** The parts of a SARIF 2.1.0 log that are written here (OASIS: sarif-v2.1.0, section 3). */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [SarifRun];
}

/** One run of vnetk8s over one definition. */
export interface SarifRun {
  readonly tool: {
    readonly driver: {readonly name: string; readonly version: string; readonly rules: readonly SarifRule[]};
  };
  readonly columnKind: 'utf16CodeUnits';
  readonly results: readonly SarifResult[];
}

/** A code of the catalogue. */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: SarifText;
  readonly fullDescription: SarifText;
  readonly help: SarifText & {readonly markdown: string};
  readonly defaultConfiguration: {readonly level: SarifLevel};
}

/** An issue. */
export interface SarifResult {
  readonly ruleId: string;
  /** Absent for a code that is not in the catalogue. */
  readonly ruleIndex?: number;
  readonly level: SarifLevel;
  readonly message: SarifText;
  readonly locations: readonly [SarifLocation];
  readonly relatedLocations?: readonly SarifLocation[];
}

/** A place in a file, with the path in the definition as its logical place. */
export interface SarifLocation {
  readonly id?: number;
  readonly physicalLocation: {
    readonly artifactLocation: {readonly uri: string};
    readonly region: {readonly startLine: number; readonly startColumn?: number; readonly endColumn?: number};
  };
  readonly logicalLocations: readonly {readonly fullyQualifiedName: string}[];
  readonly message?: SarifText;
}

/** SARIF's words for severities. */
export type SarifLevel = 'error' | 'warning';

/** SARIF wraps every text. */
export interface SarifText {
  readonly text: string;
}

/** What else goes into a log: what the definition is called, our version, and what the codes mean. */
export interface SarifContext {
  readonly name: string;
  readonly version: string;
  readonly catalog: readonly CatalogEntry[];
}

/** The issues of a definition as a SARIF log, which GitHub, Azure DevOps and editors show beside the lines. */
export function issuesAsSarif(issues: readonly LocatedIssue[], context: SarifContext): SarifLog {
  const codes = new Set<string>(issues.map((issue) => issue.code));
  const rules = context.catalog.filter((entry) => codes.has(entry.code));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {driver: {name: 'vnetk8s', version: context.version, rules: rules.map(ruleOf)}},
        columnKind: 'utf16CodeUnits',
        results: issues.map((issue) => resultOf(issue, rules, context.name)),
      },
    ],
  };
}

function ruleOf({code, severity, title, explanation, wrong, right}: CatalogEntry): SarifRule {
  const markdown = `${explanation}\n\nWrong:\n\n\`\`\`yaml\n${wrong}\n\`\`\`\n\nRight:\n\n\`\`\`yaml\n${right}\n\`\`\`\n`;
  return {
    id: code,
    shortDescription: {text: title},
    fullDescription: {text: explanation},
    help: {text: `${explanation}\n\nWrong:\n\n${wrong}\n\nRight:\n\n${right}\n`, markdown},
    defaultConfiguration: {level: severity},
  };
}

function resultOf(issue: LocatedIssue, rules: readonly CatalogEntry[], name: string): SarifResult {
  const {code, severity, path, location, related} = issue;
  const index = rules.findIndex((entry) => entry.code === code);
  const others = related.map((place, id) => ({
    ...locationOf(place.location, place.path, name),
    id,
    message: {text: `${place.path} ${place.message}`},
  }));
  return {
    ruleId: code,
    ...(index < 0 ? {} : {ruleIndex: index}),
    level: severity,
    message: {text: messageOf(issue)},
    locations: [locationOf(location, path, name)],
    ...(others.length === 0 ? {} : {relatedLocations: others}),
  };
}

function messageOf({path, message, hint, location}: LocatedIssue): string {
  const subject = path.startsWith('(') ? message : `${path}: ${message}`;
  const origin = isFlag(location) ? ` (from ${location.source})` : '';
  return `${subject}${origin}${hint === undefined ? '' : `; ${hint}`}`;
}

/** A flag is in no file: what it causes is shown at the start of the definition that it changes. */
function locationOf(location: Location, path: string, name: string): SarifLocation {
  const {source, line, column, length} = location;
  const region = isFlag(location) ? {startLine: 1} : {startLine: line, startColumn: column, endColumn: column + length};
  return {
    physicalLocation: {artifactLocation: {uri: uriOf(isFlag(location) ? name : source)}, region},
    logicalLocations: [{fullyQualifiedName: path}],
  };
}

/** A relative reference, or a file URI for an absolute path (RFC 3986; RFC 8089). */
function uriOf(file: string): string {
  const segments = file
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .split('/');
  const encoded = segments.map((segment) => encodeURIComponent(segment).replaceAll('%40', '@')).join('/');
  if (/^[A-Za-z]%3A/.test(encoded)) return `file:///${encoded.replace('%3A', ':')}`;
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}
