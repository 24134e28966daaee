import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {EXIT} from '../../src/exit-codes.ts';
import {runProcess} from '../e2e/run-process.ts';

const ROOT = new URL('../../', import.meta.url);

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh you@example.com';

/** `whole-cluster/packets.ts` or `"goes out with it"`: a title is one of the file before it. */
const NAMED = /(?<file>[\w/.-]+\.ts)\b(?!`|\))|"(?<title>[^"]+)"/g;

describe('docs/proof.md', () => {
  it('names tests that are there, by their titles', async () => {
    const page = await readFile(new URL('docs/proof.md', ROOT), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| '));
    const missing: string[] = [];
    let titles = 0;

    for (const row of rows) {
      let [name, source] = ['no file', ''];
      for (const {groups} of row.matchAll(NAMED)) {
        if (groups?.['file'] !== undefined) {
          name = groups['file'];
          source = await readFile(new URL(`test/${name}`, ROOT), 'utf8').catch(() => '');
          if (source === '') missing.push(name);
        } else {
          titles++;
          if (!source.includes(groups?.['title'] ?? '')) missing.push(`${name}: ${groups?.['title']}`);
        }
      }
    }

    expect(missing).toEqual([]);
    expect(titles).toBeGreaterThan(55);
  });
});

describe('docs/azure-checklist.md', () => {
  it('has a definition without a fault', async () => {
    const page = await readFile(new URL('docs/azure-checklist.md', ROOT), 'utf8');
    const [, text = ''] = /<<END\n(.*?)\nEND\n/s.exec(page) ?? [];
    const definition = text
      .replaceAll('$PREFIX', 'proof-edge')
      .replaceAll('$NAME', 'proof')
      .replaceAll('$LOCATION', 'westeurope')
      .replace('$(curl -s https://api.ipify.org)', '198.51.100.1')
      .replace('$(cat ~/.ssh/id_ed25519.pub)', KEY);

    const run = await runProcess(['validate', '-', '--strict'], {stdin: definition});

    expect(run).toEqual({
      stdout:
        '<stdin> is valid: 3 control-plane machines, 2 node pools, up to 6 nodes and\n  620 pods, 921 addresses\n',
      stderr: '',
      exitCode: 0,
      signal: null,
    });
  });
});

describe('docs/decisions/exit-codes.md', () => {
  it('has the exit codes that there are', async () => {
    const page = await readFile(new URL('docs/decisions/exit-codes.md', ROOT), 'utf8');

    const codes = [...page.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, cell = '']) => cell.split(', ').map(Number));

    expect(codes).toEqual(Object.values(EXIT));
  });
});
