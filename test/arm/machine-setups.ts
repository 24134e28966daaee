import type {Cluster} from '../../src/cluster/cluster.ts';
import {CLUSTER_SECRETS, type ClusterSecretName} from '../../src/kubernetes/cluster-secrets.ts';
import type {DeployScript} from '../../src/node/deploy-script.ts';
import type {MachineSetup, MachineSetups} from '../../src/node/machine-setup.ts';

const CONTROL_PLANE_SCRIPT: DeployScript = [
  "#!/bin/sh\nput 'ca.key' ",
  {base64: [{value: 'clusterCaKey'}]},
  '\nput azure.json ',
  {base64: ['{"tenantId":"', {value: 'tenantId'}, '","userAssignedIdentityID":"', {value: 'identityClientId'}, '"}']},
  '\n',
];

const EVERYTHING: DeployScript = (Object.keys(CLUSTER_SECRETS) as ClusterSecretName[]).map((value) => ({
  base64: [{value}, {value: 'identityClientId'}],
}));

const NODE_SCRIPT: DeployScript = ['#!/bin/sh\nput token ', {base64: [{value: 'joinToken'}]}, '\n'];

/** Setups that are small enough to be read in a template. */
export function smallSetups({nodePools}: Cluster): MachineSetups {
  return {
    controlPlane: setup('control-plane', CONTROL_PLANE_SCRIPT),
    pools: nodePools.map(({name}) => setup(name, NODE_SCRIPT)),
  };
}

/** The same with custom data of that many bytes, and a script that uses everything that is delivered. */
export function largeSetups(cluster: Cluster, bytes: number): MachineSetups {
  const {controlPlane, pools} = smallSetups(cluster);
  const customData = {base64: Buffer.alloc(bytes, 'x').toString('base64'), bytes};
  return {
    controlPlane: {...controlPlane, customData, deployScript: [...CONTROL_PLANE_SCRIPT, ...EVERYTHING]},
    pools: pools.map((pool) => ({...pool, customData})),
  };
}

function setup(name: string, deployScript: DeployScript): MachineSetup {
  const cloudInit = `#cloud-config\n# ${name}\n`;
  return {
    name,
    files: [],
    cloudInit,
    customData: {base64: Buffer.from(cloudInit).toString('base64'), bytes: cloudInit.length},
    deployScript,
  };
}
