import type {LoadBalancerModel} from '../fabric/model.ts';
import {at, isSame, listAt, textAt} from './json.ts';
import type {ResourceManager} from './resource-manager.ts';
import {membersOf} from './room-machine.ts';
import {addressOf} from './room-network.ts';

/** How a load balancer finds out whether a back end answers. */
export interface Probe {
  readonly protocol: 'Tcp' | 'Http' | 'Https';
  readonly port: number;
  readonly path: string;
}

/** A rule of a load balancer, with all its back ends, whether they answer or not. */
export interface BalancingRule {
  readonly model: LoadBalancerModel;
  readonly probe?: Probe;
}

/** All rules of all load balancers of a group. */
export function balancingRulesOf(azure: ResourceManager): readonly BalancingRule[] {
  return azure
    .list('Microsoft.Network/loadBalancers')
    .flatMap((balancer) =>
      listAt(balancer, 'properties', 'loadBalancingRules').map((rule) =>
        ruleOf(azure, balancer, at(rule, 'properties')),
      ),
    );
}

function ruleOf(azure: ResourceManager, balancer: unknown, rule: unknown): BalancingRule {
  const frontend = part(balancer, 'frontendIPConfigurations', at(rule, 'frontendIPConfiguration', 'id'));
  const publicIp = at(frontend, 'properties', 'publicIPAddress', 'id');
  const pool = at(rule, 'backendAddressPools', 0, 'id') ?? at(rule, 'backendAddressPool', 'id');
  const probe = at(rule, 'probe', 'id');
  return {
    model: {
      frontend:
        typeof publicIp === 'string' ? addressOf(azure, publicIp) : textAt(frontend, 'properties', 'privateIPAddress'),
      kind: typeof publicIp === 'string' ? 'public' : 'internal',
      protocol: textAt(rule, 'protocol').toLowerCase() === 'udp' ? 'udp' : 'tcp',
      port: Number(at(rule, 'frontendPort')),
      backendPort: Number(at(rule, 'backendPort')),
      backends: membersOf(azure, balancer, String(pool)),
      floatingIp: at(rule, 'enableFloatingIP') === true,
    },
    ...(typeof probe === 'string' ? {probe: probeOf(part(balancer, 'probes', probe))} : {}),
  };
}

/** A part of a load balancer, by its id. */
function part(balancer: unknown, kind: string, id: unknown): unknown {
  return listAt(balancer, 'properties', kind).find((each) => isSame(textAt(each, 'id'), String(id)));
}

function probeOf(probe: unknown): Probe {
  return {
    protocol: textAt(probe, 'properties', 'protocol') as Probe['protocol'],
    port: Number(at(probe, 'properties', 'port')),
    path: String(at(probe, 'properties', 'requestPath') ?? ''),
  };
}
