import {type CST, type Document, isAlias, isCollection, isScalar, visit, type YAMLError} from 'yaml';
import {quote} from './describe-value.ts';
import type {TextIssue} from './text-issue.ts';
import type {Span} from './yaml-nodes.ts';

/** Follow-up errors are of no use to anybody, and after this many lines with errors all are follow-ups. */
const MOST_SYNTAX_ERRORS = 10;

/** A definition has ten levels; reading much more than a hundred would exhaust the stack somewhere. */
const MOST_LEVELS = 100;

/** A fault if something in a text is nested too deeply to be read. Does not recurse itself, of course. */
export function nestingIssue(tokens: readonly CST.Token[]): TextIssue | undefined {
  const pending = tokens.map((token) => ({token, level: 0}));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const {token, level} = next;
    if (level > MOST_LEVELS) {
      const span: Span = {offset: token.offset, length: 1};
      const hint = 'a definition needs no more than ten levels';
      return {code: 'VK1001', span, message: 'the text is nested too deeply from here', hint};
    }
    for (const child of childTokens(token)) pending.push({token: child, level: level + 1});
  }
  return undefined;
}

function childTokens(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({key, value}) => [key ?? [], value ?? []].flat());
}

/** What is wrong with the syntax of a text. Of what follows from the same mistake only the first is told. */
export function syntaxIssues([document, another]: readonly Document.Parsed[], text: string): readonly TextIssue[] {
  if (document === undefined) return [];
  const errors = [...document.errors, ...document.warnings.filter(isFault)];
  const conflict = errors.length === 0 ? [] : conflictMarkers(text);
  if (conflict.length > 0) return conflict;

  const lines: {start: number; end: number}[] = [];
  const issues: TextIssue[] = [];
  for (const error of errors) {
    const offset = error.pos[0];
    if (lines.length >= MOST_SYNTAX_ERRORS) break;
    if (lines.some(({start, end}) => start <= offset && offset <= end)) continue;
    const end = text.indexOf('\n', offset);
    lines.push({start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end});
    issues.push(syntaxIssue(error, document, text));
    // What follows a tab is read with the wrong structure.
    if (error.code === 'TAB_AS_INDENT') return issues;
  }
  return another === undefined ? issues : [...issues, anotherDocument(another)];
}

/** A bracket that closes a list in the first column is no fault to anybody but the letter of YAML. */
function isFault(warning: YAMLError): boolean {
  return warning.code !== 'BAD_INDENT';
}

/** The lines that git puts around two versions that it could not merge; all that is wrong besides follows from them. */
function conflictMarkers(text: string): readonly TextIssue[] {
  if (!/^<{7} /m.test(text)) return [];
  return Array.from(text.matchAll(/^(?:<{7} |={7}\s|>{7} )/gm), ({index}) => ({
    code: 'VK1001',
    span: {offset: index, length: 7},
    message: 'this is left over from a merge conflict',
    hint: 'keep one of the two versions and remove the markers',
  }));
}

function anotherDocument({range}: Document.Parsed): TextIssue {
  return {
    code: 'VK1004',
    span: {offset: range[0], length: 3},
    message: 'a second YAML document begins here',
    hint: 'write one cluster a file, without "---" between',
  };
}

function syntaxIssue(error: YAMLError, document: Document, text: string): TextIssue {
  const span = spanOfError(error, text);
  if (error.code === 'TAB_AS_INDENT') {
    const hint = 'indent with spaces; YAML allows no tabs';
    return {code: 'VK1002', span, message: 'a tab indents this line', hint};
  }
  const opening = NEVER_CLOSED.test(error.message) ? openingBefore(error.pos[0], document) : undefined;
  if (opening !== undefined) return neverClosed(opening, error, text);
  if (error.code === 'TAG_RESOLVE_FAILED') {
    const tag = quote(text.slice(span.offset, span.offset + span.length));
    return {code: 'VK1001', span, message: `the tag ${tag} is not known`, hint: 'remove it'};
  }
  return {code: 'VK1001', span, ...explain(error, document)};
}

/** The messages of the `yaml` package can contain text of the user, of any length. Characters. */
const LONGEST_MESSAGE = 100;

