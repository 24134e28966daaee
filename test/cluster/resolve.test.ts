import {describe, expect, it} from 'vitest';
import type {Cluster} from '../../src/cluster/cluster.ts';
import {resolve} from '../../src/cluster/resolve.ts';
import {FULL_DEFINITION} from '../definition/full-definition.ts';
import {MINIMAL_VALUE} from '../definition/samples.ts';
import {address, define, FULL_CLUSTER, implied, prefix} from './full-cluster.ts';

describe('resolve', () => {
  it('fills in everything that the smallest definition leaves out', () => {
    const cluster = resolve(define({}));

    const expected: Cluster = {
      name: 'prod',
      location: 'westeurope',
      cloud: 'AzureCloud',
      tags: {},
      kubernetes: {
        version: {minor: '1.36', patch: '1.36.6'},
        packages: {
          kubernetes: 'https://pkgs.k8s.io/core:/stable:',
          containerd: 'https://download.docker.com/linux/ubuntu',
          kubernetesKey: 'DE15B14486CD377B9E876E1A234654DA9A296436',
          containerdKey: '9DC858229FC7DD38854AE2D88D81803C0EBFCD88',
          preinstalled: false,
        },
        certificates: {authorityValidityDays: 3650, validityDays: 365},
        images: {kubernetes: 'registry.k8s.io', cloudProvider: 'mcr.microsoft.com/oss/v2/kubernetes'},
      },
      network: {
        virtualNetwork: {kind: 'new', addressSpace: [prefix('10.240.0.0/12')], dnsServers: [], peerings: []},
        subnets: [implied('control-plane', ['controlPlane']), implied('apps', ['nodePools', 0])],
        serviceCidr: prefix('172.16.0.0/16'),
        dnsServiceIP: address('172.16.0.10'),
        internalServices: {subnet: 'apps', addresses: 8},
        onPremisesCidrs: [],
        egress: 'natGateway',
        podAccessToInstanceMetadata: false,
      },
      controlPlane: {
        path: ['controlPlane'],
        count: 3,
        vmSize: 'Standard_D2s_v5',
        zones: [],
        faultDomains: 2,
        subnet: 'control-plane',
        maxPods: 30,
        endpoint: {access: 'private', authorizedCidrs: []},
        osDisk: {sizeGiB: 64, storage: 'Premium_LRS'},
        etcdDisk: {sizeGiB: 64},
      },
      nodePools: [
        {
          path: ['nodePools', 0],
          name: 'apps',
          count: {min: 3, max: 3, autoscaled: false},
          vmSize: 'Standard_D4s_v5',
          maxPods: 30,
          subnet: 'apps',
          type: 'scaleSet',
          zones: [],
          faultDomains: 2,
          maxSurge: 1,
          labels: {},
          taints: [],
          osDisk: {sizeGiB: 128, storage: 'Premium_LRS'},
        },
      ],
      linux: {adminUsername: 'azureuser', sshPublicKeys: [...MINIMAL_VALUE.linux.sshPublicKeys]},
      identity: {},
      addons: [],
    };
    expect(cluster).toStrictEqual(expected);
  });

  it('keeps everything that the fullest definition says', () => {
    const cluster = resolve(FULL_DEFINITION);

    expect(cluster).toStrictEqual(FULL_CLUSTER);
  });

  it('leaves the definition as it is', () => {
    const definition = structuredClone(FULL_DEFINITION);

    resolve(definition);

    expect(definition).toEqual(FULL_DEFINITION);
  });

  it.each([
    ['1.37', {minor: '1.37', patch: '1.37.2'}],
    ['1.36.0', {minor: '1.36', patch: '1.36.0'}],
    ['1.20', {minor: '1.20', patch: '1.20.0'}],
    ['1.99.7', {minor: '1.99', patch: '1.99.7'}],
    ['1.036', {minor: '1.036', patch: '1.036'}],
  ])('gives a meaning to the version %s, supported or not', (version, expected) => {
    const {kubernetes} = resolve(define({kubernetes: {version}}));

    expect(kubernetes.version).toEqual(expected);
  });

  it('gives the tenth address of the Service range to DNS', () => {
    const {network} = resolve(define({network: {serviceCidr: '192.168.100.0/24'}}));

    expect(network.dnsServiceIP).toBe(address('192.168.100.10'));
  });
});
