import type {LocatedIssue} from '../../src/definition/located-issue.ts';
import {sourceText} from '../../src/definition/source-text.ts';

/** A definition in which the issues of the tests are placed. */
export const SAMPLE = `apiVersion: vnetk8s/v1
name: prod
location: westeurope
network:
  subnets:
    - name: gpu
      cidr: 10.240.8.0/24
nodePools:
  - name: gpu
    maxpods: 30
    vmSize: Standard_Z1
`;

/** An issue at the first occurrence of `marked` in a text. */
export function issueAt(
  marked: string,
  issue: Partial<Omit<LocatedIssue, 'location'>> & {readonly source?: string; readonly text?: string} = {},
): LocatedIssue {
  const {source = 'cluster.yaml', text = SAMPLE, ...fields} = issue;
  return {
    code: 'VK2003',
    severity: 'error',
    path: 'nodePools[0].maxpods',
    message: 'unknown key "maxpods"',
    location: sourceText(source, text).locate(text.indexOf(marked), marked.length),
    related: [],
    ...fields,
  };
}
