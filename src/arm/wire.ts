import type {RoleAssignmentCreateParameters} from '@azure/arm-authorization';
import type {
  AvailabilitySet,
  AvailabilitySetProperties,
  DataDisk,
  DiagnosticsProfile,
  ImageReference,
  LinuxConfiguration,
  NetworkInterfaceReference,
  NetworkInterfaceReferenceProperties,
  OSDisk,
  OSProfile,
  SecurityProfile,
  StorageProfile,
  VirtualMachine,
  VirtualMachineExtension,
  VirtualMachineExtensionProperties,
  VirtualMachineProperties,
  VirtualMachineScaleSet,
  VirtualMachineScaleSetExtension,
  VirtualMachineScaleSetExtensionProperties,
  VirtualMachineScaleSetIPConfiguration,
  VirtualMachineScaleSetIPConfigurationProperties,
  VirtualMachineScaleSetNetworkConfiguration,
  VirtualMachineScaleSetNetworkConfigurationProperties,
  VirtualMachineScaleSetProperties,
  VirtualMachineScaleSetVMProfile,
} from '@azure/arm-compute';
import type {Identity} from '@azure/arm-msi';
import type {
  ApplicationSecurityGroup,
  ApplicationSecurityGroupPropertiesFormat,
  BackendAddressPool,
  BackendAddressPoolPropertiesFormat,
  FrontendIPConfiguration,
  FrontendIPConfigurationPropertiesFormat,
  LoadBalancer,
  LoadBalancerPropertiesFormat,
  LoadBalancingRule,
  LoadBalancingRulePropertiesFormat,
  LocalNetworkGateway,
  LocalNetworkGatewayPropertiesFormat,
  NatGateway,
  NatGatewayPropertiesFormat,
  NetworkInterface,
  NetworkInterfaceIPConfiguration,
  NetworkInterfaceIPConfigurationPropertiesFormat,
  NetworkInterfacePropertiesFormat,
  NetworkSecurityGroup,
  NetworkSecurityGroupPropertiesFormat,
  OutboundRule,
  OutboundRulePropertiesFormat,
  Probe,
  ProbePropertiesFormat,
  PublicIPAddress,
  PublicIPAddressPropertiesFormat,
  Route,
  RoutePropertiesFormat,
  RouteTable,
  RouteTablePropertiesFormat,
  SecurityRule,
  SecurityRulePropertiesFormat,
  Subnet,
  SubnetPropertiesFormat,
  VirtualNetwork,
  VirtualNetworkGateway,
  VirtualNetworkGatewayConnection,
  VirtualNetworkGatewayConnectionPropertiesFormat,
  VirtualNetworkGatewayIPConfiguration,
  VirtualNetworkGatewayIPConfigurationPropertiesFormat,
  VirtualNetworkGatewayPropertiesFormat,
  VirtualNetworkPeering,
  VirtualNetworkPeeringPropertiesFormat,
  VirtualNetworkPropertiesFormat,
} from '@azure/arm-network';
import type {Deployment} from '@azure/arm-resourcesdeployments';

/*
 * Resources as Azure Resource Manager reads them, as types. The models of Azure's SDK have what stands in `properties`
 * one level higher, and beside each the type of that level is exported: together they give the shape of the JSON, so that
 * a property that is misspelt, read-only or on the wrong level does not compile.
 *
 * The types are those of the SDK's API version, newer than the one that templates ask for: what Azure's schemas of that
 * version say, a test holds templates against.
 */

/** Text that Azure Resource Manager evaluates; `expressions.ts` makes it. */
export type Expression = `[${string}]`;

