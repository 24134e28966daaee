import {globSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {resolve} from '../../src/cluster/resolve.ts';
import {readDefinition} from '../../src/definition/read-definition.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {buildCluster} from '../../src/operations/generate-cluster.ts';
import {openArtifacts} from '../../src/operations/generate-files.ts';
import {assertFits, measureHeadroom} from '../../src/operations/generate-headroom.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = globSync('examples/*.yaml', {cwd: ROOT});

/** Builds what a text means, as `generate` does. */
async function build(bytes: Uint8Array) {
  const {definition} = readDefinition({name: 'cluster.yaml', bytes, set: []});
  if (definition === undefined) throw new Error('no definition');
  const cluster = resolve(definition);
  return buildCluster(cluster, planAddresses(cluster), []);
}

describe('what is built of a cluster', () => {
  it.each(EXAMPLES)('of %s fits, and comes again from its own cluster.yaml, byte for byte', async (file) => {
    const built = await build(readFileSync(`${ROOT}${file}`));

    const again = await build(Buffer.from(built.definition));

    const withoutPlan = (one: typeof built) => openArtifacts(one).filter(({path}) => path !== 'plan.json');
    expect(withoutPlan(again)).toEqual(withoutPlan(built));
    expect(() => assertFits(measureHeadroom(built))).not.toThrow();
  });

  it('is refused with the number that is too large', async () => {
    const built = await build(readFileSync(`${ROOT}examples/minimal.yaml`));
    const headroom = measureHeadroom(built);
    const {resources, longestExpression} = headroom.template;
    const template = {
      ...headroom.template,
      resources: {...resources, value: 812},
      longestExpression: {...longestExpression, value: 25_000},
    };

    expect(() => assertFits({...headroom, template})).toThrow(
      expect.objectContaining({
        code: 'TEMPLATE_TOO_LARGE',
        exitCode: 4,
        message: `the template is larger than Azure takes:
resources: 812, and Azure takes 800
longest expression: 25,000, and Azure takes 24,576`,
      }),
    );
  });

  it('names the largest files of each role, by what they take compressed', async () => {
    const built = await build(readFileSync(`${ROOT}examples/minimal.yaml`));

    const {machines} = measureHeadroom(built);

    expect(machines.map(({name, limit, largest}) => [name, limit, largest.map(({path}) => path)])).toEqual([
      [
        'control-plane',
        65_535,
        ['/opt/cni/bin/vnetk8s', '/usr/local/lib/vnetk8s/bootstrap', '/etc/vnetk8s/kubeadm/cluster.yaml'],
      ],
      [
        'apps',
        65_535,
        ['/opt/cni/bin/vnetk8s', '/usr/local/lib/vnetk8s/bootstrap', '/usr/local/lib/vnetk8s/write-pool'],
      ],
    ]);
    expect(machines.map(({bytes}) => bytes)).toEqual([
      built.machines.controlPlane.customData.bytes,
      ...built.machines.pools.map(({customData}) => customData.bytes),
    ]);
  });
});
