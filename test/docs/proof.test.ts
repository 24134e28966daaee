import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {runProcess} from '../e2e/run-process.ts';

const ROOT = new URL('../../', import.meta.url);

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh you@example.com';

/** `whole-cluster/packets.ts: "goes out with it"` */
const NAMED = /([\w/.-]+\.ts): "([^"]+)"/g;

/** `arm/redeploy.test.ts`, wherever a table's last column begins with it. */
const FILE = /\| ([\w/.-]+\.test\.ts)[,:; ]/g;

describe('docs/proof.md', () => {
  it('names tests that are there, by their titles', async () => {
    const page = await readFile(new URL('docs/proof.md', ROOT), 'utf8');
    const missing: string[] = [];

    for (const [, file = '', title = ''] of page.matchAll(NAMED)) {
      const source = await readFile(new URL(`test/${file}`, ROOT), 'utf8').catch(() => '');
      if (!source.includes(title)) missing.push(`${file}: ${title}`);
    }
    for (const [, file = ''] of page.matchAll(FILE)) {
      if ((await readFile(new URL(`test/${file}`, ROOT), 'utf8').catch(() => '')) === '') missing.push(file);
    }

    expect(missing).toEqual([]);
    expect([...page.matchAll(NAMED)].length).toBeGreaterThan(30);
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
