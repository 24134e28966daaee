import {type Document, parseDocument, type YAMLError} from 'yaml';
import type {IssueCode} from './issue.ts';
import type {Span} from './positions.ts';

/** A definition has a few hundred lines; a larger text is something else, and not worth the time to parse. Bytes. */
export const LARGEST_DEFINITION = 1_000_000;

/** Follow-up errors are of no use to anybody, and after this many lines with errors all are follow-ups. */
const MOST_SYNTAX_ERRORS = 10;

/** How many nodes may come out of aliases: a definition that repeats itself needs some, a bomb thousands. */
const MOST_ALIASED_NODES = 100;

/** A fault of the text itself, at an offset: there is no path to point to yet. */
export interface TextIssue {
  readonly code: IssueCode;
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
}

/** What became of a text. `value` is absent if the text is so broken that whatever came out of it would mislead. */
export interface YamlReading {
  readonly issues: readonly TextIssue[];
  readonly document?: Document;
  readonly value?: unknown;
}

/** Decodes and parses a YAML or JSON text. Never throws. */
export function readYaml(bytes: Uint8Array): YamlReading & {readonly text: string} {
  const decoded = decode(bytes);
  if (decoded.issue !== undefined) return {text: '', issues: [decoded.issue]};
  const {text} = decoded;

  // JSON is read by the same parser: what is wrong with it then has the same positions and messages.
  const document = parseDocument(text, {merge: true, logLevel: 'silent', prettyErrors: false});
  const syntax = syntaxIssues(document, text);
  if (syntax.some((issue) => issue.code !== 'VK1003')) return {text, issues: syntax};
  return {text, ...toValue(document, syntax)};
}

function decode(bytes: Uint8Array): {text: string; issue?: undefined} | {issue: TextIssue} {
  const start: Span = {offset: 0, length: 1};
  if (bytes.length > LARGEST_DEFINITION) {
    const message = `the text has more than ${LARGEST_DEFINITION.toLocaleString('en')} bytes`;
    return {issue: {code: 'VK1006', span: start, message, hint: 'name the file that holds the cluster definition'}};
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return {issue: {code: 'VK1007', span: start, message: 'the text is UTF-16', hint: 'save it as UTF-8'}};
  }
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
    const binary = text.search(/(?![\t\n\r])\p{Cc}/u);
    if (binary < 0) return {text};
    const code = text.charCodeAt(binary).toString(16).padStart(4, '0');
    const message = `the text holds the control character U+${code.toUpperCase()} after ${binary} characters`;
    return {issue: {code: 'VK1007', span: start, message, hint: 'remove it'}};
  } catch {
    return {issue: {code: 'VK1007', span: start, message: 'the text is not UTF-8', hint: 'save it as UTF-8'}};
  }
}

function syntaxIssues(document: Document, text: string): TextIssue[] {
  const {errors} = document;
  const deep = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION');
  if (deep !== undefined) {
    const hint = 'a definition needs no more than ten levels';
    return [{code: 'VK1001', span: spanOf(deep), message: 'the text is nested too deeply to be read', hint}];
  }
  const lines = new Set<number>();
  const issues: TextIssue[] = [];
  for (const error of [...errors, ...document.warnings]) {
    const line = text.lastIndexOf('\n', Math.max(0, error.pos[0] - 1));
    if (lines.has(line) || lines.size >= MOST_SYNTAX_ERRORS) continue;
    lines.add(line);
    issues.push(syntaxIssue(error, text));
    // What follows a second document or a tab is read with the wrong structure.
    if (error.code === 'MULTIPLE_DOCS' || error.code === 'TAB_AS_INDENT') break;
  }
  return issues;
}

function syntaxIssue(error: YAMLError, text: string): TextIssue {
  const span = spanOf(error);
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return {
        code: 'VK1002',
        span,
        message: 'a tab indents this line',
        hint: 'indent with spaces; YAML allows no tabs',
      };
    case 'DUPLICATE_KEY': {
      const key = /^[^\s:]*/.exec(text.slice(span.offset))?.[0] ?? '';
      const hint = 'keep one; the last would win without a word';
      return {code: 'VK1003', span: {...span, length: key.length}, message: `the key ${key} is here twice`, hint};
    }
    case 'MULTIPLE_DOCS':
      return {
        code: 'VK1004',
        span: {...span, length: 3},
        message: 'a second YAML document begins here',
        hint: 'write one cluster a file, without "---" between',
      };
    default:
      return {code: 'VK1001', span, message: `${sentenceStart(error.message)} (YAML ${error.code})`};
  }
}

function toValue(document: Document, issues: readonly TextIssue[]): YamlReading {
  try {
    return {document, issues, value: document.toJS({maxAliasCount: MOST_ALIASED_NODES})};
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const span: Span = {offset: 0, length: 1};
    if (error.message.startsWith('Excessive')) {
      const message = 'its anchors and aliases would unfold into far more than a definition holds';
      const hint = 'write the repeated parts out';
      return {issues: [...issues, {code: 'VK1005', span, message, hint}]};
    }
    return {issues: [...issues, {code: 'VK1001', span, message: sentenceStart(error.message)}]};
  }
}

function spanOf(error: YAMLError): Span {
  return {offset: error.pos[0], length: Math.max(1, error.pos[1] - error.pos[0])};
}

function sentenceStart(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
