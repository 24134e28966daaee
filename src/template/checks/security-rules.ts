import type {ExpandedResource} from '../expanded.ts';
import type {TemplateProblem} from '../template-error.ts';
import {Deferred, isList, type Value, type ValueObject} from '../value.ts';
import {type Check, isType, objectsAt, parentId, textAt, valueAt} from './check.ts';

/** Priorities that a rule can have (Azure: Network API, securityRules.priority). */
const LOWEST_PRIORITY = 100;
const HIGHEST_PRIORITY = 4096;
const HIGHEST_PORT = 65_535;

interface Rule {
  readonly group: string;
  readonly name: string;
  readonly path: string;
  readonly properties: ValueObject;
}

/** Rules of a security group have a priority of their own in each direction, in range, and ports that there are. */
export const checkSecurityRules: Check = ({resources}) => {
  const rules = resources.flatMap(rulesOf);
  return [...rules.flatMap(checkPriority), ...checkUnique(rules), ...rules.flatMap(checkPorts)];
};

function rulesOf(resource: ExpandedResource): Rule[] {
  const {id, name, path, properties} = resource;
  if (isType(resource, 'Microsoft.Network/networkSecurityGroups/securityRules')) {
    return [{group: parentId(id).toLowerCase(), name, path: `${path}.properties`, properties}];
  }
  if (!isType(resource, 'Microsoft.Network/networkSecurityGroups')) return [];
  return objectsAt(properties, 'securityRules').flatMap((rule, index) => {
    const inside = valueAt(rule, 'properties');
    if (typeof inside !== 'object' || inside === null || isList(inside) || inside instanceof Deferred) return [];
    const label = `${name}/${textAt(rule, 'name') ?? index}`;
    const at = `${path}.properties.securityRules[${index}].properties`;
    return [{group: id.toLowerCase(), name: label, path: at, properties: inside}];
  });
}

function checkPriority({name, path, properties}: Rule): TemplateProblem[] {
  const priority = valueAt(properties, 'priority');
  if (priority instanceof Deferred) return [];
  if (typeof priority === 'number' && Number.isInteger(priority)) {
    if (priority >= LOWEST_PRIORITY && priority <= HIGHEST_PRIORITY) return [];
  }
  const message = `the priority of ${name} must be ${LOWEST_PRIORITY} to ${HIGHEST_PRIORITY}, not ${show(priority)}`;
  return [{code: 'wrong-priority', path: `${path}.priority`, message}];
}

function checkUnique(rules: readonly Rule[]): TemplateProblem[] {
  const key = ({group, properties}: Rule) => {
    const direction = textAt(properties, 'direction')?.toLowerCase();
    return `${group} ${direction} ${show(valueAt(properties, 'priority'))}`;
  };
  return [...Map.groupBy(rules, key).values()].flatMap(([first, ...others]) =>
    others.map(({name, path, properties}) => ({
      code: 'duplicate-priority',
      path: `${path}.priority`,
      message: `${name} has the priority ${show(valueAt(properties, 'priority'))} of ${first?.name ?? ''}`,
    })),
  );
}

function checkPorts({name, path, properties}: Rule): TemplateProblem[] {
  return ['sourcePortRange', 'destinationPortRange', 'sourcePortRanges', 'destinationPortRanges'].flatMap((key) => {
    const found = valueAt(properties, key);
    if (found === undefined || found === null) return [];
    const ranges: readonly Value[] = isList(found) ? found : [found];
    return ranges
      .filter((range) => !(range instanceof Deferred) && !isPortRange(range))
      .map((range) => ({
        code: 'wrong-port',
        path: `${path}.${key}`,
        message: `a port of ${name} must be *, 0 to ${HIGHEST_PORT}, or two of these with - between them, not ${show(range)}`,
      }));
  });
}

function isPortRange(range: Value): boolean {
  if (range === '*') return true;
  const [, first, last = first] = typeof range === 'string' ? (/^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range) ?? []) : [];
  return first !== undefined && Number(first) <= Number(last) && Number(last) <= HIGHEST_PORT;
}

function show(value: Value | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