/** A model that is flattened, and what it has in `properties`. A flattened model that is missing here stays flat. */
type Flattened =
  | [ApplicationSecurityGroup, ApplicationSecurityGroupPropertiesFormat]
  | [AvailabilitySet, AvailabilitySetProperties]
  | [BackendAddressPool, BackendAddressPoolPropertiesFormat]
  | [FrontendIPConfiguration, FrontendIPConfigurationPropertiesFormat]
  | [Identity, Pick<Identity, 'isolationScope'>]
  | [LoadBalancer, LoadBalancerPropertiesFormat]
  | [LoadBalancingRule, LoadBalancingRulePropertiesFormat]
  | [LocalNetworkGateway, LocalNetworkGatewayPropertiesFormat]
  | [NatGateway, NatGatewayPropertiesFormat]
  | [NetworkInterface, NetworkInterfacePropertiesFormat]
  | [NetworkInterfaceIPConfiguration, NetworkInterfaceIPConfigurationPropertiesFormat]
  | [NetworkInterfaceReference, NetworkInterfaceReferenceProperties]
  | [NetworkSecurityGroup, NetworkSecurityGroupPropertiesFormat]
  | [OutboundRule, OutboundRulePropertiesFormat]
  | [Probe, ProbePropertiesFormat]
  | [PublicIPAddress, PublicIPAddressPropertiesFormat]
  | [RoleAssignmentCreateParameters, RoleAssignmentCreateParameters]
  | [Route, RoutePropertiesFormat]
  | [RouteTable, RouteTablePropertiesFormat]
  | [SecurityRule, SecurityRulePropertiesFormat]
  | [Subnet, SubnetPropertiesFormat]
  | [VirtualMachine, VirtualMachineProperties]
  | [VirtualMachineExtension, VirtualMachineExtensionProperties]
  | [VirtualMachineScaleSet, VirtualMachineScaleSetProperties]
  | [VirtualMachineScaleSetExtension, VirtualMachineScaleSetExtensionProperties]
  | [VirtualMachineScaleSetIPConfiguration, VirtualMachineScaleSetIPConfigurationProperties]
  | [VirtualMachineScaleSetNetworkConfiguration, VirtualMachineScaleSetNetworkConfigurationProperties]
  | [VirtualNetwork, VirtualNetworkPropertiesFormat]
  | [VirtualNetworkGateway, VirtualNetworkGatewayPropertiesFormat]
  | [VirtualNetworkGatewayConnection, VirtualNetworkGatewayConnectionPropertiesFormat]
  | [VirtualNetworkGatewayIPConfiguration, VirtualNetworkGatewayIPConfigurationPropertiesFormat]
  | [VirtualNetworkPeering, VirtualNetworkPeeringPropertiesFormat];

/** The same types, modifiers included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

type BagOf<Model, Pair = Flattened> = Pair extends [infer Flat, infer Bag]
  ? Same<Flat, Model> extends true
    ? Bag
    : never
  : never;

/** Azure fills in the others. */
type WritableKeys<T> = {
  [K in keyof T]-?: Same<{[P in K]: T[K]}, {-readonly [P in K]: T[K]}> extends true ? K : never;
}[keyof T];

type Shape<T> = {readonly [K in keyof Pick<T, WritableKeys<T>>]: PropertyOf<T[K]>};

/** An expression can give an object, too. */
type PropertyOf<T> = NonNullable<T> extends object ? Wire<T> | Expression : Wire<T>;

type ListKeys<T> = {[K in keyof T]-?: NonNullable<T[K]> extends readonly unknown[] ? K : never}[keyof T];

type ItemOf<T> = NonNullable<T> extends readonly (infer Item)[] ? Item : never;

/** Lists of equal things that Azure Resource Manager writes out, by their names (Azure: templates/copy-properties). */
type Copied<T> = {
  readonly copy: readonly {
    [K in ListKeys<T>]: {readonly name: K; readonly count: number; readonly input: Wire<ItemOf<T[K]>>};
  }[ListKeys<T>][];
} & {readonly [K in keyof Pick<T, Exclude<WritableKeys<T>, ListKeys<T>>>]: PropertyOf<T[K]>};

type Properties<T> = [ListKeys<T>] extends [never] ? Shape<T> : Shape<T> | Copied<T>;

/** Absent where nothing in it is required. */
type WithProperties<Bag> =
  Record<never, never> extends Shape<Bag>
    ? {readonly properties?: Properties<Bag> | undefined}
    : {readonly properties: Properties<Bag>};

/** The SDK calls the `type` in an extension's properties so, where the one of the resource is beside it. */
type Renamed = 'typePropertiesType';

type WireObject<T> = [BagOf<T>] extends [never]
  ? Shape<T>
  : Shape<Omit<T, keyof BagOf<T> | Renamed>> & WithProperties<BagOf<T>>;

/** What JSON has where the SDK has a `T`: every value but text can be an expression, which is text. */
export type Wire<T> = 0 extends 1 & T
  ? unknown
  : T extends string
    ? string extends T
      ? string
      : T | Expression
    : T extends number | boolean
      ? T | Expression
      : T extends readonly (infer Item)[]
        ? readonly Wire<Item>[] | Expression
        : T extends object
          ? string extends keyof T
            ? {readonly [key: string]: Wire<T[keyof T]>} | Expression
            : WireObject<T>
          : T;

