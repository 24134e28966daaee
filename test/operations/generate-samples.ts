import {randomBytes} from 'node:crypto';
import {Readable} from 'node:stream';
import {type GenerateOptions, generate} from '../../src/operations/generate.ts';
import {UserError} from '../../src/user-error.ts';

/** When tests generate. */
export const NOW = new Date('2026-11-27T12:00:00Z');

/** A definition with one of everything that `generate` treats in a way of its own. */
export const DEFINITION = `apiVersion: vnetk8s/v1
name: test
location: westeurope
network:
  virtualNetwork:
    addressSpace: [10.240.0.0/16]
nodePools:
  - name: apps
    count: 3
linux:
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh you@example.com
`;

/** Generates with what a test does not care about. */
export function generateIn(cwd: string, options: Partial<GenerateOptions> = {}) {
  return generate({
    cwd,
    stdin: Readable.from([]),
    set: [],
    viewer: false,
    task: 'write',
    version: '0.1.0',
    now: NOW,
    random: randomBytes,
    ...options,
  });
}

/** What a person is told; anything else that is thrown fails the test. */
export async function refusalOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error('no UserError was thrown', {cause: error});
  const {code, exitCode, message, suggestions} = error;
  return {code, exitCode, message, suggestions};
}
