import type {DeployScript, ScriptPart} from './deploy-script.ts';

/** A value as JSON has it, with values of the deployment among its texts. */
export type JsonPart =
  | string
  | number
  | boolean
  | Exclude<ScriptPart, string>
  | readonly JsonPart[]
  | {readonly [key: string]: JsonPart};

/**
 * A value as indented JSON, in pieces. Values of the deployment stand between the quotes of a text as they are: none has
 * a character that JSON would have to escape (keys and tokens in PEM or base64, ids and names of Azure).
 */
export function jsonScript(value: JsonPart, indent = ''): DeployScript {
  if (typeof value !== 'object') return [JSON.stringify(value)];
  if (isScriptPart(value)) return ['"', value, '"'];
  const inner = `${indent}  `;
  if (isList(value))
    return enclose(
      '[',
      value.map((item) => jsonScript(item, inner)),
      ']',
      indent,
    );
  const entries = Object.entries(value).map(([key, item]) => [`${JSON.stringify(key)}: `, ...jsonScript(item, inner)]);
  return enclose('{', entries, '}', indent);
}

function enclose(open: string, items: readonly DeployScript[], close: string, indent: string): DeployScript {
  if (items.length === 0) return [open + close];
  const lines = items.flatMap((item, index) => [`${index === 0 ? open : ','}\n${indent}  `, ...item]);
  return [...lines, `\n${indent}${close}`];
}

/** Such an object has one key; no configuration has an object with just one of these. */
function isScriptPart(value: object): value is Exclude<ScriptPart, string> {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'value' || keys[0] === 'base64');
}

function isList(value: JsonPart): value is readonly JsonPart[] {
  return Array.isArray(value);
}
