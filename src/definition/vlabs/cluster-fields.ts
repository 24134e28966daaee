import {DEFAULT_MINOR, resolveVersion} from '../../kubernetes/versions.ts';
import {describeValue} from '../describe-value.ts';
import type {Path} from '../issue.ts';
import {controlPlaneFields} from './control-plane-fields.ts';
import {translateBlockedInternet} from './egress.ts';
import {
  type Field,
  type FieldTable,
  flag,
  harmless,
  list,
  mapping,
  sameField,
  value,
  valueEvenEmpty,
  wholeMapping,
} from './fields.ts';
import {changed, dropped, type Finding, kept, lost, unusable, wrong} from './findings.ts';
import {kubernetesFields} from './kubernetes-fields.ts';
import {linuxFields} from './linux-fields.ts';
import {poolFields} from './pool-fields.ts';
import {isMapping, sameKey, textAt} from './source.ts';

/** Most tags of a v1 definition, and most characters of one. */
const MOST_TAGS = 45;
const LONGEST_TAG = 256;

/** Longest name of a region that v1 takes. */
const LONGEST_LOCATION = 64;

/** Regions of the German cloud, which Microsoft closed in October 2021 (Azure: germany, "Migrate from Azure Germany"). */
const GERMAN_CLOUD = ['germanycentral', 'germanynortheast'];

const apiVersion = value('text', ({value: text}): readonly Finding[] => {
  const now = 'vnetk8s/v1';
  if (sameKey(String(text), 'vlabs')) return [changed(['apiVersion'], now, `is ${describeValue(now)}`)];
  const message = `${describeValue(text)} is a format of Azure Container Service, read here as vlabs; now ${describeValue(now)}`;
  return [changed(['apiVersion'], now, message)];
});

/** `location`, which decides the cloud too (aks-engine: pkg/helpers, GetCloudTargetEnv). */
const location = valueEvenEmpty('text', ({value: text}): readonly Finding[] => {
  const written = String(text).trim();
  if (written === '') return [missingLocation()];
  const name = written.toLowerCase().replace(/[^a-z0-9]/g, '');
  const to: Path = ['location'];
  const assign = [{to, value: written.slice(0, LONGEST_LOCATION)}];
  if (name === '' || name.length > LONGEST_LOCATION) {
    return [
      unusable(`${describeValue(written)} is no region`, "write Azure's name of one, such as westeurope", {to, assign}),
    ];
  }
  if (GERMAN_CLOUD.includes(name)) {
    const hint = 'use a region of the public cloud, such as germanywestcentral';
    return [
      wrong('VK5010', `${describeValue(written)} was a region of the German cloud, which is closed`, hint, {
        to,
        assign,
      }),
    ];
  }
  const region =
    name === text ? kept(to, name) : changed(to, name, `${describeValue(written)} is ${describeValue(name)}`);
  const cloud = cloudOf(name);
  return cloud === undefined
    ? [region]
    : [region, changed(['cloud'], cloud, `the region is one of ${cloud}, which is now written out`)];
});

function cloudOf(region: string): string | undefined {
  if (region.startsWith('china')) return 'AzureChinaCloud';
  return /^us(?:gov|dod)/.test(region) ? 'AzureUSGovernment' : undefined;
}

/** What is to be said where there is no `location`. */
export function missingLocation(): Finding {
  return {
    ...wrong(
      'VK5005',
      'the region is not in this file: the old tools took it from --location',
      'write location, such as westeurope',
    ),
    to: ['location'],
    incomplete: true,
    comments: [{path: ['location'], text: 'FILL IN location: the region, such as westeurope'}],
  };
}

const tags = value('mapping', ({value: written, path}): readonly Finding[] => {
  const entries = Object.entries(isMapping(written) ? written : {});
  const fits = entries.filter(([, text]) => typeof text === 'string' && text.length <= LONGEST_TAG).slice(0, MOST_TAGS);
  const others = entries.filter(([name]) => !fits.some(([fitting]) => fitting === name));
  const hint = `write text of at most ${LONGEST_TAG} characters, and at most ${MOST_TAGS} tags`;
  return [
    ...(fits.length === 0
      ? []
      : [kept(['tags'], Object.fromEntries(fits), fits.map(([name]) => describeValue(name)).join(', '))]),
    ...others.map(([name]) => ({
      ...unusable(`the tag ${describeValue(name)} cannot be taken over`, hint),
      from: [...path, name],
    })),
  ];
});

const orchestratorType = value('text', ({value: text}): readonly Finding[] => {
  if (sameKey(String(text), 'Kubernetes')) return [dropped('Kubernetes is all there is')];
  return [wrong('VK5006', `${describeValue(text)} is no Kubernetes`, 'there is nothing to import: plan a new cluster')];
});

