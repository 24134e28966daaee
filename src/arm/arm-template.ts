import type {ApiVersion} from './api-versions.ts';
import type {ArmType, Expression, Model, Tags} from './wire.ts';

/** A template as Azure Resource Manager reads it (Azure: azure-resource-manager/templates/syntax). */
export interface ArmTemplate {
  readonly $schema: string;
  readonly contentVersion: string;
  readonly parameters: Readonly<Record<string, ArmParameter>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly resources: readonly ArmResource[];
  readonly outputs: Readonly<Record<string, ArmOutput>>;
}

/** A value that is given at deployment. */
export interface ArmParameter {
  readonly type: 'string' | 'securestring' | 'array' | 'object';
  readonly metadata: {readonly description: string};
  readonly defaultValue?: unknown;
}

/** A value that a deployment gives back. */
export interface ArmOutput {
  readonly type: 'string' | 'array';
  readonly value: string | readonly string[];
}

/** Any resource of a template. */
export interface ArmResource {
  readonly type: ArmType;
  readonly apiVersion: string;
  /** With slashes between the names of a child and its parents. */
  readonly name: string;
  readonly copy?: ResourceCopy;
  readonly condition?: Expression;
  readonly dependsOn?: readonly Expression[];
  readonly location?: string;
  readonly tags?: Tags;
  readonly sku?: unknown;
  readonly zones?: readonly string[] | Expression;
  readonly identity?: unknown;
  /** What a resource is about that is about another one, by type and name. */
  readonly scope?: string;
  readonly properties?: unknown;
  /** Of a nested deployment: where it goes. */
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
}

/** Makes equal resources (Azure: templates/copy-resources). */
export interface ResourceCopy {
  readonly name: string;
  readonly count: number;
}

/** A resource of one type, property by property. */
export type Resource<Type extends ArmType> = {
  readonly type: Type;
  readonly apiVersion: ApiVersion<Type>;
  readonly name: string;
  readonly copy?: ResourceCopy;
  readonly condition?: Expression;
  readonly dependsOn?: readonly Expression[];
  readonly scope?: string;
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
} & Model<Type>;

/** The values that a deployment is given, as a file (Azure: templates/parameter-files). */
export interface ArmParameters {
  readonly $schema: string;
  readonly contentVersion: string;
  readonly parameters: Readonly<Record<string, {readonly value: unknown}>>;
}
