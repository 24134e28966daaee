import type {TemplateProblem} from '../template-error.ts';
import type {ValueObject} from '../value.ts';
import {type Check, isType, objectsAt, valueAt} from './check.ts';

/**
 * One ipConfiguration of a network interface is its primary one, and one interface of a machine: of several, Azure takes
 * none by itself (Azure: Network API, ipConfigurations.primary; Compute API, networkInterfaces.primary).
 */
export const checkPrimaries: Check = ({resources}) =>
  resources.flatMap((resource) => {
    const {properties, path, name} = resource;
    const at = `${path}.properties`;
    if (isType(resource, 'Microsoft.Network/networkInterfaces')) {
      return onePrimary(objectsAt(properties, 'ipConfigurations'), name, `${at}.ipConfigurations`);
    }
    if (isType(resource, 'Microsoft.Compute/virtualMachines')) {
      const interfaces = objectsAt(properties, 'networkProfile', 'networkInterfaces');
      return onePrimary(interfaces, name, `${at}.networkProfile.networkInterfaces`);
    }
    if (isType(resource, 'Microsoft.Compute/virtualMachineScaleSets')) return scaleSet(properties, name, at);
    return [];
  });

function scaleSet(properties: ValueObject, name: string, at: string): TemplateProblem[] {
  const keys = ['virtualMachineProfile', 'networkProfile', 'networkInterfaceConfigurations'] as const;
  const interfaces = objectsAt(properties, ...keys);
  const path = `${at}.${keys.join('.')}`;
  return [
    ...onePrimary(interfaces, name, path),
    ...interfaces.flatMap((each, index) => {
      const inside = `${path}[${index}].properties.ipConfigurations`;
      return onePrimary(objectsAt(each, 'properties', 'ipConfigurations'), name, inside);
    }),
  ];
}

function onePrimary(list: readonly ValueObject[], name: string, path: string): TemplateProblem[] {
  const flags = list.map((each) => valueAt(each, 'properties', 'primary') ?? valueAt(each, 'primary'));
  // A single one is the primary without saying so.
  if (flags.length === 1 && flags[0] === undefined) return [];
  const count = flags.filter((primary) => primary === true).length;
  if (count === 1) return [];
  const message = `${name} has ${count} primary ones of ${list.length}, and needs exactly one`;
  return [{code: 'primary-count', path, message}];
}
