import {expect, test} from 'vitest';
import {at, imported, said} from './builders.ts';

test('an explicit number of addresses wins, and leaves one for the node', () => {
  const result = imported({kubernetes: {kubeletConfig: {'--max-pods': '30'}}, pools: [{ipAddressCount: 10}, {}]});

  expect([at(result, 'nodePools', 0, 'maxPods'), at(result, 'nodePools', 1, 'maxPods')]).toEqual([9, 30]);
  expect(said(result, 'ipAddressCount')).toBe(
    `changed properties.agentPoolProfiles[0].ipAddressCount -> nodePools[0].maxPods
    10 addresses: one of the node and 9 pods; kubelet accepted 30, and those beyond 9 got no address
`,
  );
  expect(said(result, '["--max-pods"]')).toBe(
    `changed properties.orchestratorProfile.kubernetesConfig.kubeletConfig["--max-pods"] -> controlPlane.maxPods
    30 pods and 31 addresses per node, as with acs-engine (aks-engine's pools had 29 or fewer: it left out pods in the host's network); for the control plane and pool2
`,
  );
});

test.each([
  [31, 30, '31 addresses: one of the node and 30 pods'],
  [101, 100, '101 addresses: one of the node and 100 pods; kubelet stopped at 30, and now fills them'],
  [2, 1, '2 addresses: one of the node and 1 pod; kubelet accepted 30, and those beyond 1 got no address'],
])('%d addresses are %d pods', (ipAddressCount, pods, message) => {
  const result = imported({pools: [{ipAddressCount}]});

  expect(at(result, 'nodePools', 0, 'maxPods')).toBe(pods);
  expect(said(result, 'ipAddressCount')).toBe(
    `changed properties.agentPoolProfiles[0].ipAddressCount -> nodePools[0].maxPods\n    ${message}\n`,
  );
});

test.each([
  [
    0,
    30,
    'dropped properties.masterProfile.ipAddressCount\n    0 meant the default, which follows from the number of pods\n',
  ],
  [
    1,
    1,
    `error   properties.masterProfile.ipAddressCount -> controlPlane.maxPods [VK5004]
    1 is the address of the node itself, so that no pod had one
    > write one more than pods
`,
  ],
  [
    256,
    250,
    `changed properties.masterProfile.ipAddressCount -> controlPlane.maxPods [VK5018]
    256 addresses were for 255 pods; a node has at most 250
    > see whether the pods fit, or add a node
`,
  ],
  [
    257,
    250,
    `error   properties.masterProfile.ipAddressCount -> controlPlane.maxPods [VK5004]
    257 is no number of addresses of a node
    > write 2 to 251: an address for the node, and one for every pod
`,
  ],
  [
    -1,
    30,
    `error   properties.masterProfile.ipAddressCount -> controlPlane.maxPods [VK5004]
    -1 is no number of addresses of a node
    > write 2 to 251: an address for the node, and one for every pod
`,
  ],
])('%d addresses of a control-plane machine are %d pods', (ipAddressCount, pods, text) => {
  const result = imported({controlPlane: {ipAddressCount}});

  expect(at(result, 'controlPlane', 'maxPods')).toBe(pods);
  expect(said(result, 'ipAddressCount')).toBe(text);
});

test('the flag of a profile wins over that of the cluster', () => {
  const own = (pods: string) => ({kubernetesConfig: {kubeletConfig: {'--max-pods': pods}}});
  const result = imported({
    kubernetes: {kubeletConfig: {'--max-pods': '20'}},
    controlPlane: own('5'),
    pools: [own('100'), {}],
  });

  const pods = [at(result, 'controlPlane'), at(result, 'nodePools', 0), at(result, 'nodePools', 1)];

  expect(pods).toEqual([
    expect.objectContaining({maxPods: 5}),
    expect.objectContaining({maxPods: 100}),
    expect.objectContaining({maxPods: 20}),
  ]);
});

test('a flag that no profile is left for changes nothing', () => {
  const result = imported({
    kubernetes: {kubeletConfig: {'--max-pods': '20'}},
    controlPlane: {ipAddressCount: 31},
    pools: [{ipAddressCount: 31}],
  });

  expect(said(result, '["--max-pods"]')).toBe(
    `dropped properties.orchestratorProfile.kubernetesConfig.kubeletConfig["--max-pods"]
    every profile says itself how many addresses or pods its nodes have
`,
  );
});

test.each([
  ['300', 250, '300 pods per node cannot be: a network interface has at most 256 addresses'],
  ['abc', 30, 'this is no number of pods; nodes got no addresses for them'],
  ['0', 1, '0 pods per node leave nothing to run'],
])('a flag of %j is an error, and %d stands in its place', (flag, pods, message) => {
  const result = imported({kubernetes: {kubeletConfig: {'--max-pods': flag}}});

  expect([at(result, 'controlPlane', 'maxPods'), at(result, 'nodePools', 0, 'maxPods')]).toEqual([pods, pods]);
  expect(said(result, '["--max-pods"]')).toBe(
    `error   properties.orchestratorProfile.kubernetesConfig.kubeletConfig["--max-pods"] [VK5004]
    ${message}
    > write "1" to "250"
`,
  );
});

test('the field maxPods was never read, and says what was', () => {
  const result = imported({kubernetes: {maxPods: 100}});

  expect(at(result, 'nodePools', 0, 'maxPods')).toBe(30);
  expect(said(result, '.maxPods')).toBe(
    `dropped properties.orchestratorProfile.kubernetesConfig.maxPods [VK5018]
    100 has not been read since kubeletConfig["--max-pods"] came: nodes had 30 pods
    > set maxPods of the pools, if this number was meant
`,
  );
});

test('taints and labels of kubelet become those of pools, unless a pool has its own', () => {
  const config = (flags: Readonly<Record<string, string>>) => ({kubernetesConfig: {kubeletConfig: flags}});
  const result = imported({
    kubernetes: {kubeletConfig: {'--register-with-taints': 'a=b:NoSchedule, c:NoExecute', '--node-labels': 'x=1,y'}},
    pools: [config({'--register-with-taints': 'own:NoSchedule'}), {customNodeLabels: {z: '2'}}],
  });

  const pools = [0, 1].map((index) => [
    at(result, 'nodePools', index, 'taints'),
    at(result, 'nodePools', index, 'labels'),
  ]);

  expect(pools).toEqual([
    [['own:NoSchedule'], {x: '1', y: ''}],
    [['a=b:NoSchedule', 'c:NoExecute'], {x: '1', y: '', z: '2'}],
  ]);
});

test('labels that a pool gives to kubelet itself take the place of those of the cluster', () => {
  const result = imported({
    kubernetes: {kubeletConfig: {'--node-labels': 'x=1'}},
    pools: [{kubernetesConfig: {kubeletConfig: {'--node-labels': 'y=2'}}}],
  });

  expect(at(result, 'nodePools', 0, 'labels')).toEqual({y: '2'});
});
