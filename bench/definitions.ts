const SSH_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh you@example.com';

/** A definition with so many node pools, all of it written out. */
export function definitionWithPools(pools: number): string {
  const lines = Array.from({length: pools}, (_, index) => [
    `  - name: pool${index + 1}`,
    `    count: {min: 1, max: ${5 + (index % 5)}}`,
    `    vmSize: Standard_D${2 ** (1 + (index % 4))}s_v5`,
    `    maxPods: ${10 + (index % 30)}`,
    `    zones: ["1", "2", "3"]`,
    `    labels: {tier: t${index}, team: platform}`,
    `    taints: ["dedicated=t${index}:NoSchedule"]`,
  ]);
  return [
    'apiVersion: vnetk8s/v1',
    'name: bench',
    'location: westeurope',
    'nodePools:',
    ...lines.flat(),
    'linux:',
    '  sshPublicKeys:',
    `    - ${SSH_KEY}`,
    '',
  ].join('\n');
}

/** The same with a fault in every pool. */
export function definitionWithFaults(pools: number): string {
  return definitionWithPools(pools).replaceAll('maxPods:', 'maxpods:');
}
