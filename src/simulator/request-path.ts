/** How clients of Azure's own ask for operations of a deployment: without its provider (Azure: REST API, deployment-operations). */
const OLD_DEPLOYMENTS = /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+)\/deployments\//i;

/** A path as everything here takes it: decoded, without empty parts, and without a slash at its end. */
export function plainPath(text: string): string {
  const path = text
    .replace(/\/{2,}/g, '/')
    .replace(/\/+$/, '')
    .replace(OLD_DEPLOYMENTS, '$1/providers/Microsoft.Resources/deployments/');
  return decodeURIComponent(path);
}
