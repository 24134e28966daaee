import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {azureConfig} from '../../src/node/azure-config.ts';
import {buildDeployScript} from '../../src/node/build-deploy-script.ts';
import type {DeployScript, DeployValue, ScriptPart} from '../../src/node/deploy-script.ts';
import {jsonScript} from '../../src/node/json-script.ts';
import {controlPlaneRole, poolRole} from '../../src/node/machine-role.ts';
import {buildCluster, CORP_ID, type Overrides} from '../cluster/cluster-builder.ts';

/** A script with `<name>` for every value, and what is put in base64 as it is. */
function readable(script: DeployScript): string {
  return script
    .map((part) => {
      if (typeof part === 'string') return part;
      return 'value' in part ? `<${part.value}>` : readable(part.base64);
    })
    .join('');
}

/** The files that a script delivers, by their paths. */
function delivered(script: DeployScript): Readonly<Record<string, string>> {
  const files: [string, string][] = [];
  script.forEach((part, index) => {
    const before = script[index - 1];
    if (typeof part === 'string' || 'value' in part || typeof before !== 'string') return;
    files.push([/deliver (.+) <<'END'\n$/.exec(before)?.[1] ?? before, readable(part.base64)]);
  });
  return Object.fromEntries(files);
}

/** All values that a part mentions, with how deep in base64 each is. */
function valuesIn(part: ScriptPart, depth = 0): readonly {value: DeployValue; depth: number}[] {
  if (typeof part === 'string') return [];
  if ('value' in part) return [{value: part.value, depth}];
  return part.base64.flatMap((inner) => valuesIn(inner, depth + 1));
}

function controlPlaneScript(overrides: Overrides = {}): DeployScript {
  const cluster = buildCluster(overrides);
  return buildDeployScript(cluster, controlPlaneRole(cluster));
}

function nodeScript(): DeployScript {
  const cluster = buildCluster();
  const [pool] = cluster.nodePools;
  if (pool === undefined) throw new Error('the cluster has no pool');
  return buildDeployScript(cluster, poolRole(pool));
}

describe('the script of a node', () => {
  it('delivers what it joins with, and runs the bootstrap', () => {
    expect(readable(nodeScript())).toBe(`#!/bin/bash
set -euo pipefail
umask 077

deliver() {
  mkdir -p "$(dirname "$1")"
  base64 --decode >"$1.new"
  chmod "\${2:-0600}" "$1.new"
  mv "$1.new" "$1"
}

deliver /etc/vnetk8s/discovery.conf <<'END'
{
  "apiVersion": "v1",
  "kind": "Config",
  "clusters": [
    {
      "name": "prod",
      "cluster": {
        "server": "https://api.prod.vnetk8s.internal:6443",
        "certificate-authority-data": "<clusterCaCertificate>"
      }
    }
  ],
  "users": [
    {
      "name": "join",
      "user": {
        "token": "<joinToken>"
      }
    }
  ],
  "contexts": [
    {
      "name": "join",
      "context": {
        "cluster": "prod",
        "user": "join"
      }
    }
  ],
  "current-context": "join"
}
END

for ((waited = 0; waited < 600; waited += 5)); do
  if [[ -x /usr/local/lib/vnetk8s/bootstrap ]]; then exec /usr/local/lib/vnetk8s/bootstrap; fi
  sleep 5
done
echo "cloud-init has not written /usr/local/lib/vnetk8s/bootstrap after 600 s, exit code 90"
exit 90
`);
  });

  it('has every value in base64 only, the certificate inside of the kubeconfig twice', () => {
    expect(nodeScript().flatMap((part) => valuesIn(part))).toEqual([
      {value: 'clusterCaCertificate', depth: 2},
      {value: 'joinToken', depth: 1},
    ]);
  });
});

