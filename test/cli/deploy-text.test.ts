import {describe, expect, it} from 'vitest';
import type {Account} from '../../src/azure/azure.ts';
import {deployEndText, exitCodeOfEnd} from '../../src/cli/deploy-text.ts';
import type {DeployEnd} from '../../src/operations/deploy-outcome.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import {plainStyle} from '../../src/report/table.ts';
import {ROOT} from '../e2e/run-process.ts';

const FILE = 'examples/minimal.yaml';

/** What people are told, and how the process ends. */
async function told(end: {readonly kind: 'submitted' | 'canceled' | 'declined'}): Promise<unknown> {
  const {meaning} = await loadDefinition({file: FILE, set: [], cwd: ROOT, stdin: process.stdin});
  if (meaning === undefined) throw new Error('it is invalid');
  const account: Account = {
    cloud: 'AzureCloud',
    tenantId: 't',
    subscriptionId: 's',
    subscriptionName: 'Test',
    subscriptionState: 'Enabled',
    identity: 'me',
    method: 'Azure CLI',
    simulated: false,
  };
  const site = {account, group: 'prod', ...meaning, directory: '_output/minimal'};
  const whole: DeployEnd = {...end, site};
  const text = {width: 80, style: plainStyle};
  const options = {text: {stdout: text, stderr: text}, source: {file: FILE}, azure: {group: 'prod'}};
  return {...deployEndText({name: FILE, issues: [], end: whole}, options), exitCode: exitCodeOfEnd(whole)};
}

describe('the end of a deployment', () => {
  it('that somebody has stopped says what stays, and where', async () => {
    expect(await told({kind: 'canceled'})).toMatchInlineSnapshot(`
      {
        "data": "",
        "exitCode": 7,
        "talk": "the deployment was stopped by somebody
      what was made until then stays in resource group prod, and is used again
      go on: vnetk8s deploy examples/minimal.yaml --resource-group prod
      ",
      }
    `);
  });

  it('that nobody waits for says where Azure works on it', async () => {
    expect(await told({kind: 'submitted'})).toMatchInlineSnapshot(`
      {
        "data": "",
        "exitCode": 0,
        "talk": "Azure has taken it, and works on it in resource group prod
      follow it: vnetk8s deploy examples/minimal.yaml --resource-group prod
      look at it: vnetk8s status examples/minimal.yaml --resource-group prod
      ",
      }
    `);
  });

  it('that somebody did not want says that nothing was done', async () => {
    expect(await told({kind: 'declined'})).toMatchInlineSnapshot(`
      {
        "data": "",
        "exitCode": 2,
        "talk": "nothing was done
      ",
      }
    `);
  });
});
