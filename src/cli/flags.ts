import {string as textArgument} from '@oclif/core/args';
import {boolean, option, string as textFlag} from '@oclif/core/flags';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';

const AUTH_METHODS = ['auto', 'cli', 'env', 'workload', 'github', 'pipelines', 'msi', 'device'] as const;

/** The definition, as an argument. Never read from stdin behind the user's back, as oclif does with a missing argument. */
export const fileArgument = textArgument({
  name: 'file',
  description: 'the definition, - for stdin; else cluster.yaml or vnetk8s.yaml in this directory',
  ignoreStdin: true,
});

/** The definition, as a flag; `--api-model` and `-m` are what aks-engine called it. */
export const fileFlag = textFlag({
  char: 'f',
  summary: 'the same as the argument FILE',
  helpValue: 'FILE',
  env: 'VNETK8S_FILE',
  aliases: ['api-model'],
  charAliases: ['m'],
  deprecateAliases: true,
});

/** Changes to the definition, applied before anything is checked. */
export const setFlag = textFlag({
  summary: 'change a value of the definition, before it is checked; repeatable',
  helpValue: 'PATH=VALUE',
  multiple: true,
  multipleNonGreedy: true,
});

/** Questions about a plan: what if, and what fits. */
export const questionFlags = {
  what: textFlag({
    summary: 'show the plan beside the one with this change; repeatable',
    helpValue: 'POOL.FIELD=VALUE',
    multiple: true,
    multipleNonGreedy: true,
  }),
  fit: textFlag({summary: 'what of this cluster fits into a range', helpValue: 'CIDR'}),
};

/** Where `generate` writes to, from which keys, and how much of it. */
export const generateFlags = {
  'output-directory': textFlag({
    char: 'd',
    summary: 'the directory to write to; else _output/ and the name of the cluster',
    helpValue: 'DIR',
    env: 'VNETK8S_OUTPUT_DIRECTORY',
  }),
  pki: textFlag({
    summary: "keys to use instead of new ones: a folder laid out as kubeadm's, ca.crt and ca.key at least",
    helpValue: 'DIR',
  }),
  'viewer-kubeconfig': boolean({summary: 'also a kubeconfig for whoever may look, but change nothing'}),
  'dry-run': boolean({summary: 'write nothing, and show what would change'}),
  stdout: textFlag({
    summary: 'print one of the files, such as azuredeploy.json, and write nothing',
    helpValue: 'PATH',
    exclusive: ['dry-run'],
  }),
};

/** Which Azure, as whom, and whether a real one. */
export const azureFlags = {
  subscription: textFlag({
    char: 's',
    summary: 'the subscription, by id or name; else the one that az or the environment has',
    helpValue: 'ID',
    env: 'AZURE_SUBSCRIPTION_ID',
    helpGroup: 'AZURE',
  }),
  'resource-group': textFlag({
    char: 'g',
    summary: 'the resource group; else the one that is called like the cluster',
    helpValue: 'GROUP',
    helpGroup: 'AZURE',
  }),
  auth: option({options: AUTH_METHODS})({
    summary: 'how to authenticate: docs/azure.md says what auto chooses',
    default: 'auto',
    helpValue: 'METHOD',
    env: 'VNETK8S_AUTH',
    helpGroup: 'AZURE',
  }),
  simulate: boolean({summary: 'ask a simulated Azure, which costs nothing and keeps nothing', helpGroup: 'SIMULATOR'}),
  'simulate-state': textFlag({
    summary: 'a file in which the simulated Azure is kept, for later commands',
    helpValue: 'FILE',
    helpGroup: 'SIMULATOR',
  }),
  'simulate-faults': textFlag({
    summary: 'a file that says what goes wrong there: docs/simulator.md',
    helpValue: 'FILE',
    helpGroup: 'SIMULATOR',
  }),
};

/** What of a parsed command line says which Azure is asked. */
export interface AzureFlagValues {
  readonly subscription?: string | undefined;
  readonly 'resource-group'?: string | undefined;
  readonly auth: (typeof AUTH_METHODS)[number];
  readonly simulate: boolean;
  readonly 'simulate-state'?: string | undefined;
  readonly 'simulate-faults'?: string | undefined;
}

/** The same as operations take it. */
export function azureOptions(flags: AzureFlagValues, version: string) {
  const state = flags['simulate-state'];
  const faults = flags['simulate-faults'];
  const simulate = flags.simulate || state !== undefined || faults !== undefined;
  return {
    subscription: flags.subscription,
    group: flags['resource-group'],
    auth: flags.auth,
    ...(simulate ? {simulate: {state, faults}} : {}),
    env: process.env,
    cwd: process.cwd(),
    version,
  };
}

/** How far a deployment goes, and who is asked. */
export const deployFlags = {
  'output-directory': generateFlags['output-directory'],
  pki: generateFlags.pki,
  'viewer-kubeconfig': generateFlags['viewer-kubeconfig'],
  yes: boolean({char: 'y', summary: 'ask nothing: it was looked at before'}),
  'no-input': boolean({summary: 'never ask; without --yes that is an error', env: 'VNETK8S_NO_INPUT'}),
  wait: boolean({summary: 'wait until the cluster is well', default: true, allowNo: true}),
  timeout: textFlag({
    summary: 'how long to wait, such as 45m or 2h; the deployment itself goes on',
    default: '2h',
    helpValue: 'TIME',
  }),
  parameters: textFlag({
    summary: 'a file with pre-shared keys of tunnels, as az takes parameters',
    helpValue: 'FILE',
  }),
  output: option({options: ['text', 'json'] as const})({
    char: 'o',
    summary: 'text, or json: an event a line, the last of which is the result',
    default: 'text',
    helpValue: 'FORMAT',
  }),
};

const PLAN_FORMATS = ['text', 'json', 'yaml', 'markdown', 'svg', 'html'] as const;

/** A format of a plan. */
export type PlanFormat = (typeof PLAN_FORMATS)[number];

/** The format of a plan, as a flag. */
export const planFormatFlag = option({options: PLAN_FORMATS})({
  char: 'o',
  summary: `${PLAN_FORMATS.slice(0, -1).join(', ')} or ${PLAN_FORMATS.at(-1)}`,
  default: 'text',
  helpValue: 'FORMAT',
});

/** What a parsed command line tells of its file. */
export interface ParsedFile {
  readonly args: {readonly file?: string | undefined};
  readonly flags: {readonly file?: string | undefined};
  readonly raw: readonly {readonly type: string; readonly flag?: string}[];
}

/** The file that was asked for: argument, flag, `$VNETK8S_FILE`; undefined: the default names. */
export function fileOf({args, flags, raw}: ParsedFile): string | undefined {
  const byFlag = raw.some((token) => token.type === 'flag' && token.flag === 'file');
  if (args.file !== undefined && byFlag && args.file !== flags.file) {
    throw new UserError(`two files are given: ${args.file} and ${flags.file}`, {
      code: 'USAGE',
      exitCode: EXIT.usage,
      suggestions: ['give one, as an argument or with --file'],
    });
  }
  return args.file ?? flags.file;
}
