import {existsSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {ROOT} from '../e2e/run-process.ts';

/** A page for people, by its path in the repository. */
interface Page {
  readonly path: string;
  readonly text: string;
}

/** `[text](target)`, also where a line ends between the two. */
const LINK = /\[[^\]]*\]\(\s*([^)\s]+)\)/g;

/** What stands between backticks, or in a block of them. */
const CODE = /```[^\n]*\n(.*?)```|`([^`\n]+)`/gs;

/** Folders of the repository: a path that begins with one of them is meant to be there. */
const REPOSITORY_PATH = /^(?:bench|cni|docs|examples|scripts|src|templates|test)\/[\w./-]*[\w/]$/;

/** Flags that every command has, though its help does not list each of them. */
const COMMON_FLAGS = ['--help', '--json', '--no-color', '--version'];

async function pages(): Promise<readonly Page[]> {
  const docs = await readdir(join(ROOT, 'docs'), {recursive: true});
  const paths = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...docs.map((path) => `docs/${path}`)];
  const written = paths.filter((path) => path.endsWith('.md')).toSorted();
  return Promise.all(written.map(async (path) => ({path, text: await readFile(join(ROOT, path), 'utf8')})));
}

/** The names by which links reach the headings of a page, as GitHub makes them. */
function anchorsOf(text: string): readonly string[] {
  return [...text.replaceAll(/```.*?```/gs, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function linksOf({text}: Page): readonly string[] {
  const prose = text.replaceAll(/```.*?```/gs, '').replaceAll(/`[^`\n]*`/g, '`code`');
  return [...prose.matchAll(LINK)].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
}

function codeOf({text}: Page): readonly string[] {
  return [...text.matchAll(CODE)].flatMap(([, block, span]) => block?.split('\n') ?? [span ?? '']);
}

/** Pages whose `vnetk8s` is the plugin on a node, or that are made from the help itself. */
const OTHER_CALLS = ['docs/cni.md', 'docs/commands.md'];

/** `vnetk8s deploy prod.yaml --yes` → deploy and its flags; what comes behind a pipe is another program's. */
function callOf(code: string): {readonly command: string; readonly flags: readonly string[]} | undefined {
  const [, command = '', rest = ''] = /\bvnetk8s ([a-z]+)\b([^|;&>]*)/.exec(code) ?? [];
  if (command === '') return undefined;
  return {command, flags: [...rest.matchAll(/(?:^|\s)(--[a-z-]+)/g)].map(([, flag = '']) => flag)};
}

async function commands(): Promise<ReadonlyMap<string, string>> {
  const page = await readFile(join(ROOT, 'docs/commands.md'), 'utf8');
  const sections = page.matchAll(/^## vnetk8s (\w+)\n(.*?)(?=^## )/gms);
  return new Map([...sections].map(([, command = '', text = '']) => [command, text]));
}

describe('pages for people', () => {
  it('have links that lead somewhere', async () => {
    const all = await pages();
    const dead: string[] = [];

    for (const page of all) {
      for (const target of linksOf(page)) {
        const [file = '', anchor] = target.split('#');
        const path = file === '' ? page.path : join(dirname(page.path), file);
        const text = all.find((each) => each.path === path)?.text;
        if (!existsSync(join(ROOT, path))) dead.push(`${page.path}: ${target}`);
        else if (anchor !== undefined && !anchorsOf(text ?? '').includes(anchor)) dead.push(`${page.path}: ${target}`);
      }
    }

    expect(dead).toEqual([]);
  });

  it('name files and folders that are there', async () => {
    const missing = (await pages()).flatMap((page) =>
      codeOf(page)
        .filter((code) => REPOSITORY_PATH.test(code) && !existsSync(join(ROOT, code)))
        .map((code) => `${page.path}: ${code}`),
    );

    expect(missing).toEqual([]);
  });

  it('are all reached from the README', async () => {
    const all = await pages();
    const reached = new Set(['README.md']);
    for (const path of reached) {
      const page = all.find((each) => each.path === path);
      for (const target of page === undefined ? [] : linksOf(page)) {
        const found = join(dirname(path), target.split('#')[0] ?? '');
        reached.add(found);
        for (const {path: inside} of all) if (dirname(inside) === found) reached.add(inside);
      }
    }

    expect(all.map(({path}) => path).filter((path) => !reached.has(path))).toEqual(['CHANGELOG.md']);
  });

  it('call commands by flags that they have', async () => {
    const helps = await commands();
    const callers = (await pages()).filter(({path}) => !OTHER_CALLS.includes(path));
    const unknown = callers.flatMap((page) =>
      codeOf(page).flatMap((code) => {
        const call = callOf(code);
        if (call === undefined) return [];
        const help = helps.get(call.command);
        if (help === undefined) return [`${page.path}: ${code}`];
        const known = help.replaceAll('--[no-]', '--').concat(help.replaceAll('--[no-]', '--no-'));
        const wrong = call.flags.filter((flag) => !COMMON_FLAGS.includes(flag) && !known.includes(flag));
        return wrong.map((flag) => `${page.path}: ${call.command} ${flag}`);
      }),
    );

    expect(unknown).toEqual([]);
  });

  it('name scripts of npm that there are', async () => {
    const {scripts} = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    const unknown = (await pages()).flatMap(({path, text}) =>
      [...text.matchAll(/npm run ([\w:]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !(name in scripts))
        .map((name) => `${path}: ${name}`),
    );

    expect(unknown).toEqual([]);
  });
});
