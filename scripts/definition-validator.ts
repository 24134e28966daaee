import {_, Ajv} from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const BANNER = `// Generated from cluster.schema.json by scripts/definition-validator.ts; "npm run docs" writes it anew.
// @ts-nocheck
import {parseAddress} from '../ipv4/address.ts';
import {parsePrefix} from '../ipv4/prefix.ts';
import {clusterSchema} from './cluster-schema.ts';

const formats = {
  'ipv4-prefix': (text) => parsePrefix(text) !== undefined,
  'ipv4-address': (text) => parseAddress(text) !== undefined,
};

/** An error as Ajv reports it. */
export interface ValidatorError {
  readonly keyword: string;
  /** JSON pointer to the value that fails. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Everything about a value that the schema does not allow. */
export function validatorErrors(value: unknown): readonly ValidatorError[] {
  return validate(value) ? [] : validate.errors;
}

function lengthOf(text) {
  return Array.from(text).length;
}

`;

/**
 * The validator of the definition, as the source text of a module. Ajv writes it here, once, because loading Ajv and
 * compiling the schema takes 90 ms at every start, and loading this 3 ms.
 */
export function definitionValidator(schema: object): string {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    code: {source: true, esm: true, lines: true, formats: _`formats`},
  });
  ajv.addVocabulary(['patternErrorMessage']);
  // Only the names count: the functions are those of the module that is written.
  ajv.addFormat('ipv4-prefix', () => true);
  ajv.addFormat('ipv4-address', () => true);
  const code = standalone.default(ajv, ajv.compile(schema));
  return BANNER + selfContained(code);
}

/** Without a copy of the schema and without parts of Ajv, which is then needed only to write this. */
function selfContained(code: string): string {
  return code
    .replace(/^"use strict";\n/, '')
    .replace(/^export default .*\n/m, '')
    .replace(/^export const validate /m, 'const validate ')
    .replace(/^\/\*# sourceURL=.*\n/m, '')
    .replace(/^(const schema\d+ = )\{"\$schema".*$/m, '$1clusterSchema;')
    .replace(/^(const func\d+ = )require\("ajv\/dist\/runtime\/ucs2length"\)\.default;$/m, '$1lengthOf;');
}
