/** An error as Azure Resource Manager words it (Azure: resource-manager-api-protocols, "error response"). */
export interface ErrorBody {
  /** Such as `InvalidTemplateDeployment`; resource providers use codes of their own. */
  readonly code: string;
  /** A sentence for people; some resource providers put JSON in it. */
  readonly message: string;
  /** What it is about: a resource's id, a property's name. */
  readonly target?: string;
  /** What caused it, to any depth. */
  readonly details?: readonly ErrorBody[];
}
