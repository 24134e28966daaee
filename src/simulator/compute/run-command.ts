import {Refusal} from '../fault.ts';
import {hiddenOf, textAt, textsAt} from '../fields.ts';
import type {Action, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {reportOf} from './cluster-model.ts';

/** The first line of the one script that is answered: it asks how the cluster is. */
const HEALTH_SCRIPT = /^# vnetk8s cluster-health 1\s*$/;

/** Simulated ms of Run Command on a machine: it is slow (Azure: run-command, "at least 20 seconds"). */
const RUN_MS = 20_000;

/** Bytes that are kept of what a script prints (Azure: run-command, "Restrictions"). */
const MOST_OUTPUT = 4_096;

/**
 * POST of a script that a machine shall run (Azure: REST API, virtual-machines/run-command). No script runs: that which
 * asks for the health of the cluster is answered from a model, and any other prints nothing.
 */
export const runCommand: Action = (world, machine, {body}) => {
  const command = textAt(body, 'commandId') ?? '';
  if (command.toLowerCase() !== 'runshellscript') {
    throw new Refusal(404, {code: 'NotFound', message: `The entity ${command} was not found.`});
  }
  if ((textAt(hiddenOf(machine), 'power') ?? 'running') !== 'running') {
    throw new Refusal(409, {
      code: 'OperationNotAllowed',
      message: 'Cannot modify extensions in the VM when the VM is not running.',
    });
  }
  const output = outputOf(world, machine, textsAt(body, 'script'));
  return {
    result: {
      value: [
        {
          code: 'ProvisioningState/succeeded',
          level: 'Info',
          displayStatus: 'Provisioning succeeded',
          message: `Enable succeeded: \n[stdout]\n${output.slice(-MOST_OUTPUT)}\n[stderr]\n`,
        },
      ],
    },
    after: RUN_MS,
  };
};

function outputOf(world: World, machine: StoredResource, script: readonly string[]): string {
  const [first = ''] = script.join('\n').split('\n');
  if (!HEALTH_SCRIPT.test(first)) return '';
  return `<vnetk8s-health>${JSON.stringify(reportOf(world, machine))}</vnetk8s-health>\n`;
}
