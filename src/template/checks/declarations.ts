import {isJsonList, isJsonObject} from '../expand-value.ts';
import {callsIn, isExpression} from '../parse-expression.ts';
import type {TemplateProblem} from '../template-error.ts';
import {formatPath, type TemplatePath, within} from '../template-path.ts';
import {variableNames} from '../template-scope.ts';
import type {TemplateUnit} from '../template-units.ts';
import type {Json} from '../value.ts';
import type {Check, CheckContext} from './check.ts';
import {nameCalled} from './expressions.ts';

/** Every parameter and variable is used: one that is not is a leftover, or misspelt where it should be used. */
export const checkUnused: Check = ({units, parse}) =>
  units.flatMap((unit) => [
    ...unusedOf('parameters', Object.keys(unit.template['parameters'] ?? {}), unit, parse),
    ...unusedOf('variables', variableNames(unit.template['variables']), unit, parse),
  ]);

function unusedOf(
  section: 'parameters' | 'variables',
  names: readonly string[],
  unit: TemplateUnit,
  parse: CheckContext['parse'],
): TemplateProblem[] {
  const used = new Set<string>();
  for (const {text, section: where, owner} of unit.texts) {
    if (where === 'functions') continue;
    for (const call of callsOf(text, parse)) {
      if (call.name.toLowerCase() !== section) continue;
      const name = nameCalled(call, section);
      // A computed name may be any of them.
      if (name === undefined) return [];
      if (where !== section || name.toLowerCase() !== owner.toLowerCase()) used.add(name.toLowerCase());
    }
  }
  const kind = section === 'parameters' ? 'parameter' : 'variable';
  return names
    .filter((name) => !used.has(name.toLowerCase()))
    .map((name) => ({
      code: `unused-${kind}`,
      path: formatPath(within(within(unit.path, section), name)),
      message: `the ${kind} ${JSON.stringify(name)} is not used`,
    }));
}

function callsOf(text: string, parse: CheckContext['parse']) {
  try {
    return callsIn(parse(text).expression);
  } catch {
    // Reported by checkExpressions.
    return [];
  }
}

/** Types and API versions are literals: tools must know them without running the template. */
export const checkLiterals: Check = ({units}) =>
  units.flatMap(({template, path}) => literalsIn(template['resources'] ?? null, within(path, 'resources')));

function literalsIn(value: Json, path: TemplatePath): TemplateProblem[] {
  if (isJsonList(value)) return value.flatMap((item, index) => literalsIn(item, within(path, index)));
  if (!isJsonObject(value)) return [];
  const own = 'apiVersion' in value ? ['type', 'apiVersion'] : [];
  const problems = own.flatMap((key) => {
    const text = value[key];
    if (typeof text === 'string' && !isExpression(text)) return [];
    return [{code: 'not-literal', path: formatPath(within(path, key)), message: `${key} must be a literal`}];
  });
  // A nested template of the inner scope is a unit of its own.
  const inner = Object.entries(value).filter(([key]) => key !== 'template' || !isInner(value));
  return [...problems, ...inner.flatMap(([key, item]) => literalsIn(item, within(path, key)))];
}

function isInner(properties: {readonly [key: string]: Json}): boolean {
  const options = properties['expressionEvaluationOptions'];
  return isJsonObject(options) && String(options['scope']).toLowerCase() === 'inner';
}
