import type {Cluster} from '../cluster/cluster.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {readTextAsset} from '../rendering/asset.ts';
import {buildDeployScript} from './build-deploy-script.ts';
import {cloudInitText} from './cloud-init.ts';
import {controlPlaneFiles} from './control-plane-files.ts';
import {packCustomData} from './custom-data.ts';
import {machineFiles} from './machine-files.ts';
import {controlPlaneRole, type MachineRole, poolRole} from './machine-role.ts';
import type {MachineSetup, MachineSetups, NodeFile} from './machine-setup.ts';

/** A file of manifests from `addons` of a definition: its name there, and what is in it. */
export interface AddonManifest {
  readonly name: string;
  readonly text: string;
}

/**
 * Everything that makes a node of a machine, for the control plane and for each pool: the files, the cloud-init that writes
 * them, and the script that delivers secrets and starts the bootstrap. Throws UserError if the custom data would be larger
 * than Azure takes.
 */
export async function setUpMachines(
  cluster: Cluster,
  plan: AddressPlan,
  addons: readonly AddonManifest[],
): Promise<MachineSetups> {
  const role = controlPlaneRole(cluster);
  const ofControlPlane = [
    ...(await machineFiles(cluster, plan, role)),
    ...(await controlPlaneFiles(cluster, plan, addons)),
  ];
  const pools = cluster.nodePools.map(poolRole);
  return {
    controlPlane: await setUp(cluster, role, ofControlPlane),
    pools: await Promise.all(pools.map(async (pool) => setUp(cluster, pool, await machineFiles(cluster, plan, pool)))),
  };
}

async function setUp(cluster: Cluster, role: MachineRole, files: readonly NodeFile[]): Promise<MachineSetup> {
  const name = role.kind === 'pool' ? role.pool.name : role.kind;
  const cloudInit = cloudInitText(await readTextAsset('node/bootcmd.sh'), files);
  return {
    name,
    files,
    cloudInit,
    customData: packCustomData(name, cloudInit, files),
    deployScript: buildDeployScript(cluster, role),
  };
}
