import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {loadDefinition} from '../src/operations/load-definition.ts';
import {planDocument} from '../src/report/plan-document.ts';
import {toJson} from '../src/report/plan-json.ts';
import {planAsSvg} from '../src/report/plan-svg.ts';
import {planAsText} from '../src/report/plan-text.ts';
import {plainStyle} from '../src/report/table.ts';

const root = new URL('..', import.meta.url).pathname;
const examples = readdirSync(`${root}examples`).map((file) => file.replace(/\.yaml$/, ''));

async function load(name: string) {
  return loadDefinition({file: `examples/${name}.yaml`, set: [], cwd: root, stdin: process.stdin});
}

describe.each(examples)('example %s', (name) => {
  it('has no fault', async () => {
    const {issues} = await load(name);

    expect(issues).toEqual([]);
  });

  it('says on top when to use it', () => {
    const text = readFileSync(`${root}examples/${name}.yaml`, 'utf8');

    expect(text).toMatch(/^# [A-Z].*\.\n(?:# .*\n)*apiVersion: vnetk8s\/v1\n/s);
  });

  it('has the plan that it had', async () => {
    const {meaning} = await load(name);
    if (meaning === undefined) throw new Error('an example means something');
    const {plan, cluster} = meaning;

    await expect(planAsText(plan, cluster, {width: 100, style: plainStyle})).toMatchFileSnapshot(
      `golden/examples/${name}.txt`,
    );
    await expect(toJson(planDocument(plan))).toMatchFileSnapshot(`golden/examples/${name}.json`);
    await expect(planAsSvg(plan, cluster)).toMatchFileSnapshot(`golden/examples/${name}.svg`);
  });
});