/** Azure's SDK for private DNS is not needed for these three: Azure: Microsoft.Network.privateDns, 2024-06-01. */
interface PrivateDnsZone {
  readonly location: 'global';
  readonly tags?: Tags;
  readonly properties: Record<string, never>;
}

interface PrivateDnsLink {
  readonly location: 'global';
  readonly tags?: Tags;
  readonly properties: {readonly registrationEnabled: boolean; readonly virtualNetwork: {readonly id: string}};
}

interface PrivateDnsRecord {
  readonly properties: {readonly ttl: number; readonly aRecords: readonly {readonly ipv4Address: string}[]};
}

/** Tags of a resource, or the expression that gives them. */
export type Tags = {readonly [name: string]: string} | Expression;

/** The resources that templates have, by type; each without what all resources have. */
interface Models {
  'Microsoft.Authorization/roleAssignments': Wire<RoleAssignmentCreateParameters>;
  'Microsoft.Compute/availabilitySets': Wire<AvailabilitySet>;
  'Microsoft.Compute/virtualMachineScaleSets': Wire<VirtualMachineScaleSet>;
  'Microsoft.Compute/virtualMachines': Wire<VirtualMachine>;
  'Microsoft.Compute/virtualMachines/extensions': Wire<VirtualMachineExtension>;
  'Microsoft.ManagedIdentity/userAssignedIdentities': Wire<Identity>;
  'Microsoft.Network/applicationSecurityGroups': Wire<ApplicationSecurityGroup>;
  'Microsoft.Network/connections': Wire<VirtualNetworkGatewayConnection>;
  'Microsoft.Network/loadBalancers': Wire<LoadBalancer>;
  'Microsoft.Network/localNetworkGateways': Wire<LocalNetworkGateway>;
  'Microsoft.Network/natGateways': Wire<NatGateway>;
  'Microsoft.Network/networkInterfaces': Wire<NetworkInterface>;
  'Microsoft.Network/networkSecurityGroups': Wire<NetworkSecurityGroup>;
  'Microsoft.Network/networkSecurityGroups/securityRules': Wire<SecurityRule>;
  'Microsoft.Network/privateDnsZones': PrivateDnsZone;
  'Microsoft.Network/privateDnsZones/A': PrivateDnsRecord;
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': PrivateDnsLink;
  'Microsoft.Network/publicIPAddresses': Wire<PublicIPAddress>;
  'Microsoft.Network/routeTables': Wire<RouteTable>;
  'Microsoft.Network/virtualNetworkGateways': Wire<VirtualNetworkGateway>;
  'Microsoft.Network/virtualNetworks': Wire<VirtualNetwork>;
  'Microsoft.Network/virtualNetworks/subnets': Wire<Subnet>;
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': Wire<VirtualNetworkPeering>;
  'Microsoft.Resources/deployments': Wire<Deployment>;
}

/** A type of resource that templates have. */
export type ArmType = keyof Models;

/** What a resource of that type says of itself, beside what all resources do. */
export type Model<Type extends ArmType> = Omit<Models[Type], 'id' | 'name' | 'type'>;

/** Things within resources, which are made by functions of their own. */
interface Parts {
  AddressProperties: Shape<NetworkInterfaceIPConfigurationPropertiesFormat>;
  DataDisk: Wire<DataDisk>;
  DiagnosticsProfile: Wire<DiagnosticsProfile>;
  ExtensionProperties: Shape<VirtualMachineExtensionProperties>;
  ImageReference: Wire<ImageReference>;
  LinuxConfiguration: Wire<LinuxConfiguration>;
  LoadBalancingRule: Wire<LoadBalancingRule>;
  MachineProfile: Wire<VirtualMachineScaleSetVMProfile>;
  MachineProperties: Shape<VirtualMachineProperties>;
  OSDisk: Wire<OSDisk>;
  OSProfile: Wire<OSProfile>;
  OutboundRule: Wire<OutboundRule>;
  Probe: Wire<Probe>;
  Route: Wire<Route>;
  ScaleSetInterface: Wire<VirtualMachineScaleSetNetworkConfiguration>;
  SecurityProfile: Wire<SecurityProfile>;
  StorageProfile: Wire<StorageProfile>;
}

/** Something within a resource. */
export type Part<Name extends keyof Parts> = Parts[Name];
