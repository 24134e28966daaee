import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {formatPath} from '../../../src/definition/issue.ts';
import {importVlabs, isVlabs, originOf} from '../../../src/definition/vlabs/import-vlabs.ts';
import {renderImportedDefinition} from '../../../src/definition/vlabs/render-definition.ts';
import {leavesOf, reportText, sample, sampleNames, schemaFaults, unanswered} from './samples.ts';

test.each(sampleNames)('the definition that comes of %s, and its report, are as they were read', async (name) => {
  const result = importVlabs(sample(name));

  const golden = `../../golden/import/${name}`;
  await expect(renderImportedDefinition(result)).toMatchFileSnapshot(`${golden}.yaml`);
  await expect(reportText(result.report)).toMatchFileSnapshot(`${golden}.txt`);
});

test.each(sampleNames)('nothing of %s is left out in silence', (name) => {
  const source = sample(name);

  const {report} = importVlabs(source);

  expect(unanswered(source, report)).toEqual([]);
});

test.each(sampleNames)('what is written of %s parses to the same value', (name) => {
  const result = importVlabs(sample(name));

  const text = renderImportedDefinition(result);

  expect(parse(text)).toEqual(result.definition);
});

test.each(sampleNames)('the definition that comes of %s is valid unless the report has an error', (name) => {
  const {definition, report} = importVlabs(sample(name));

  const faults = schemaFaults(definition);

  expect(report.some(({outcome}) => outcome === 'error') ? [] : faults).toEqual([]);
});

test('of the samples, only the one with gaps is invalid by the schema, exactly where there are gaps', () => {
  const faults = sampleNames.map((name) => [name, schemaFaults(importVlabs(sample(name)).definition)] as const);

  expect(faults.filter(([, found]) => found.length > 0)).toEqual([
    [
      'minimal',
      [
        " must have required property 'name'",
        " must have required property 'location'",
        "/linux must have required property 'sshPublicKeys'",
      ],
    ],
  ]);
});

test.each(sampleNames)('every value that comes of %s has its origin in the file, but for the format', (name) => {
  const result = importVlabs(sample(name));

  const without = leavesOf(result.definition).filter((path) => originOf(result, path).length === 0);

  expect(without).toEqual([]);
});

test('values have the path of the field that they stem from, as it is spelled in the file', () => {
  const result = importVlabs(sample('odd-keys'));

  const origins = [
    ['apiVersion'],
    ['controlPlane', 'count'],
    ['controlPlane', 'zones'],
    ['controlPlane', 'endpoint', 'authorizedCidrs', 0],
    ['network', 'subnets', 0, 'cidr'],
    ['network', 'subnets', 0, 'routes'],
    ['nodePools', 0],
    ['nodePools', 0, 'type'],
    ['nodePools', 0, 'maxSurge'],
    ['tags'],
  ].map((path) => `${formatPath(path)} <- ${formatPath(originOf(result, path))}`);

  expect(origins).toEqual([
    'apiVersion <- APIVERSION',
    'controlPlane.count <- PROPERTIES.MASTERPROFILE.count',
    'controlPlane.zones <- PROPERTIES.MASTERPROFILE',
    'controlPlane.endpoint.authorizedCidrs[0] <- PROPERTIES.OrchestratorProfile.KubernetesConfig.privateCluster.enabled',
    'network.subnets[0].cidr <- PROPERTIES.OrchestratorProfile.KubernetesConfig.ClusterSubnet',
    'network.subnets[0].routes <- PROPERTIES.OrchestratorProfile.KubernetesConfig.ClusterSubnet',
    'nodePools[0] <- PROPERTIES.agentpoolprofiles[0]',
    'nodePools[0].type <- PROPERTIES.agentpoolprofiles[0].availabilityprofile',
    'nodePools[0].maxSurge <- PROPERTIES.agentpoolprofiles[0]',
    'tags <- (definition)',
  ]);
});

test.each([
  [{apiVersion: 'vlabs'}, true],
  [{APIVersion: ' VLabs '}, true],
  [{properties: {masterProfile: {}}}, true],
  [{apiVersion: '2017-07-01', Properties: {MasterProfile: {}}}, true],
  [{apiVersion: 'vnetk8s/v1', properties: {masterProfile: {}}}, false],
  [{apiVersion: 'vnetk8s/v1'}, false],
  [{apiVersion: 1}, false],
  [{properties: {masterProfile: 3}}, false],
  [{}, false],
  [[], false],
  [null, false],
  ['vlabs', false],
])('%j is a definition of the old tools: %s', (value, expected) => {
  const recognized = isVlabs(value);

  expect(recognized).toBe(expected);
});

test('what is no mapping is one error, and what v1 needs is missing', () => {
  const {report, definition} = importVlabs('apiVersion: vlabs');

  expect(reportText(report.filter(({outcome}) => outcome === 'error'))).toBe(
    `error   (definition) [VK5002]
    text stands where a mapping belongs
    > write a mapping
error   location -> location [VK5005, incomplete]
    the region is not in this file: the old tools took it from --location
    > write location, such as westeurope
error   properties.masterProfile [VK5005]
    masterProfile is missing, and the old tools wanted it
    > write it, or accept what v1 has for it
error   properties.masterProfile.dnsPrefix -> name [VK5005, incomplete]
    dnsPrefix is empty, and the cluster is named after it
    > name the cluster: lower-case letters, digits and hyphens, a letter first
error   properties.agentPoolProfiles -> nodePools [VK5005, incomplete]
    there is no pool that can be taken over
    > write at least one pool with Linux
error   properties.linuxProfile.ssh.publicKeys -> linux.sshPublicKeys [VK5005, incomplete]
    there is no SSH key that can be taken over
    > write one into linux.sshPublicKeys
`,
  );
  expect(definition['apiVersion']).toBe('vnetk8s/v1');
});
