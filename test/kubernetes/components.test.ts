import {describe, expect, it} from 'vitest';
import {componentsOf} from '../../src/kubernetes/components.ts';
import {SUPPORTED_MINORS} from '../../src/kubernetes/versions.ts';

const version = (minor: string) => ({minor, patch: `${minor}.0`});

describe('what goes with a version of Kubernetes', () => {
  it.each(SUPPORTED_MINORS.map(({minor}) => minor))('is known for every minor that can be installed: %s', (minor) => {
    expect(componentsOf(version(minor))).toEqual({
      pause: expect.stringMatching(/^\d+\.\d+(\.\d+)?$/),
      containerd: expect.stringMatching(/^2\.\d+\.\d+$/),
      containerdPackage: expect.stringMatching(/^2\.\d+\.\*$/),
      cloudProvider: expect.stringMatching(/^v1\.\d+\.\d+$/),
      clusterAutoscaler: expect.stringMatching(/^v1\.\d+\.\d+$/),
    });
  });

  it('is never of a newer minor than Kubernetes itself', () => {
    const newer = SUPPORTED_MINORS.filter(({minor}) => {
      const {cloudProvider, clusterAutoscaler} = componentsOf(version(minor));
      return [cloudProvider, clusterAutoscaler].some((tag) => Number(tag.split('.')[1]) > Number(minor.split('.')[1]));
    });

    expect(newer).toEqual([]);
  });

  it('is a fault to ask for of any other', () => {
    expect(() => componentsOf(version('1.30'))).toThrow(new TypeError('no components are known for Kubernetes 1.30'));
  });
});