describe('the script of the control plane', () => {
  it('delivers keys, how Secrets are encrypted, the join token, and how to call Azure', () => {
    const files = delivered(controlPlaneScript());

    expect(Object.keys(files)).toEqual([
      '/etc/kubernetes/pki/ca.crt',
      '/etc/kubernetes/pki/ca.key',
      '/etc/kubernetes/pki/etcd/ca.crt',
      '/etc/kubernetes/pki/etcd/ca.key',
      '/etc/kubernetes/pki/front-proxy-ca.crt',
      '/etc/kubernetes/pki/front-proxy-ca.key',
      '/etc/kubernetes/pki/sa.pub',
      '/etc/kubernetes/pki/sa.key',
      '/etc/kubernetes/apiserver/encryption.yaml',
      '/etc/vnetk8s/join-token.yaml',
      '/etc/vnetk8s/discovery.conf',
      '/etc/kubernetes/azure.json 0644',
    ]);
    expect(files['/etc/kubernetes/pki/sa.key']).toBe('<serviceAccountKey>');
    expect(JSON.parse(files['/etc/kubernetes/apiserver/encryption.yaml'] ?? '')).toEqual({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'EncryptionConfiguration',
      resources: [
        {
          resources: ['secrets'],
          providers: [{secretbox: {keys: [{name: 'key1', secret: '<encryptionKey>'}]}}, {identity: {}}],
        },
      ],
    });
    expect(parse(files['/etc/vnetk8s/join-token.yaml'] ?? '')).toEqual({
      bootstrapTokens: [
        {
          token: '<joinToken>',
          ttl: '0s',
          description: 'nodes of this cluster join with it',
          usages: ['authentication', 'signing'],
          groups: ['system:bootstrappers:kubeadm:default-node-token'],
        },
      ],
    });
  });

  it('has every value in base64 only', () => {
    const depths = controlPlaneScript()
      .flatMap((part) => valuesIn(part))
      .map(({depth}) => depth);

    expect(Math.min(...depths)).toBe(1);
  });

  it('configures Azure’s cloud provider for a new virtual network', () => {
    expect(JSON.parse(delivered(controlPlaneScript())['/etc/kubernetes/azure.json 0644'] ?? '')).toEqual({
      cloud: 'AzurePublicCloud',
      tenantId: '<tenantId>',
      subscriptionId: '<subscriptionId>',
      resourceGroup: '<resourceGroup>',
      location: 'westeurope',
      vmType: 'vmss',
      disableAvailabilitySetNodes: false,
      enableVmssFlexNodes: false,
      vnetName: 'prod',
      vnetResourceGroup: '<resourceGroup>',
      subnetName: 'apps',
      securityGroupName: 'prod-nodes',
      securityGroupResourceGroup: '<resourceGroup>',
      routeTableName: '',
      useManagedIdentityExtension: true,
      userAssignedIdentityID: '<identityClientId>',
      useInstanceMetadata: true,
      loadBalancerSku: 'standard',
      loadBalancerName: '',
      loadBalancerBackendPoolConfigurationType: 'nodeIP',
      maximumLoadBalancerRuleCount: 250,
      excludeMasterFromStandardLB: true,
      disableOutboundSNAT: true,
      cloudProviderBackoff: true,
      cloudProviderBackoffRetries: 6,
      cloudProviderBackoffDuration: 5,
      cloudProviderRateLimit: true,
      cloudProviderRateLimitQPS: 6,
      cloudProviderRateLimitBucket: 20,
    });
  });

  it.each<[string, Overrides, object]>([
    ['machines without scale sets', {nodePools: [{name: 'a', type: 'virtualMachines'}]}, {vmType: 'standard'}],
    [
      'an existing virtual network',
      {
        network: {
          virtualNetwork: {id: CORP_ID, addressSpace: ['10.0.0.0/8']},
          subnets: [{name: 'apps', cidr: '10.0.8.0/21'}],
          egress: 'userDefinedRoutes',
        },
      },
      {vnetName: 'corp', vnetResourceGroup: 'network', securityGroupResourceGroup: {value: 'resourceGroup'}},
    ],
    [
      'a load balancer as the way out',
      {network: {egress: 'loadBalancer'}},
      {loadBalancerBackendPoolConfigurationType: 'nodeIPConfiguration', disableOutboundSNAT: true},
    ],
    ['another cloud', {cloud: 'AzureChinaCloud', location: 'chinanorth3'}, {cloud: 'AzureChinaCloud'}],
  ])('configures Azure’s cloud provider for %s', (_name, overrides, expected) => {
    const config = azureConfig(buildCluster(overrides));

    expect(config).toMatchObject(expected);
    expect('disableAvailabilitySetNodes' in config).toBe(config['vmType'] === 'vmss');
  });
});

describe('JSON with values of the deployment', () => {
  it('is what JSON.stringify makes, but for the values', () => {
    const value = {a: [1, true, 'x"y'], b: {}, c: [], d: {e: [{f: 'g'}]}};

    expect(readable(jsonScript(value))).toBe(JSON.stringify(value, null, 2));
  });
});
