/** What a path is about. */
export interface RequestPath {
  /** The path as it was sent, without a slash at its end. */
  readonly path: string;
  readonly subscriptionId: string | undefined;
  readonly resourceGroup: string | undefined;
  /** What the last `/providers/` stands after; the path itself without one. */
  readonly scope: string;
  /** After the last `/providers/`: namespace, types and names. */
  readonly parts: readonly string[];
}

/** How clients of Azure's own ask for operations of a deployment: without its provider (Azure: REST API, deployment-operations). */
const OLD_DEPLOYMENTS = /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+)\/deployments\//i;

/** Takes a path apart. */
export function readPath(text: string): RequestPath {
  const path = text
    .replace(/\/{2,}/g, '/')
    .replace(/\/+$/, '')
    .replace(OLD_DEPLOYMENTS, '$1/providers/Microsoft.Resources/deployments/');
  const [, subscriptionId] = /^\/subscriptions\/([^/]+)/i.exec(path) ?? [];
  const [, resourceGroup] = /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)/i.exec(path) ?? [];
  const at = path.toLowerCase().lastIndexOf('/providers/');
  const parts =
    at < 0
      ? []
      : path
          .slice(at + '/providers/'.length)
          .split('/')
          .map(decodeURIComponent);
  return {
    path: decodeURIComponent(path),
    subscriptionId,
    resourceGroup,
    scope: at < 0 ? path : path.slice(0, at),
    parts,
  };
}

/** The type that parts of a path spell: every second one after the namespace. */
export function typeOf([namespace = '', ...rest]: readonly string[]): string {
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/');
}
