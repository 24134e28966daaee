import type {JsonObject} from '../../template/value.ts';
import {listAt, numberAt, objectAt, shown, textAt} from '../fields.ts';
import type {Put, ResourceKind} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {assertGroupUnused} from './in-use.ts';
import {keep, propertiesOf} from './plain-kind.ts';
import {assertReferences} from './references.ts';
import {refusal} from './refusals.ts';
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
    const rules = listAt(put.body, 'properties', 'securityRules').map((item) => rulePut(put, objectAt(item)));
    for (const [index, rule] of rules.entries()) checkRule(rule, rules.slice(0, index).map(ruleOf));
    for (const rule of world.store.list(RULE_TYPE, put.id)) world.store.remove(rule.id);
    const {securityRules: _, ...properties} = propertiesOf(put);
    keep(world, put, {...properties, provisioningState: 'Updating'});
    for (const rule of rules) keep(world, rule, {...propertiesOf(rule), provisioningState: 'Succeeded'});
    return 2_000;
  },
  show: (world, group) => ({
    ...shown(group),
    properties: {...group.properties, securityRules: world.store.list(RULE_TYPE, group.id).map(shown)},
  }),
  remove: (world, group) => {
    assertGroupUnused(world, group);
    for (const rule of world.store.list(RULE_TYPE, group.id)) world.store.remove(rule.id);
    return 1_000;
  },
};

/** Rules of a group. */
export const SECURITY_RULE_KIND: ResourceKind = {
  type: RULE_TYPE,
  tracked: false,
  put: (world, put) => {
    const group = parentOf(world, put);
    assertReferences(world, put);
    const others = world.store.list(RULE_TYPE, group.id).filter(({id}) => id.toLowerCase() !== put.id.toLowerCase());
    checkRule(put, others);
    keep(world, put, {...propertiesOf(put), provisioningState: 'Succeeded'});
    return 1_000;
  },
  show: (_, rule) => shown(rule),
};

/** A rule in the body of its group. */
function rulePut({id, apiVersion}: Put, body: JsonObject): Put {
  const name = textAt(body, 'name') ?? '';
  return {id: `${id}/securityRules/${name}`, type: RULE_TYPE, name, apiVersion, body, existing: undefined};
}

function ruleOf(put: Put): Pick<StoredResource, 'name' | 'properties'> {
  return {name: put.name, properties: propertiesOf(put)};
}

/** Refuses a rule with a priority that Azure does not have, or that another rule of its direction has. */
function checkRule(put: Put, others: readonly Pick<StoredResource, 'name' | 'properties'>[]): void {
  const priority = numberAt(put.body, 'properties', 'priority') ?? 0;
  if (priority < LOWEST || priority > HIGHEST) {
    throw refusal(
      'SecurityRuleInvalidPriority',
      `Security rule has invalid Priority. Value provided: ${priority} Allowed range ${LOWEST}-${HIGHEST}.`,
    );
  }
  const direction = (properties: StoredResource['properties']) => textAt(properties, 'direction')?.toLowerCase();
  const other = others.find(
    ({properties}) =>
      numberAt(properties, 'priority') === priority && direction(properties) === direction(propertiesOf(put)),
  );
  if (other === undefined) return;
  throw refusal(
    'SecurityRuleConflict',
    `Security rule ${put.name} conflicts with rule ${other.name}. Rules cannot have the same Priority and Direction.`,
  );
}
