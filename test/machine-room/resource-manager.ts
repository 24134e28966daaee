import type {Simulator} from '../../src/simulator/simulator.ts';

/** API versions by provider: any that the provider takes will do for reading. */
const VERSIONS: Readonly<Record<string, string>> = {
  'Microsoft.Network': '2024-05-01',
  'Microsoft.Compute': '2024-07-01',
  'Microsoft.ManagedIdentity': '2023-01-31',
};

/** Reads of a simulated Azure, as any client of Azure Resource Manager makes them. */
export class ResourceManager {
  readonly #simulator: Simulator;
  readonly #group: string;

  constructor(simulator: Simulator, group: string) {
    this.#simulator = simulator;
    this.#group = group;
  }

  /** All resources of a type in the group: `list('Microsoft.Network/virtualNetworks')`. */
  list(type: string): readonly unknown[] {
    return this.#values(`${this.#groupId}/providers/${type}`);
  }

  /** What is below a resource: `below(id, 'virtualMachines')`. */
  below(id: string, path: string): readonly unknown[] {
    return this.#values(`${id}/${path}`);
  }

  /** One resource. Throws if there is none. */
  get(id: string): unknown {
    return this.#read(id);
  }

  get #groupId(): string {
    return `/subscriptions/${this.#simulator.settings.subscriptionId}/resourceGroups/${this.#group}`;
  }

  #values(path: string): readonly unknown[] {
    const answer = this.#read(path);
    return (answer as {readonly value: readonly unknown[]}).value;
  }

  #read(path: string): unknown {
    const [, provider = ''] = /\/providers\/([^/]+)\/(?!.*\/providers\/)/.exec(path) ?? [];
    const url = `${path}?api-version=${VERSIONS[provider] ?? '2024-05-01'}`;
    const headers = {authorization: 'Bearer of the machine room'};
    const response = this.#simulator.handle({method: 'GET', url, headers});
    if (!('status' in response) || response.status !== 200) throw new Error(`GET ${url}: ${JSON.stringify(response)}`);
    return JSON.parse(response.body);
  }
}
