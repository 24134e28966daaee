import type {LocatedIssue, Location} from '../../src/definition/located-issue.ts';
import {type DefinitionReading, readDefinition} from '../../src/definition/read-definition.ts';

/** The smallest definition there is; ten lines, so that what a test appends begins on line 11. */
export const MINIMAL = `apiVersion: vnetk8s/v1
name: prod
location: westeurope
nodePools:
  - name: apps
linux:
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com

# What a test adds
`;

/** The value of the smallest definition. */
export const MINIMAL_VALUE = {
  apiVersion: 'vnetk8s/v1',
  name: 'prod',
  location: 'westeurope',
  nodePools: [{name: 'apps'}],
  linux: {
    sshPublicKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com'],
  },
} as const;

/** Reads a definition from a text or bytes, under the name `c.yaml`. */
export function read(content: string | Uint8Array, set: readonly string[] = []): DefinitionReading {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readDefinition({name: 'c.yaml', bytes, set});
}

/** Everything that is wrong with a definition, as `tell` writes it. */
export function faults(content: string | Uint8Array, set: readonly string[] = []): string[] {
  return tell(read(content, set).issues);
}

/**
 * All that a person is told of issues, a line each: place, the text that is underlined there, code, path, message and
 * hint. Lines of related places follow, indented.
 */
export function tell(issues: readonly LocatedIssue[]): string[] {
  return issues.flatMap(({location, severity, code, path, message, hint, related}) => [
    `${place(location)} ${severity === 'error' ? '' : `${severity} `}${code} ${path}: ${message}${hint === undefined ? '' : ` -> ${hint}`}`,
    ...related.map((other) => `  ${place(other.location)} ${other.path}: ${other.message}`),
  ]);
}

function place(location: Location): string {
  const {source, line, column, length, excerpt} = location;
  const text = excerpt.lines[line - excerpt.firstLine] ?? '';
  const name = source === 'c.yaml' ? '' : `${source} at `;
  return `${name}${line}:${column} «${text.slice(column - 1, column - 1 + length)}»`;
}
