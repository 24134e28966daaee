// Compares `import` with aks-engine itself: every example of its module goes through both, and what aks-engine makes of it,
// with all its defaults, must be what the imported definition says.
import {execFile} from 'node:child_process';
import {globSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {importVlabs, isVlabs} from '../src/definition/vlabs/import-vlabs.ts';
import {find} from '../src/definition/vlabs/source.ts';
import {buildAksEngine, SSH_KEY} from './aks-engine.ts';
import {factsOfImported, factsOfOld} from './import-facts.ts';

/** A `certificateProfile`; each machine of the control plane has a pair of its own for etcd. */
type Keys = Readonly<Record<string, string | readonly string[]>>;

type Outcome =
  | 'refused by aks-engine'
  | 'with something that somebody has to decide'
  | 'the same in both'
  | 'different';

const folder = await mkdtemp(join(tmpdir(), 'vnetk8s-import-'));
try {
  const {program, module} = await buildAksEngine();
  const keys = await makeKeys(program);
  const outcomes: Outcome[] = [];
  for (const name of globSync('examples/**/*.json', {cwd: module}).sort()) {
    const source: unknown = JSON.parse(await readFile(join(module, name), 'utf8'));
    if (isVlabs(source)) outcomes.push(await compare(program, name, completed(source, keys)));
  }
  for (const [outcome, all] of Map.groupBy(outcomes, (each) => each)) console.log(`${all.length} ${outcome}`);
  process.exitCode = outcomes.includes('different') ? 1 : 0;
} finally {
  await rm(folder, {recursive: true, force: true});
}

async function compare(program: string, name: string, source: unknown): Promise<Outcome> {
  const old = await asAksEngineHasIt(program, source);
  if (old === undefined) return 'refused by aks-engine';
  const {definition, report} = importVlabs(source);
  if (report.some(({outcome}) => outcome === 'error')) return 'with something that somebody has to decide';
  const [theirs, ours] = [factsOfOld(old), factsOfImported(definition)].map((facts) => JSON.stringify(facts));
  if (theirs === ours) return 'the same in both';
  console.log(`${name}\n  aks-engine ${theirs}\n  import     ${ours}`);
  return 'different';
}

/** The definition that aks-engine writes beside its template, in which every default is filled in. */
async function asAksEngineHasIt(program: string, source: unknown): Promise<unknown> {
  await writeFile(join(folder, 'in.json'), JSON.stringify(source));
  await rm(join(folder, 'out'), {recursive: true, force: true});
  try {
    await promisify(execFile)(program, ['generate', 'in.json', '-o', 'out'], {cwd: folder});
  } catch {
    return undefined;
  }
  return JSON.parse(await readFile(join(folder, 'out/apimodel.json'), 'utf8'));
}

/** The keys of a cluster with the largest control plane, made once: aks-engine takes seconds for them. */
async function makeKeys(program: string): Promise<Keys> {
  const vmSize = 'Standard_D2s_v3';
  const properties = {
    orchestratorProfile: {},
    masterProfile: {count: 5, vmSize},
    agentPoolProfiles: [{name: 'apps', count: 1, vmSize}],
  };
  const made = await asAksEngineHasIt(program, completed({apiVersion: 'vlabs', properties}));
  if (made === undefined) throw new Error('aks-engine has made no keys');
  return Object(find(made, ['properties', 'certificateProfile'])?.value);
}

/** Examples leave open what is different for everybody: the name, the region, keys, who the cluster is for Azure. */
function completed(source: unknown, keys?: Keys): unknown {
  const root: Record<string, unknown> = {...Object(source), location: 'westeurope'};
  const properties: Record<string, unknown> = Object(root['properties']);
  const text = (...path: readonly string[]): string => String(find(properties, path)?.value || '');
  const machines = Number(find(properties, ['masterProfile', 'count'])?.value);
  const ofEach = ([name, value]: readonly [string, Keys[string]]): readonly [string, Keys[string]] =>
    typeof value === 'string' ? [name, value] : [name, value.slice(0, machines)];
  return {
    ...root,
    properties: {
      ...properties,
      ...(keys === undefined ? {} : {certificateProfile: Object.fromEntries(Object.entries(keys).map(ofEach))}),
      masterProfile: {
        ...Object(properties['masterProfile']),
        dnsPrefix: text('masterProfile', 'dnsPrefix') || 'old',
      },
      linuxProfile: {
        ...Object(properties['linuxProfile']),
        adminUsername: text('linuxProfile', 'adminUsername') || 'azureuser',
        ssh: {publicKeys: [{keyData: SSH_KEY}]},
      },
      servicePrincipalProfile: {
        ...Object(properties['servicePrincipalProfile']),
        clientId: text('servicePrincipalProfile', 'clientId') || '00000000-0000-0000-0000-000000000001',
        secret: text('servicePrincipalProfile', 'secret') || 'none',
      },
    },
  };
}
