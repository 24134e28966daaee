import {checkSchema} from './check-schema.ts';
import type {ClusterDefinition} from './cluster-definition.generated.ts';
import {type Issue, isWithin, type Path} from './issue.ts';
import {locateIssue, locatePath, type Origins, writtenText} from './locate.ts';
import type {LocatedIssue, Location} from './located-issue.ts';
import {applyOverrides, type OverrideProblem} from './overrides.ts';
import {issuePresenter, type PresentIssues} from './present-issues.ts';
import {readYaml, type YamlContent} from './read-yaml.ts';
import {type SourceText, sourceText} from './source-text.ts';
import type {TextIssue} from './text-issue.ts';

/** What was read: the definition as far as it could be made out, and everything that is wrong with it so far. */
export interface DefinitionReading {
  /** Valid by the schema, faults mended, so that rules can look at the rest; absent if there is nothing to look at. */
  readonly definition?: ClusterDefinition;
  /** True if the definition is exactly what was written and asked for: nothing was mended, no flag left out. */
  readonly intact: boolean;
  readonly issues: readonly LocatedIssue[];
  /** Adds the issues of later stages, without those about places that hold a guess, and sorts all by position. */
  withIssues(later: readonly Issue[]): readonly LocatedIssue[];
  /** Where something of the definition was written. */
  locate(path: Path): Location;
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

/** The bytes of a definition, what people are told it is called, and the texts of `--set` flags. */
export interface DefinitionInput {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly set: readonly string[];
}

/** Reads a cluster definition. Never throws: whatever is wrong becomes an issue. */
export function readDefinition(input: DefinitionInput, formats: readonly ForeignFormat[] = []): DefinitionReading {
  const {text, issues, content} = readYaml(input.bytes);
  const source = sourceText(input.name, text);
  const textIssues = issues.map((issue) => locateText(issue, source));
  const present = issuePresenter(text, input.set);
  if (content === undefined) {
    const shown = present(textIssues);
    return {intact: false, issues: shown, withIssues: () => shown, locate: () => source.locate(0, 1)};
  }
  return interpret(content, source, input.set, formats, (found) => present([...textIssues, ...found]));
}

function interpret(
  {value, find}: YamlContent,
  source: SourceText,
  set: readonly string[],
  formats: readonly ForeignFormat[],
  present: PresentIssues,
): DefinitionReading {
  const conversion = formats.find((format) => format.recognizes(value))?.convert(value);
  const {overrides, problems, value: asked} = applyOverrides(conversion?.definition ?? value, set);
  const origins: Origins = {
    source,
    find,
    overrides,
    ...(conversion === undefined ? {} : {translate: (path) => conversion.translate(path)}),
  };
  const schema = checkSchema(asked, (path) => writtenText(path, origins));

  const first = [
    ...problems.map(locateFlag),
    ...(conversion?.issues ?? []).map((issue) => locateIssue(issue, {source, find, overrides: []})),
    ...schema.issues.map((issue) => locateIssue(issue, origins)),
  ];
  const issues = present(first);
  return {
    ...(schema.definition === undefined ? {} : {definition: schema.definition}),
    intact: issues.every((issue) => issue.severity === 'warning'),
    issues,
    withIssues(later) {
      const believed = later.filter((issue) => !isGuesswork(issue, schema.guesses));
      return present([...first, ...believed.map((issue) => locateIssue(issue, origins))]);
    },
    locate: (path) => locatePath(path, 'value', origins),
  };
}

/** True if the issue speaks of a value that stands where something faulty was mended, or of a list that may lack some. */
function isGuesswork(issue: Issue, guesses: readonly Path[]): boolean {
  const places = [issue.path, ...(issue.related ?? []).map((place) => place.path)];
  return guesses.some(
    (guess) =>
      places.some((place) => isWithin(place, guess) || isListOf(place, guess)) ||
      (issue.path.length > 1 && isWithin(guess, issue.path)),
  );
}

function isListOf(place: Path, item: Path): boolean {
  return typeof item.at(-1) === 'number' && place.length === item.length - 1 && isWithin(item, place);
}

function locateText({code, span, message, hint, related}: TextIssue, source: SourceText): LocatedIssue {
  const locate = (place: {readonly offset: number; readonly length: number}) =>
    source.locate(place.offset, place.length);
  return {
    code,
    severity: 'error',
    path: '(text)',
    message,
    ...(hint === undefined ? {} : {hint}),
    location: locate(span),
    related: related === undefined ? [] : [{path: '(text)', message: related.message, location: locate(related.span)}],
  };
}

function locateFlag({source, span, message, hint}: OverrideProblem): LocatedIssue {
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
