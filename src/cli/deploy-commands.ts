import type {Generated} from '../operations/generate.ts';
import {PARAMETERS_FILE, TEMPLATE_FILE} from '../operations/generate-files.ts';
import {shellWord} from '../shell-word.ts';

/** The lines that deploy what was generated, as a shell reads them, and the parameters that `az` will ask for. */
export function deployCommands({cluster, directory, asked}: Pick<Generated, 'cluster' | 'directory' | 'asked'>) {
  const {name, location, cloud} = cluster;
  const files = [`--template-file ${shellWord(`${directory}/${TEMPLATE_FILE}`)}`, parameters(directory)].join(' ');
  return {
    commands: [
      ...(cloud === 'AzureCloud' ? [] : [`az cloud set --name ${cloud}`]),
      `az group create --name ${name} --location ${location}`,
      `az deployment group create --resource-group ${name} --name ${name} ${files}`,
    ],
    asked,
  };
}

function parameters(directory: string): string {
  return `--parameters ${shellWord(`@${directory}/${PARAMETERS_FILE}`)}`;
}
