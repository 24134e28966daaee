import {Composer, type Document, Parser} from 'yaml';
import {formatCount} from './count-words.ts';
import {type FindPlace, placesOf} from './positions.ts';
import type {TextIssue} from './text-issue.ts';
import {findAliasTargets, type Span} from './yaml-nodes.ts';
import {nestingIssue, syntaxIssues} from './yaml-syntax.ts';
import {yamlValue} from './yaml-value.ts';

/** A definition has a few hundred lines; a larger text is something else, and not worth the time to parse. Bytes. */
export const LARGEST_DEFINITION = 1_000_000;

/** What became of a text. */
export interface YamlReading {
  readonly issues: readonly TextIssue[];
  /** Absent if the text is so broken that whatever came out of it would mislead. */
  readonly content?: YamlContent;
}

/** What a text says, and where. */
export interface YamlContent {
  readonly value: unknown;
  readonly find: FindPlace;
}

/** Decodes and parses a YAML or JSON text. Never throws. */
export function readYaml(bytes: Uint8Array): YamlReading & {readonly text: string} {
  const {text, issue} = decode(bytes);
  return issue === undefined ? {text, ...parseYaml(text)} : {text, issues: [issue]};
}

/** Parses a YAML or JSON text: both by one parser, so that what is wrong with it has the same positions and messages. */
export function parseYaml(text: string): YamlReading {
  const tokens = [...new Parser().parse(text)];
  const tooDeep = nestingIssue(tokens);
  if (tooDeep !== undefined) return {issues: [tooDeep]};

  const documents = withoutStackTraces(() => firstTwo(new Composer(OPTIONS).compose(tokens, true, text.length)));
  const syntax = syntaxIssues(documents, text);
  const [document] = documents;
  return document === undefined || syntax.length > 0 ? {issues: syntax} : readContent(document);
}

/** One more than is read: that there is another one is a fault. */
function firstTwo([first, second]: Iterable<Document.Parsed>): readonly Document.Parsed[] {
  return [first, second].filter((document) => document !== undefined);
}

function readContent(document: Document): YamlReading {
  const targets = findAliasTargets(document);
  const {value, issues, usable} = yamlValue(document, targets);
  return usable ? {issues, content: {value, find: placesOf(document, targets)}} : {issues};
}

/** Exactly YAML 1.2, which reads `no` as text, whatever the text demands. Repeated keys are found by `yamlValue`. */
const OPTIONS = {
  schema: 'core',
  resolveKnownTags: false,
  uniqueKeys: false,
  logLevel: 'error',
} as const;

/** A megabyte of closing brackets is a million errors, each with a stack trace that takes most of the time. */
function withoutStackTraces<T>(run: () => T): T {
  const {stackTraceLimit} = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function decode(bytes: Uint8Array): {text: string; issue?: TextIssue} {
  const start: Span = {offset: 0, length: 1};
  if (bytes.length > LARGEST_DEFINITION) {
    const message = `the text has more than ${formatCount(LARGEST_DEFINITION)} bytes`;
    const hint = 'name the file that holds the cluster definition';
    return {text: '', issue: {code: 'VK1006', span: start, message, hint}};
  }
  if (isUtf16(bytes)) {
    const message = 'the text is UTF-16';
    return {text: '', issue: {code: 'VK1007', span: start, message, hint: 'save it as UTF-8'}};
  }
  const text = new TextDecoder().decode(bytes);
  if (!isUtf8(bytes)) {
    // Decoding has put this in the place of every byte that is not UTF-8.
    const span: Span = {offset: text.indexOf('\ufffd'), length: 1};
    return {text, issue: {code: 'VK1007', span, message: 'the text is not UTF-8 here', hint: 'save it as UTF-8'}};
  }
  const control = text.search(/(?![\t\n\r])\p{Cc}/u);
  return control < 0 ? {text} : {text, issue: controlCharacter(text, control)};
}

/** By its byte order mark, or else by the zero byte that every letter of a definition has in UTF-16. */
function isUtf16([first, second]: Uint8Array): boolean {
  if (first === undefined || second === undefined) return false;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first === 0) !== (second === 0);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', {fatal: true}).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function controlCharacter(text: string, offset: number): TextIssue {
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  const message = `the text holds the control character U+${code}`;
  return {code: 'VK1007', span: {offset, length: 1}, message, hint: 'remove it'};
}
