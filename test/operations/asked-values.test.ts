import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {ArmTemplate} from '../../src/arm/arm-template.ts';
import {allValues, givenValues} from '../../src/operations/asked-values.ts';
import {thrownBy} from '../azure/fake-azure.ts';
import {temporaryFolder} from '../commands/run-command.ts';

const secret = (description: string) => ({type: 'securestring', metadata: {description}}) as const;

/** As much of a template as matters here: one value is generated, one has a default, two are asked for. */
const TEMPLATE = {
  parameters: {
    clusterCaKey: {type: 'securestring'},
    existing: {type: 'array', defaultValue: []},
    sharedKey_office: secret('Pre-shared key of the tunnel office'),
    sharedKey_home: secret('Pre-shared key of the tunnel home'),
  },
} as unknown as ArmTemplate;

async function fileOf(text: string) {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'keys.json'), text);
  return {file: 'keys.json', cwd};
}

const OFFICE = '{"parameters": {"sharedKey_office": {"value": "from-the-file"}, "other": {"value": "x"}}}';

describe('pre-shared keys', () => {
  it('are asked for where the file has none, one after the other', async () => {
    const asked: string[] = [];
    const values = await givenValues(TEMPLATE, {...(await fileOf(OFFICE)), canAsk: true});
    const all = await allValues(TEMPLATE, values, async (what) => {
      asked.push(what);
      return 'typed';
    });

    expect(asked).toEqual(['Pre-shared key of the tunnel home']);
    expect(all).toEqual({sharedKey_office: 'from-the-file', sharedKey_home: 'typed'});
  });

  it('are anything in a simulation', async () => {
    const values = await givenValues(TEMPLATE, {file: undefined, cwd: '.', otherwise: 'simulated', canAsk: true});

    expect(values).toEqual({known: {sharedKey_office: 'simulated', sharedKey_home: 'simulated'}, missing: []});
  });

  it('that nobody can be asked for are missed before anything is done, with words for how to give them', async () => {
    const error = await thrownBy(givenValues(TEMPLATE, {file: undefined, cwd: '.', canAsk: false}));

    expect(error).toMatchObject({
      code: 'PARAMETER_MISSING',
      exitCode: 2,
      message: 'sharedKey_office, sharedKey_home of the template have no value',
      suggestions: [
        'write them to a file that only you can read, as {"parameters": {"sharedKey_office": {"value": "…"}}}, and give it: --parameters FILE',
        'or be asked: in a terminal, without --yes and --no-input',
      ],
    });
  });

  it('in a file that is not JSON are not quoted', async () => {
    const error = await thrownBy(givenValues(TEMPLATE, {...(await fileOf('hunter2')), canAsk: false}));

    expect(error).toMatchObject({message: 'keys.json is not JSON', exitCode: 3});
  });
});
