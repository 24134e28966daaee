import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {azureBehindProxy} from './azure-behind-proxy.ts';
import {ROOT, runProcess} from './run-process.ts';

const FILE = `${ROOT}examples/minimal.yaml`;

/** What of a file of parameters nobody may read: a line from the middle of each key, and each token. */
async function secretsIn(file: string): Promise<readonly string[]> {
  const {parameters} = JSON.parse(await readFile(file, 'utf8'));
  const values = Object.values<{value: unknown}>(parameters).map(({value}) => value);
  return values.flatMap((value) => {
    if (typeof value !== 'string' || value.includes('CERTIFICATE')) return [];
    return value.split('\n')[1] ?? (value.length > 15 ? [value] : []);
  });
}

describe('the way to Azure', {timeout: 60_000}, () => {
  it('leads through a proxy whose authority is named, and no log shows a secret', async () => {
    const {folder, env, asked} = await azureBehindProxy({speed: '200'});
    const {exitCode, stdout, stderr} = await runProcess(['deploy', FILE, '--auth', 'cli', '--yes'], {
      cwd: folder,
      env: {...env, AZURE_LOG_LEVEL: 'verbose'},
    });

    expect([exitCode, stderr.split('\n').slice(-3)]).toEqual([
      0,
      ['cluster minimal is ready', `next: vnetk8s kubeconfig ${FILE} && kubectl get nodes`, ''],
    ]);
    expect([...new Set(asked)]).toEqual(['management.azure.com:443']);
    const secrets = [
      'very-secret-token',
      ...(await secretsIn(join(folder, '_output/minimal/azuredeploy.parameters.json'))),
    ];
    expect(secrets.length).toBeGreaterThan(5);
    expect(secrets.filter((secret) => stdout.includes(secret) || stderr.includes(secret))).toEqual([]);
  });

  it('says what helps where the authority of a proxy is not known', async () => {
    const {folder, env} = await azureBehindProxy();
    const options = {cwd: folder, env: {...env, NODE_EXTRA_CA_CERTS: undefined}};
    const {exitCode, stderr} = await runProcess(['deploy', FILE, '--auth', 'cli', '--yes'], options);

    expect(`${stderr}exit code ${exitCode}\n`.replaceAll(ROOT, '')).toMatchInlineSnapshot(`
      "error: Azure does not answer: unable to verify the first certificate; if the
        root CA is installed locally, try running Node.js with --use-system-ca
        nothing was changed
        nothing here trusts its certificate: somebody between here and Azure reads
          along, such as a proxy
        name the certificate of their authority: NODE_EXTRA_CA_CERTS=FILE
          (docs/azure.md, "Proxies")
        run this again: vnetk8s deploy examples/minimal.yaml --auth cli
        asked for: GET https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000001
      exit code 8
      "
    `);
  });

  it('says what helps where the proxy is not there', async () => {
    const {folder, env} = await azureBehindProxy();
    const options = {cwd: folder, env: {...env, HTTPS_PROXY: 'http://127.0.0.1:1'}};
    const {exitCode, stderr} = await runProcess(['deploy', FILE, '--auth', 'cli', '--yes'], options);

    expect(`${stderr}exit code ${exitCode}\n`.replaceAll(ROOT, '')).toMatchInlineSnapshot(`
      "error: Azure does not answer: connect ECONNREFUSED 127.0.0.1:1
        nothing was changed
        look whether a firewall lets it through
        behind a proxy, name it: HTTPS_PROXY=http://HOST:PORT (docs/azure.md,
          "Proxies")
        run this again: vnetk8s deploy examples/minimal.yaml --auth cli
        asked for: GET https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000001
      exit code 8
      "
    `);
  });
});
