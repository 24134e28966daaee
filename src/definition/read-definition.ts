import {isScalar} from 'yaml';
import {checkSchema} from './check-schema.ts';
import type {ClusterDefinition} from './cluster-definition.generated.ts';
import {type Issue, isWithin, type Path} from './issue.ts';
import {comparePositions, locateIssue, locatePath, type Origins} from './locate.ts';
import type {LocatedIssue} from './located-issue.ts';
import {applyOverrides, type OverrideProblem} from './overrides.ts';
import {readYaml, type TextIssue, type YamlReading} from './read-yaml.ts';
import {type SourceText, sourceText} from './source-text.ts';

/** What was read: the definition as far as it could be made out, and everything that is wrong with it so far. */
export interface DefinitionReading {
  /** Valid by the schema, faults mended, so that rules can look at the rest; absent if there is nothing to look at. */
  readonly definition?: ClusterDefinition;
  /** True if the definition was written exactly as it is here: nothing was mended. */
  readonly intact: boolean;
  readonly issues: readonly LocatedIssue[];
  /** Adds the issues of later stages, without those about places that hold a guess, and sorts all by position. */
  withIssues(later: readonly Issue[]): readonly LocatedIssue[];
  /** Where something of the definition was written. */
  locate(path: Path): LocatedIssue['location'];
}

/** Another format that can be read, by conversion. */
export interface ForeignFormat {
  recognizes(value: unknown): boolean;
  convert(value: unknown): {
    readonly definition: unknown;
    readonly issues: readonly Issue[];
    /** The path in the foreign text that a path of the definition stems from. */
    translate(path: Path): Path;
  };
}

/**
 * Reads a cluster definition from the bytes of a file. `name` is what people are told it is called; `set` are the texts
 * of `--set` flags. Never throws: whatever is wrong becomes an issue.
 */
export function readDefinition(
  input: {readonly name: string; readonly bytes: Uint8Array; readonly set: readonly string[]},
  formats: readonly ForeignFormat[] = [],
): DefinitionReading {
  const yaml = readYaml(input.bytes);
  const source = sourceText(input.name, yaml.text);
  const textIssues = yaml.issues.map((issue) => locateText(issue, source));
  if (yaml.document === undefined) return unreadable(source, textIssues);
  return interpret(yaml, source, textIssues, input.set, formats);
}

function interpret(
  yaml: YamlReading & {readonly text: string},
  source: SourceText,
  textIssues: readonly LocatedIssue[],
  set: readonly string[],
  formats: readonly ForeignFormat[],
): DefinitionReading {
  const {document} = yaml;
  if (document === undefined) return unreadable(source, textIssues);
  const conversion = formats.find((format) => format.recognizes(yaml.value))?.convert(yaml.value);
  const overridden = applyOverrides(conversion?.definition ?? yaml.value, set);
  const origins: Origins = {
    source,
    document,
    overrides: overridden.overrides,
    ...(conversion === undefined ? {} : {translate: (path) => conversion.translate(path)}),
  };
  const written = (path: Path): string | undefined => {
    const node = conversion === undefined ? document.getIn(path, true) : undefined;
    return isScalar(node) && node.range ? yaml.text.slice(node.range[0], node.range[1]) : undefined;
  };
  const schema = checkSchema(overridden.value, written);

  const first = [
    ...textIssues,
    ...overridden.problems.map(locateFlag),
    ...(conversion?.issues ?? []).map((issue) => locateIssue(issue, {source, document, overrides: []})),
    ...schema.issues.map((issue) => locateIssue(issue, origins)),
  ];
  const withIssues = (later: readonly Issue[]): readonly LocatedIssue[] =>
    [
      ...first,
      ...later.filter((issue) => !isGuesswork(issue, schema.guesses)).map((issue) => locateIssue(issue, origins)),
    ].sort(comparePositions);
  return {
    ...(schema.definition === undefined ? {} : {definition: schema.definition}),
    intact: schema.issues.length === 0,
    issues: withIssues([]),
    withIssues,
    locate: (path) => locatePath(path, 'value', origins),
  };
}

function unreadable(source: SourceText, issues: readonly LocatedIssue[]): DefinitionReading {
  return {intact: false, issues, withIssues: () => issues, locate: () => source.locate(0, 1)};
}

/** True if the issue speaks of a value that stands where something faulty was mended. */
function isGuesswork(issue: Issue, guesses: readonly Path[]): boolean {
  const places = [issue.path, ...(issue.related ?? []).map((place) => place.path)];
  return guesses.some(
    (guess) => places.some((place) => isWithin(place, guess)) || (issue.path.length > 1 && isWithin(guess, issue.path)),
  );
}

function locateText(issue: TextIssue, source: SourceText): LocatedIssue {
  const {code, span, message, hint} = issue;
  const location = source.locate(span.offset, span.length);
  return {
    code,
    severity: 'error',
    path: '(text)',
    message,
    ...(hint === undefined ? {} : {hint}),
    location,
    related: [],
  };
}

function locateFlag(problem: OverrideProblem): LocatedIssue {
  const {source, span, message, hint} = problem;
  return {
    code: 'VK1008',
    severity: 'error',
    path: '(flag)',
    message,
    hint,
    location: source.locate(span.offset, span.length),
    related: [],
  };
}
