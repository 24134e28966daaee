import {globSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {stringify} from 'yaml';
import type {Cluster} from '../../src/cluster/cluster.ts';
import {clusterDefinitionOf} from '../../src/cluster/cluster-definition-of.ts';
import {resolve} from '../../src/cluster/resolve.ts';
import {checkCluster} from '../../src/cluster/rules.ts';
import {readDefinition} from '../../src/definition/read-definition.ts';
import type {AddressPlan} from '../../src/network/address-plan.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {FULL_DEFINITION} from '../definition/full-definition.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = globSync('examples/*.yaml', {cwd: ROOT});

/** The cluster of a text, as `generate` writes it down, read again. */
function again(cluster: Cluster, plan: AddressPlan) {
  const subnets = new Map(plan.subnets.flatMap(({name, cidr}) => (cidr === undefined ? [] : [[name, cidr] as const])));
  const {loadBalancer} = plan.controlPlane;
  const decided = {subnets, ...(loadBalancer === undefined ? {} : {firstAddress: loadBalancer})};
  const text = stringify(clusterDefinitionOf(cluster, decided));
  const reading = readDefinition({name: 'cluster.yaml', bytes: Buffer.from(text), set: []});
  if (reading.definition === undefined) throw new Error(text);
  return {...reading, definition: reading.definition, cluster: resolve(reading.definition)};
}

/** Where things are written differs, and with it who chose a range; nothing else may. */
function withoutPlaces(value: unknown): unknown {
  const text = JSON.stringify(value, (key, item) => (['path', 'declared', 'origin'].includes(key) ? undefined : item));
  return JSON.parse(text);
}

function withoutRanges(cluster: Cluster): unknown {
  const {network, controlPlane} = cluster;
  const subnets = network.subnets.map(({cidr: _, ...rest}) => rest);
  const {firstAddress: __, ...machines} = controlPlane;
  return withoutPlaces({...cluster, network: {...network, subnets}, controlPlane: machines});
}

describe('a definition in which nothing is left out', () => {
  it.each(EXAMPLES)('of %s is valid, and means the same cluster with the same addresses', (file) => {
    const bytes = readFileSync(`${ROOT}${file}`);
    const {definition} = readDefinition({name: file, bytes, set: []});
    if (definition === undefined) throw new Error(`${file} is no definition`);
    const cluster = resolve(definition);
    const plan = planAddresses(cluster);

    const second = again(cluster, plan);

    expect(second.intact).toBe(true);
    expect(withoutRanges(second.cluster)).toEqual(withoutRanges(cluster));
    expect(withoutPlaces(planAddresses(second.cluster))).toEqual(withoutPlaces(plan));
    const codes = ({code}: {code: string}) => code;
    expect(checkCluster(second.cluster, second.definition).map(codes)).toEqual(
      checkCluster(cluster, definition).map(codes),
    );
    expect(again(second.cluster, plan).definition).toEqual(second.definition);
  });

  it('keeps every key of the fullest definition', () => {
    const {kubernetes, controlPlane, nodePools} = FULL_DEFINITION;
    const cluster = resolve({
      ...FULL_DEFINITION,
      // These keys have no effect beside others that are there, and are left out.
      kubernetes: {...kubernetes, packages: {...kubernetes?.packages, preinstalled: false}},
      controlPlane: {...controlPlane, faultDomains: 2},
      nodePools: nodePools.map((pool) => ({...pool, faultDomains: 2})),
    });

    const {definition} = again(cluster, planAddresses(cluster));

    expect(withoutRanges(resolve(definition))).toEqual(withoutRanges(cluster));
  });

  it('writes what another release may decide otherwise', () => {
    const text =
      '{apiVersion: vnetk8s/v1, name: a, location: westeurope, nodePools: [{name: p}], linux: {sshPublicKeys: []}}';
    const {definition} = readDefinition({name: 'a', bytes: Buffer.from(text), set: []});
    if (definition === undefined) throw new Error('no definition');
    const cluster = resolve(definition);

    const {network, controlPlane, kubernetes} = clusterDefinitionOf(cluster, {
      subnets: new Map([['p', {address: 0x0a_f0_01_00, length: 24}]]),
      firstAddress: 0x0a_f0_00_04,
    });

    expect(network?.subnets).toEqual([
      {name: 'control-plane', serviceEndpoints: [], routes: [], reservedAddresses: 0},
      {name: 'p', cidr: '10.240.1.0/24', serviceEndpoints: [], routes: [], reservedAddresses: 0},
    ]);
    expect(controlPlane?.firstAddress).toBe('10.240.0.4');
    expect(kubernetes?.version).toBe(cluster.kubernetes.version.patch);
  });
});
