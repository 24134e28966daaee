import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {BOOTSTRAP_FAILURES, BOOTSTRAP_STEPS, stepsOf} from '../../src/node/bootstrap-steps.ts';
import {BOOTSTRAP} from '../../src/node/node-paths.ts';
import {readTextAsset} from '../../src/rendering/asset.ts';

describe('the steps of the bootstrap', () => {
  it('have functions in the script, and the script has no others', async () => {
    const script = await readTextAsset('node/bootstrap.sh');

    const functions = [...script.matchAll(/^step_(\w+)\(\) \{$/gm)].map(([, name = '']) => name.replaceAll('_', '-'));

    expect(functions).toEqual(BOOTSTRAP_STEPS.map(({name}) => name));
  });

  it('have exit codes of their own, from 60 to 99, which a shell gives no meaning', () => {
    const codes = BOOTSTRAP_FAILURES.map(({code}) => code);

    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
    expect(codes.filter((code) => code < 60 || code > 99)).toEqual([]);
  });

  it.each(['control-plane', 'pool'] as const)('end within an hour, on every machine: %s', (kind) => {
    const seconds = stepsOf(kind, false).reduce((sum, {limit}) => sum + limit, 0);

    expect(seconds).toBeLessThan(3600);
  });

  it('are those of the page', () => {
    const page = readFileSync(new URL('../../docs/nodes.md', import.meta.url), 'utf8');

    const rows = page.split('\n').filter((line) => /^\| \d\d \|/.test(line));

    expect(rows).toEqual(BOOTSTRAP_FAILURES.map(({code, step = '', meaning}) => `| ${code} | ${step} | ${meaning} |`));
    expect(page).toContain(`\n${BOOTSTRAP} `);
  });

  it('say what has happened in sentences, and what to do as an instruction', () => {
    const {meanings, remedies} = {
      meanings: BOOTSTRAP_FAILURES.filter(({meaning}) => !/\.$/.test(meaning)),
      remedies: BOOTSTRAP_FAILURES.filter(({remedy}) => !/^[a-z].*[^.]$/s.test(remedy)),
    };

    expect({meanings, remedies}).toEqual({meanings: [], remedies: []});
  });
});
