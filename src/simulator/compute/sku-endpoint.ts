import type {VmSize} from '../../cluster/vm-sizes.ts';
import type {Json, JsonObject} from '../../template/value.ts';
import type {Endpoint} from '../resource-kind.ts';
import type {Settings} from '../settings.ts';
import {plainLocation} from './resource-ids.ts';
import {familyOf, restrictionOf, SIZES, zonesOf} from './sizes.ts';

/** GET of all SKUs of a location (Azure: REST API, resource-skus/list). Only sizes of virtual machines are known. */
export const SKU_ENDPOINT: Endpoint = {
  method: 'GET',
  path: /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Compute\/skus$/i,
  answer: (world, _match, {query}) => {
    const location = /location\s+eq\s+'([^']*)'/i.exec(query.get('$filter') ?? '')?.[1] ?? 'westeurope';
    return {value: SIZES.map((size) => skuOf(size, plainLocation(location), world.settings))};
  },
};

function skuOf(size: VmSize, location: string, settings: Settings): JsonObject {
  const zones = zonesOf(location);
  return {
    resourceType: 'virtualMachines',
    name: size.name,
    tier: 'Standard',
    size: size.name.replace(/^Standard_/, ''),
    family: familyOf(size),
    locations: [location],
    locationInfo: [{location, zones, zoneDetails: []}],
    capabilities: Object.entries(capabilitiesOf(size)).map(([name, value]) => ({name, value})),
    restrictions: restrictionsOf(size, location, settings),
  };
}

/** Names and values as in Azure's own answers: values are texts. */
function capabilitiesOf(size: VmSize): Readonly<Record<string, string>> {
  return {
    MaxResourceVolumeMB: size.temporaryDisk ? String(size.vcpus * 38_400) : '0',
    OSVhdSizeMB: '1047552',
    vCPUs: String(size.vcpus),
    vCPUsAvailable: String(size.vcpus),
    MemoryGB: String(size.memoryGiB),
    HyperVGenerations: size.generation2 ? (size.architecture === 'arm64' ? 'V2' : 'V1,V2') : 'V1',
    CpuArchitectureType: size.architecture === 'arm64' ? 'Arm64' : 'x64',
    DiskControllerTypes: size.diskController,
    LowPriorityCapable: 'True',
    PremiumIO: yesOrNo(size.premiumStorage),
    EphemeralOSDiskSupported: yesOrNo(size.temporaryDisk),
    EncryptionAtHostSupported: 'True',
    AcceleratedNetworkingEnabled: yesOrNo(size.acceleratedNetworking),
    MaxNetworkInterfaces: String(size.maxNics),
    MaximumPlatformFaultDomainCount: '3',
    TrustedLaunchDisabled: yesOrNo(!size.generation2 || size.architecture === 'arm64'),
    ...(size.confidential ? {ConfidentialComputingType: 'SNP'} : {}),
  };
}

function yesOrNo(value: boolean): string {
  return value ? 'True' : 'False';
}

function restrictionsOf({name}: VmSize, location: string, settings: Settings): Json {
  const restriction = restrictionOf(settings, name);
  if (restriction === undefined) return [];
  const {everywhere, reason: reasonCode} = restriction;
  const zones = everywhere ? zonesOf(location) : restriction.zones;
  const ofLocation = {type: 'Location', values: [location], restrictionInfo: {locations: [location]}, reasonCode};
  const ofZones = {type: 'Zone', values: [location], restrictionInfo: {locations: [location], zones}, reasonCode};
  return [...(everywhere ? [ofLocation] : []), ...(zones.length === 0 ? [] : [ofZones])];
}
