import {expect, test} from 'vitest';
import {readDefinition} from '../../../src/definition/read-definition.ts';
import {vlabsFormat} from '../../../src/definition/vlabs/vlabs-format.ts';
import {vlabs} from './builders.ts';

function issuesOf(source: unknown): readonly string[] {
  const bytes = Buffer.from(JSON.stringify(source, null, 2));
  const {issues} = readDefinition({name: 'apimodel.json', bytes, set: []}, [vlabsFormat]);
  return issues.map(
    ({location, severity, code, message}) => `${location.line}:${location.column} ${severity} ${code} ${message}`,
  );
}

test('what needs attention is an issue at its place in the old file; what is kept is not', () => {
  const source = vlabs({
    kubernetes: {networkPolicy: 'calico', networkPlugin: 'azure'},
    controlPlane: {vmsize: 'Standard_D4s_v3'},
    pools: [{osType: 'Windows'}, {dnsPrefix: 'apps'}],
    properties: {featureFlag: {}},
  });

  const issues = issuesOf(source);

  expect(issues).toEqual([
    '7:26 warning VK5016 "calico" is not installed, so that nothing enforces NetworkPolicy objects',
    '14:7 error VK5003 "vmSize" is here again as "vmsize": capitals do not matter, and the last one counted',
    '18:7 error VK5008 nodes with Windows cannot be made',
    '28:22 warning VK5017 pools have no load balancer of their own',
    '41:5 error VK5001 "featureFlag" is no field of acs-engine or aks-engine here, and they refused it as well',
  ]);
});

test('what is not filled in is said once, by the validation of v1, at the place of the old file', () => {
  const source = vlabs({
    controlPlane: {dnsPrefix: ''},
    linux: {ssh: {publicKeys: [{keyData: ''}]}},
    top: {location: ''},
  });

  const issues = issuesOf(source);

  expect(issues).toEqual([
    '3:15 error VK2001 location is missing',
    '10:20 error VK2001 name is missing',
    '23:23 error VK2001 sshPublicKeys is missing',
  ]);
});
