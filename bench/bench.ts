import {cp, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {cpus, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {buildPackage as buildPackageFiles} from '../scripts/build-package.ts';
import {prepareAksEngine} from './aks-engine.ts';
import {definitionWithFaults, definitionWithPools} from './definitions.ts';
import {type Measured, measure, median, type Usage} from './measure.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RUNS = Number(process.env['BENCH_RUNS'] ?? 15);
const POOLS = 50;

/** Measured as whole processes, beside a Node that does nothing; `ROUND` is another word in every round. */
const COMMANDS: readonly (readonly string[])[] = [
  ['--version'],
  ['--help'],
  ['schema'],
  ['explain', 'network.egress'],
  ['explain', 'VK3101'],
  ['validate', 'minimal.yaml'],
  ['validate', 'pools.yaml'],
  ['validate', 'faults.yaml'],
  ['plan', 'pools.yaml'],
  ['plan', 'pools.yaml', '-o', 'svg'],
  ['plan', 'pools.yaml', '--what', 'pool1.maxPods=50'],
  ['plan', '4000-nodes.yaml'],
  ['generate', 'minimal.yaml', '-d', 'made-ROUND'],
  ['generate', 'minimal.yaml', '-d', 'given-ROUND', '--pki', 'keys/pki'],
  ['generate', 'minimal.yaml', '-d', 'keys'],
  ['generate', '4000-nodes.yaml', '-d', 'many-ROUND'],
  ['deploy', 'minimal.yaml', '-d', 'deployed-ROUND', '--simulate'],
  ['deploy', '4000-nodes.yaml', '-d', 'large-ROUND', '--simulate'],
];

interface Row extends Measured {
  readonly usages: Usage[];
}

const folder = await mkdtemp(join(tmpdir(), 'vnetk8s-bench-'));
try {
  await writeInputs();
  const builds = {checkout: join(ROOT, 'bin/run.js'), package: await buildPackage()};
  await measure([builds.checkout, 'generate', 'minimal.yaml', '-d', 'keys'], folder);
  const peer = await prepareAksEngine(folder);
  const measured: readonly Measured[] = [
    {name: 'node -e 0', run: (_, cwd) => measure(['-e', '0'], cwd)},
    ...Object.entries(builds).flatMap(([build, script]) => COMMANDS.map((args) => ours(build, script, args))),
    ...(typeof peer === 'string' ? [] : peer),
  ];
  const rows: readonly Row[] = measured.map((each) => ({...each, usages: []}));
  // In turn, so that whatever else the machine does meets all of them; a first round fills the caches.
  for (let round = 0; round <= RUNS; round += 1) {
    for (const row of rows) {
      const usage = await row.run(round, folder);
      if (round > 0) row.usages.push(usage);
    }
  }
  print(rows);
  if (typeof peer === 'string') console.log(`\n${peer}`);
} finally {
  await rm(folder, {recursive: true, force: true});
}

/** A command of ours, from what is checked out or from what is published. */
function ours(build: string, script: string, args: readonly string[]): Measured {
  return {
    name: `${build}: ${args.join(' ')}`,
    run: (round, cwd) => measure([script, ...args.map((arg) => arg.replace('ROUND', `${build}-${round}`))], cwd),
  };
}

async function writeInputs(): Promise<void> {
  await cp(join(ROOT, 'examples/minimal.yaml'), join(folder, 'minimal.yaml'));
  await cp(join(ROOT, 'examples/4000-nodes.yaml'), join(folder, '4000-nodes.yaml'));
  await writeFile(join(folder, 'pools.yaml'), definitionWithPools(POOLS));
  await writeFile(join(folder, 'faults.yaml'), definitionWithFaults(POOLS));
}

/** What is published, in a folder of its own: compiled, without sources. */
async function buildPackage(): Promise<string> {
  const target = join(folder, 'package');
  await mkdir(target);
  await buildPackageFiles(join(target, 'dist'));
  for (const part of ['bin', 'templates', 'package.json']) {
    await cp(join(ROOT, part), join(target, part), {recursive: true});
  }
  await symlink(join(ROOT, 'node_modules'), join(target, 'node_modules'));
  return join(target, 'bin/run.js');
}

function print(rows: readonly Row[]): void {
  const results = rows.map(({name, usages}) => ({name, ...median(usages)}));
  const base = results[0]?.cpu ?? 0;
  const width = Math.max(...results.map(({name}) => name.length));
  console.log(
    `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}, ${POOLS} pools, medians of ${RUNS} runs\n`,
  );
  console.log(`${''.padEnd(width)}  CPU ms  beyond node  wall ms  MiB`);
  for (const {name, cpu, wall, memory} of results) {
    const beyond = (cpu - base).toFixed(0);
    const numbers = [
      cpu.toFixed(0).padStart(6),
      beyond.padStart(11),
      wall.toFixed(0).padStart(7),
      memory.toFixed(0).padStart(3),
    ];
    console.log(`${name.padEnd(width)}  ${numbers.join('  ')}`);
  }
}
