import type {Prefix} from '../ipv4/prefix.ts';
import {parsePrefix} from '../ipv4/prefix.ts';

/**
 * Most nodes of a cluster, control plane included.
 * vnetk8s' own limit, below Kubernetes' 5,000 (Kubernetes: setup/best-practices/cluster-large).
 */
export const MAX_NODES_PER_CLUSTER = 4_000;

/** Fewest pods with an address of their own that a node can be made for: a node without any could run no workload. */
export const MIN_PODS_PER_NODE = 1;

/**
 * Most pods with an address of their own on one node: each is an ipConfiguration, and a network interface has no more
 * than 256 (Azure: container-networking-overview, "Limits").
 */
export const MAX_PODS_PER_NODE = 250;

/** Most pods of a cluster, the sum over all nodes of what they can run (Azure: container-networking-overview). */
export const MAX_PODS_PER_CLUSTER = 16_000;

/**
 * Most private addresses of one network interface, and of one machine: its own and one for every pod
 * (Azure: azure-subscription-service-limits, "Networking limits").
 */
export const MAX_ADDRESSES_PER_NIC = 256;

/** Most private addresses in use in one virtual network (Azure: azure-subscription-service-limits). */
export const MAX_ADDRESSES_PER_VIRTUAL_NETWORK = 65_536;

/** Most subnets of a virtual network (Azure: azure-subscription-service-limits). */
export const MAX_SUBNETS = 3_000;

/** Most peerings of a virtual network (Azure: azure-subscription-service-limits). */
export const MAX_PEERINGS_PER_VIRTUAL_NETWORK = 500;

/** Most DNS servers of a virtual network (Azure: azure-subscription-service-limits). */
export const MAX_DNS_SERVERS = 20;

/** Most user-defined routes of a route table (Azure: azure-subscription-service-limits). */
export const MAX_ROUTES_PER_TABLE = 400;

/** Addresses at the start of every subnet that Azure keeps: network, gateway and two for DNS (virtual-networks-faq). */
export const RESERVED_ADDRESSES_AT_START = 4;

/** Addresses at the end of every subnet that Azure keeps: the broadcast address (Azure: virtual-networks-faq). */
export const RESERVED_ADDRESSES_AT_END = 1;

/** Addresses of every subnet that Azure keeps for itself (Azure: virtual-networks-faq). */
export const RESERVED_ADDRESSES_PER_SUBNET = RESERVED_ADDRESSES_AT_START + RESERVED_ADDRESSES_AT_END;

/** Length of the smallest IPv4 prefix that a subnet can have (Azure: virtual-networks-faq). */
export const SMALLEST_SUBNET_PREFIX_LENGTH = 29;

/** Length of the largest IPv4 prefix that a subnet can have (Azure: virtual-networks-faq). */
export const LARGEST_SUBNET_PREFIX_LENGTH = 8;

/**
 * Length of the smallest prefix for the subnet of a gateway. Azure takes a /29 for some SKUs and recommends /27, which
 * every SKU and a later change of it can live with (Azure: vpn-gateway-about-vpn-gateway-settings, "Gateway subnet").
 */
export const GATEWAY_SUBNET_PREFIX_LENGTH = 27;

/** Most instances of a virtual machine scale set (Azure: azure-subscription-service-limits). */
export const MAX_INSTANCES_PER_SCALE_SET = 1_000;

/** Most machines of an availability set (Azure: azure-subscription-service-limits). */
export const MAX_VMS_PER_AVAILABILITY_SET = 200;

/** Fewest fault domains of an availability set (Azure: availability-set-overview). */
export const MIN_FAULT_DOMAINS = 1;

/** Most fault domains of an availability set; some regions have only two (Azure: availability-set-overview). */
export const MAX_FAULT_DOMAINS = 3;

/** Most tags of a resource (Azure: tag-resources, "Limitations"). */
export const MAX_TAGS_PER_RESOURCE = 50;

/** A range that no virtual network can have, and the reason in words that finish "... because it". */
export interface ForbiddenRange {
  readonly prefix: Prefix;
  readonly why: string;
}

/**
 * Ranges that a virtual network's address space must not touch. Azure: virtual-networks-faq ("What address ranges can I
 * use"), but for 0.0.0.0/8, which RFC 6890 (section 2.2.2) allows as a source only, so that nothing can be sent there.
 */
export const FORBIDDEN_RANGES: readonly ForbiddenRange[] = [
  forbidden('0.0.0.0/8', 'means "this network" and is no destination'),
  forbidden('127.0.0.0/8', 'is the loopback range'),
  forbidden('168.63.129.16/32', "is Azure's DNS, DHCP and health probe address"),
  forbidden('169.254.0.0/16', 'is the link-local range, with the instance metadata service in it'),
  forbidden('224.0.0.0/4', 'is the multicast range'),
  forbidden('255.255.255.255/32', 'is the broadcast address'),
];

function forbidden(text: string, why: string): ForbiddenRange {
  const prefix = parsePrefix(text);
  if (prefix === undefined) throw new TypeError(`${text} is not a prefix`);
  return {prefix, why};
}