/** In the words of people who do not know the grammar of YAML where the cause is one of the common ones. */
function explain({code, message, pos}: YAMLError, {errors}: Document): {message: string; hint?: string} {
  // In a list or mapping in brackets, what seems to be a key over two lines is a value with the next key behind it.
  if (errors.some((other) => other.code === 'BLOCK_IN_FLOW' && other.pos[0] === pos[0])) return MISSING_COMMA;
  const known = EXPLANATIONS.find(([beginning]) => message.startsWith(beginning));
  if (known !== undefined) return {message: known[1], hint: known[2]};
  return {message: `${message.charAt(0).toLowerCase()}${message.slice(1, LONGEST_MESSAGE)} (YAML ${code})`};
}

const MISSING_COMMA = {
  message: 'no comma separates this from the next line',
  hint: 'put a comma at the end of the line',
};

const NOT_ALIGNED = 'this line is not indented like the ones that belong with it';
const NO_KEY = 'this line is no "key: value"';

/** Messages of the `yaml` package, by their beginning, with what to say and what to do instead. */
const EXPLANATIONS: readonly (readonly [beginning: string, message: string, hint: string])[] = [
  [
    'Nested mappings',
    'this value has a colon in it, or keys below it',
    'put a value that contains ": " in quotes; begin a mapping on the line after its key',
  ],
  ['Implicit keys need', NO_KEY, 'write a key, a colon and a space before the value'],
  ['Implicit map keys need', NO_KEY, 'write a key, a colon and a space before the value'],
  ['All mapping items', NOT_ALIGNED, 'indent it like the keys beside it'],
  ['All sequence items', NOT_ALIGNED, 'indent it like the items beside it'],
  ['Sequence item without', NOT_ALIGNED, 'indent it like the keys beside it, or begin an item with "- "'],
  ['Plain value cannot', 'this character cannot begin a text', 'put the whole text in quotes'],
  ['Alias cannot', 'this character cannot begin a text', 'put the whole text in quotes'],
  ['Anchor cannot', 'this character cannot begin a text', 'put the whole text in quotes'],
  ['Block scalar header', 'this cannot follow the character that begins a block of text', 'put the text in quotes'],
  ['Unexpected scalar at', 'this comes after the end of the value', 'put the whole value in one pair of quotes'],
  ['Unexpected block-seq-ind on', 'a list cannot begin on the line of its key', 'begin it on the next line'],
  ['Invalid escape', 'no such character can follow a backslash', 'write two backslashes for one, or use single quotes'],
  ['Missing , ', 'no comma or colon separates this from what is before it', 'put one between the two'],
  ['Unexpected , ', 'nothing is before this comma', 'remove it'],
  ['Unexpected flow-', 'nothing is open that this could close', 'remove it'],
  ['Unknown directive', 'this directive is not known', 'remove the line'],
];

const NEVER_CLOSED = /^Missing closing|end with a [}\]]$/;

/** Where the quoted text, list or mapping begins that should have ended at an offset. */
function openingBefore(offset: number, document: Document): number | undefined {
  let opening: number | undefined;
  visit(document, {
    Node(_key, node) {
      if (!node.range || isAlias(node)) return;
      const [start, end] = node.range;
      const quoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
      // Later and inner ones replace earlier and outer ones.
      if ((quoted || (isCollection(node) && node.flow === true)) && start < offset && offset <= end) opening = start;
    },
  });
  return opening;
}

function neverClosed(offset: number, {code, pos}: YAMLError, text: string): TextIssue {
  const character = text.charAt(offset);
  const closing = character === '{' ? '}' : character === '[' ? ']' : character;
  const message = `this ${character} is never closed`;
  const next = text.slice(pos[0], pos[0] + 100).trim();
  const isOutdented = code === 'BAD_INDENT' && next !== '' && !/^[}\]]/.test(next);
  const hint = isOutdented ? `add a ${closing}, and indent the lines before it` : `add a ${closing}`;
  return {code: 'VK1001', span: {offset, length: 1}, message, hint};
}

/** At the end of a text, the last thing that can be seen; before an indented line, what is indented. */
function spanOfError({pos: [start, end]}: YAMLError, text: string): Span {
  const spaces = /^ */.exec(text.slice(start, start + 1000))?.[0].length ?? 0;
  const offset = Math.min(text.charAt(start - 1) === '\n' ? start + spaces : start, text.trimEnd().length);
  return {offset, length: Math.max(1, end - offset)};
}
