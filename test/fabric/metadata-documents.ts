import {addressesOf, type FabricModel, type IpAddress, type NetworkInterfaceModel, subnetOf} from './model.ts';

/** The document at `/metadata/instance` (Azure: instance-metadata-service), as far as this project reads it. */
export function instanceDocument(model: FabricModel, nic: NetworkInterfaceModel): Record<string, unknown> {
  const [address, prefix] = subnetOf(model, nic).cidr.split('/');
  return {
    compute: {name: nic.machine, location: 'westeurope', azEnvironment: 'AzurePublicCloud', ...provisioned(nic)},
    network: {
      interface: [
        {
          // An address with a Standard public IP shows none here; /metadata/loadbalancer has it.
          ipv4: {
            ipAddress: addressesOf(nic).map((privateIpAddress) => ({privateIpAddress, publicIpAddress: ''})),
            subnet: [{address, prefix}],
          },
          ipv6: {ipAddress: []},
          macAddress: plainMac(nic),
        },
      ],
    },
  };
}

/** What an agent that provisions a machine reads of the document. */
function provisioned({machine, instance}: NetworkInterfaceModel): Record<string, unknown> {
  if (instance === undefined) return {};
  const {vmId, adminUsername, sshPublicKey, compute} = instance;
  return {
    vmId,
    platformFaultDomain: '0',
    ...compute,
    osProfile: {adminUsername, computerName: machine, disablePasswordAuthentication: 'true'},
    publicKeys: [{keyData: sshPublicKey, path: `/home/${adminUsername}/.ssh/authorized_keys`}],
  };
}

/**
 * The document at `/metadata/loadbalancer` (Azure: howto-load-balancer-imds). A machine without a public IP and
 * without a load balancer gets undefined: the service answers 404.
 */
export function loadBalancerDocument(
  model: FabricModel,
  nic: NetworkInterfaceModel,
): Record<string, unknown> | undefined {
  const publicIpAddresses = model.publicIps
    .filter(({privateAddress}) => addressesOf(nic).includes(privateAddress))
    .map((ip) => ({frontendIpAddress: ip.address, privateIpAddress: ip.privateAddress}));
  const inboundRules = model.loadBalancers
    .filter(({backends}) => backends.includes(nic.primary))
    .map((balancer) => ({
      frontendIpAddress: balancer.frontend,
      protocol: 'Tcp',
      frontendPort: balancer.port,
      backendPort: balancer.backendPort,
      privateIpAddress: nic.primary,
    }));
  if (publicIpAddresses.length === 0 && inboundRules.length === 0) return undefined;
  return {loadbalancer: {publicIpAddresses, inboundRules, outboundRules: []}};
}

/** Seconds for which a token is valid. */
const TOKEN_LIFETIME = 86_400;

/**
 * The document at `/metadata/identity/oauth2/token` (Microsoft Entra: how-to-use-vm-token): a token of one of the machine's
 * identities, which it names by its client id. Undefined if it has no such identity.
 */
export function tokenDocument(
  {instance}: NetworkInterfaceModel,
  query: URLSearchParams,
): Record<string, unknown> | undefined {
  const client = query.get('client_id') ?? '';
  if (instance?.identities?.includes(client) !== true) return undefined;
  return {
    access_token: `token-of-${client}`,
    client_id: client,
    expires_in: String(TOKEN_LIFETIME),
    expires_on: String(Math.floor(Date.now() / 1000) + TOKEN_LIFETIME),
    ext_expires_in: String(TOKEN_LIFETIME),
    not_before: '0',
    resource: query.get('resource') ?? '',
    token_type: 'Bearer',
  };
}

/** The wireserver's list of a machine's addresses: the only document that says which one is primary. */
export function interfacesDocument(model: FabricModel, nic: NetworkInterfaceModel): string {
  const addresses = addressesOf(nic)
    .map((address) => `<IPAddress Address="${address}" IsPrimary="${address === nic.primary}"/>`)
    .join('');
  const {cidr} = subnetOf(model, nic);
  return (
    `<Interfaces><Interface MacAddress="${plainMac(nic)}" IsPrimary="true">` +
    `<IPSubnet Prefix="${cidr}">${addresses}</IPSubnet></Interface></Interfaces>`
  );
}

/** The goal state that a machine's agent asks the wireserver for. */
export function goalStateDocument(nic: NetworkInterfaceModel): string {
  return (
    '<GoalState><Version>2012-11-30</Version><Incarnation>1</Incarnation>' +
    '<Machine><ExpectedState>Started</ExpectedState></Machine>' +
    `<Container><ContainerId>${nic.machine}</ContainerId><RoleInstanceList><RoleInstance>` +
    `<InstanceId>${nic.machine}</InstanceId><State>Started</State><Configuration/>` +
    '</RoleInstance></RoleInstanceList></Container></GoalState>'
  );
}

/** What a machine's agent reports about it, in the body of its request: `Ready`, or `NotReady` and why. */
export function healthReport(body: string): string {
  const read = (tag: string): string => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(body)?.[1]?.trim() ?? '';
  return `${read('State')} ${read('Description')}`.trim();
}

/** The address that Azure's name service gives for a name: machines of the fabric, and labels of public IPs. */
export function resolveName(model: FabricModel, name: string): IpAddress | undefined {
  const wanted = name.toLowerCase();
  const named = model.names[wanted];
  if (named !== undefined) return named;
  const publicIp = model.publicIps.find(({dnsName}) => dnsName === wanted);
  if (publicIp !== undefined) return publicIp.address;
  return model.interfaces.find(({machine}) => machine === wanted || `${machine}.internal.cloudapp.net` === wanted)
    ?.primary;
}

/** The machine that a request comes from. An address belongs to one network interface, as the fabric sees to. */
export function interfaceWithAddress(model: FabricModel, address: IpAddress): NetworkInterfaceModel | undefined {
  return model.interfaces.find((nic) => addressesOf(nic).includes(address));
}

function plainMac({mac}: NetworkInterfaceModel): string {
  return mac.replaceAll(':', '').toUpperCase();
}
