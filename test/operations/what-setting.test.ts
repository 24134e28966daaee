import {describe, expect, it} from 'vitest';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import {whatAsSet} from '../../src/operations/what-setting.ts';
import {DEFINITION} from '../commands/run-command.ts';

async function* text(): AsyncIterable<string> {
  yield DEFINITION.replace('- name: apps', '- name: apps\n  - name: network');
}

const {meaning} = await loadDefinition({file: '-', set: [], stdin: text(), cwd: '.'});

function asSet(setting: string): string {
  if (meaning === undefined) throw new Error('the definition has no meaning');
  return whatAsSet(setting, meaning.cluster);
}

function refusal(setting: string): unknown {
  try {
    return asSet(setting);
  } catch (error) {
    const {message, suggestions} = error as {message: string; suggestions: readonly string[]};
    return [message, ...suggestions];
  }
}

describe('whatAsSet', () => {
  it.each([
    ['apps.maxPods=50', 'nodePools[apps].maxPods=50'],
    ['apps.count.max=9', 'nodePools[apps].count.max=9'],
    ['apps.labels["a.b/c"]=x=y', 'nodePools[apps].labels["a.b/c"]=x=y'],
    ['network.count=4', 'nodePools[network].count=4'],
    ['controlPlane.maxPods=60', 'controlPlane.maxPods=60'],
    ['nodePools[0].count=4', 'nodePools[0].count=4'],
  ])('%s is %s', (setting, expected) => {
    expect(asSet(setting)).toBe(expected);
  });

  it.each([
    ['app.count=4', ['--what app.count=4: there is no node pool app', 'did you mean apps?']],
    ['web.count=4', ['--what web.count=4: there is no node pool web', 'use apps or network']],
    ['apps.maxpods=4', ['--what apps.maxpods=4: a node pool has no maxpods', 'did you mean maxPods?']],
    ['apps', ['--what "apps" changes nothing', 'use pool.field=value, such as apps.maxPods=50']],
    ['', ['--what "" changes nothing', 'use pool.field=value, such as apps.maxPods=50']],
  ])('refuses %s', (setting, expected) => {
    expect(refusal(setting)).toEqual(expected);
  });
});
