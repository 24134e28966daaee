import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';

const ROOT = new URL('../../', import.meta.url);

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
