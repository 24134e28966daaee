import {expect, test} from 'vitest';
import {resolve} from '../../src/cluster/resolve.ts';
import {clusterTags, scaleSetTags} from '../../src/cluster/tags.ts';
import {define} from './full-cluster.ts';

const cluster = resolve(
  define({
    tags: {team: 'platform'},
    nodePools: [
      {name: 'fixed', count: 3},
      {
        name: 'batch',
        count: {min: 0, max: 9},
        labels: {'example.com/a_b': 'c'},
        taints: ['gpu=a100:NoSchedule', 'x:NoExecute'],
      },
    ],
  }),
);
const [fixed, batch] = cluster.nodePools;

test('everything has the tags of the definition and the name of the cluster', () => {
  expect(clusterTags(cluster)).toEqual({team: 'platform', 'vnetk8s-cluster': 'prod'});
});

test('a scale set of a fixed size has no others', () => {
  expect(fixed && scaleSetTags(cluster, fixed, {min: 3, max: 3})).toEqual(clusterTags(cluster));
});

test('that of a pool which may be empty tells the autoscaler what its nodes would be', () => {
  expect(batch && scaleSetTags(cluster, batch, {min: 0, max: 9})).toEqual({
    team: 'platform',
    'vnetk8s-cluster': 'prod',
    'cluster-autoscaler-enabled': 'true',
    'cluster-autoscaler-name': 'prod',
    min: '0',
    max: '9',
    'k8s.io_cluster-autoscaler_node-template_label_example.com_a~2b': 'c',
    'k8s.io_cluster-autoscaler_node-template_label_vnetk8s.io_pool': 'batch',
    'k8s.io_cluster-autoscaler_node-template_taint_gpu': 'a100:NoSchedule',
    'k8s.io_cluster-autoscaler_node-template_taint_x': ':NoExecute',
  });
});

test('that of a pool which never is empty tells only its bounds', () => {
  expect(batch && scaleSetTags(cluster, batch, {min: 1, max: 9})).toEqual({
    team: 'platform',
    'vnetk8s-cluster': 'prod',
    'cluster-autoscaler-enabled': 'true',
    'cluster-autoscaler-name': 'prod',
    min: '1',
    max: '9',
  });
});
