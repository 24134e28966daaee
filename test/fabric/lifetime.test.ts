import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {createFabric} from './create-fabric.ts';
import {folderOf, namespacesOf} from './namespaces.ts';
import {describeOnFabric} from './on-fabric.ts';

const SOURCE = new URL('./create-fabric.ts', import.meta.url).href;

/** Programs that run in a fabric's namespaces, seen by their command lines. */
function programsOf(prefix: string): readonly string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => commandOf(pid).includes(prefix));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

describeOnFabric('a fabric', () => {
  it('leaves no namespace, program or file behind', async () => {
    const fabric = await createFabric();
    const prefix = fabric.namespace.replace(/-azure$/, '');
    await fabric.internet.serve(8080);
    await fabric.internet.capture('icmp');
    const before = namespacesOf(prefix).length;

    await fabric.dispose();

    expect(before).toBe(2);
    expect(namespacesOf(prefix)).toEqual([]);
    expect(programsOf(prefix)).toEqual([]);
    expect(existsSync(fabric.folder)).toBe(false);
  });

  it.each(['SIGKILL', 'exit'] as const)('of a process that ended by %s is removed', async (end) => {
    const script = [
      `const {createFabric} = await import('${SOURCE}');`,
      'const fabric = await createFabric();',
      "process.stdout.write(fabric.namespace + '\\n');",
      end === 'exit' ? 'process.exit(0);' : 'setInterval(() => {}, 1000);',
    ].join('\n');
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    const [text] = await once(child.stdout, 'data');
    const prefix = String(text)
      .trim()
      .replace(/-azure$/, '');
    if (end === 'SIGKILL') child.kill('SIGKILL');
    await ended;

    // An orderly end removes everything by itself; after a violent one it is the next fabric that does.
    if (end === 'SIGKILL') await (await createFabric()).dispose();

    expect(prefix).toMatch(/^vnf-\d+-[0-9a-f]{6}$/);
    expect(namespacesOf(prefix)).toEqual([]);
    expect(existsSync(folderOf(prefix))).toBe(false);
    expect(programsOf(prefix)).toEqual([]);
  });
});
