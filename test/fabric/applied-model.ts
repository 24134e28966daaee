import {rename, writeFile} from 'node:fs/promises';
import type {FabricModel, SubnetModel, VirtualNetworkModel} from './model.ts';
import {inNamespace} from './namespaces.ts';
import {packetFilter} from './packet-filter.ts';
import {run, succeed} from './process.ts';
import {routingCommands} from './routes.ts';

/** A model that the kernel, in one network namespace, is kept in line with; others read it from a file. */
export class AppliedModel {
  readonly file: string;
  readonly #namespace: string;
  #model: FabricModel = {
    virtualNetworks: [],
    interfaces: [],
    peerings: [],
    sites: [],
    services: [],
    publicIps: [],
    loadBalancers: [],
    names: {},
  };
  #changes: Promise<void> = Promise.resolve();

  constructor(namespace: string, file: string) {
    this.#namespace = namespace;
    this.file = file;
  }

  /** As it is at this moment. */
  get model(): FabricModel {
    return this.#model;
  }

  /** Brings the kernel in line with the model. One change at a time: callers may attach machines side by side. */
  change(change: Partial<FabricModel>): Promise<void> {
    this.#model = {...this.#model, ...change};
    const model = this.#model;
    this.#changes = this.#changes.then(async () => {
      // Who reads it at this moment gets the one before, and never a part.
      await writeFile(`${this.file}.new`, JSON.stringify(model));
      await rename(`${this.file}.new`, this.file);
      await succeed(inNamespace(this.#namespace, ['nft', '-f', '-']), {input: packetFilter(model)});
      const {clear, add} = routingCommands(model);
      await run(['ip', '-n', this.#namespace, '-force', '-batch', '-'], {input: clear});
      await succeed(['ip', '-n', this.#namespace, '-batch', '-'], {input: add});
    });
    return this.#changes;
  }
}

/** The virtual networks of a model, with other attachments of one subnet. */
export function withSubnet(
  {virtualNetworks}: FabricModel,
  virtualNetwork: string,
  subnet: string,
  change: Partial<Omit<SubnetModel, 'name' | 'cidr'>>,
): readonly VirtualNetworkModel[] {
  return virtualNetworks.map((network) =>
    network.name !== virtualNetwork
      ? network
      : {
          ...network,
          subnets: network.subnets.map((candidate) =>
            candidate.name === subnet ? {...candidate, ...change} : candidate,
          ),
        },
  );
}
