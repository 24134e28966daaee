import type {Egress} from '../cluster.ts';

/** What messages call each way to the Internet. */
export const WAYS_OUT: Readonly<Record<Egress, string>> = {
  natGateway: 'NAT gateway',
  loadBalancer: 'load balancer',
  userDefinedRoutes: 'user-defined route',
};
