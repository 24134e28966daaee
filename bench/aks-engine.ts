import {execFile} from 'node:child_process';
import {access, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {type Measured, measureProgram, TIME} from './measure.ts';

const run = promisify(execFile);
const MODULE = fileURLToPath(new URL('aks-engine', import.meta.url));
const BUILT = fileURLToPath(new URL('../node_modules/.cache/bench/aks-engine', import.meta.url));
const PACKAGE = 'github.com/Azure/aks-engine';

/** It reads keys of this kind only. */
export const SSH_KEY = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDExample you@example.com';

/**
 * What is measured beside us: aks-engine, doing what `generate` does. Builds it and writes its definitions into the folder:
 * the cluster of examples/minimal.yaml in its words, once without keys and once with those that it has made. Without Go or
 * GNU time there is nothing, and the reason is returned.
 */
export async function prepareAksEngine(folder: string): Promise<readonly Measured[] | string> {
  try {
    await access(TIME);
    await buildAksEngine();
  } catch (error) {
    return `aks-engine is not measured: ${error instanceof Error ? error.message : String(error)}`;
  }
  await writeFile(join(folder, 'aks-engine.json'), JSON.stringify(definition()));
  await run(BUILT, ['generate', 'aks-engine.json', '-o', 'aks-engine'], {cwd: folder});
  return [
    command('keys made', ['generate', 'aks-engine.json', '-o', 'aks-engine-made-ROUND']),
    command('keys given', ['generate', 'aks-engine/apimodel.json', '-o', 'aks-engine-given-ROUND']),
  ];
}

/** The program, and the folder of its module with its examples. @throws without Go, or where the module cannot be had */
export async function buildAksEngine(): Promise<{readonly program: string; readonly module: string}> {
  await mkdir(join(BUILT, '..'), {recursive: true});
  await run('go', ['build', '-C', MODULE, '-trimpath', '-o', BUILT, PACKAGE]);
  const {stdout} = await run('go', ['-C', MODULE, 'list', '-m', '-f', '{{.Dir}}', PACKAGE]);
  return {program: BUILT, module: stdout.trim()};
}

function command(name: string, args: readonly string[]): Measured {
  return {
    name: `aks-engine v0.79.0: generate, ${name}`,
    run: (round, cwd) =>
      measureProgram(
        BUILT,
        args.map((arg) => arg.replace('ROUND', String(round))),
        cwd,
      ),
  };
}

/** Three machines with the API server and three nodes, whose pods have addresses of the virtual network. */
function definition(): unknown {
  const vmSize = 'Standard_D2s_v3';
  return {
    apiVersion: 'vlabs',
    properties: {
      orchestratorProfile: {orchestratorType: 'Kubernetes', kubernetesConfig: {networkPlugin: 'azure'}},
      masterProfile: {count: 3, dnsPrefix: 'minimal', vmSize},
      agentPoolProfiles: [{name: 'apps', count: 3, vmSize, availabilityProfile: 'VirtualMachineScaleSets'}],
      linuxProfile: {adminUsername: 'azureuser', ssh: {publicKeys: [{keyData: SSH_KEY}]}},
      servicePrincipalProfile: {clientId: '00000000-0000-0000-0000-000000000001', secret: 'none'},
    },
  };
}
