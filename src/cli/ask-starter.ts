import {schemaAt} from '../definition/cluster-schema.ts';
import type {SshKeyFile} from '../operations/ssh-keys.ts';
import {
  type StarterAnswers,
  type StarterNetwork,
  type StarterPool,
  starterDefaults,
} from '../operations/starter-definition.ts';
import {type PartialAnswers, withDefaults} from './starter-answers.ts';

/** Asks people; @inquirer/prompts does, and tests do it by a script. */
export interface Prompter {
  input(question: InputQuestion): Promise<string>;
  select<Value>(question: {
    readonly message: string;
    readonly choices: readonly {readonly name: string; readonly value: Value; readonly description?: string}[];
  }): Promise<Value>;
  confirm(question: {readonly message: string; readonly default: boolean}): Promise<boolean>;
}

/** A question that is answered by a text. */
export interface InputQuestion {
  readonly message: string;
  readonly default?: string;
  /** True, or what is wrong. */
  readonly validate: (value: string) => Promise<true | string>;
}

/** What the definition would have to be told about answers; `path` narrows it to a field. Undefined: nothing. */
export type Check = (answers: StarterAnswers, path: string) => Promise<string | undefined>;

/** What else the questions are about. */
export interface AskContext {
  /** Answers that flags gave already: not asked again. */
  readonly given: PartialAnswers;
  readonly sshKeys: readonly SshKeyFile[];
  readonly readKeys: (path: string) => Promise<SshKeyFile>;
  readonly check: Check;
  readonly prompter: Prompter;
}

/** Asks for everything that was not given, in the order of the file, and checks each answer as the definition would be. */
export async function askStarter(context: AskContext): Promise<StarterAnswers> {
  const {given, prompter} = context;
  const draft = withDefaults(given, [examplePublicKey()]);
  const name =
    given.name ?? (await ask(context, 'Name of the cluster', draft.name, 'name', (name) => ({...draft, name})));
  const location =
    given.location ??
    (await ask(context, 'Azure region', draft.location, 'location', (location) => ({...draft, location})));
  const network = given.network ?? (await askNetwork(context, draft));
  const authorizedCidrs = 'authorizedCidrs' in given ? given.authorizedCidrs : await askEndpoint(context, draft);
  const controlPlaneCount = given.controlPlaneCount ?? (await askControlPlane(prompter));
  const answers = {...draft, name, location, network, authorizedCidrs, controlPlaneCount};
  const pools = given.pools ?? (await askPools(context, answers));
  const sshPublicKeys = given.sshPublicKeys ?? (await askSshKeys(context, answers));
  return {...answers, pools, sshPublicKeys};
}

async function askNetwork(context: AskContext, draft: StarterAnswers): Promise<StarterNetwork> {
  const kind = await context.prompter.select({
    message: 'Virtual network',
    choices: [
      {name: 'a new one', value: 'new' as const},
      {name: 'an existing one', value: 'existing' as const, description: 'It is used and never changed.'},
    ],
  });
  const path = 'network.virtualNetwork';
  const [range] = starterDefaults.addressSpace;
  if (kind === 'new') {
    const apply = (text: string): StarterAnswers => ({...draft, network: {kind: 'new', addressSpace: listOf(text)}});
    return {kind, addressSpace: listOf(await ask(context, 'Its address range', range, `${path}.addressSpace`, apply))};
  }
  const example = {name: 'example', cidr: '10.240.0.0/20'};
  const rest = {kind, addressSpace: starterDefaults.addressSpace, controlPlane: example, nodes: example};
  const id = await ask(context, 'Its resource id', undefined, `${path}.id`, (id) => ({
    ...draft,
    network: {...rest, id},
  }));
  const addressSpace = listOf(
    await ask(context, 'Its address ranges, with commas between', undefined, `${path}.addressSpace`, (text) => {
      return {...draft, network: {...rest, id, addressSpace: listOf(text)}};
    }),
  );
  const controlPlane = await askSubnet(context, 'the control plane', 'control-plane', 0, (subnet) => {
    return {...draft, network: {...rest, id, addressSpace, controlPlane: subnet}};
  });
  const nodes = await askSubnet(context, 'the nodes', 'nodes', 1, (subnet) => {
    return {...draft, network: {kind, id, addressSpace, controlPlane, nodes: subnet}};
  });
  return {kind, id, addressSpace, controlPlane, nodes};
}

