import {globSync} from 'node:fs';
import {readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build, type Metafile} from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What stays outside: oclif reads its own files, and a question is asked in few runs. */
const EXTERNAL = ['@oclif/core', '@inquirer/prompts'];

/**
 * Writes what is published: all sources in few files, since most of the time of a short run goes into finding and reading
 * modules. A file for each command, and parts that several need in `chunks`, two levels below the package as the sources
 * are, so that templates are found from there alike.
 */
export async function buildPackage(folder: string): Promise<void> {
  await rm(folder, {recursive: true, force: true});
  const {metafile} = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/cli/main.ts', 'src/cli/help.ts', ...globSync('src/{commands,hooks}/*.ts', {cwd: ROOT}).sort()],
    outbase: 'src',
    outdir: folder,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: EXTERNAL,
    // Packages of the old kind call it, and modules have none.
    banner: {js: "import {createRequire} from 'node:module';\nconst require = createRequire(import.meta.url);"},
    // Names stay, for stacks that people send; the SDK's comments and spaces are two thirds of it.
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  await writeFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), await notices(metafile));
}

/** The licences of the packages whose code is in the files, as each of them asks for. */
async function notices({inputs}: Metafile): Promise<string> {
  const folders = Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const texts = await Promise.all([...new Set(folders)].sort().map(noticeOf));
  return `vnetk8s contains code of these packages.\n\n${texts.join('\n')}`;
}

async function noticeOf(folder: string): Promise<string> {
  const {name, version}: {name: string; version: string} = JSON.parse(
    await readFile(join(ROOT, folder, 'package.json'), 'utf8'),
  );
  const [file] = globSync('{LICEN[CS]E,licen[cs]e,Licen[cs]e,CopyrightNotice}*', {cwd: join(ROOT, folder)}).sort();
  if (file === undefined) throw new Error(`${folder} has no licence`);
  const text = await readFile(join(ROOT, folder, file), 'utf8');
  return `${'-'.repeat(80)}\n${name} ${version}\n\n${text.trim()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPackage(join(ROOT, 'dist'));
