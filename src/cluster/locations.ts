import type {Cloud} from './cluster.ts';

/** An Azure region. */
export interface Location {
  /** As Azure's programs write it: `westeurope`. */
  readonly name: string;
  readonly cloud: Cloud;
  /**
   * Whether Azure's list names availability zones for it. False is the weaker statement: regions gain zones (US Gov
   * Arizona and West Central US are announced), so a rule should warn rather than refuse.
   */
  readonly zones: boolean;
}

/**
 * Azure: reliability/regions-list as of 2026, restricted regions included. Regions open every few months: one that is
 * missing here may well exist.
 */
const PUBLIC_WITH_ZONES = `australiaeast austriaeast belgiumcentral brazilsouth canadacentral centralindia centralus
  chilecentral denmarkeast eastasia eastus eastus2 francecentral germanywestcentral indiasouthcentral indonesiacentral
  israelcentral italynorth japaneast japanwest koreacentral malaysiawest mexicocentral newzealandnorth northcentralus
  northeurope norwayeast polandcentral qatarcentral southafricanorth southcentralus southeastasia spaincentral
  swedencentral switzerlandnorth uaenorth uksouth westeurope westus2 westus3`;

const PUBLIC_WITHOUT_ZONES = `australiacentral australiacentral2 australiasoutheast brazilsoutheast canadaeast
  francesouth germanynorth jioindiacentral jioindiawest koreasouth norwaywest southafricawest southindia swedensouth
  switzerlandwest uaecentral ukwest westcentralus westindia westus`;

/** Azure: availability-zones-service-support (US Gov Virginia), azure-government/documentation-government-welcome. */
const GOVERNMENT_WITH_ZONES = 'usgovvirginia';
const GOVERNMENT_WITHOUT_ZONES = 'usgovarizona usgovtexas usdodcentral usdodeast';

/** Azure operated by 21Vianet: docs.azure.cn, reliability/regions-list and availability-zones-region-support. */
const CHINA_WITH_ZONES = 'chinanorth3';
const CHINA_WITHOUT_ZONES = 'chinaeast chinaeast2 chinaeast3 chinanorth chinanorth2';

/** The regions known to this release, by name. */
export const LOCATIONS: ReadonlyMap<string, Location> = new Map(
  [
    ...locations('AzureCloud', true, PUBLIC_WITH_ZONES),
    ...locations('AzureCloud', false, PUBLIC_WITHOUT_ZONES),
    ...locations('AzureUSGovernment', true, GOVERNMENT_WITH_ZONES),
    ...locations('AzureUSGovernment', false, GOVERNMENT_WITHOUT_ZONES),
    ...locations('AzureChinaCloud', true, CHINA_WITH_ZONES),
    ...locations('AzureChinaCloud', false, CHINA_WITHOUT_ZONES),
  ].map((location) => [location.name, location]),
);

/** The region of that name, which must be written as Azure's programs do: `westeurope`. */
export function findLocation(name: string): Location | undefined {
  return LOCATIONS.get(name);
}

/**
 * What people write for a region, in the spelling of Azure's programs: `West Europe`, `west-europe` and
 * `(Europe) West Europe` become `westeurope`. Whether there is such a region, `findLocation` knows.
 */
export function normalizeLocation(text: string): string {
  return text
    .replace(/^\s*\([^)]*\)/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function locations(cloud: Cloud, zones: boolean, names: string): Location[] {
  return names.split(/\s+/).map((name) => ({name, cloud, zones}));
}
