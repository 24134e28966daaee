import type {LiveRoute, LiveRouteTable} from '../azure/azure.ts';
import {shellWord} from '../shell-word.ts';
import type {Finding} from './finding.ts';

/** How a subnet sends its packets. */
export interface Routing extends LiveRouteTable {
  /** Undefined: it has no route table. */
  readonly tableId: string | undefined;
  readonly hasNatGateway: boolean;
  /** Whether gateways may tell the network of routes by BGP. */
  readonly hasGateways: boolean;
}

export const EVERYWHERE = '0.0.0.0/0';

/** Where a route leads to, as Azure calls it. */
export function hopOf({nextHopType, nextHopIpAddress}: LiveRoute): string {
  return nextHopIpAddress === undefined ? nextHopType : `${nextHopType} ${nextHopIpAddress}`;
}

/** The command that shows a route table, if there is one. */
export function showCommand(table: string | undefined): Pick<Finding, 'command'> {
  return table === undefined ? {} : {command: `az network route-table show --ids ${shellWord(table)}`};
}
