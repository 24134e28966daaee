import {Fabric} from './fabric.ts';
import {claimPrefix} from './namespaces.ts';

/**
 * Creates a fabric. It needs root and Linux; every fabric has to be disposed of, and many may exist side by side.
 *
 * ```ts
 * const fabric = await createFabric();
 * await fabric.createVirtualNetwork({
 *   name: 'v',
 *   addressSpace: ['10.240.0.0/16'],
 *   subnets: [{name: 'nodes', cidr: '10.240.0.0/24'}],
 * });
 * const machine = await fabric.attachMachine('v', {name: 'vm', subnet: 'nodes', primary: '10.240.0.4'});
 * await machine.exec(['ip', 'route']);
 * await fabric.dispose();
 * ```
 */
export async function createFabric(): Promise<Fabric> {
  const prefix = claimPrefix();
  const fabric = new Fabric(prefix);
  try {
    await fabric.start();
  } catch (error) {
    await fabric.dispose();
    throw error;
  }
  return fabric;
}
