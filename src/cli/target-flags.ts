import {boolean, option, string as textFlag} from '@oclif/core/flags';

/** A cluster by its name, where its definition is not at hand. */
export const nameFlag = textFlag({
  char: 'n',
  summary: 'the name of the cluster, instead of a definition',
  helpValue: 'NAME',
});

/** The cloud of a cluster that is only named. */
export const cloudFlag = option({options: ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const})({
  summary: 'the cloud, as az names it, with --name; a definition says it itself',
  helpValue: 'CLOUD',
  helpGroup: 'AZURE',
});

/** Where `kubeconfig` takes it from and to. */
export const kubeconfigFlags = {
  'output-directory': textFlag({
    char: 'd',
    summary: 'the directory that the cluster was deployed from; else _output/ and the name of the cluster',
    helpValue: 'DIR',
    env: 'VNETK8S_OUTPUT_DIRECTORY',
  }),
  kubeconfig: textFlag({
    summary: 'the file to add it to; else the first of $KUBECONFIG that is there, or ~/.kube/config',
    helpValue: 'FILE',
    exclusive: ['stdout'],
  }),
  context: textFlag({summary: 'what the context is called; else by the cluster and the user', helpValue: 'NAME'}),
  viewer: boolean({summary: 'the one for whoever may look, but change nothing'}),
  'overwrite-existing': boolean({summary: 'replace entries of the same names'}),
  'set-current': boolean({summary: 'make it the current context, also if there is another'}),
  stdout: boolean({summary: 'print it, and write nothing'}),
  'no-input': boolean({summary: 'ask nothing', env: 'VNETK8S_NO_INPUT'}),
};

/** Who says that a cluster may be deleted. */
export const deleteFlags = {
  'dry-run': boolean({summary: 'delete nothing, and show what would be'}),
  yes: boolean({char: 'y', summary: 'ask nothing, given --confirm'}),
  confirm: textFlag({summary: 'the name of the cluster, as it is typed otherwise', helpValue: 'NAME'}),
  'no-input': boolean({summary: 'ask nothing', env: 'VNETK8S_NO_INPUT'}),
};

/** How a cluster's status is shown, and where its kubeconfig is. */
export const statusFlags = {
  output: option({options: ['text', 'json'] as const})({
    char: 'o',
    summary: 'text or json',
    default: 'text',
    helpValue: 'FORMAT',
  }),
  'output-directory': textFlag({
    char: 'd',
    summary: 'the directory it was deployed from, for its kubeconfig; else _output/ and its name',
    helpValue: 'DIR',
    env: 'VNETK8S_OUTPUT_DIRECTORY',
  }),
};
