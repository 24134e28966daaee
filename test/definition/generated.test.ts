import {describe, expect, it} from 'vitest';
import {definitionTypes} from '../../scripts/definition-types.ts';
import {definitionValidator} from '../../scripts/definition-validator.ts';
import {clusterSchema} from '../../src/definition/cluster-schema.ts';

const FOLDER = '../../src/definition';

// "vitest -u" writes the files anew after a change of the schema.
describe('what is generated from the schema', () => {
  it('has types that are up to date', async () => {
    const types = await definitionTypes(clusterSchema);

    await expect(types).toMatchFileSnapshot(`${FOLDER}/cluster-definition.generated.ts`);
  });

  it('has a validator that is up to date', async () => {
    const validator = definitionValidator(clusterSchema);

    await expect(validator).toMatchFileSnapshot(`${FOLDER}/cluster-validator.generated.ts`);
  });

  it('has a validator that needs nothing of the package that wrote it', () => {
    const validator = definitionValidator(clusterSchema);

    expect(validator.match(/\brequire\(|^import .*/gm)).toEqual([
      "import {parseAddress} from '../ipv4/address.ts';",
      "import {parsePrefix} from '../ipv4/prefix.ts';",
      "import {clusterSchema} from './cluster-schema.ts';",
    ]);
  });
});
