import {expect, test} from 'vitest';
import {importVlabs} from '../../../src/definition/vlabs/import-vlabs.ts';
import {renderImportedDefinition} from '../../../src/definition/vlabs/render-definition.ts';
import {vlabsFormat} from '../../../src/definition/vlabs/vlabs-format.ts';
import {leavesOf, sample} from './samples.ts';

/** A definition with something secret wherever acs-engine and aks-engine took it, and where people put it by mistake. */
const SOURCE = {
  apiVersion: 'vlabs',
  location: 'westeurope',
  properties: {
    orchestratorProfile: {
      kubernetesConfig: {
        etcdEncryptionKey: 'SECRET-etcd',
        addons: [
          {
            name: 'container-monitoring',
            enabled: true,
            config: {workspaceKey: 'SECRET-workspace'},
            data: 'SECRET-data',
          },
          {name: 'cluster-autoscaler', enabled: true, config: {token: 'SECRET-autoscaler'}},
          {name: 'aad-pod-identity', containers: [{name: 'x', image: 'SECRET-image'}]},
        ],
        components: [{name: 'kube-apiserver', config: {token: 'SECRET-component'}}],
        apiServerConfig: {'--token-auth-file': 'SECRET-flag', '--oidc-client-secret': 'SECRET-oidc'},
        kubeletConfig: {'--bootstrap-token': 'SECRET-kubelet'},
        servicePrincipal: 'SECRET-unknown-text',
      },
    },
    masterProfile: {
      count: 1,
      dnsPrefix: 'prod',
      vmSize: 'Standard_D2s_v3',
      preProvisionExtension: {name: 'x', template: 'SECRET-extension'},
      customFiles: [{source: 'SECRET-file', dest: '/etc/x'}],
    },
    agentPoolProfiles: [
      {name: 'apps', count: 1, vmSize: 'Standard_D2s_v3', password: 'SECRET-pool', extensions: [{name: 'SECRET-name'}]},
      {name: 'win', count: 1, vmSize: 'Standard_D2s_v3', osType: 'Windows', adminPassword: 'SECRET-windows-pool'},
    ],
    linuxProfile: {
      adminUsername: 'azureuser',
      ssh: {
        publicKeys: [{keyData: '-----BEGIN RSA PRIVATE KEY-----\nSECRETpemSECRETpem\n-----END RSA PRIVATE KEY-----'}],
      },
      secrets: [{sourceVault: {id: 'SECRET-vault'}, vaultCertificates: [{certificateUrl: 'SECRET-url'}]}],
      customSearchDomain: {name: 'corp', realmUser: 'SECRET-user', realmPassword: 'SECRET-realm'},
    },
    windowsProfile: {adminUsername: 'azureuser', adminPassword: 'SECRET-windows', secrets: ['SECRET-in-list']},
    servicePrincipalProfile: {
      clientId: 'SECRET-client',
      secret: 'SECRET-principal',
      keyvaultSecretRef: {vaultID: 'SECRET-id', secretName: 'SECRET-ref'},
      servicePrincipalClientSecret: 'SECRET-old',
      clientSecret: 'SECRET-unknown',
    },
    certificateProfile: {caPrivateKey: 'SECRET-ca', etcdPeerPrivateKeys: ['SECRET-peer'], otherKey: 'SECRET-other'},
    aadProfile: {clientAppID: 'SECRET-aad', serverAppSecret: 'SECRET-server'},
    extensionProfiles: [{name: 'x', extensionParameters: 'SECRET-parameters', script: 'SECRET-script'}],
    telemetryProfile: {applicationInsightsKey: 'SECRET-insights'},
    customCloudProfile: {environment: {token: 'SECRET-cloud'}},
    somethingElse: {deep: ['SECRET-deep']},
  },
};

test('nothing secret is written, reported, or an issue', () => {
  const result = importVlabs(SOURCE);
  const texts = [
    renderImportedDefinition(result),
    JSON.stringify(result.report),
    JSON.stringify([...result.origins]),
    JSON.stringify(vlabsFormat.convert(SOURCE)),
  ];

  const found = texts.flatMap((text) => text.match(/SECRET[\w-]*/g) ?? []);

  expect(found).toEqual([]);
});

test('nothing of the secrets of the sample with a service principal comes out again', () => {
  const source = sample('service-principal');
  const result = importVlabs(source);
  const texts = [renderImportedDefinition(result), JSON.stringify(result), JSON.stringify(vlabsFormat.convert(source))];
  const kept = new Set(['azureuser', 'Kubernetes', 'shop', 'hello', 'single', 'v1', 'corp.example']);
  const secrets = leavesOf(source)
    .filter((path) => /Profile/.test(String(path[1])) && !/master|agent|orchestrator/.test(String(path[1])))
    .map((path) => path.reduce<unknown>((value, part) => Object(value)[part], source))
    .filter((value): value is string => typeof value === 'string' && !kept.has(value) && !value.startsWith('ssh-'));

  const found = secrets.filter((secret) =>
    texts.some((text) => secret.split('\n').some((line) => text.includes(line))),
  );

  expect({looked: secrets.length, found}).toEqual({looked: 10, found: []});
});