/** `orchestratorVersion` and, unless that is there, `orchestratorRelease`. */
function version(isRead: (root: unknown) => boolean): Field {
  return value('text', ({value: text}, {root}): readonly Finding[] => {
    const to: Path = ['kubernetes', 'version'];
    const written = String(text).trim();
    const resolution = resolveVersion(written);
    if (!isRead(root)) return [dropped('orchestratorVersion says it exactly')];
    if (resolution.ok) return [kept(to, written)];
    if (resolution.problem === 'malformed') {
      const hint = `write a minor version, such as ${describeValue(DEFAULT_MINOR)}`;
      return [unusable(`${describeValue(written)} is no version`, hint, {to, assign: [{to, value: DEFAULT_MINOR}]})];
    }
    const what = resolution.problem === 'future' ? 'is newer than this release knows' : 'is out of support';
    const message = `${describeValue(written)} ${what}; now ${describeValue(DEFAULT_MINOR)}`;
    const hint = 'see which of your manifests use APIs that have gone (Kubernetes: deprecation-guide)';
    return [changed(to, DEFAULT_MINOR, message, {code: 'VK5018', hint})];
  });
}

const VERSION: Path = ['properties', 'orchestratorProfile', 'orchestratorVersion'];

const OTHER_ORCHESTRATOR = () => [wrong('VK5006', 'is for another orchestrator than Kubernetes', 'remove it')];

const orchestratorFields: Field = mapping({
  orchestratorType,
  orchestratorVersion: version(() => true),
  orchestratorRelease: version((root) => textAt(root, VERSION) === undefined),
  kubernetesConfig: mapping(kubernetesFields),
  ...sameField('dcosConfig openShiftConfig', value('mapping', OTHER_ORCHESTRATOR)),
});

const IPV6 = wrong('VK5009', 'pods and nodes have IPv4 addresses only', 'remove it, and IPv6 ranges too');

const featureFlags: Field = mapping({
  blockOutboundInternet: value('flag', translateBlockedInternet),
  ...sameField('enableIPv6DualStack enableIPv6Only', flag({on: IPV6, off: 'off'})),
  ...sameField('enableCSERunInBackground enableTelemetry', harmless('was about how the old tool deployed', 'flag')),
  enableWinDSR: harmless('for Windows nodes only', 'flag'),
});

const CERTIFICATES = `caCertificate caPrivateKey apiServerCertificate apiServerPrivateKey clientCertificate
  clientPrivateKey kubeConfigCertificate kubeConfigPrivateKey etcdServerCertificate etcdServerPrivateKey
  etcdClientCertificate etcdClientPrivateKey etcdPeerCertificates etcdPeerPrivateKeys`;

const WINDOWS = `adminUsername adminPassword csiProxyURL enableCSIProxy imageReference imageVersion
  provisioningScriptsPackageURL windowsImageSourceUrl windowsPublisher windowsOffer windowsSku windowsDockerVersion
  secrets sshEnabled enableAutomaticUpdates isCredentialAutoGenerated enableAHUB windowsPauseImageURL
  alwaysPullWindowsPauseImage windowsRuntimes windowsSecureTLSEnabled`;

const SERVICE_PRINCIPAL =
  'clientId secret objectId keyvaultSecretRef servicePrincipalClientID servicePrincipalClientSecret';

/** `properties`. */
const properties: FieldTable = {
  orchestratorProfile: orchestratorFields,
  masterProfile: controlPlaneFields,
  agentPoolProfiles: poolFields,
  linuxProfile: linuxFields,
  windowsProfile: wholeMapping(WINDOWS, () => [dropped('for Windows nodes only')]),
  servicePrincipalProfile: wholeMapping(SERVICE_PRINCIPAL, () => [
    {
      outcome: 'changed',
      to: ['identity'],
      message: 'a managed identity takes its place; nothing of it is read or written',
    },
  ]),
  certificateProfile: wholeMapping(CERTIFICATES, () => [
    dropped('a new cluster has new certificates and keys; nothing of these is read or written'),
  ]),
  aadProfile: wholeMapping('clientAppID serverAppID tenantID adminGroupID serverAppSecret authenticator', () => [
    lost(
      'people no longer log in with accounts of Azure Active Directory',
      "give people access in another way, such as a proxy that knows your directory, or the administrator's kubeconfig",
    ),
  ]),
  extensionProfiles: list(
    wholeMapping('name version extensionParameters parametersKeyvaultSecretRef rootURL script urlQuery', () => [
      lost('extensions do not run on the machines', 'do what they did by a DaemonSet, or by manifests in addons'),
    ]),
  ),
  featureFlags,
  customCloudProfile: value('mapping', () => [
    wrong(
      'VK5010',
      'clusters are made in Azure, Azure US Government and Azure China only',
      'remove it to use one of these',
    ),
  ]),
  telemetryProfile: value('mapping', () => [dropped('vnetk8s sends nothing about its use')]),
  provisioningState: harmless('an answer of the old tool, not a setting', 'text'),
};

/** A vlabs definition: every field that acs-engine or aks-engine ever had, but for DC/OS and Swarm. */
export const clusterFields: Field = mapping({
  apiVersion,
  location,
  tags,
  properties: mapping(properties),
  name: harmless('the cluster is named after masterProfile.dnsPrefix', 'text'),
  ...sameField('id type plan', harmless('an answer of Azure, not a setting')),
});
