import type {Expression} from './parse-expression.ts';
import type {Json, Resolver, Value} from './value.ts';

/** A place that resources are deployed to. Without a resource group it is the subscription itself. */
export interface DeploymentTarget {
  readonly subscriptionId: string;
  readonly resourceGroup?: string;
}

/** What is known of the world that a template is deployed to. */
export interface DeploymentWorld {
  readonly tenantId: string;
  /** The location of a resource group; undefined if it is not known. */
  readonly locationOf: (target: DeploymentTarget) => string | undefined;
  /** What `environment()` gives. */
  readonly environment: Json;
  /** What `utcNow()` gives before it is formatted, as `2026-11-27T06:41:20Z`; undefined if it was not said. */
  readonly now: string | undefined;
  /** What `newGuid()` gives; undefined if it was not said. */
  readonly newGuid: string | undefined;
  /** Answers `reference()` and its like; undefined answers are deferred. */
  readonly resolver: Resolver;
}

/** A function that the template defines itself (Azure: templates/user-defined-functions). */
export interface UserFunction {
  readonly parameters: readonly string[];
  readonly output: Json;
}

/** The part of a scope that is the same for a whole template. */
export interface TemplateScope {
  readonly world: DeploymentWorld;
  /** Where `resourceGroup()`, `subscription()` and `resourceId()` point to. */
  readonly target: DeploymentTarget;
  /** Id of the deployment. */
  readonly deploymentId: string;
  /** What `deployment()` gives. */
  readonly deployment: Json;
  /** The value of a parameter; throws ExpressionError if there is none. */
  readonly parameter: (name: string) => Value;
  /** The value of a variable; throws ExpressionError if there is none. */
  readonly variable: (name: string) => Value;
  /** A function of the template's own, by `namespace.name`. */
  readonly userFunction: (name: string) => UserFunction | undefined;
  /** Parses a text, once for each text in a run. */
  readonly parse: (text: string) => ParsedText;
  /** Values of texts and objects that mean the same wherever they stand in the template; undefined: keep none. */
  readonly constants: Map<string | object, Value> | undefined;
}

/** A parsed text and what is known of it. */
export interface ParsedText {
  readonly expression: Expression;
  /** Whether it has the same value wherever it stands in resources and outputs. */
  readonly constant: boolean;
}

/** A round of a copy. */
export interface CopyRound {
  readonly name: string;
  readonly index: number;
  /** What `copyIndex()` without a name means: a resource's or an output's own copy, but not that of a property. */
  readonly nameless: boolean;
  readonly outer: CopyRound | undefined;
}

/** A variable of a lambda that is being called. */
export interface LambdaVariable {
  readonly name: string;
  readonly value: Value;
  readonly outer: LambdaVariable | undefined;
}

/** The parts of a template, which differ in the functions that may be called in them. */
export type TemplatePart = 'parameter' | 'variable' | 'resource' | 'properties' | 'output' | 'function';

/** All that an expression's value depends on. */
export interface Scope {
  readonly template: TemplateScope;
  readonly part: TemplatePart;
  readonly round: CopyRound | undefined;
  readonly lambda: LambdaVariable | undefined;
}
