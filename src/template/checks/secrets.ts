import {isJsonObject} from '../expand-value.ts';
import {isSecureType} from '../parameter-types.ts';
import {callsIn} from '../parse-expression.ts';
import type {TemplateProblem} from '../template-error.ts';
import {formatPath, type TemplatePath, within} from '../template-path.ts';
import type {TemplateText, TemplateUnit} from '../template-units.ts';
import type {Check, CheckContext} from './check.ts';
import {nameCalled} from './expressions.ts';

/**
 * Properties that Azure takes secrets in and never gives out again: of extensions, machines, connections and circuits
 * (Azure: Compute API, protectedSettings and adminPassword; Network API, sharedKey and authorizationKey).
 */
const PROTECTED = new Set(['protectedSettings', 'adminPassword', 'sharedKey', 'authorizationKey']);

/**
 * Secure parameters have no defaults, which would stand in the template, and reach neither outputs nor properties that can
 * be read again (Azure: templates/parameters, "Secure strings and objects").
 */
export const checkSecrets: Check = ({units, parse}) =>
  units.flatMap((unit) => {
    const secrets = secretsOf(unit, parse);
    return [...defaultsOf(unit), ...unit.texts.flatMap((text) => checkText(text, secrets, unit, parse))];
  });

interface Secrets {
  readonly parameters: ReadonlySet<string>;
  /** Variables that are made of secrets. */
  readonly variables: ReadonlySet<string>;
}

function defaultsOf({template, path}: TemplateUnit): TemplateProblem[] {
  const {parameters} = template;
  return Object.entries(isJsonObject(parameters) ? parameters : {}).flatMap(([name, definition]) => {
    if (!isJsonObject(definition) || !isSecureType(definition) || definition['defaultValue'] === undefined) return [];
    return [
      {
        code: 'secret-default',
        path: formatPath(within(within(within(path, 'parameters'), name), 'defaultValue')),
        message: `the secure parameter ${JSON.stringify(name)} must have no default`,
      },
    ];
  });
}

function secretsOf(unit: TemplateUnit, parse: CheckContext['parse']): Secrets {
  const {parameters: definitions} = unit.template;
  const parameters = new Set(
    Object.entries(isJsonObject(definitions) ? definitions : {})
      .filter(([, definition]) => isJsonObject(definition) && isSecureType(definition))
      .map(([name]) => name.toLowerCase()),
  );
  const variables = new Set<string>();
  const texts = unit.texts.filter(({section}) => section === 'variables');
  // Variables are made of variables, in any order: until no more are found.
  for (let before = -1; before < variables.size; ) {
    before = variables.size;
    for (const text of texts) {
      if (secretIn(text.text, {parameters, variables}, parse) !== undefined) variables.add(text.owner.toLowerCase());
    }
  }
  return {parameters, variables};
}

function secretIn(text: string, {parameters, variables}: Secrets, parse: CheckContext['parse']): string | undefined {
  try {
    for (const call of callsIn(parse(text).expression)) {
      const parameter = nameCalled(call, 'parameters');
      if (parameter !== undefined && parameters.has(parameter.toLowerCase()))
        return `parameter ${JSON.stringify(parameter)}`;
      const variable = nameCalled(call, 'variables');
      if (variable !== undefined && variables.has(variable.toLowerCase()))
        return `variable ${JSON.stringify(variable)}`;
    }
  } catch {
    // Reported by checkExpressions.
  }
  return undefined;
}

function checkText(
  text: TemplateText,
  secrets: Secrets,
  unit: TemplateUnit,
  parse: CheckContext['parse'],
): TemplateProblem[] {
  const {section, path} = text;
  if (section === 'variables' || section === 'functions') return [];
  const problem = (code: string, message: string) => [{code, path: formatPath(path), message}];
  if (section === 'outputs' && listsSecrets(text.text, parse)) {
    return problem('secret-in-output', 'an output gives out what a list function gets, which is mostly a secret');
  }
  const secret = secretIn(text.text, secrets, parse);
  if (secret === undefined) return [];
  if (section === 'outputs') return problem('secret-in-output', `an output gives out the secret ${secret}`);
  if (text.outer) {
    const message = `the secret ${secret} stands in a nested template of the outer scope, which Azure keeps readable`;
    return problem('secret-in-plain-property', message);
  }
  if (section === 'parameters' && isSecure(text.owner, unit)) return [];
  if (text.sealed || isProtected(path)) return [];
  return problem('secret-in-plain-property', `the secret ${secret} stands where it can be read`);
}

function isSecure(owner: string, {template}: TemplateUnit): boolean {
  const {parameters} = template;
  const definition = isJsonObject(parameters) ? parameters[owner] : undefined;
  return isJsonObject(definition) && isSecureType(definition);
}

function listsSecrets(text: string, parse: CheckContext['parse']): boolean {
  try {
    return callsIn(parse(text).expression).some(({name}) => /^list[a-z]*$/i.test(name));
  } catch {
    return false;
  }
}

function isProtected(path: TemplatePath): boolean {
  for (let at: TemplatePath | undefined = path; at !== undefined; at = at.parent) {
    if (typeof at.step === 'string' && PROTECTED.has(at.step)) return true;
  }
  return false;
}
