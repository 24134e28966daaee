import {beforeAll, expect, it} from 'vitest';
import {type Fabric, INTERNET_ADDRESS} from '../fabric/fabric.ts';
import {at} from '../machine-room/json.ts';
import {eventually} from '../machine-room/machine-room.ts';
import {ResourceManager} from '../machine-room/resource-manager.ts';
import {balancingRulesOf} from '../machine-room/room-balancers.ts';
import type {ProofCluster} from './proof-cluster.ts';
import {PORT} from './proof-definition.ts';

/** Milliseconds until a Service has its load balancer: the cloud controller waits for Azure's operations. */
const BALANCER_TIME = 120_000;

const WEB_PORT = 80;

/** Services of type LoadBalancer: Azure's own cloud controller manager asks Azure for them. */
export function describeServices(world: () => ProofCluster & {readonly fabric: Fabric}): void {
  let before: readonly string[] = [];

  beforeAll(async () => {
    const {kubectl, mirror} = world();
    before = rules(world());
    await kubectl.apply([
      deployment(mirror.workloadImage),
      service('web', {}),
      service('local', {externalTrafficPolicy: 'Local'}),
      service('inside', {}, {'service.beta.kubernetes.io/azure-load-balancer-internal': 'true'}),
    ]);
    await kubectl.run(['rollout', 'status', 'deployment/web', '--timeout=90s']);
    for (const name of ['web', 'local', 'inside']) await ingressOf(world(), name);
  }, BALANCER_TIME);

  it('has rules in Azure that lead from the Service’s address to every node', async () => {
    const [web, local, inside] = await addresses();

    expect(rules(world()).filter((rule) => !before.includes(rule))).toEqual(
      [
        `internal ${inside}:${WEB_PORT} to proof-apps-000000, proof-edge-0`,
        `public ${local}:${WEB_PORT} to proof-apps-000000, proof-edge-0`,
        `public ${web}:${WEB_PORT} to proof-apps-000000, proof-edge-0`,
      ].toSorted(),
    );
  });

  it('is reached from the Internet', async () => {
    const {around} = world();
    const [web] = await addresses();

    const answer = await ask(async () => around.internet.fetch(`http://${web}/`));

    expect(answer).toBe('workload\n');
  });

  it('shows pods the client’s own address where the traffic policy is Local', async () => {
    const {around} = world();
    const [, local] = await addresses();

    const answer = await ask(async () => around.internet.fetch(`http://${local}/cgi-bin/peer`));

    expect(answer).toContain(INTERNET_ADDRESS);
  });

  it('is reached at an internal address from the virtual network, peers and on premises, and not from the Internet', async () => {
    const {around} = world();
    const [, , inside] = await addresses();
    const url = `http://${inside}/`;

    const answers = [
      await ask(async () => around.neighbour.fetch(url)),
      await ask(async () => around.site.fetch(url)),
      await ask(async () => around.inspected.fetch(url)),
      (await around.internet.fetch(url))?.body,
    ];

    expect(answers).toEqual(['workload\n', 'workload\n', 'workload\n', undefined]);
  });

  it('is not reached where no Service opened the node', async () => {
    const {around, room} = world();
    const edge = room.machine('proof-edge-0');

    expect(await around.internet.fetch(`http://${edge.address}:${PORT}/`)).toBe(undefined);
  });

  it('leaves nothing in Azure when it is gone', async () => {
    const {kubectl} = world();

    await kubectl.run(['delete', 'service', 'local', 'inside', '--wait=true', '--timeout=90s']);

    const [web] = await addresses('web');
    expect(rules(world()).filter((rule) => !before.includes(rule))).toEqual([
      `public ${web}:${WEB_PORT} to proof-apps-000000, proof-edge-0`,
    ]);
  });

  async function addresses(...names: readonly string[]): Promise<readonly string[]> {
    const all = names.length > 0 ? names : ['web', 'local', 'inside'];
    return Promise.all(all.map((name) => ingressOf(world(), name)));
  }
}

/** Asks until there is an answer: load balancers learn by probes which nodes have one. */
async function ask(fetch: () => Promise<{readonly body: string} | undefined>): Promise<string | undefined> {
  const answer = await eventually(fetch, (found) => found !== undefined, 30_000);
  return answer?.body;
}

/** The address that Azure has given a Service. */
async function ingressOf({kubectl}: ProofCluster, name: string): Promise<string> {
  const address = await eventually(
    async () => at(await kubectl.get('service', name), 'status', 'loadBalancer', 'ingress', 0, 'ip'),
    (found) => typeof found === 'string',
    BALANCER_TIME,
  );
  if (typeof address !== 'string') throw new Error(`Service ${name} has got no address`);
  return address;
}

/** All rules of load balancers, a line each, with the names of the machines behind them. */
function rules({room}: ProofCluster): readonly string[] {
  const names = new Map([...room.machines.values()].map((machine) => [machine.address, machine.name]));
  return balancingRulesOf(new ResourceManager(room.simulator, 'proof'))
    .map(({model: {kind, frontend, port, backends}}) => {
      const behind = backends.map((address) => names.get(address) ?? address).toSorted();
      return `${kind} ${frontend}:${port} to ${behind.join(', ')}`;
    })
    .toSorted();
}

function deployment(image: string): unknown {
  const labels = {app: 'web'};
  const spreading = {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: {matchLabels: labels},
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name: 'web'},
    spec: {
      replicas: 2,
      selector: {matchLabels: labels},
      template: {
        metadata: {labels},
        spec: {
          topologySpreadConstraints: [spreading],
          terminationGracePeriodSeconds: 0,
          containers: [{name: 'workload', image}],
        },
      },
    },
  };
}

function service(name: string, spec: Readonly<Record<string, unknown>>, annotations = {}): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {name, annotations},
    spec: {type: 'LoadBalancer', selector: {app: 'web'}, ports: [{port: WEB_PORT, targetPort: PORT}], ...spec},
  };
}
