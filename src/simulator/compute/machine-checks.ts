import type {Json, JsonObject} from '../../template/value.ts';
import {checkLinkedPermission} from '../access/permissions.ts';
import {Refusal} from '../fault.ts';
import {objectAt, textAt, textsAt, valueAt} from '../fields.ts';
import type {Put, World} from '../resource-kind.ts';
import {lastPart} from '../resource-path.ts';
import {plainLocation} from './resource-ids.ts';
import {findSize, restrictionOf, SIZES, zonesOf} from './sizes.ts';

/*
 * What virtual machines and scale sets are both refused for.
 */

/** Characters of custom data in base64 (Azure: custom-data; the length of 65,535 bytes). */
const MOST_CUSTOM_DATA = 87_380;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Names of administrators that Azure refuses on Linux, as far as they could come up (Azure: virtual-machines/linux/faq). */
const REFUSED_ADMINISTRATORS = ['admin', 'administrator', 'guest', 'root', 'sys', 'test', 'user'];

/** Computer names on Linux: 64 characters, and none of those that DNS does not have. */
const COMPUTER_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/i;

/** A 400 in the words of the compute provider. */
export function invalidParameter(message: string, target: string): Refusal {
  return new Refusal(400, {code: 'InvalidParameter', message, target});
}

/** A 409 for what can be chosen only once (Azure/azure-sdk-for-java#1912). */
export function changeRefused(property: string): Refusal {
  const message = `Changing property '${property}' is not allowed.`;
  return new Refusal(409, {code: 'PropertyChangeNotAllowed', message, target: property});
}

/** Refuses a size that there is not, or that may not be used in the location or its zones. */
export function checkSize({settings}: World, put: Put, name: string | undefined): void {
  const location = plainLocation(textAt(put.body, 'location') ?? '');
  const size = findSize(name ?? '');
  if (size === undefined) {
    const sizes = SIZES.map((known) => known.name).join(',');
    throw invalidParameter(
      `The value ${name ?? 'null'} provided for the VM size is not valid. ` +
        `The valid sizes in the current region are: ${sizes}. Find out more on the valid VM sizes in each region at https://aka.ms/azure-regions.`,
      'vmSize',
    );
  }
  const zones = textsAt(put.body, 'zones');
  const restriction = restrictionOf(settings, size.name);
  if (restriction === undefined) return;
  if (!restriction.everywhere && !zones.some((zone) => restriction.zones.includes(zone))) return;
  throw new Refusal(409, {
    code: 'SkuNotAvailable',
    message:
      `The requested size for resource '${put.id}' is currently not available in location '${location}' ` +
      `zones '${zones.join(',')}' for subscription '${settings.subscriptionId}'. ` +
      'Please try another size or deploy to a different location or zones. ' +
      'See https://aka.ms/azureskunotavailable for details.',
  });
}

/** Refuses zones that the location does not have. */
export function checkZones(put: Put): void {
  const location = plainLocation(textAt(put.body, 'location') ?? '');
  const wanted = textsAt(put.body, 'zones');
  const supported = zonesOf(location);
  if (wanted.length === 0 || wanted.every((zone) => supported.includes(zone))) return;
  const resource = `${put.type}/${lastPart(put.id)}`;
  if (supported.length === 0) {
    throw new Refusal(400, {
      code: 'LocationNotSupportAvailabilityZones',
      message: `The resource '${resource}' does not support availability zones at location '${location}'.`,
    });
  }
  throw new Refusal(400, {
    code: 'InvalidAvailabilityZone',
    message:
      `The zone(s) '${wanted.join(',')}' for resource '${resource}' is not supported. ` +
      `The supported zones for location '${location}' are '${supported.join(',')}'`,
  });
}

/** Refuses custom data that is no base64, or too much of it. */
export function checkCustomData(osProfile: JsonObject): void {
  const customData = valueAt(osProfile, 'customData');
  if (typeof customData !== 'string') return;
  if (customData.length <= MOST_CUSTOM_DATA && BASE64.test(customData)) return;
  throw invalidParameter(
    `Custom data in OSProfile must be in Base64 encoding and with a maximum length of ${MOST_CUSTOM_DATA} characters.`,
    'customData',
  );
}

/** Refuses administrators that nobody could be, or that could not come in. */
export function checkAdministrator(osProfile: JsonObject): void {
  const name = textAt(osProfile, 'adminUsername') ?? '';
  if (name === '' || REFUSED_ADMINISTRATORS.includes(name.toLowerCase())) {
    throw invalidParameter('The Admin Username specified is not allowed.', 'adminUsername');
  }
  const linux = objectAt(osProfile, 'linuxConfiguration');
  const keys: Json | undefined = valueAt(linux, 'ssh', 'publicKeys');
  const hasKeys = Array.isArray(keys) && keys.length > 0;
  if (hasKeys || textAt(osProfile, 'adminPassword') !== undefined) return;
  throw invalidParameter(
    'Authentication using either SSH or by user name and password must be enabled in Linux profile.',
    'linuxConfiguration',
  );
}

/** Refuses a computer name that Linux or DNS does not have. */
export function checkComputerName(name: string, target: 'computerName' | 'computerNamePrefix'): void {
  if (COMPUTER_NAME.test(name)) return;
  throw invalidParameter(
    'Linux host name cannot exceed 64 characters in length or contain the following characters: ' +
      '` ~ ! @ # $ % ^ & * ( ) = + _ [ ] { } \\ | ; : \' " , < > / ?.',
    target,
  );
}

/** Refuses identities that are not there, or that whoever asks may not assign. */
export function checkIdentities({store, settings}: World, put: Put): void {
  for (const id of Object.keys(objectAt(put.body, 'identity', 'userAssignedIdentities'))) {
    checkLinkedPermission(settings, put, 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action', id);
    if (store.get(id) !== undefined) continue;
    const error = {error: {code: 'BadRequest', message: `Resource '${id}' was not found.`}};
    throw new Refusal(400, {
      code: 'FailedIdentityOperation',
      message:
        `Identity operation for resource '${put.id}' failed with error 'Failed to perform resource identity operation. ` +
        `Status: 'BadRequest'. Response: '${JSON.stringify(error)}'.'.`,
    });
  }
}

/** The identities of a resource as Azure shows them: each with what it is in the directory. */
export function identityOf({store}: World, body: JsonObject): JsonObject | undefined {
  const identity = valueAt(body, 'identity');
  if (identity === undefined) return undefined;
  const ids = Object.keys(objectAt(identity, 'userAssignedIdentities'));
  const assigned = ids.map((id): [string, JsonObject] => {
    const {principalId = '', clientId = ''} = store.get(id)?.properties ?? {};
    return [id, {principalId, clientId}];
  });
  return {
    ...objectAt(identity),
    ...(ids.length === 0 ? {} : {userAssignedIdentities: Object.fromEntries(assigned)}),
  };
}
