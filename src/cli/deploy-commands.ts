import type {Generated} from '../operations/generate.ts';
import {PARAMETERS_FILE, TEMPLATE_FILE} from '../operations/generate-files.ts';

/** The lines that deploy what was generated, as a shell reads them, and the parameters that `az` will ask for. */
export function deployCommands({cluster, directory, asked}: Pick<Generated, 'cluster' | 'directory' | 'asked'>) {
  const {name, location, cloud} = cluster;
  const files = [`--template-file ${quote(`${directory}/${TEMPLATE_FILE}`)}`, parameters(directory)].join(' ');
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
  return `--parameters ${quote(`@${directory}/${PARAMETERS_FILE}`)}`;
}

/** A word for a shell: in quotes only where it must be. */
function quote(word: string): string {
  return /^[\w@./:+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
