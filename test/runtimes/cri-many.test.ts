import {expect, it} from 'vitest';
import {startContainerd} from './containerd.ts';
import {expectedHostSide, hostSides} from './kernel-state.ts';
import {describeWithRuntime, podAddresses, withRuntime} from './on-runtimes.ts';
import {type PodSandbox, runSandbox} from './sandbox.ts';

/** As many as AKS allows on a node (Azure: quotas-skus-regions), and nearly as many as a NIC has ipConfigurations. */
const PODS = 250;

/** A busy kubelet's number of pods that start at the same time. */
const AT_ONCE = 16;

/** Milliseconds: each pod takes containerd about a tenth of a second, nearly all of it not the plugin's. */
const TIMEOUT = 180_000;

/** Does something with each of the items, a few of them at the same time. */
async function forEachAtOnce<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await act(item));
  };
  await Promise.all(Array.from({length: AT_ONCE}, work));
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}

describeWithRuntime('a node full of pods', ['containerd', 'runc', 'ctr', 'gcc'], () => {
  const addresses = podAddresses(PODS);
  const world = withRuntime({addresses}, startContainerd);

  it('gives each an address of its own, refuses one more, and has all of them back', {timeout: TIMEOUT}, async () => {
    const {host, runtime} = world();
    const names = addresses.map((_, index) => `pod-${index}`);

    const pods = await forEachAtOnce(names, (name) => runSandbox(runtime, name));
    const full = await hostSides(host);
    const refusal: unknown = await runSandbox(runtime, 'one-more').catch((error: unknown) => error);
    const replaced = pods.slice(0, AT_ONCE);
    await forEachAtOnce(replaced, (pod: PodSandbox) => pod.remove());
    const replacements = await forEachAtOnce(replaced, ({name}) => runSandbox(runtime, `next-${name}`));
    await forEachAtOnce([...pods.slice(AT_ONCE), ...replacements], (pod) => pod.remove());

    const owners = new Map(pods.map((pod) => [pod.address, pod.alias]));
    expect(full).toEqual(addresses.map((address) => expectedHostSide(address, owners.get(address) ?? 'nobody')));
    expect(String(refusal)).toMatch(/: no free address \(public IP: false\): 250 of \/run\/vnetk8s\/pool are in use$/);
    expect(replacements.map(({address}) => address).toSorted()).toEqual(
      replaced.map(({address}) => address).toSorted(),
    );
    expect(await hostSides(host)).toEqual([]);
  });
});