async function askSubnet(
  context: AskContext,
  user: string,
  fallback: string,
  index: number,
  apply: (subnet: {readonly name: string; readonly cidr: string}) => StarterAnswers,
) {
  const path = `network.subnets[${index}]`;
  const name = await ask(context, `Name of the subnet for ${user}`, fallback, `${path}.name`, (name) => {
    return apply({name, cidr: '10.240.0.0/20'});
  });
  const cidr = await ask(context, `Range of ${name}`, undefined, `${path}.cidr`, (cidr) => apply({name, cidr}));
  return {name, cidr};
}

async function askEndpoint(context: AskContext, draft: StarterAnswers): Promise<readonly string[] | undefined> {
  const isPublic = await context.prompter.select({
    message: 'Kubernetes API server',
    choices: [
      {name: 'private', value: false, description: 'Reached from the virtual network and what is connected to it.'},
      {name: 'public', value: true, description: 'Reached from the Internet too, from ranges that you name.'},
    ],
  });
  if (!isPublic) return undefined;
  const path = 'controlPlane.endpoint.authorizedCidrs';
  return listOf(
    await ask(context, 'Ranges that may reach it, with commas between', undefined, path, (text) => {
      return {...draft, authorizedCidrs: listOf(text)};
    }),
  );
}

async function askControlPlane(prompter: Prompter): Promise<number> {
  return prompter.select({
    message: 'Control-plane machines',
    choices: [
      {name: '3', value: 3, description: 'Survives the loss of one.'},
      {name: '5', value: 5, description: 'Survives the loss of two.'},
      {name: '1', value: 1, description: 'For a trial.'},
    ],
  });
}

async function askPools(context: AskContext, answers: StarterAnswers): Promise<readonly StarterPool[]> {
  const pools: StarterPool[] = [];
  do {
    pools.push(await askPool(context, answers, pools));
  } while (await context.prompter.confirm({message: 'Another node pool?', default: false}));
  return pools;
}

async function askPool(
  context: AskContext,
  answers: StarterAnswers,
  before: readonly StarterPool[],
): Promise<StarterPool> {
  const base: StarterPool = {
    ...starterDefaults.pool,
    name: before.length === 0 ? starterDefaults.pool.name : `pool${before.length + 1}`,
  };
  const path = `nodePools[${before.length}]`;
  const apply = (pool: StarterPool): StarterAnswers => ({...answers, pools: [...before, pool]});
  const name = await ask(context, 'Name of the node pool', base.name, `${path}.name`, (name) => apply({...base, name}));
  const vmSize = await ask(context, 'VM size', base.vmSize, `${path}.vmSize`, (vmSize) =>
    apply({...base, name, vmSize}),
  );
  const count = await ask(context, 'Nodes', String(base.count), `${path}.count`, (text) => {
    return apply({...base, name, vmSize, count: Number(text)});
  });
  const maxPods = await ask(context, 'Pods per node', String(base.maxPods), `${path}.maxPods`, (text) => {
    return apply({...base, name, vmSize, count: Number(count), maxPods: Number(text)});
  });
  return {name, vmSize, count: Number(count), maxPods: Number(maxPods)};
}

async function askSshKeys(context: AskContext, answers: StarterAnswers): Promise<readonly string[]> {
  const choices = context.sshKeys.map((file) => ({name: file.path, value: file.keys}));
  const chosen =
    choices.length === 0
      ? undefined
      : await context.prompter.select<readonly string[] | undefined>({
          message: 'SSH public key for the machines',
          choices: [...choices, {name: 'another file', value: undefined}],
        });
  if (chosen !== undefined) return chosen;
  const validate = async (path: string): Promise<true | string> => {
    const {keys} = await context.readKeys(path).catch(() => ({keys: undefined}));
    if (keys === undefined) return `cannot read ${path}`;
    return (await context.check({...answers, sshPublicKeys: keys}, 'linux.sshPublicKeys')) ?? true;
  };
  const path = await context.prompter.input({message: 'File with the SSH public key', validate});
  return (await context.readKeys(path)).keys;
}

function ask(
  {prompter, check}: AskContext,
  message: string,
  fallback: string | undefined,
  path: string,
  apply: (value: string) => StarterAnswers,
): Promise<string> {
  return prompter.input({
    message,
    ...(fallback === undefined ? {} : {default: fallback}),
    validate: async (value) => (await check(apply(value.trim()), path)) ?? true,
  });
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Stands in for the key while other answers are checked. */
function examplePublicKey(): string {
  return String(schemaAt(['linux', 'sshPublicKeys', 0])?.examples?.[0]);
}
