import {stringify} from 'yaml';

/**
 * Values as YAML, one document each. Those who read it, cloud-init and Kubernetes, know YAML 1.1, in which `yes` and
 * `0644` without quotes are no texts.
 */
export function yamlText(...documents: readonly unknown[]): string {
  return documents
    .map((document) => stringify(document, {version: '1.1', lineWidth: 0, aliasDuplicateObjects: false}))
    .join('---\n');
}
