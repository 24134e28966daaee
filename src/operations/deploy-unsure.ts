import type {AzureError} from '../azure/azure-error.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {commandFor} from './again.ts';
import {azCommandsFor} from './az-commands.ts';
import type {Deploying} from './deploy.ts';
import {aimOf} from './deploy-failures.ts';

/** What nobody has answered for, or only with a fault. */
interface Unsure {
  readonly asked: 'group' | 'deployment';
  /** Azure was looked at afterwards, and does not have it; false: that was not answered either. */
  readonly isKnown: boolean;
  /** The resource group was made for it. */
  readonly isGroupNew: boolean;
}

/** What is true when Azure did not answer, or with a fault of its own: what was made, what nobody knows, how to go on. */
export function unsure(
  {site, options}: Pick<Deploying, 'site' | 'options'>,
  error: AzureError,
  {asked, isKnown, isGroupNew}: Unsure,
): UserError {
  const {group, directory} = site;
  const aim = aimOf(options);
  const az = azCommandsFor(site, aim);
  const {status, body, request, correlationId} = error;
  const reason = status === undefined ? body.message : `${body.message} (${body.code})`;
  const said = status === undefined ? 'Azure did not answer' : `Azure answered with a fault of its own, ${status}`;
  const what = asked === 'group' ? `made resource group ${group}` : 'taken the deployment';
  const truth = isKnown ? `and it has not ${what}` : `and nobody knows whether it has ${what}`;
  const isMade = isGroupNew && asked === 'deployment';
  return new UserError(`${said}, ${truth}: ${reason}`, {
    code: status === undefined ? 'AZURE_UNREACHABLE' : 'AZURE_FAULT',
    exitCode: status === undefined ? EXIT.timedOut : EXIT.deploymentFailed,
    suggestions: [
      ...(isMade ? [`resource group ${group} was made and stays${isKnown ? ', with nothing in it' : ''}`] : []),
      `keys and template stay in ${directory}, and are used again`,
      `go on, when Azure answers again: ${commandFor('deploy', aim)}`,
      ...(isMade && isKnown ? [`or remove the resource group: ${az.deleteGroup}`] : []),
      ...(isKnown ? [] : [`look at it: ${asked === 'group' ? az.groupExists : az.showState}`]),
      `asked for: ${request}`,
      ...(correlationId === undefined ? [] : [`for Azure's support: correlation id ${correlationId}`]),
    ],
  });
}
