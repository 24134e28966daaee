import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {listAt, numberAt, shown, textAt} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import {keep, propertiesOf} from './plain-kind.ts';
import {assertReferences} from './references.ts';
import {parentOf} from './subnets.ts';

const TYPE = 'Microsoft.Network/networkSecurityGroups';
const RULE_TYPE = `${TYPE}/securityRules`;

/** Priorities (Azure: REST API, securityRules). */
const LOWEST = 100;
const HIGHEST = 4_096;

/** Network security groups. One that is written loses the rules that are not in what is written, as Azure's do. */
export const SECURITY_GROUP_KIND: ResourceKind = {
  type: TYPE,
  tracked: true,
  put: (world, put) => {
    assertReferences(world, put);
    for (const rule of world.store.list(RULE_TYPE, put.id)) world.store.remove(rule.id);
    const {securityRules: _, ...properties} = propertiesOf(put);
    keep(world, put, {...properties, provisioningState: 'Updating'});
    for (const item of listAt(put.body, 'properties', 'securityRules')) {
      const name = textAt(item, 'name') ?? '';
      const id = `${put.id}/securityRules/${name}`;
      putRule(world, {
        id,
        type: RULE_TYPE,
        name,
        apiVersion: put.apiVersion,
        body: item as JsonObject,
        existing: undefined,
      });
    }
    return 2_000;
  },
  show: (world, group) => ({
    ...shown(group),
    properties: {...group.properties, securityRules: world.store.list(RULE_TYPE, group.id).map(shown)},
  }),
  remove: (world, group) => {
    for (const rule of world.store.list(RULE_TYPE, group.id)) world.store.remove(rule.id);
    return 1_000;
  },
};

/** Rules of a group. */
export const SECURITY_RULE_KIND: ResourceKind = {
  type: RULE_TYPE,
  tracked: false,
  put: (world, put) => {
    parentOf(world, put);
    assertReferences(world, put);
    putRule(world, put);
    return 1_000;
  },
  show: (_, rule) => shown(rule),
};

function putRule(world: World, put: Put): void {
  const priority = numberAt(put.body, 'properties', 'priority') ?? 0;
  const direction = textAt(put.body, 'properties', 'direction');
  if (priority < LOWEST || priority > HIGHEST) {
    throw refusal(
      'SecurityRuleInvalidPriority',
      `Security rule has invalid Priority. Value provided: ${priority} Allowed range ${LOWEST}-${HIGHEST}.`,
    );
  }
  const group = put.id.slice(0, put.id.toLowerCase().lastIndexOf('/securityrules/'));
  const other = world.store
    .list(RULE_TYPE, group)
    .find(
      (rule) =>
        rule.id.toLowerCase() !== put.id.toLowerCase() &&
        numberAt(rule.properties, 'priority') === priority &&
        textAt(rule.properties, 'direction') === direction,
    );
  if (other !== undefined) {
    throw refusal(
      'SecurityRuleConflict',
      `Security rule ${put.name} conflicts with rule ${other.name}. Rules cannot have the same Priority and Direction.`,
    );
  }
  keep(world, put, {...propertiesOf(put), provisioningState: 'Succeeded'});
}

function refusal(code: string, message: string): Refusal {
  return new Refusal(400, {code, message, details: []});
}
