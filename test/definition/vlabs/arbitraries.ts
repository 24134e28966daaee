import fc from 'fast-check';
import {clusterFields} from '../../../src/definition/vlabs/cluster-fields.ts';
import {factsOf} from '../../../src/definition/vlabs/facts.ts';
import type {Field, ValueType} from '../../../src/definition/vlabs/fields.ts';

const NETWORK = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/';

/** Texts that mean something somewhere, and some that mean nothing anywhere. */
const TEXTS =
  `vlabs Kubernetes DCOS Windows Linux AvailabilitySet VirtualMachineScaleSets azure kubenet calico cilium none
  Standard Basic Ephemeral ManagedDisks Spot Low Regular Delete westeurope chinaeast2 germanycentral usgovvirginia 1.18
  1.36 1.36.2 9.9 latest 10.240.0.0/12 10.0.0.0/8 10.0.0.0/16 10.96.3.4/12 172.16.0.0/16 0.0.0.0/0 fc00::/48
  10.240.0.0/16,fc00::/48 10.0.0.10 10.240.0.4 10.240.0.5 10.240.0.250 10.240.0.255 0.0.0.0 255.255.255.250 ::1 apps
  Shop-West -- 9lives Standard_D2_v3 Standard_D4s_v3 containerd docker 3900 300 50 0 -1 tcp://x ${NETWORK}corp
  ${NETWORK}corp/subnets/a ${NETWORK}corp/subnets/B ${NETWORK}other/subnets/a cluster-autoscaler metrics-server
  mirror.corp.example/k8s k8s.gcr.io/ key=value:NoSchedule,other:NoExecute`
    .split(/\s+/)
    .concat('', ' ', 'ssh-ed25519 AAAAC3Nz ops@contoso.example', '-----BEGIN RSA PRIVATE KEY-----\nMIIE');

const text = fc.constantFrom(...TEXTS);
const number = fc.oneof(
  fc.integer({min: -2, max: 300}),
  fc.constantFrom(0, 1, 3, 5, 1.5, 4_096, 1e9, Number.MAX_VALUE),
);
const flags = fc.dictionary(
  fc.constantFrom('--max-pods', '--node-labels', '--register-with-taints', '--v', '__proto__'),
  text,
);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));

const BY_TYPE: Readonly<Record<ValueType, fc.Arbitrary<unknown>>> = {
  text,
  number,
  numeric: fc.oneof(text, number),
  flag: fc.boolean(),
  list: fc.array(text, {maxLength: 3}),
  mapping: flags,
  any: fc.oneof(scalar, flags, fc.array(scalar, {maxLength: 2})),
};

/** Facts of nothing, for fields that depend on them: a pool without anything in it has Linux. */
const NOTHING = factsOf({});

/** A value for a field: mostly one of the right type, so that most of a definition means something. */
function anyValueOf(field: Field): fc.Arbitrary<unknown> {
  const right = rightValueOf(field);
  return fc.oneof({weight: 30, arbitrary: right}, {weight: 1, arbitrary: scalar}, {weight: 1, arbitrary: flags});
}

function rightValueOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'covered':
      return BY_TYPE.any;
    case 'value':
      return BY_TYPE[field.type];
    case 'chosen':
      return anyValueOf(field.choose({path: [], value: {}}, NOTHING));
    case 'list':
      return fc.array(anyValueOf(field.item), {maxLength: 3});
    case 'mapping':
      return mappingOf(Object.entries(field.fields));
  }
}

/** Any of the fields, some with other capitals, once in a while with one that nobody knows. */
function mappingOf(fields: readonly (readonly [string, Field])[]): fc.Arbitrary<unknown> {
  const entries = fields.map(([name, field]) =>
    fc.tuple(fc.constantFrom(name, name, name, name.toUpperCase(), name.toLowerCase()), anyValueOf(field)),
  );
  const unknown = fc.tuple(fc.constantFrom('kount', 'secret sauce', '__proto__', 'toString'), scalar);
  return fc
    .tuple(
      fc.subarray(entries).chain((chosen) => fc.tuple(...chosen)),
      fc.array(unknown, {maxLength: 1}),
      fc.boolean(),
    )
    .map(([known, others, withUnknown]) => Object.fromEntries(withUnknown ? [...known, ...others] : known));
}

/** Definitions of any fields that the old tools knew, with any values. */
export const vlabsDefinitions: fc.Arbitrary<unknown> = anyValueOf(clusterFields);
