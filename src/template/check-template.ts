import type {Check, CheckContext} from './checks/check.ts';
import {checkLiterals, checkUnused} from './checks/declarations.ts';
import {checkCycles, checkRedundant, checkUniqueIds} from './checks/dependencies.ts';
import {checkExpressions} from './checks/expressions.ts';
import {checkNames} from './checks/names.ts';
import {checkPrimaries} from './checks/network-interfaces.ts';
import {checkReferences, checkRuntimeReferences} from './checks/references.ts';
import {checkSecrets} from './checks/secrets.ts';
import {checkSecurityRules} from './checks/security-rules.ts';
import {checkStaticAddresses, checkSubnets} from './checks/subnets.ts';
import {type DeploymentOptions, expandTemplate} from './expand-template.ts';
import {allDeployments, allResources, type ExpandedDeployment} from './expanded.ts';
import {makeParser} from './run.ts';
import type {TemplateProblem} from './template-error.ts';
import {collectUnits} from './template-units.ts';
import type {JsonObject} from './value.ts';

/** What a template is checked with. */
export interface CheckOptions extends DeploymentOptions {
  /** Whether a resource with this id exists already; without it, none does. */
  readonly isKnown?: (id: string) => boolean;
}

/** All checks, in the order of what they find in the result. */
const CHECKS: readonly Check[] = [
  checkExpressions,
  checkUnused,
  checkLiterals,
  checkSecrets,
  checkUniqueIds,
  checkNames,
  checkReferences,
  checkRuntimeReferences,
  checkCycles,
  checkRedundant,
  checkPrimaries,
  checkSecurityRules,
  checkSubnets,
  checkStaticAddresses,
];

/**
 * Everything that is wrong with a template, found without Azure and all at once: what does not evaluate, what would fail
 * when it is deployed, and what should not be in a template.
 */
export function checkTemplate(template: JsonObject, options: CheckOptions): readonly TemplateProblem[] {
  return checkExpanded(template, expandTemplate(template, options), options.isKnown);
}

/** The same for a template that is expanded already. */
export function checkExpanded(
  template: JsonObject,
  root: ExpandedDeployment,
  isKnown: (id: string) => boolean = () => false,
): readonly TemplateProblem[] {
  const all = allResources(root);
  const context: CheckContext = {
    units: collectUnits(template),
    parse: makeParser(),
    root,
    deployments: allDeployments(root),
    resources: all.filter(({deployed}) => deployed),
    byId: new Map(all.map((resource) => [resource.id.toLowerCase(), resource])),
    isKnown,
  };
  const problems = new Map<string, TemplateProblem>();
  // An expression that is wrong is found when it is evaluated, and again where it stands.
  for (const problem of [...root.problems, ...CHECKS.flatMap((check) => check(context))]) {
    problems.set(`${problem.code} ${problem.path} ${problem.message}`, problem);
  }
  return [...problems.values()];
}
