import {at, listAt, textAt} from '../machine-room/json.ts';
import type {Kubectl} from '../machine-room/kubectl.ts';
import type {SystemContainer} from '../machine-room/system-container.ts';

/** A pod with an address of its own, as Kubernetes knows it. */
export interface AddressedPod {
  readonly name: string;
  readonly node: string;
  readonly address: string;
}

/** All pods that run and have an address of their own; in all namespaces. */
export async function addressedPods(kubectl: Kubectl): Promise<readonly AddressedPod[]> {
  const pods = listAt(
    await kubectl.get('pods', '--all-namespaces', '--field-selector', 'status.phase=Running'),
    'items',
  );
  return pods
    .filter((pod) => at(pod, 'spec', 'hostNetwork') !== true && at(pod, 'metadata', 'deletionTimestamp') === undefined)
    .flatMap((pod) => {
      const address = at(pod, 'status', 'podIP');
      if (typeof address !== 'string') return [];
      return [{name: textAt(pod, 'metadata', 'name'), node: textAt(pod, 'spec', 'nodeName'), address}];
    });
}

/** The addresses that a machine's plugin has given to pods, in order: each has a route. */
export async function leasesOf(machine: SystemContainer): Promise<readonly string[]> {
  const routes = JSON.parse(await machine.succeedOnMachine('ip -4 -json route show proto 86'));
  return listAt(routes)
    .map((route) => textAt(route, 'dst'))
    .toSorted();
}
