import {afterAll, beforeAll, describe} from 'vitest';
import {createFabric} from '../fabric/create-fabric.ts';
import type {Fabric} from '../fabric/fabric.ts';
import {whyNoFabric} from '../fabric/on-fabric.ts';
import {whyNoContainers} from '../machine-room/system-container.ts';
import {whyNoMirror} from '../mirror/mirror.ts';
import {describeCapacity} from './capacity.ts';
import {describeGuards} from './guards.ts';
import {describeLifecycle} from './lifecycle.ts';
import {describePackets} from './packets.ts';
import {type ProofCluster, startProofCluster} from './proof-cluster.ts';
import {PROGRAMS} from './proof-definition.ts';
import {describeServices} from './services.ts';
import {describeState} from './state.ts';

/** Milliseconds until a cluster runs; it takes less than two minutes on a machine that is idle. */
const START_TIME = 900_000;

/** Milliseconds for a test: some wait for controllers that look only now and then. */
const TIMEOUT = 180_000;

const reason = whyNoFabric(PROGRAMS) ?? whyNoContainers() ?? whyNoMirror();
if (reason === undefined) describe('a whole cluster', {timeout: TIMEOUT}, wholeCluster);
else describe.skip(`a whole cluster (skipped: ${reason})`, wholeCluster);

function wholeCluster(): void {
  let world: (ProofCluster & {readonly fabric: Fabric}) | undefined;
  let made: Fabric | undefined;

  beforeAll(async () => {
    made = await createFabric();
    world = {...(await startProofCluster(made)), fabric: made};
  }, START_TIME);

  afterAll(async () => {
    await world?.close();
    await made?.dispose();
  }, TIMEOUT);

  const get = (): ProofCluster & {readonly fabric: Fabric} => {
    if (world === undefined) throw new Error('the cluster has not been started');
    return world;
  };

  describe('that was deployed', () => describeState(get));
  describe('on the wire', () => describePackets(get));
  describe('whose pods', () => describeGuards(get));
  describe('a Service of type LoadBalancer', () => describeServices(get));
  describe('that lives', () => describeLifecycle(get));
  // Last, because hundreds of pods that start and stop leave nobody else a processor.
  describe('a node', () => describeCapacity(get));
}
