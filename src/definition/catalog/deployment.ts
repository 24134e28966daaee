import type {CatalogEntry} from './catalog-entry.ts';

/** VK70xx: what Azure refused while a cluster was deployed. Found by `deploy`, and never by `validate`. */
export const deploymentEntries: readonly CatalogEntry[] = [
  {
    code: 'VK7001',
    severity: 'error',
    title: 'more than the quota allows',
    explanation:
      'A subscription may have so many processors of each family of VM sizes, public IPs and machines in a region. What is asked for, together with what is there, is more. Azure raises most quotas on request, some at once. A few limits cannot be raised, such as the rules of load balancers that one machine can have.',
    wrong: 'nodePools:\n  - name: apps\n    count: 200\n    vmSize: Standard_D8s_v5\n',
    right: 'nodePools:\n  - name: apps\n    count: 20\n    vmSize: Standard_D8s_v5\n',
  },
  {
    code: 'VK7002',
    severity: 'error',
    title: 'a VM size that cannot be had',
    explanation:
      'The size is not offered to this subscription in this region or zone, or Azure has no machines of it left there at the moment. The first stays so; the second may pass.',
    wrong: 'nodePools:\n  - name: apps\n    vmSize: Standard_D4s_v5\n    zones: ["1"]\n',
    right: 'nodePools:\n  - name: apps\n    vmSize: Standard_D4as_v5\n    zones: ["1", "2", "3"]\n',
  },
  {
    code: 'VK7003',
    severity: 'error',
    title: 'addresses that cannot be had',
    explanation:
      'A subnet has no room left, a static address belongs to something else already, or a range overlaps one that is there. The address plan knows the definition only: what else is in an existing network has to be told to it.',
    wrong: 'network:\n  subnets:\n    - name: nodes\n      cidr: 10.20.4.0/24\n',
    right: 'network:\n  subnets:\n    - name: nodes\n      cidr: 10.20.4.0/22\n      reservedAddresses: 20\n',
  },
  {
    code: 'VK7004',
    severity: 'error',
    title: 'a right that is missing',
    explanation:
      'Whoever deploys may not do what is needed: mostly to assign a role to the identity of the cluster, or to join a subnet of a network that belongs to others. An identity that has its roles already needs no assignment.',
    wrong: 'identity: {}\n',
    right:
      'identity:\n  id: /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/cluster\n',
  },
  {
    code: 'VK7005',
    severity: 'error',
    title: 'a policy or a lock that forbids it',
    explanation:
      'Somebody has forbidden such resources in the subscription or the resource group, or requires something of them, such as a tag. The name of the policy is in the reason, and the command that shows it comes next.',
    wrong: 'name: prod\n',
    right: 'name: prod\ntags:\n  costCenter: "4711"\n',
  },
  {
    code: 'VK7006',
    severity: 'error',
    title: 'a DNS name that is taken',
    explanation:
      'DNS names of public IPs are unique in a region, over all subscriptions. That of a public API server is the name of the cluster; those of pods begin with dnsLabelPrefix.',
    wrong: 'name: test\ncontrolPlane:\n  endpoint: {access: public, authorizedCidrs: [198.51.100.0/24]}\n',
    right: 'name: contoso-test\ncontrolPlane:\n  endpoint: {access: public, authorizedCidrs: [198.51.100.0/24]}\n',
  },
  {
    code: 'VK7007',
    severity: 'error',
    title: 'a machine that did not become a node',
    explanation:
      'The machine is there, but its bootstrap has failed. The step and its exit code are in the message; explain knows each code. Everything the bootstrap did is in /var/log/vnetk8s/bootstrap.log on the machine; the command that prints its end comes next.',
    wrong: 'network:\n  egress: userDefinedRoutes # and no route leads to package repositories\n',
    right: 'network:\n  egress: natGateway\n',
  },
  {
    code: 'VK7008',
    severity: 'error',
    title: 'a change that Azure does not make',
    explanation:
      'Some properties of a resource are decided when it is made: zones of machines, the range of a subnet that is in use. A new pool can have what an old one cannot get.',
    wrong: 'nodePools:\n  - name: apps\n    zones: ["1"] # there were none before\n',
    right: 'nodePools:\n  - name: apps\n  - name: zonal\n    zones: ["1"]\n',
  },
  {
    code: 'VK7009',
    severity: 'error',
    title: 'a template that Azure does not take',
    explanation:
      'The template is made by vnetk8s, so this is a fault of vnetk8s itself: please report it. Or somebody has deleted something that the template relies on: put it back, or delete the cluster and deploy it anew.',
    wrong: 'name: prod # and somebody has deleted its virtual network, but not its machines\n',
    right: 'name: prod # and everything is there that it was made of\n',
  },
  {
    code: 'VK7010',
    severity: 'error',
    title: 'Azure was not ready',
    explanation:
      'Something that was made a moment ago is not known everywhere yet, another operation is under way, or too much was asked in a short time. Deploying again goes on where it stopped.',
    wrong: 'name: prod # deployed while its resource group is being deleted\n',
    right: 'name: prod # deployed again some minutes later\n',
  },
  {
    code: 'VK7099',
    severity: 'error',
    title: 'something else that Azure refused',
    explanation:
      'The reason has the words of Azure, and its code, by which its documentation can be searched. OperationNotAllowed is one of many meanings; it is a quota only where its words speak of one.',
    wrong: 'name: prod # deployed while somebody deletes a scale set of it\n',
    right: 'name: prod # deployed again once the reason is gone\n',
  },
];
